"""Beginning a meeting: the cell is known, so the day is all it needs."""

import datetime
import uuid

import pytest
from django.urls import reverse

from cells.models import Meeting
from partyportal.vietnamese import today
from tests.factories import make_cell, make_meeting, make_member


def url(cell):
    return reverse("cells:meeting_create", args=[cell.pk])


@pytest.fixture
def create(client, secretary, cell):
    """Post the form as the secretary; the response."""

    def create(**fields):
        client.force_login(secretary)
        held_on = f"{today():%d/%m/%Y}"
        return client.post(url(cell), {"held_on": held_on, "kind": "regular", **fields})

    return create


def test_day_and_kind_are_filled_in(client, secretary, cell):
    client.force_login(secretary)
    html = client.get(url(cell)).content.decode()
    assert f'value="{today():%d/%m/%Y}"' in html
    assert 'value="regular" selected' in html


def test_begun_meeting_opens_in_the_editor(create, cell, secretary):
    response = create()
    meeting = Meeting.objects.get()
    assert response.url == meeting.get_edit_url()
    assert meeting.cell == cell
    assert meeting.for_month == today().replace(day=1)
    assert meeting.created_by == secretary


def test_meeting_may_be_for_another_month_than_its_day(create):
    last_month = (today().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    create(for_month=last_month.isoformat())
    assert Meeting.objects.get().for_month == last_month


def test_a_day_that_is_none_gets_one_sentence(create):
    html = create(held_on="31/02/2022").content.decode()
    assert "Ngày này không có trong lịch" in html
    assert "phải ghi kỳ tháng" not in html


def test_day_is_read_day_first(create):
    create(held_on="05/01/2022")
    assert Meeting.objects.get().held_on == datetime.date(2022, 1, 5)


def test_meeting_takes_place_where_the_cell_meets(create, cell):
    cell.meeting_place = "Nhà văn hóa thôn Đông"
    cell.save()
    create()
    assert Meeting.objects.get().place == "Nhà văn hóa thôn Đông"


def test_secretary_is_in_the_chair_until_somebody_else_is(create, secretary):
    create()
    assert Meeting.objects.get().chair == secretary.member


def test_minutes_are_taken_by_who_took_them_last(create, cell):
    writer = make_member(cell=cell)
    make_meeting(cell=cell, kind="extraordinary", minute_taker=writer)
    # Nobody is named in what was begun after that.
    tomorrow = today() + datetime.timedelta(days=1)
    make_meeting(cell=cell, kind="extraordinary", held_on=tomorrow)
    create()
    assert Meeting.objects.get(kind="regular").minute_taker == writer


def test_who_left_the_cell_takes_no_minutes(create, cell, other_cell):
    gone = make_member(cell=other_cell)
    make_meeting(cell=cell, kind="extraordinary", minute_taker=gone)
    create()
    assert Meeting.objects.get(kind="regular").minute_taker is None


def test_form_sent_twice_begins_one_meeting(create):
    key = uuid.uuid4()
    first = create(id=key, kind="extraordinary")
    second = create(id=key, kind="extraordinary")
    assert Meeting.objects.get().pk == key
    assert first.url == second.url


def test_key_of_another_cells_meeting_writes_nothing_over(create, other_cell):
    theirs = make_meeting(cell=other_cell, place="Nhà văn hóa thôn Đoài")
    response = create(id=theirs.pk)
    theirs.refresh_from_db()
    assert response.status_code == 200
    assert theirs.cell == other_cell
    assert theirs.place == "Nhà văn hóa thôn Đoài"
    assert Meeting.objects.count() == 1


def test_second_regular_meeting_of_a_month_is_refused(create, draft):
    response = create()
    assert "đã có buổi sinh hoạt thường kỳ" in response.content.decode()
    assert f'href="{draft.get_absolute_url()}"' in response.content.decode()
    assert Meeting.objects.count() == 1


def test_cancelled_meeting_leaves_its_month_free(create, draft, secretary):
    draft.cancel(by=secretary, reason="Bão")
    assert create(id=uuid.uuid4()).status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"held_on": "31/02/2022"}, "không có trong lịch"),
        ({"held_on": ""}, "chưa được điền"),
        ({"held_on": "05/01/2010"}, "không hoạt động"),
        ({"held_on": "01/01/2099"}, "quá xa"),
        ({"kind": "tiệc"}, "tiệc"),
        ({"kind": "thematic", "topic": "x" * 10_000}, "200"),
        ({"kind": "thematic", "topic": "a\x00b"}, "ký tự"),
        ({"for_month": "1999-01-01"}, "1999"),
        ({"id": "không phải mã"}, ""),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(create, fields, sentence):
    response = create(**fields)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Meeting.objects.exists()


def test_cell_that_ended_begins_no_meeting_after(create, cell):
    cell.ended_on = today() - datetime.timedelta(days=1)
    cell.save()
    assert "không hoạt động" in create().content.decode()


def test_another_cell_is_404(client, other_secretary, cell):
    client.force_login(other_secretary)
    assert client.get(url(cell)).status_code == 404
    assert client.post(url(cell), {"held_on": "05/01/2022"}).status_code == 404


def test_office_begins_for_any_cell(client, office):
    client.force_login(office)
    assert client.get(url(make_cell())).status_code == 200
