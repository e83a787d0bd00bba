"""Numbers of papers: one after the other, however many seal at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cells import sealing
from cells.models import Meeting, Resolution, Series
from partyportal.vietnamese import today
from tests.factories import (
    make_attendance,
    make_cell,
    make_member,
    make_minutes,
    make_sealed_meeting,
    make_user,
)
from tests.locks import elsewhere, wait_for_locks

A_DAY = timedelta(days=1)


class ChangedMind(Exception):
    pass


def make_ready(cell, member, *, kind=Meeting.Kind.EXTRAORDINARY, **fields):
    """Minutes ready for the seal, with a resolution."""
    meeting = make_minutes(
        cell=cell, kind=kind, roll_called_at="2026-03-03T20:00Z", **fields
    )
    make_attendance(meeting=meeting, member=member)
    meeting.resolutions.create(title="Về đường làng", text="Sửa đường.")
    return meeting


@elsewhere
def seal(meeting, by, *, fails=False):
    with transaction.atomic():
        sealing.seal(Meeting.objects.get(pk=meeting.pk), by=by)
        if fails:
            raise ChangedMind


def numbers_of(rows):
    return sorted(rows.values_list("number", flat=True))


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers_and_a_failed_one_none():
    cell, clerk = make_cell(), make_user()
    member = make_member(cell=cell)
    meetings = [make_ready(cell, member) for _ in range(25)]
    with ThreadPoolExecutor(25) as pool:
        asked = [
            pool.submit(seal, meeting, clerk, fails=place % 5 == 4)
            for place, meeting in enumerate(meetings)
        ]
    failed = [isinstance(each.exception(), ChangedMind) for each in asked]
    assert failed == [place % 5 == 4 for place in range(25)]
    assert numbers_of(Meeting.objects.sealed()) == list(range(1, 21))
    assert numbers_of(Resolution.objects.exclude(number=None)) == list(range(1, 21))
    assert set(Series.objects.values_list("paper", "last_number")) == {
        ("BB", 20),
        ("NQ", 20),
    }


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_seal_once():
    cell, first, second = make_cell(), make_user(), make_user()
    meeting = make_ready(cell, make_member(cell=cell))
    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(seal, meeting, by) for by in (first, second)]:
            assert each.exception() is None
    meeting.refresh_from_db()
    assert (meeting.number, meeting.resolutions.get().number) == (1, 1)
    assert Series.objects.get(paper="BB").last_number == 1


def make_carrying(cell, member, **fields):
    """Minutes ready for the seal that carry an item over to the next regular ones."""
    meeting = make_ready(cell, member, **fields)
    meeting.items.create(title="Thu quỹ", outcome="carried")
    return meeting


@pytest.mark.django_db(transaction=True)
def test_what_is_handed_on_beside_a_seal_is_heard_before_it():
    """The first has its number, and an item for the second, which waits for one."""
    cell, clerk = make_cell(), make_user()
    member = make_member(cell=cell)
    sealing.seal(make_ready(cell, member), by=clerk)
    first = make_carrying(cell, member, held_on=today() - A_DAY)
    regular = Meeting.Kind.REGULAR
    second = make_carrying(cell, member, held_on=today(), kind=regular)
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            list(Series.objects.select_for_update())
            both = []
            for meeting in (first, second):
                both.append(pool.submit(seal, meeting, clerk))
                wait_for_locks(len(both))
        assert both[0].exception() is None
        with pytest.raises(ValidationError, match="“Thu quỹ” chưa kết luận"):
            both[1].result()
    assert second.items.filter(carried_from__meeting=first).exists()


@pytest.mark.django_db
def test_each_mandate_and_each_paper_has_a_series_of_its_own(cell, other_cell, office):
    member = make_member(cell=cell)
    for _ in range(2):
        meeting = make_ready(cell, member)
        meeting.resolutions.create(paper="KL", title="Về quỹ", text="Thu quỹ.")
        sealing.seal(meeting, by=office)
    assert numbers_of(meeting.resolutions) == [2, 2]
    assert make_sealed_meeting(cell=other_cell, by=office).number == 1
