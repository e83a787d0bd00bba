"""What is written beside a seal waits for it, or the seal waits for that."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction

from cells import sealing
from cells.models import Meeting
from tests.cells.seals import (
    DAY,
    INSERT_ATTENDANCE,
    INSERT_GUEST,
    INSERT_POSTPONEMENT,
    INSERTS,
    make_called,
)
from tests.factories import bare_seal, make_cell, make_member, make_task, make_user
from tests.locks import elsewhere, wait_for_locks


@pytest.fixture
def other(transactional_db):
    """A connection of its own, as another worker has it."""
    parameters = connection.get_connection_params()
    with psycopg.connect(**parameters) as other:
        yield other
        other.rollback()


@pytest.fixture
def background():
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit


@pytest.fixture
def meeting(other):
    """One member on the roster, marked, and committed so that all may see it."""
    cell = make_cell()
    make_member(cell=cell)
    return make_called(cell)


@pytest.fixture
def keys_of(other):
    """What the statements name: the meeting, people of its cell and an older task."""
    clerk = make_user()
    cell = make_cell()
    member = make_member(cell=cell)
    task = make_task(cell=cell, by=clerk, held_on=DAY, assignee=member)
    keys = {"member": member.pk, "user": clerk.pk, "task": task.pk}
    meetings = {}

    def keys_of(statement):
        meetings[statement] = make_called(cell, kind=Meeting.Kind.EXTRAORDINARY)
        keys["newcomer"] = make_member().pk
        return {**keys, "meeting": meetings[statement].pk}, meetings[statement], clerk

    return keys_of


def test_a_temporary_type_is_not_read_in_its_place(other, meeting):
    """A session that has not asked the triggers yet reads them with its own types."""
    sealing.seal(meeting, by=make_user())
    other.execute(
        "CREATE TYPE pg_temp.record AS (x timestamptz, sealed_at timestamptz)"
    )
    with pytest.raises(psycopg.errors.RestrictViolation):
        other.execute(INSERT_GUEST, {"meeting": meeting.pk})


def test_a_row_added_beside_a_seal_waits_and_is_refused(other, background, keys_of):
    for statement in [*INSERTS, INSERT_ATTENDANCE, INSERT_POSTPONEMENT]:
        keys, meeting, clerk = keys_of(statement)
        with transaction.atomic():
            sealing.seal(meeting, by=clerk)
            added = background(other.execute, statement, keys)
            wait_for_locks()
        with pytest.raises(psycopg.errors.RestrictViolation):
            added.result(timeout=20)
        other.rollback()
        assert "Chen vào" not in Meeting.objects.get(pk=meeting.pk).sealed_text


def test_what_is_added_before_a_seal_is_in_its_hash(other, background, keys_of):
    for statement in INSERTS:
        keys, meeting, clerk = keys_of(statement)

        @elsewhere
        def seal(meeting=meeting, clerk=clerk):
            sealing.seal(meeting, by=clerk)

        other.execute(statement, keys)
        sealer = background(seal)
        wait_for_locks()
        other.commit()
        sealer.result(timeout=20)
        found = Meeting.objects.get(pk=meeting.pk)
        assert "Chen vào" in found.sealed_text, statement
        assert sealing.sha256(found.sealed_text) == found.sealed_sha256


def test_a_seal_beside_a_row_being_added_waits_and_has_it(other, background, meeting):
    late = make_member(cell=meeting.cell)
    clerk = make_user()

    @elsewhere
    def seal():
        sealing.seal(meeting, by=clerk)

    other.execute(INSERT_ATTENDANCE, {"meeting": meeting.pk, "newcomer": late.pk})
    sealer = background(seal)
    wait_for_locks()
    other.commit()
    sealer.result(timeout=20)
    # Had the seal not waited, this member would have been unknown to it.
    assert Meeting.objects.get().is_sealed
    assert meeting.attendances.count() == 2


def test_a_bare_update_that_seals_waits_too(other, background, meeting):
    clerk = make_user()
    other.execute(
        INSERT_ATTENDANCE, {"meeting": meeting.pk, "newcomer": make_member().pk}
    )

    @elsewhere
    def seal():
        bare_seal(meeting, by=clerk)

    sealer = background(seal)
    wait_for_locks()
    assert not Meeting.objects.sealed().exists()
    other.commit()
    sealer.result(timeout=20)
