import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Term
from cells.needs import needs_of
from tests.factories import (
    make_article,
    make_cell,
    make_delegation,
    make_mandate,
    make_meeting,
    make_member,
    make_members,
    make_officer,
    make_sealed_meeting,
)

pytestmark = pytest.mark.usefixtures("november")

TODAY = datetime.date(2026, 11, 23)
OCTOBER = datetime.date(2026, 10, 1)


@pytest.fixture
def home_of(client):
    def home_of(user):
        client.force_login(user)
        response = client.get(reverse("home"))
        assert response.status_code == 200
        return response.content.decode()

    return home_of


def meet(cell, *, months=range(1, 13), by=None):
    """Regular meetings in these months of the twelve that end in November 2026."""
    for month in months:
        year = 2025 if month == 12 else 2026
        day = datetime.date(year, month, 5)
        if by:
            make_sealed_meeting(cell=cell, by=by, held_on=day)
        else:
            make_meeting(cell=cell, held_on=day)


# This month's meeting


def test_secretary_begins_this_months_meeting_from_home(home_of, secretary, cell):
    html = home_of(secretary)
    assert "Ghi buổi họp tháng 11" in html
    assert reverse("cells:meeting_create", args=[cell.pk]) in html


def test_button_goes_once_the_meeting_is_there(home_of, secretary, cell):
    make_meeting(cell=cell, held_on=TODAY)
    assert "Ghi buổi họp tháng 11" not in home_of(secretary)


def test_cancelled_meeting_leaves_the_button(home_of, secretary, cell):
    make_meeting(cell=cell, held_on=TODAY).cancel(by=secretary, reason="Bão")
    assert "Ghi buổi họp tháng 11" in home_of(secretary)


def test_meeting_of_another_month_held_this_month_leaves_the_button(
    home_of, secretary, cell
):
    make_meeting(cell=cell, held_on=TODAY, for_month=OCTOBER)
    assert "Ghi buổi họp tháng 11" in home_of(secretary)


@pytest.mark.parametrize("who", ["in_charge", "party_committee", "office", "reader"])
def test_who_writes_no_minutes_of_the_cell_gets_no_button(home_of, who, request):
    assert "Ghi buổi họp tháng" not in home_of(request.getfixturevalue(who))


# Drafts


def test_draft_says_what_it_lacks(home_of, secretary, draft):
    html = home_of(secretary)
    assert draft.get_edit_url() in html
    assert "Chưa điểm danh. Chưa ghi mục nào của chương trình." in html


def test_draft_of_another_cell_is_not_mine(home_of, other_secretary, draft):
    assert draft.get_edit_url() not in home_of(other_secretary)


def test_delegated_member_finds_the_draft(home_of, reader, secretary, draft):
    make_delegation(meeting=draft, member=reader.member, by=secretary)
    assert draft.get_edit_url() in home_of(reader)


def test_planned_meeting_is_not_unfinished(secretary, cell):
    meeting = make_meeting(cell=cell, held_on=TODAY + datetime.timedelta(days=2))
    needs = needs_of(secretary, on=TODAY)
    assert needs.drafts == []
    assert needs.planned == [meeting]


def test_sealed_meeting_needs_nothing(secretary, cell):
    make_sealed_meeting(cell=cell, by=secretary)
    assert needs_of(secretary, on=TODAY).drafts == []


def test_many_drafts_lead_to_their_list(home_of, secretary, cell):
    meet(cell, months=range(1, 12))
    assert "Xem tất cả biên bản chưa niêm phong" in home_of(secretary)


# Months without a meeting


def test_months_without_a_meeting_are_named(secretary, cell):
    meet(cell, months=[1, 2, 3, 4, 5, 6, 7, 9, 11, 12])
    missed = needs_of(secretary, on=TODAY).missed
    assert [gap.month.month for gap in missed] == [10, 8]


