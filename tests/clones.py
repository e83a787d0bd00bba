"""A clone of this tree, as somebody has it who just fetched it, and its server."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])


@contextlib.contextmanager
def fresh_clone(place):
    """The files of this tree as a fresh clone has them, but for what pip installs."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(listed, cwd=ROOT, text=True).split("\0")
    for name in filter(None, names):
        if (ROOT / name).exists():
            target = place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    (place / ".venv").symlink_to(ROOT / ".venv")
    yield place
    shutil.rmtree((place / ".data/postgres").resolve(), ignore_errors=True)


@contextlib.contextmanager
def served(clone, port, **settings):
    """The portal once its page opens."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE")}
    server = subprocess.Popen(
        [clone / "script" / "server"],
        env=environment | {"PORT": port} | settings,
        cwd="/",
        start_new_session=True,
        stdout=(clone.parent / "log").open("w"),
    )
    until(lambda: opens(port) or server.poll() is not None)
    assert opens(port), (clone.parent / "log").read_text()
    yield server
    server.wait(30)


@contextlib.contextmanager
def demo_portal(clone, **settings):
    """The port at which the portal serves the demo, until the end of the block."""
    port = free_port()
    with served(clone, port, **settings) as server:
        try:
            yield port
        finally:
            # As Ctrl-C in a terminal does.
            os.killpg(server.pid, signal.SIGINT)


def opens(port):
    # Where HTTPS is on, nothing opens without it but what a proxy passes on.
    headers = {"X-Forwarded-Proto": "https"}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=headers)
    try:
        with urllib.request.urlopen(asked) as page:
            return page.status == 200
    except OSError:
        return False


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def until(happened):
    # The demo is loaded meanwhile, maybe on a machine that does much else.
    give_up = time.monotonic() + 300
    while not happened():
        assert time.monotonic() < give_up
        time.sleep(0.1)
