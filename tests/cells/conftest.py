"""Meetings that are sealed, or could be."""

from datetime import date

import pytest

from cells import sealing
from cells.models import Meeting
from tests.cells.seals import DAY, fill, make_called
from tests.factories import charge, make_member


@pytest.fixture
def called(cell, secretary):
    """The secretary alone is on the roster."""
    return make_called(cell)


@pytest.fixture
def sealed(called, secretary):
    sealing.seal(called, by=secretary)
    return called


@pytest.fixture
def keys(called):
    return {"meeting": called.pk, "newcomer": make_member().pk}


@pytest.fixture
def sealed_with_everything(called, secretary):
    """A sealed meeting with a row in each of its parts."""
    earlier = make_called(called.cell, kind=Meeting.Kind.THEMATIC)
    task = charge(meeting=earlier, assignee=secretary.member)
    sealing.seal(earlier, by=secretary)
    fill(called, secretary)
    called.progress.create(
        task=task, state="done", reported_on=DAY, recorded_by=secretary
    )
    called.postponements.create(
        from_day=date(2022, 6, 3), to_day=DAY, reason="Mưa", postponed_by=secretary
    )
    sealing.seal(called, by=secretary)
    return called