def test_months_before_the_cell_existed_are_not_missed(secretary, cell):
    cell.started_on = datetime.date(2026, 9, 15)
    cell.save()
    missed = needs_of(secretary, on=TODAY).missed
    assert [gap.month.month for gap in missed] == [10]


def test_party_committee_sees_cells_grouped_by_month(
    home_of, party_committee, cell, other_cell
):
    meet(cell)
    meet(other_cell, months=[m for m in range(1, 13) if m != 10])
    gap, *others = needs_of(party_committee, on=TODAY).missed
    assert others == []
    assert (gap.month, gap.cells, gap.share.fraction) == (OCTOBER, [other_cell], "1/2")
    assert "chưa có buổi sinh hoạt thường kỳ" in home_of(party_committee)


def test_in_charge_sees_only_cells_in_charge_of(in_charge, cell):
    gap = needs_of(in_charge, on=TODAY).missed[0]
    assert gap.cells == [cell]


def test_minutes_left_open_are_named_to_who_may_not_read_them(in_charge, cell, draft):
    needs = needs_of(in_charge, on=TODAY)
    assert needs.drafts == []
    assert [gap.cells for gap in needs.unsealed] == [[cell]]


@pytest.mark.parametrize("who", ["secretary", "office"])
def test_what_one_writes_oneself_is_among_the_drafts(request, cell, draft, who):
    needs = needs_of(request.getfixturevalue(who), on=TODAY)
    assert [unfinished.meeting for unfinished in needs.drafts] == [draft]
    assert needs.planned == needs.unsealed == []


def test_sealed_minutes_are_not_left_open(in_charge, secretary, cell):
    make_sealed_meeting(cell=cell, by=secretary, held_on=datetime.date(2026, 11, 5))
    assert needs_of(in_charge, on=TODAY).unsealed == []


def test_administrator_answers_for_no_cell(administrator, cell):
    assert needs_of(administrator, on=TODAY).cells == []


# Mandates and terms


def test_congress_due_within_90_days_is_named(secretary, cell):
    make_mandate(cell=cell, due_on=TODAY + datetime.timedelta(days=90))
    [congress] = needs_of(secretary, on=TODAY).congresses
    assert (congress.title, congress.cells) == ("Đại hội chi bộ", [cell])
    assert not congress.is_overdue


def test_congresses_of_one_day_stand_in_one_row(office, cell, other_cell):
    for each in (cell, other_cell):
        make_mandate(cell=each, due_on=TODAY)
    make_mandate(cell=None, due_on=TODAY)
    commune, cells = sorted(
        needs_of(office, on=TODAY).congresses, key=lambda ending: len(ending.cells)
    )
    assert (commune.title, commune.cells) == ("Đại hội Đảng bộ xã", [])
    assert set(cells.cells) == {cell, other_cell}


def test_congress_later_than_90_days_is_not_named(secretary, cell):
    make_mandate(cell=cell, due_on=TODAY + datetime.timedelta(days=91))
    assert needs_of(secretary, on=TODAY).congresses == []


def test_overdue_congress_is_urgent(home_of, secretary, cell):
    make_mandate(cell=cell, due_on=TODAY - datetime.timedelta(days=1))
    assert "Quá hạn" in home_of(secretary)


def test_term_that_ends_is_named(home_of, secretary, cell):
    last_day = TODAY + datetime.timedelta(days=30)
    make_officer(
        Term.Office.DEPUTY, cell=cell, full_name="Đặng Thị Hạnh", ended_on=last_day
    )
    html = home_of(secretary)
    assert "Phó bí thư chi bộ: Đặng Thị Hạnh" in html


def test_namesakes_whose_terms_end_are_two_rows(office, cell, other_cell):
    for each in (cell, other_cell):
        make_officer(
            Term.Office.DEPUTY, cell=each, full_name="Đặng Thị Hạnh", ended_on=TODAY
        )
    assert [len(e.cells) for e in needs_of(office, on=TODAY).terms] == [1, 1]


