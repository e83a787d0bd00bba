"""The oldest Postgres the portal may meet: the one of Debian 12."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from partyportal.embedded import SET_UP

ROOT = Path(__file__).parent.parent
PROGRAMS = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture
def postgres15():
    """The folder of its socket, for the length of a test."""
    if not PROGRAMS.exists():
        pytest.fail("needs Debian 12's server: apt-get install postgresql-15")
    place = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    call("initdb", "-D", place / "data", "-U", "postgres", "--locale=C.UTF-8")
    options = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off"
    call("pg_ctl", "-D", place / "data", "-w", "-o", options, "start")
    call("psql", "-h", place, "-U", "postgres", "template1", text=statements())
    yield place
    call("pg_ctl", "-D", place / "data", "-m", "immediate", "stop")
    shutil.rmtree(place)


def statements():
    return "".join(f"{line};\n" for line in SET_UP.splitlines())


def call(program, *arguments, text=""):
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    subprocess.run(
        [PROGRAMS / program, *arguments],
        input=text,
        text=True,
        check=True,
        # pg_ctl leaves its output to the server, so nobody waits for its end.
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=user if os.geteuid() == 0 else None,
    )


@pytest.mark.slow
def test_all_tests_pass_on_debians_15(postgres15):
    url = f"postgres://portal_owner@/portal?host={postgres15}"
    own = ("tests/test_embedded.py", "tests/test_scripts.py", "tests/browser")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", "not slow"]
    done = subprocess.run(
        [*command, *(f"--ignore={path}" for path in own)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]
