"""The commands of script/: what they say where they cannot go on, and a whole life."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.clones import ROOT, free_port, opens, served, until


def run(script, root=ROOT, **environment):
    return subprocess.run(
        [root / "script" / script],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def sentence(done):
    """The one line a script says when it gives up."""
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture
def port():
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.mark.parametrize("script", ["server", "test"])
def test_database_out_of_reach(script):
    with socket.socket() as nobody:
        # Bound but not listening: no other program can answer here.
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        url = f"postgres://portal:mat-khau@{address}/portal"
        done = run(script, PORT=free_port(), DATABASE_URL=url)
    assert "No database at DATABASE_URL: connection failed" in sentence(done)
    assert "mat-khau" not in done.stdout + done.stderr


def test_mistyped_address_keeps_its_password():
    url = "postgre://portal:mat-khau@127.0.0.1/portal"
    done = run("server", PORT=free_port(), DATABASE_URL=url)
    assert sentence(done).startswith("No database at DATABASE_URL: ")
    assert "mat-khau" not in done.stdout + done.stderr


def test_taken_port(port):
    assert f"Port {port} is taken" in sentence(run("server", PORT=port))


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_impossible_port(port):
    assert "PORT must be a number" in sentence(run("server", PORT=port))


@pytest.mark.parametrize("version", ["3.10.4", "3.14.0"])
def test_unfit_python(tmp_path, version):
    shutil.copytree(ROOT / "script", tmp_path / "script")
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && echo Python {version}\n'
        )
        program.chmod(0o755)
        # Any other question is answered with no.
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    assert sentence(run("server", tmp_path, PATH=path, PORT=free_port())) == (
        f"The portal needs Python 3.11, 3.12 or 3.13; here is Python {version}."
    )


def test_data_of_somebody_else(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    shutil.copytree(ROOT / "script", tmp_path / "script")
    (tmp_path / ".data").mkdir()
    os.chown(tmp_path / ".data", 65534, 65534)
    done = run("server", tmp_path, PORT=free_port())
    assert "belongs to nobody: run this as that user" in sentence(done)


# A whole life


def below(process):
    """The numbers of a process and all it started that still belong to it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(n for child in children for n in below(int(child)))]


def postmaster(clone):
    return int((clone / ".data/postgres/data/postmaster.pid").read_text().split()[0])


@pytest.mark.slow
def test_server_from_fresh_clone_over_a_kill_to_the_end(clone):
    port = free_port()
    with served(clone, port) as server:
        assert "chibo-demo-2021" in (clone.parent / "log").read_text()
        secret = (clone / ".data/env").read_text()
        for process in (*below(server.pid), *below(postmaster(clone))):
            os.kill(process, signal.SIGKILL)
        until(lambda: not opens(port))
    # A reboot, after which the number of the database server is somebody else's.
    number = clone / ".data/postgres/data/postmaster.pid"
    number.write_text(
        number.read_text().replace(str(postmaster(clone)), str(os.getpid()), 1)
    )
    with served(clone, port) as server:
        assert (clone / ".data/env").read_text() == secret
        assert "Loading" not in (clone.parent / "log").read_text()
        # As Ctrl-C in a terminal does.
        os.killpg(server.pid, signal.SIGINT)
    assert not opens(port)
    assert not (clone / ".data/postgres/data/postmaster.pid").exists()