def test_person_in_charge_of_two_cells_is_one_row(office, in_charge, other_cell):
    terms = in_charge.member.terms
    Term.objects.create(
        member=in_charge.member,
        cell=other_cell,
        office=Term.Office.IN_CHARGE,
        started_on=datetime.date(2015, 1, 1),
    )
    terms.update(ended_on=TODAY)
    assert [len(e.cells) for e in needs_of(office, on=TODAY).terms] == [2]


def test_mandate_of_the_commune_concerns_its_committee_only(
    secretary, party_committee, office
):
    make_mandate(cell=None, due_on=TODAY)
    assert len(needs_of(party_committee, on=TODAY).congresses) == 1
    assert len(needs_of(office, on=TODAY).congresses) == 1
    assert needs_of(secretary, on=TODAY).congresses == []


# Others


def test_member_sees_own_attendance_and_sealed_minutes(
    home_of, reader, secretary, cell
):
    meeting = make_sealed_meeting(cell=cell, by=secretary, absent=[reader.member])
    html = home_of(reader)
    assert meeting.get_absolute_url() in html
    assert "buổi phải dự họp, 0" in html


def test_newest_minutes_come_first(home_of, reader, secretary, cell):
    june, may = (
        make_sealed_meeting(cell=cell, by=secretary, held_on=datetime.date(2026, m, 5))
        for m in (6, 5)
    )
    html = home_of(reader)
    assert html.index(june.get_absolute_url()) < html.index(may.get_absolute_url())


def test_minutes_of_others_and_drafts_are_not_among_the_newest(
    client, secretary, other_secretary, cell, other_cell
):
    own = make_sealed_meeting(cell=cell, by=secretary)
    make_sealed_meeting(cell=other_cell, by=other_secretary)
    make_meeting(cell=cell, held_on=datetime.date(2026, 10, 5))
    client.force_login(secretary)
    assert list(client.get(reverse("home")).context["minutes"]) == [own]


def test_editor_is_sent_to_django_admin(home_of, editor):
    html = home_of(editor)
    assert "Mở trang Quản trị" in html
    assert reverse("members:member_list") not in html


def test_account_without_work_is_told_whom_to_ask(home_of, stranger):
    assert "chưa được giao việc" in home_of(stranger)


def test_nothing_waiting_is_said(home_of, secretary, cell):
    meet(cell, by=secretary)
    assert "Không có việc nào đang chờ." in home_of(secretary)


def test_home_takes_no_post(client, secretary):
    client.force_login(secretary)
    assert client.post(reverse("home")).status_code == 405


@pytest.mark.parametrize("who", ["office", "party_committee"])
def test_queries_of_home_do_not_grow_with_cells(client, who, request):
    client.force_login(request.getfixturevalue(who))

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("home"))
        return len(queries)

    def grow(cells):
        for _ in range(cells):
            cell = make_cell()
            make_members(2, cell=cell)
            member = make_member(cell=cell)
            make_mandate(cell=cell, due_on=TODAY)
            Term.objects.create(
                member=member,
                office=Term.Office.SECRETARY,
                cell=cell,
                started_on=OCTOBER,
                ended_on=TODAY,
            )
            make_meeting(cell=cell, held_on=TODAY)

    grow(1)
    few = count()
    grow(3)
    assert count() == few


def test_articles_wait_for_a_publisher_and_come_back_to_their_author(
    home_of, editor, publisher, office
):
    article = make_article(published=None, author=editor)
    article.submit()
    assert "Có 1 bài chờ duyệt." in home_of(publisher)
    assert "bài" not in home_of(office).partition("<main")[2].partition("<footer")[0]
    make_article(published=None, author=publisher).send_back(reason="x", by=publisher)
    assert "trả lại để sửa" not in home_of(editor)
    article.send_back(reason="Thiếu số hộ", by=publisher)
    assert "Có 1 bài được trả lại để sửa." in home_of(editor)
    assert "chờ duyệt" not in home_of(publisher)
