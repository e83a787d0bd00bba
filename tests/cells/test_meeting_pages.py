"""The list of meetings, one of them, calling one off, letting others write it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Delegation, Meeting
from partyportal.vietnamese import today
from tests.factories import (
    LONG_AGO,
    make_cell,
    make_delegation,
    make_meeting,
    make_member,
    make_members,
    make_sealed_meeting,
    make_user,
)


@pytest.fixture
def html_of(client):
    """The HTML of an address as somebody."""

    def html_of(url, *, by):
        client.force_login(by)
        return client.get(url).content.decode()

    return html_of


LIST = "/noi-bo/hop/"


# The list


def test_list_shows_own_cell_and_not_another(html_of, secretary, draft, other_cell):
    theirs = make_meeting(cell=other_cell)
    html = html_of(LIST, by=secretary)
    assert draft.get_absolute_url() in html
    assert theirs.get_absolute_url() not in html


def test_member_sees_sealed_minutes_only(html_of, reader, secretary, cell, draft):
    sealed = make_sealed_meeting(cell=cell, by=secretary, kind="extraordinary")
    html = html_of(LIST, by=reader)
    assert sealed.get_absolute_url() in html
    assert draft.get_absolute_url() not in html


def test_party_committee_sees_sealed_minutes_of_all_cells(
    html_of, party_committee, secretary, cell, draft
):
    sealed = make_sealed_meeting(cell=cell, by=secretary, kind="extraordinary")
    html = html_of(LIST, by=party_committee)
    assert sealed.get_absolute_url() in html
    assert draft.get_absolute_url() not in html


def test_member_who_moved_away_keeps_the_minutes_they_stood_in(
    html_of, reader, secretary, cell, other_cell
):
    meeting = make_sealed_meeting(cell=cell, by=secretary)
    home = reader.member.memberships.get()
    home.ended_on, home.end_reason = today() - datetime.timedelta(days=1), "moved_cell"
    home.save()
    assert "Nội dung" in html_of(meeting.get_absolute_url(), by=reader)


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("", True),
        ("?state=draft", True),
        ("?state=sealed", False),
        ("?state=cancelled", False),
        ("?kind=regular", True),
        ("?kind=congress", False),
        (f"?year={today().year}", True),
        ("?year=1999", False),
        ("?year=abc&kind=zzz&cell=999&state=x&page=99", True),
    ],
)
def test_list_is_narrowed(html_of, secretary, draft, query, is_there):
    html = html_of(LIST + query, by=secretary)
    assert (draft.get_absolute_url() in html) is is_there


def test_a_meeting_begins_in_ones_own_cell(html_of, secretary, cell):
    assert reverse("cells:meeting_create", args=[cell.pk]) in html_of(
        LIST, by=secretary
    )


def test_who_writes_for_many_cells_chooses_one(html_of, office, cell):
    for _ in range(2):
        make_cell()
    html = html_of(LIST, by=office)
    assert "Chọn chi bộ để ghi buổi họp" in html
    assert reverse("cells:meeting_create", args=[cell.pk]) not in html


def test_empty_list_says_so(html_of, secretary):
    assert "Chưa có buổi họp nào" in html_of(LIST, by=secretary)


def test_list_pages(html_of, secretary, cell):
    for day in range(1, 32):
        make_meeting(
            cell=cell, kind="extraordinary", held_on=datetime.date(2022, 1, day)
        )
    assert "page=2" in html_of(LIST, by=secretary)
    assert html_of(LIST + "?page=2", by=secretary).count("rows-link") == 1


def test_queries_of_the_list_do_not_grow_with_meetings(
    client, secretary, cell, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(secretary)
    make_sealed_meeting(cell=cell, by=secretary)
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _ in range(5):
        make_sealed_meeting(cell=cell, by=secretary, kind="extraordinary")
    with django_assert_num_queries(len(few)):
        client.get(LIST)


# One meeting


def test_minutes_show_every_name_behind_the_figure(html_of, secretary, cell):
    ill, *_ = members = make_members(4, cell=cell)
    meeting = make_sealed_meeting(cell=cell, by=secretary, absent=[ill])
    html = html_of(meeting.get_absolute_url(), by=secretary)
    assert '4<span class="figure-of">/5</span>' in html
    assert all(str(member) in html for member in members)


def test_minutes_say_why_somebody_was_absent(html_of, secretary, cell):
    ill = make_member(cell=cell)
    meeting = make_sealed_meeting(cell=cell, by=secretary, absent=[ill])
    html = html_of(meeting.get_absolute_url(), by=secretary)
    assert '<span class="roster-note">Ốm</span>' in html


def test_page_of_a_draft_reads_its_roster_once(html_of, secretary, draft):
    with CaptureQueriesContext(connection) as queries:
        html_of(draft.get_absolute_url(), by=secretary)
    assert sum("is_elsewhere" in query["sql"] for query in queries) == 1


def test_draft_is_404_for_who_may_not_write_it(client, draft, request):
    for who in [
        "reader",
        "in_charge",
        "party_committee",
        "other_secretary",
        "administrator",
    ]:
        client.force_login(request.getfixturevalue(who))
        assert client.get(draft.get_absolute_url()).status_code == 404, who


def test_cancelled_meeting_says_why(html_of, secretary, draft):
    draft.cancel(by=secretary, reason="Bão số 3")
    assert "Bão số 3" in html_of(draft.get_absolute_url(), by=secretary)


def test_queries_of_a_meeting_do_not_grow_with_members(
    client, secretary, cell, django_assert_num_queries, django_assert_max_num_queries
):
    small = make_sealed_meeting(cell=cell, by=secretary)
    make_members(20, cell=cell)
    large = make_sealed_meeting(cell=cell, by=secretary, kind="extraordinary")
    client.force_login(secretary)
    with django_assert_max_num_queries(20) as few:
        client.get(small.get_absolute_url())
    with django_assert_num_queries(len(few)):
        client.get(large.get_absolute_url())


def test_meeting_still_to_come_is_called_planned(html_of, secretary, cell):
    later = make_meeting(cell=cell, held_on=today() + datetime.timedelta(days=1))
    assert "Dự kiến" in html_of(later.get_absolute_url(), by=secretary)


# Calling off


def cancel_url(meeting):
    return reverse("cells:meeting_cancel", args=[meeting.pk])


def test_secretary_calls_off_with_a_reason(client, secretary, draft):
    client.force_login(secretary)
    assert client.get(cancel_url(draft)).status_code == 200
    client.post(cancel_url(draft), {"reason": "Bão số 3"})
    draft.refresh_from_db()
    assert draft.is_cancelled
    assert draft.cancel_reason == "Bão số 3"


def test_calling_off_needs_a_reason(client, secretary, draft):
    client.force_login(secretary)
    response = client.post(cancel_url(draft), {"reason": " "})
    draft.refresh_from_db()
    assert "chưa được điền" in response.content.decode()
    assert not draft.is_cancelled


def test_called_roll_is_not_called_off(client, secretary, draft):
    Meeting.objects.update(roll_called_at="2026-01-01T00:00Z")
    client.force_login(secretary)
    response = client.post(cancel_url(draft), {"reason": "Bão"})
    assert "đã điểm danh" in response.content.decode()


def test_calling_off_twice_keeps_the_first_reason(secretary, draft):
    draft.cancel(by=secretary, reason="Bão")
    draft.cancel(by=secretary, reason="Khác")
    assert draft.cancel_reason == "Bão"


def test_the_editor_leads_the_secretary_to_delegate_and_call_off(
    html_of, secretary, committee_member, draft
):
    links = [cancel_url(draft), delegate_url(draft)]
    html = html_of(draft.get_edit_url(), by=secretary)
    assert all(link in html for link in links)
    html = html_of(draft.get_edit_url(), by=committee_member)
    assert not any(link in html for link in links)


def test_committee_member_may_not_call_off(client, committee_member, draft):
    client.force_login(committee_member)
    assert client.get(cancel_url(draft)).status_code == 403


# Letting somebody else write


def delegate_url(meeting):
    return reverse("cells:meeting_delegate", args=[meeting.pk])


def delegate(client, meeting, to, **fields):
    ended_on = f"{today() + datetime.timedelta(days=3):%d/%m/%Y}"
    fields = {"member": to.pk, "scope": "minutes", "ended_on": ended_on, **fields}
    return client.post(delegate_url(meeting), fields)


def test_whole_minutes_are_delegated_unless_told_otherwise(html_of, secretary, draft):
    assert 'value="minutes" selected' in html_of(delegate_url(draft), by=secretary)


def test_secretary_delegates_one_meeting(client, secretary, reader, draft):
    client.force_login(secretary)
    assert delegate(client, draft, reader.member).status_code == 302
    client.force_login(reader)
    assert client.get(draft.get_edit_url()).status_code == 200
    assert LIST in client.get("/noi-bo/").content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ended_on": "01/01/2020"}, "đã qua"),
        ({"ended_on": "31/02/2022"}, "không có trong lịch"),
        ({"scope": "tất cả"}, "tất cả"),
        ({"member": "999999"}, "không"),
        ({"ended_on": "01/01/2099"}, "ba tháng"),
    ],
)
def test_bad_delegation_gets_a_sentence(
    client, secretary, reader, draft, fields, sentence
):
    client.force_login(secretary)
    response = delegate(client, draft, reader.member, **fields)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Delegation.objects.exists()


def test_delegating_twice_is_refused(client, secretary, reader, draft):
    client.force_login(secretary)
    delegate(client, draft, reader.member)
    response = delegate(client, draft, reader.member)
    assert "đã được giao ghi" in response.content.decode()


def test_member_of_another_cell_is_not_offered(client, secretary, draft, other_cell):
    client.force_login(secretary)
    outsider = make_member(cell=other_cell)
    assert delegate(client, draft, outsider).status_code == 200
    assert not Delegation.objects.exists()


def test_who_cannot_sign_in_is_not_offered(html_of, secretary, reader, draft, cell):
    member, locked = make_members(2, cell=cell)
    make_user(member=locked, is_active=False)
    html = html_of(delegate_url(draft), by=secretary)
    assert str(reader.member) in html
    assert str(member) not in html
    assert str(locked) not in html


@pytest.mark.parametrize("started_on", [today(), LONG_AGO])
def test_delegation_is_taken_back_at_once(client, secretary, reader, draft, started_on):
    delegation = make_delegation(
        meeting=draft, member=reader.member, by=secretary, started_on=started_on
    )
    client.force_login(secretary)
    client.post(reverse("cells:delegation_end", args=[delegation.pk]))
    client.force_login(reader)
    assert client.get(draft.get_edit_url()).status_code == 403


def test_delegation_of_another_cell_is_404(
    client, other_secretary, secretary, draft, cell
):
    member = make_member(cell=cell)
    delegation = make_delegation(meeting=draft, member=member, by=secretary)
    client.force_login(other_secretary)
    response = client.post(reverse("cells:delegation_end", args=[delegation.pk]))
    assert response.status_code == 404
    assert client.get(delegate_url(draft)).status_code == 404


def test_account_without_member_opens_no_list(client, stranger):
    client.force_login(stranger)
    assert client.get(LIST).status_code == 403
