"""A second click and a page left open: nothing happens twice, and the page says why."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cells import sealing
from cells.models import Meeting
from partyportal.vietnamese import short_date, today
from tests.factories import make_sealed_meeting

SENT = {
    "meeting_seal": {},
    "meeting_edit": {},
    "meeting_cancel": {"reason": "Mưa bão"},
    "meeting_postpone": {"to": short_date(today()), "reason": "Mưa bão"},
    "meeting_delegate": {"scope": "minutes"},
}


@pytest.fixture
def sealed(cell, secretary):
    return make_sealed_meeting(cell=cell, by=secretary)


@pytest.fixture
def cancelled(draft, secretary):
    draft.cancel(by=secretary, reason="Bão số 3")
    return draft


@pytest.mark.parametrize("state", ["sealed", "cancelled"])
def test_a_closed_meeting_says_so(client, request, secretary, state):
    meeting = request.getfixturevalue(state)
    before = Meeting.objects.values().get()
    client.force_login(secretary)
    for name, sent in SENT.items():
        address = reverse(f"cells:{name}", args=[meeting.pk])
        answer = client.post(address, sent, follow=True)
        assert answer.redirect_chain == [(meeting.get_absolute_url(), 302)]
        assert "nên không ghi thêm được" in answer.text
    assert Meeting.objects.values().get() == before


def test_a_meeting_cancelled_meanwhile_is_not_sealed(draft, secretary):
    stale = Meeting.objects.get()
    draft.cancel(by=secretary, reason="Bão số 3")
    with pytest.raises(ValidationError, match="đã hủy"):
        sealing.seal(stale, by=secretary)


def test_a_meeting_called_meanwhile_is_not_cancelled(draft, secretary):
    stale = Meeting.objects.get()
    Meeting.objects.update(roll_called_at=timezone.now())
    with pytest.raises(ValidationError, match="không hủy được"):
        stale.cancel(by=secretary, reason="Bão số 3")
