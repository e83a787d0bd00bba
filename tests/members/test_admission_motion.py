"""A vote on a person is taken from the sealed minutes, and from nowhere else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cells.models import Meeting
from members.models.admission_step import StepKind
from partyportal.vietnamese import short_date, today
from tests.factories import (
    bare_seal,
    make_admission,
    make_counted_motion,
    make_meeting,
    make_members,
)

pytestmark = pytest.mark.django_db

VOTED = StepKind.CELL_VOTED


@pytest.fixture
def admission(cell, secretary):
    make_members(8, cell=cell)
    return make_admission(cell=cell, by=secretary, until=StepKind.CHECKED)


def vote(about, *, by, votes_for=7, is_sealed=True, **fields):
    """A vote of the nine full members of the cell, the day before yesterday."""
    fields = {"kind": "admission", "admission": about, **fields}
    held_on = today() - timedelta(days=2)
    meeting = make_meeting(
        cell=about.cell, held_on=held_on, kind=Meeting.Kind.EXTRAORDINARY
    )
    motion = make_counted_motion(
        meeting=meeting, text="Đề nghị kết nạp", votes_for=votes_for, **fields
    )
    if is_sealed:
        bare_seal(meeting, by=by)
    return motion


def record(client, admission, **fields):
    address = reverse("members:admission_step", args=[admission.pk])
    return client.post(address, {"kind": VOTED, **fields})


def test_the_page_offers_the_sealed_vote(client, secretary, admission):
    motion = vote(admission, by=secretary)
    client.force_login(secretary)
    page = client.get(admission.get_absolute_url())
    assert page.context["form"].initial["motion"] == motion.pk
    assert "tán thành 7/9" in page.text


def test_day_and_votes_come_from_the_minutes(client, secretary, admission):
    motion = vote(admission, by=secretary)
    client.force_login(secretary)
    record(client, admission, motion=motion.pk, done_on="", votes_for=9, votes_base=9)
    step = admission.steps.get(kind=VOTED)
    assert step.motion == motion
    assert (step.votes_for, step.votes_base) == (7, 9)
    assert step.done_on == motion.meeting.held_on
    page = client.get(admission.get_absolute_url())
    assert motion.meeting.get_absolute_url() in page.text


def test_a_vote_that_was_lost_does_not_lead_on(client, secretary, admission):
    motion = vote(admission, by=secretary, votes_for=5)
    client.force_login(secretary)
    response = record(client, admission, motion=motion.pk)
    assert "Cần ít nhất 6/9" in response.text
    assert not admission.steps.filter(kind=VOTED).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"is_sealed": False},
        {"kind": "ordinary"},
        {"admission": None, "person_name": "Người khác"},
    ],
)
def test_no_other_motion_is_offered(client, secretary, admission, fields):
    motion = vote(admission, by=secretary, **fields)
    client.force_login(secretary)
    assert not admission.sealed_motions(VOTED)
    response = record(client, admission, motion=motion.pk, done_on=short_date(today()))
    assert "Mục này chưa được điền" in response.text


def test_a_vote_from_paper_is_typed(client, secretary, admission):
    vote(admission, by=secretary, votes_for=5)
    client.force_login(secretary)
    day = short_date(today())
    assert "Mục này chưa được điền" in record(client, admission, motion="").text
    record(client, admission, motion="", done_on=day, votes_for=6, votes_base=9)
    assert admission.steps.get(kind=VOTED).motion is None


@pytest.mark.parametrize(
    "fields",
    [{"votes_for": 8}, {"votes_base": 10}, {"done_on": today()}],
)
def test_the_database_holds_step_and_minutes_together(secretary, admission, fields):
    motion = vote(admission, by=secretary)
    step = admission.record_step(
        VOTED,
        by=secretary,
        on=motion.meeting.held_on,
        motion=motion,
        votes_for=7,
        votes_base=9,
    )
    with pytest.raises(IntegrityError, match="chưa khớp"), transaction.atomic():
        type(step).objects.filter(pk=step.pk).update(**fields)


def test_the_database_takes_no_draft(secretary, admission):
    motion = vote(admission, by=secretary, is_sealed=False)
    step = admission.steps.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(step).objects.create(
            admission=admission,
            kind=VOTED,
            done_on=motion.meeting.held_on,
            decided_by="cell",
            votes_for=7,
            votes_base=9,
            motion=motion,
            recorded_by=secretary,
        )
