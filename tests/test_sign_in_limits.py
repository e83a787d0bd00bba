"""Wrong passwords are counted together by the workers of a real server."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.db import connection

from tests.factories import make_user
from tests.test_sign_in import LOCKED, PASSWORD, WRONG

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = "a" * 32
PATIENCE = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def server(transactional_db, tmp_path):
    """Two workers on the test database; its log has the worker of each answer."""
    port, log = free_port(), tmp_path / "workers"
    database = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    command = [sys.executable, "-m", "gunicorn", "partyportal.wsgi", "--workers", "2"]
    command += ["--bind", f"127.0.0.1:{port}", "--preload"]
    command += ["--access-logfile", str(log), "--access-logformat", "%(p)s"]
    env = {"DATABASE_URL": database._replace(path=f"/{name}").geturl(), "HTTPS": "off"}
    process = subprocess.Popen(command, env=os.environ | env)
    give_up = time.monotonic() + PATIENCE
    while not answers(port) and process.poll() is None:
        assert time.monotonic() < give_up
        time.sleep(0.1)
    yield port, log
    process.terminate()
    process.wait(PATIENCE)
    cache.clear()


def sign_in(port, password):
    """What the server made of it: one of the two sentences, or where it led."""
    fields = {"login": "bithu1", "password": password, "csrfmiddlewaretoken": TOKEN}
    headers = {
        "Cookie": f"csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    client.request("POST", "/dang-nhap/", urlencode(fields), headers)
    response = client.getresponse()
    page = response.read().decode()
    client.close()
    for sentence in (WRONG, LOCKED):
        if sentence in page:
            return sentence
    return response.headers["Location"]


def test_twenty_wrong_passwords_at_two_workers_are_five_guesses(server):
    port, log = server
    user = make_user(username="bithu1")
    # The server knows only real hashes; few rounds make this one quick.
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)
    user.save()
    assert sign_in(port, PASSWORD) == "/noi-bo/"

    with ThreadPoolExecutor(4) as people:
        given = people.map(lambda n: sign_in(port, f"sai-{n}"), range(20))
        assert Counter(given) == {WRONG: 5, LOCKED: 15}

    assert sign_in(port, PASSWORD) == LOCKED
    assert len(set(log.read_text().split())) == 2
