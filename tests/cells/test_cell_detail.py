import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells import year
from cells.models import Term
from members.models import Absence, Membership
from tests.factories import (
    make_absence,
    make_attendance,
    make_cell,
    make_mandate,
    make_meeting,
    make_member,
    make_members,
    make_officer,
    make_sealed_meeting,
)

pytestmark = pytest.mark.usefixtures("november")

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def html_of(client):
    def html_of(cell, *, by):
        client.force_login(by)
        response = client.get(cell.get_absolute_url())
        assert response.status_code == 200
        return response.content.decode()

    return html_of


def month_of(cell, user, number):
    [month] = [
        m for m in year.year_of(cell, user, on=TODAY) if m.first_day.month == number
    ]
    return month


# Officers


def test_officers_stand_on_top_in_order(html_of, secretary, deputy, in_charge, cell):
    html = html_of(cell, by=secretary)
    places = [
        html.index(text)
        for text in ("Bí thư chi bộ", "Phó bí thư chi bộ", "Cấp ủy viên phụ trách")
    ]
    assert places == sorted(places)


def test_phone_is_masked_until_asked_for(html_of, deputy, secretary, cell):
    deputy.member.phone = "0912345678"
    deputy.member.save()
    html = html_of(cell, by=secretary)
    assert "0912345678" not in html
    assert reverse("members:member_reveal", args=[deputy.member_id, "phone"]) in html


def test_phone_of_someone_from_another_cell_is_not_offered(
    html_of, in_charge, secretary, cell
):
    in_charge.member.phone = "0912345678"
    in_charge.member.save()
    url = reverse("members:member_reveal", args=[in_charge.member_id, "phone"])
    assert url not in html_of(cell, by=secretary)


def test_past_officer_is_gone(html_of, secretary, cell):
    make_officer(
        Term.Office.DEPUTY,
        cell=cell,
        home=make_cell(),
        full_name="Lý Thị Cũ",
        ended_on=TODAY - datetime.timedelta(days=1),
    )
    assert "Lý Thị Cũ" not in html_of(cell, by=secretary)


def test_cell_without_officers_says_so(html_of, office, cell):
    assert "Chưa ghi ai giữ chức vụ" in html_of(cell, by=office)


def test_mandate_and_next_congress(html_of, secretary, cell):
    make_mandate(cell=cell, due_on=datetime.date(2027, 6, 1))
    assert "01/06/2027" in html_of(cell, by=secretary)


# People


def test_roster_sets_apart_whom_nobody_expects(html_of, secretary, cell):
    exempt = make_member(cell=cell, full_name="Cụ Miễn")
    make_absence(member=exempt, kind=Absence.Kind.EXEMPT)
    html = html_of(cell, by=secretary)
    assert "Không tính khi điểm danh: 1 đồng chí" in html
    assert "Được miễn sinh hoạt" in html


def test_roster_is_ordered_by_given_name(html_of, secretary, cell):
    make_member(cell=cell, full_name="Nguyễn Văn Đạt")
    make_member(cell=cell, full_name="Vũ Thị Dung")
    make_member(cell=cell, full_name="Bùi Văn Ước")
    html = html_of(cell, by=secretary)
    places = [html.index(n) for n in ("Vũ Thị Dung", "Nguyễn Văn Đạt", "Bùi Văn Ước")]
    assert places == sorted(places)


def test_roster_counts_standing_with_its_base(html_of, secretary, cell):
    make_members(3, cell=cell, probationary=1)
    html = html_of(cell, by=secretary)
    assert "4 đảng viên" in html
    assert '<span class="share-fraction">3/4</span>' in html
    assert '<span class="share-fraction">1/4</span>' in html


def test_guest_for_a_time_is_counted_apart(html_of, secretary, cell):
    guest = make_member(full_name="Ngô Thị Tạm Trú")
    Membership.objects.create(
        member=guest, cell=cell, kind=Membership.Kind.TEMPORARY, started_on=TODAY
    )
    html = html_of(cell, by=secretary)
    assert "<h2>1 đảng viên</h2>" in html
    assert "Ngoài ra có 1 đồng chí sinh hoạt tạm thời." in html
    assert "Ngô Thị Tạm Trú" in html


def test_who_left_is_not_on_the_roster(html_of, secretary, cell):
    member = make_member(full_name="Trịnh Đã Chuyển")
    Membership.objects.create(
        member=member,
        cell=cell,
        started_on=datetime.date(2020, 1, 1),
        ended_on=TODAY - datetime.timedelta(days=1),
        end_reason=Membership.End.MOVED_AWAY,
    )
    assert "Trịnh Đã Chuyển" not in html_of(cell, by=secretary)


