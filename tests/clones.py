"""A clone of this tree, as somebody has it who just fetched it, and its server."""

import contextlib
import os
import shutil
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
def served(clone, port):
    """The portal once its page opens."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE")}
    server = subprocess.Popen(
        [clone / "script" / "server"],
        env=environment | {"PORT": port},
        cwd="/",
        start_new_session=True,
        stdout=(clone.parent / "log").open("w"),
    )
    until(lambda: opens(port) or server.poll() is not None)
    assert opens(port), (clone.parent / "log").read_text()
    yield server
    server.wait(30)


def opens(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            return page.status == 200
    except OSError:
        return False


def until(happened):
    give_up = time.monotonic() + 120
    while not happened():
        assert time.monotonic() < give_up
        time.sleep(0.1)
