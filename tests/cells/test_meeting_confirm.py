"""The committee member in charge of a cell says something to its own score."""

import pytest
from django.urls import reverse

from cells.models import ScoreConfirmation
from tests.factories import make_sealed_meeting


@pytest.fixture
def scored(cell, secretary):
    return make_sealed_meeting(cell=cell, by=secretary, points=9)


def url(meeting):
    return reverse("cells:meeting_confirm", args=[meeting.pk])


def test_score_is_confirmed_and_shown(client, in_charge, scored):
    client.force_login(in_charge)
    page = client.get(scored.get_absolute_url()).content.decode()
    assert url(scored) in page
    response = client.post(url(scored), {"is_agreed": "yes", "note": ""})
    assert response.url == scored.get_absolute_url()
    page = client.get(scored.get_absolute_url()).content.decode()
    assert "đồng ý với điểm tự chấm" in page
    assert url(scored) not in page


def test_who_does_not_agree_says_why(client, in_charge, scored):
    client.force_login(in_charge)
    response = client.post(url(scored), {"is_agreed": "no", "note": ""})
    assert "Không đồng ý thì phải ghi lý do." in response.content.decode()
    client.post(url(scored), {"is_agreed": "no", "note": "Họp chưa đủ thời gian"})
    assert not ScoreConfirmation.objects.get().is_agreed


def test_the_first_answer_stays(client, in_charge, scored):
    client.force_login(in_charge)
    for _ in range(2):
        assert client.post(url(scored), {"is_agreed": "yes"}).status_code == 302
    other = client.post(url(scored), {"is_agreed": "no", "note": "Khác"})
    assert "đã cho ý kiến về điểm này" in other.text
    assert ScoreConfirmation.objects.get().is_agreed


def test_minutes_without_a_score_are_not_confirmed(client, in_charge, cell, secretary):
    meeting = make_sealed_meeting(cell=cell, by=secretary)
    client.force_login(in_charge)
    assert client.get(url(meeting)).status_code == 404


def test_a_draft_is_not_confirmed(client, in_charge, draft):
    draft.score_lines.create(position=1, criterion="Chuẩn bị", points=1)
    client.force_login(in_charge)
    assert client.get(url(draft)).status_code == 404


def test_another_cell_is_not_in_charge_of_it(client, in_charge, other_cell, secretary):
    theirs = make_sealed_meeting(cell=other_cell, by=secretary, points=9)
    client.force_login(in_charge)
    assert client.post(url(theirs), {"is_agreed": "yes"}).status_code == 404
