"""The cast: each one stands for a view of the portal."""

import datetime
import gc

import pytest
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import timezone
from xdist.scheduler import LoadScopeScheduling

from cells.agenda import load_usual_agendas
from cells.models import Term
from members.models import Duty
from members.regulations import load_regulations
from tests.clones import fresh_clone
from tests.emptying import make_nothing_anew, sql_flush
from tests.factories import (
    make_cell,
    make_meeting,
    make_member,
    make_officer,
    make_user,
)
from tests.memory import forget_pages

Office = Term.Office


class DemoOnOneWorker(LoadScopeScheduling):
    """Deals out single tests, but those of the demo data together: one load for all.

    `--dist loadgroup` is made for this, but pytest 9.2 ignores xdist 3.8's groups.
    """

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return file if file.endswith("test_load_demo.py") else nodeid


def pytest_xdist_make_scheduler(config, log):
    return DemoOnOneWorker(config, log)


def pytest_collection_finish():
    """Look for garbage less often, which took a sixth of the time."""
    gc.freeze()
    gc.set_threshold(100_000)


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hash fast: no test is about how hard a password is to guess from its hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clone(tmp_path):
    """A folder with a fresh clone of this tree."""
    with fresh_clone(tmp_path / "clone") as place:
        yield place


@pytest.fixture(autouse=True)
def no_pages_of_other_tests():
    """Versions are counted from the start in each test."""
    forget_pages()


@pytest.fixture(autouse=True)
def quick_clients(settings):
    """Each new client makes its middleware, which would read all of staticfiles/."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True, scope="session")
def quick_emptying():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(flush, "emit_post_migrate_signal", make_nothing_anew)
        yield


def is_transactional(test):
    marker = test.get_closest_marker("django_db")
    is_marked = marker is not None and marker.kwargs.get("transaction")
    return bool(
        is_marked or {"transactional_db", "live_server"} & set(test.fixturenames)
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """They come last: what migrations loaded is gone after the first of them.

    pytest-django sees to it, but then pytest puts tests that share a browser together.
    """
    items.sort(key=is_transactional)


@pytest.fixture(autouse=True)
def regulations(request):
    """Rows loaded by migrations vanish after the first transactional test."""
    if is_transactional(request.node):
        request.getfixturevalue("transactional_db")
        load_regulations()
        load_usual_agendas()


@pytest.fixture(autouse=True)
def uploads_of_tests(settings, tmp_path_factory):
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "media"


@pytest.fixture
def november(monkeypatch):
    """Today is Monday, 23 November 2026."""
    moment = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment.date()


@pytest.fixture
def cell(db):
    """The cell of the secretary."""
    return make_cell(name="Chi bộ thôn Đông")


@pytest.fixture
def other_cell(db):
    return make_cell(name="Chi bộ thôn Đoài")


@pytest.fixture
def secretary(cell):
    return make_officer(Office.SECRETARY, cell=cell, full_name="Nguyễn Thị Bí Thư")


@pytest.fixture
def deputy(cell):
    return make_officer(Office.DEPUTY, cell=cell, full_name="Lê Văn Phó")


@pytest.fixture
def committee_member(cell):
    return make_officer(Office.COMMITTEE_MEMBER, cell=cell, full_name="Phạm Văn Chi Ủy")


@pytest.fixture
def other_secretary(other_cell):
    return make_officer(Office.SECRETARY, cell=other_cell, full_name="Hoàng Văn Đoài")


@pytest.fixture
def in_charge(cell, other_cell):
    """A committee member who follows the cell and belongs to another."""
    return make_officer(Office.IN_CHARGE, cell=cell, home=other_cell)


@pytest.fixture
def party_committee(other_cell):
    return make_officer(Office.PARTY_COMMITTEE_MEMBER, home=other_cell)


@pytest.fixture
def office(db):
    return make_user(duty=Duty.Kind.OFFICE, name="Văn Phòng")


@pytest.fixture
def editor(db):
    return make_user(duty=Duty.Kind.EDITOR)


@pytest.fixture
def publisher(db):
    return make_user(duty=Duty.Kind.PUBLISHER)


@pytest.fixture
def moderator(db):
    return make_user(duty=Duty.Kind.MODERATOR)


@pytest.fixture
def administrator(db):
    return make_user(duty=Duty.Kind.ADMINISTRATOR)


@pytest.fixture
def reader(cell):
    """A member of the cell without any office."""
    return make_user(member=make_member(cell=cell, full_name="Vũ Thị Đảng Viên"))


@pytest.fixture
def stranger(db):
    """An account with no member, no term and no duty."""
    return make_user()


@pytest.fixture
def draft(cell):
    return make_meeting(cell=cell)
