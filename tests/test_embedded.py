"""The embedded server, each time a real one in a folder of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from environ import Env

from partyportal import embedded
from partyportal.embedded import APPLICATION, OWNER, SYSTEM_HOME, EmbeddedError, Server

ROOT = Path(__file__).parent.parent


@contextlib.contextmanager
def throw_away(home):
    server = Server(home)
    yield server
    server.stop()
    shutil.rmtree(server.socket, ignore_errors=True)
    # A start that was killed may have left half a place as well.
    for note in (*SYSTEM_HOME.glob("*/clone"), *server.home.glob("postgres-*/clone")):
        # Another test may be removing its own meanwhile.
        with contextlib.suppress(FileNotFoundError):
            if note.read_text().strip() == str(server.home.parent):
                shutil.rmtree(note.parent, ignore_errors=True)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with throw_away(tmp_path_factory.mktemp("đồng chí") / ".data") as server:
        server.start()
        yield server


@pytest.fixture
def server(shared):
    """The same one, running again whatever the test before has done to it."""
    shared.start()
    return shared


def connect(server, role=OWNER, database="portal"):
    return psycopg.connect(server.url(role, database), autocommit=True)


def ask(server, question, role=OWNER):
    with connect(server, role) as connection:
        return connection.execute(question).fetchone()[0]


def postmaster(server):
    return int((server.data / "postmaster.pid").read_text().split()[0])


def kill(*processes):
    """Return when they are dead, if not yet buried."""
    for process in processes:
        # Postgres ends its own workers now and then, before it is our turn.
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    while any(Path(f"/proc/{process}/exe").exists() for process in processes):
        time.sleep(0.01)


def starting(home):
    """Another process that starts the same server."""
    code = (
        "import sys; from pathlib import Path; from partyportal.embedded import Server;"
        "Server(Path(sys.argv[1])).start()"
    )
    return subprocess.Popen([sys.executable, "-c", code, home], cwd=ROOT)


# What the server is like


def test_folds_vietnamese_case(shared):
    assert ask(shared, "SELECT lower('ĐẢNG ỦY XÃ')") == "đảng ủy xã"
    assert ask(shared, "SELECT 'Đặng Thị Ứng' ILIKE 'đặng thị ứng'")


def test_takes_vietnamese_letters_for_letters(shared):
    words = ask(shared, "SELECT tsvector_to_array(to_tsvector('simple', 'Ủy viên'))")
    assert sorted(words) == ["viên", "ủy"]


def test_owner_may_create_the_extensions_and_test_databases(shared):
    with connect(shared) as owner:
        for extension in ("btree_gist", "unaccent", "pg_trgm"):
            owner.execute(f"CREATE EXTENSION {extension}")
        owner.execute("CREATE DATABASE test_owner")


@pytest.fixture(scope="module")
def table(shared):
    """A table made after the set-up, in a database made after it, as tests do."""
    with connect(shared) as owner:
        owner.execute("CREATE DATABASE test_roles")
    with connect(shared, database="test_roles") as owner:
        owner.execute("CREATE TABLE minutes (id serial, text text)")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO minutes (text) VALUES ('một')",
        "UPDATE minutes SET text = 'hai'",
        "SELECT * FROM minutes",
        "DELETE FROM minutes",
    ],
)
def test_application_reads_and_writes_rows(shared, table, statement):
    with connect(shared, APPLICATION, "test_roles") as application:
        application.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE minutes",
        "DROP TABLE minutes",
        "ALTER TABLE minutes DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "CREATE TABLE other (id int)",
        "CREATE DATABASE test_other",
        "SET ROLE portal_owner",
    ],
)
def test_application_owns_nothing(shared, table, statement):
    with (
        connect(shared, APPLICATION, "test_roles") as application,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        application.execute(statement)


def test_tests_may_become_the_application(shared, table):
    with connect(shared, database="test_roles") as owner:
        owner.execute("SET ROLE portal")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("TRUNCATE minutes")


def test_superuser_has_no_door(shared):
    with pytest.raises(psycopg.OperationalError, match="no pg_hba.conf entry"):
        connect(shared, role="postgres")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes the system user")
def test_leaves_the_folders_above_closed(server):
    assert server.home.parent.stat().st_mode & 0o777 == 0o700
    assert server.home.stat().st_mode & 0o777 == 0o700
    assert server.place.stat().st_mode & 0o777 == 0o700


# Start and stop


def test_second_start_finds_the_first(server):
    first = postmaster(server)
    server.start()
    assert postmaster(server) == first


def test_keeps_its_rows_between_starts(server):
    with connect(server) as owner:
        owner.execute("CREATE TABLE kept (id int)")
    server.stop()
    server.stop()
    server.start()
    assert ask(server, "SELECT count(*) FROM kept") == 0


def test_starts_at_the_same_time_make_one_server(tmp_path):
    home = tmp_path / ".data"
    with throw_away(home) as server:
        starters = [starting(home) for _ in range(3)]
        assert [starter.wait(60) for starter in starters] == [0, 0, 0]
        assert ask(server, "SELECT 1") == 1


def test_starts_after_its_first_start_was_killed(tmp_path):
    home = tmp_path / ".data"
    with throw_away(home) as server:
        starter = starting(home)
        with contextlib.suppress(subprocess.TimeoutExpired):
            starter.wait(0.5)
        starter.kill()
        starter.wait()
        server.start()
        assert ask(server, "SELECT 1") == 1


def test_starts_after_everything_was_killed(server):
    main = postmaster(server)
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    kill(main, *map(int, children))
    server.start()
    assert postmaster(server) != main
    assert ask(server, "SELECT 1") == 1


def test_starts_after_only_the_main_process_was_killed(server):
    with connect(server):
        kill(postmaster(server))
        server.start()
    assert ask(server, "SELECT 1") == 1


def test_number_of_another_living_program_does_not_block_the_start(server):
    content = (server.data / "postmaster.pid").read_text()
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as other:
        for left_over in (
            server.data / "postmaster.pid",
            server.socket / ".s.PGSQL.5432.lock",
        ):
            left_over.write_text(content.replace(content.split()[0], str(other.pid), 1))
        server.start()
        assert ask(server, "SELECT 1") == 1
        assert other.poll() is None
        other.kill()


def test_stop_leaves_the_program_with_a_reused_number_alone(server):
    content = (server.data / "postmaster.pid").read_text()
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as other:
        content = content.replace(content.split()[0], str(other.pid), 1)
        (server.data / "postmaster.pid").write_text(content)
        server.stop()
        assert other.poll() is None
        other.kill()


def test_emptied_pid_file_does_not_block_the_start(server):
    server.stop()
    (server.data / "postmaster.pid").write_text("")
    server.start()
    assert ask(server, "SELECT 1") == 1


# Where it cannot start


def test_says_in_one_sentence_why_it_does_not_start(server):
    server.stop()
    added = server.data / "postgresql.auto.conf"
    added.write_text("shared_buffers = nonsense\n")
    with pytest.raises(EmbeddedError, match="does not start: .*auto.conf") as refusal:
        server.start()
    assert "\n" not in str(refusal.value)
    added.write_text("")


def test_refuses_a_cluster_of_another_version(server):
    server.stop()
    made_by = server.data / "PG_VERSION"
    made_by.write_text("17\n")
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 17, this is 18"):
        server.start()
    made_by.write_text("18\n")


def test_says_why_no_cluster_can_be_made(tmp_path):
    (tmp_path / ".data").write_text("a file where a folder should be")
    with pytest.raises(SystemExit, match="File exists"):
        embedded.main(tmp_path / ".data", "start")


# Addresses


def test_command_prints_the_lines_for_the_settings(shared, capsys):
    embedded.main(shared.home, "start")
    assert capsys.readouterr().out.splitlines() == [
        f"DATABASE_URL={shared.url('portal')}",
        f"DATABASE_OWNER_URL={shared.url('portal_owner')}",
    ]


def test_address_suits_django_as_well(shared):
    settings = Env.db_url_config(shared.url("portal"))
    assert settings["USER"] == settings["NAME"] == "portal"
    assert settings["OPTIONS"]["host"] == str(shared.socket)


def test_socket_of_a_deep_clone_lies_in_tmp(tmp_path):
    deep = Server(tmp_path, link=tmp_path / ("x" * 100))
    assert deep.socket.parent == Path("/tmp")
    assert embedded.SOCKET_NAME in str(deep.socket)


def test_refuses_a_socket_folder_that_is_a_link(server):
    server.stop()
    shutil.rmtree(server.socket)
    server.socket.symlink_to("/tmp")
    with pytest.raises(EmbeddedError, match="belongs to another user"):
        server.start()
    server.socket.unlink()


@pytest.mark.parametrize(
    ("address", "is_embedded"),
    [
        ("postgres://portal@/portal?host=/x/partyportal-embedded", True),
        ("postgres://portal@/portal?host=/tmp/partyportal-embedded-0a", True),
        ("postgres://portal@/portal?host=/var/run/postgresql", False),
        ("postgres://portal:partyportal-embedded@127.0.0.1/portal", False),
    ],
)
def test_settings_tell_the_embedded_server_from_others(address, is_embedded):
    code = "from partyportal import settings; print(settings.EMBEDDED_DATABASE)"
    environment = os.environ | {"DATABASE_URL": address, "SECRET_KEY": "x"}
    answer = subprocess.check_output(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, text=True
    )
    assert answer.strip() == str(is_embedded)
