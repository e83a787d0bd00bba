"""Requests a second of the public pages, from one run under one gunicorn."""

import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from datetime import timedelta
from operator import truediv
from urllib.parse import quote, urlsplit, urlunsplit

ARTICLES = 20_000
# So many at once that no process waits for the next request.
CLIENTS = 3
# Short and many, as machines go faster and slower: what is compared stands in one.
ROUNDS = 21
SECONDS = 0.25
WORDS = 480
# One transaction each: the stamp is one row, and old versions of it pile up in one.
BATCH = 500
QUESTIONS = ["nông thôn mới", "dang bo", '"chi bộ thôn"', "25-nq/đu", "hiến đất"]
# What is promised of them, against the view with one query.
AIMS = {"article, warm": 0.8, "article, 304": 0.85, "article, cold": 0.25}


def measure_news(database: str):
    """Fill the database that the process is connected to, and print the figures."""
    addresses = fill()
    address = free_address()
    server = serve(database, address)
    try:
        report(measured(address, addresses))
    finally:
        server.terminate()
        server.wait()


# The articles


def fill() -> list[str]:
    """Make the articles; the addresses of some."""
    from django.db import connection
    from django.utils import timezone

    from news.models import Article, Tag
    from tests.factories import make_category

    rng = random.Random(2026)
    words, now = vocabulary(), timezone.now()
    categories = [make_category() for _ in range(6)]
    for start in range(0, ARTICLES, BATCH):
        Article.objects.bulk_create(
            Article(
                category=rng.choice(categories),
                title=sentence(rng, words, 10),
                lead=sentence(rng, words, 30),
                body="".join(
                    f"<p>{sentence(rng, words, WORDS // 8)}</p>" for _ in range(8)
                ),
                approved_at=now,
                published_at=now - timedelta(hours=number),
            )
            for number in range(start, start + BATCH)
        )
    tags = [Tag.objects.named(f"Thẻ {number}") for number in range(60)]
    newest = list(Article.objects.select_related("category")[:4000])
    for article in newest:
        article.tags.add(*rng.sample(tags, 3))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return [article.get_absolute_url() for article in newest]


def vocabulary() -> list[str]:
    """The words of the demo articles, as often as they stand there."""
    from news.demo.reading import PAGES

    text = " ".join(path.read_text() for path in sorted(PAGES.glob("*.txt")))
    return [word for word in text.split() if word.isalpha()]


def sentence(rng, words, length) -> str:
    return " ".join(rng.choices(words, k=length)).capitalize() + "."


# The server


def serve(database, address):
    """One worker, so that the figures are of one process."""
    command = ["gunicorn", "tests.bench_server", "--bind", address, "--workers", "1"]
    environment = os.environ | {"DATABASE_URL": database, "HTTPS": "off"}
    server = subprocess.Popen(
        [sys.executable, "-m", *command, "--log-level", "error"], env=environment
    )
    for _ in range(200):
        try:
            ask(address, request(address, "/healthz"))
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    raise SystemExit("The server did not start.")


def free_address() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listener.getsockname()[1]}"


def split(address):
    host, _, port = address.partition(":")
    return host, int(port)


def of_test_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


# The requests


def requests_of(address, addresses) -> dict[str, itertools.cycle]:
    """What is asked for, by name; each cycle gives the bytes of the next request."""
    from tests.bench_urls import BARE, ONE_QUERY

    warm = addresses[0]
    searches = [f"/tim-kiem/?q={quote(question)}" for question in QUESTIONS]
    paths = {
        "bare Django view": [BARE],
        "view with one SELECT 1": [ONE_QUERY],
        # More than memory keeps, so that none is met again.
        "article, cold": addresses[1:],
        "article, warm": [warm],
        "front page": ["/"],
        f"search among {ARTICLES:,}": searches,
    }
    return {
        name: itertools.cycle([request(address, path) for path in own])
        for name, own in paths.items()
    }


def known(address, path):
    """Requests of who has the page."""
    answer = ask(address, request(address, path))
    etag = answer.partition(b"ETag: ")[2].partition(b"\r\n")[0].decode()
    return itertools.cycle([request(address, path, f"If-None-Match: {etag}\r\n")])


def request(address, path, more="") -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: gzip\r\n"
    return f"{head}Connection: close\r\n{more}\r\n".encode()


def ask(address, asked: bytes) -> bytes:
    with socket.create_connection(split(address)) as connected:
        connected.sendall(asked)
        parts = []
        while part := connected.recv(65536):
            parts.append(part)
    return b"".join(parts)


def measured(address, addresses) -> dict[str, list[float]]:
    """Requests a second in each of the rounds, in which each has its turn."""
    asked, found = requests_of(address, addresses), defaultdict(list)
    for _ in range(ROUNDS + 1):
        # The page changes by the hour.
        asked["article, 304"] = known(address, addresses[0])
        for name, cycle in asked.items():
            found[name].append(speed(address, name, cycle))
    # The first round warms up.
    return {name: own[1:] for name, own in found.items()}


def speed(address, name, cycle) -> float:
    expected = b"304" if name.endswith("304") else b"200"
    counts, lock, end = [], threading.Lock(), time.perf_counter() + SECONDS

    def go_on():
        count = 0
        while time.perf_counter() < end:
            with lock:
                asked = next(cycle)
            answer = ask(address, asked)
            if answer[9:12] != expected:
                raise SystemExit(f"{name}: {answer[:200]!r}")
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=go_on) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CLIENTS:
        raise SystemExit("A request failed, see above.")
    return sum(counts) / (time.perf_counter() - began)


def report(found):
    measure = found["view with one SELECT 1"]
    print(f"\nPublic pages, {ARTICLES:,} articles, one worker, medians of {ROUNDS}")
    print(f"{'':>26}{'a second':>10}{'to SELECT 1':>13}{'aim':>7}")
    for name, own in found.items():
        ratio = statistics.median(map(truediv, own, measure))
        aim = AIMS.get(name, "")
        print(f"{name:>26}{statistics.median(own):>10.0f}{ratio:>13.2f}{aim:>7}")
