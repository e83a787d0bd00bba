"""A meeting is put off to another day; the old day and the reason stay."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partyportal.vietnamese import short_date, today
from tests.factories import make_meeting, make_task

pytestmark = pytest.mark.django_db

NEXT_WEEK = today() + timedelta(days=7)


@pytest.fixture
def planned(cell):
    return make_meeting(cell=cell, held_on=today() + timedelta(days=1))


def postpone(client, meeting, to=None, reason="Mưa bão"):
    address = reverse("cells:meeting_postpone", args=[meeting.pk])
    return client.post(address, {"to": to or short_date(NEXT_WEEK), "reason": reason})


def test_secretary_postpones(client, secretary, planned):
    was = planned.held_on
    client.force_login(secretary)
    postpone(client, planned)
    planned.refresh_from_db()
    assert planned.held_on == NEXT_WEEK
    row = planned.postponements.get()
    assert (row.from_day, row.to_day, row.reason) == (was, NEXT_WEEK, "Mưa bão")
    assert row.postponed_by == secretary


def test_twice_the_same_changes_nothing(secretary, planned):
    for _ in range(2):
        planned.postpone(to=NEXT_WEEK, reason="Mưa bão", by=secretary, on=today())
    assert planned.postponements.count() == 1


def test_what_it_was_told_goes_along(secretary, cell, planned):
    task = make_task(cell=cell, by=secretary)
    planned.progress.create(
        task=task, state="done", reported_on=planned.held_on, recorded_by=secretary
    )
    planned.postpone(to=NEXT_WEEK, reason="Mưa bão", by=secretary, on=today())
    assert planned.progress.get().reported_on == NEXT_WEEK


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": " "}, "Mục này chưa được điền"),
        ({"to": "31/02/2027"}, "Ngày này không có trong lịch"),
        ({"to": "01/01/2100"}, "còn quá xa"),
        ({"to": "01/01/1990"}, "không hoạt động vào ngày này"),
    ],
)
def test_what_is_refused(client, secretary, planned, fields, refusal):
    client.force_login(secretary)
    assert refusal in postpone(client, planned, **fields).text
    assert not planned.postponements.exists()


def test_the_same_day_is_no_postponing(client, secretary, planned):
    client.force_login(secretary)
    response = postpone(client, planned, to=short_date(planned.held_on))
    assert "chính ngày này" in response.text


def test_after_the_roll_call_it_is_too_late(client, secretary, cell):
    meeting = make_meeting(cell=cell, roll_called_at=timezone.now())
    client.force_login(secretary)
    assert "đã điểm danh thì không hoãn được" in postpone(client, meeting).text
    with pytest.raises(ValidationError):
        meeting.postpone(to=NEXT_WEEK, reason="Mưa", by=secretary, on=today())
    assert not meeting.postponements.exists()