def test_member_sees_officers_and_meetings_but_no_roster(
    html_of, reader, secretary, cell
):
    secretary.member.phone = "0912345678"
    secretary.member.save()
    neighbour = make_member(cell=cell, full_name="Đỗ Thị Hàng Xóm")
    html = html_of(cell, by=reader)
    assert "Nguyễn Thị Bí Thư" in html
    assert "Hiện số" not in html
    assert str(neighbour) not in html


# The year


def test_year_ends_with_this_month(secretary, cell):
    months = year.year_of(cell, secretary, on=TODAY)
    assert [m.label for m in months][0::11] == ["12/2025", "11/2026"]


def test_sealed_month_has_its_share_and_its_names(html_of, reader, secretary, cell):
    meeting = make_sealed_meeting(
        cell=cell,
        by=secretary,
        held_on=datetime.date(2026, 9, 5),
        absent=[reader.member],
    )
    month = month_of(cell, reader, 9)
    assert month.share.fraction == "1/2"
    assert (month.height, month.top, month.is_provisional) == (50, 50, False)
    assert meeting.get_absolute_url() in html_of(cell, by=reader)


def test_month_not_sealed_is_provisional_for_its_officers(html_of, secretary, cell):
    meeting = make_meeting(cell=cell, held_on=datetime.date(2026, 9, 5))
    meeting.roll_called_at = datetime.datetime.now(datetime.UTC)
    meeting.save()
    make_attendance(meeting=meeting, member=secretary.member)
    assert month_of(cell, secretary, 9).is_provisional
    assert "tạm tính" in html_of(cell, by=secretary)


def test_month_not_sealed_shows_others_only_that(party_committee, cell):
    make_meeting(cell=cell, held_on=datetime.date(2026, 9, 5))
    month = month_of(cell, party_committee, 9)
    assert (month.share, month.url, month.is_missed) == (None, None, False)
    assert month.remark == "chưa niêm phong"


@pytest.mark.parametrize(("month", "remark"), [(10, "không họp"), (11, "chưa họp")])
def test_month_without_a_meeting_says_so(secretary, cell, month, remark):
    month = month_of(cell, secretary, month)
    assert (month.remark, month.is_missed) == (remark, True)


def test_planned_meeting_says_its_day(party_committee, cell):
    make_meeting(cell=cell, held_on=datetime.date(2026, 11, 25))
    assert month_of(cell, party_committee, 11).remark == "dự kiến 25/11/2026"


def test_month_before_the_cell_existed_is_not_missed(office):
    cell = make_cell(started_on=datetime.date(2026, 10, 1))
    assert not month_of(cell, office, 9).is_missed
    assert month_of(cell, office, 10).is_missed


def test_cancelled_meeting_leaves_the_month_without(secretary, cell):
    meeting = make_meeting(cell=cell, held_on=datetime.date(2026, 9, 5))
    meeting.cancel(by=secretary, reason="Bão")
    assert month_of(cell, secretary, 9).is_missed


def test_thematic_meetings_of_the_year(html_of, secretary, cell):
    for held_on, topic in [
        (datetime.date(2026, 3, 1), "Giữ gìn đoàn kết"),
        (datetime.date(2025, 3, 1), "Chuyện năm ngoái"),
    ]:
        make_meeting(cell=cell, held_on=held_on, kind="thematic", topic=topic)
    html = html_of(cell, by=secretary)
    assert "Giữ gìn đoàn kết" in html
    assert "Chuyện năm ngoái" not in html


def test_button_is_for_who_writes(html_of, secretary, in_charge, cell):
    url = reverse("cells:meeting_create", args=[cell.pk])
    assert url in html_of(cell, by=secretary)
    assert url not in html_of(cell, by=in_charge)


def test_ended_cell_begins_no_meeting(html_of, office):
    cell = make_cell(ended_on=TODAY - datetime.timedelta(days=1))
    html = html_of(cell, by=office)
    assert reverse("cells:meeting_create", args=[cell.pk]) not in html
    assert "22/11/2026" in html


# Who may not


@pytest.mark.parametrize(
    ("who", "status"), [("other_secretary", 404), ("stranger", 403), ("editor", 403)]
)
def test_cell_of_others_stays_shut(client, cell, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(cell.get_absolute_url()).status_code == status


def test_page_takes_no_post(client, secretary, cell):
    client.force_login(secretary)
    assert client.post(cell.get_absolute_url()).status_code == 405


def test_queries_of_a_cell_do_not_grow(client, secretary, cell):
    client.force_login(secretary)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(cell.get_absolute_url())
        return len(queries)

    def grow(members, month):
        for _ in range(members):
            make_officer(Term.Office.COMMITTEE_MEMBER, cell=cell)
        held_on = datetime.date(2026, month, 5)
        make_sealed_meeting(cell=cell, by=secretary, held_on=held_on)
        make_sealed_meeting(
            cell=cell, by=secretary, held_on=held_on, kind="thematic", topic="Chuyên đề"
        )

    grow(1, 1)
    few = count()
    for month in (2, 3, 4):
        grow(2, month)
    assert count() == few
