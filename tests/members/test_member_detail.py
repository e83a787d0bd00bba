import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Absence, Membership, Reveal
from tests.factories import (
    make_absence,
    make_cell,
    make_meeting,
    make_member,
    make_sealed_meeting,
)

pytestmark = pytest.mark.usefixtures("november")

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def member(cell):
    return make_member(
        cell=cell,
        full_name="Đặng Thị Thủy",
        phone="0912345678",
        card_no="012345678901",
        ethnicity="Kinh",
        occupation="Giáo viên",
    )


@pytest.fixture
def html_of(client):
    def html_of(member, *, by):
        client.force_login(by)
        response = client.get(member.get_absolute_url())
        assert response.status_code == 200
        return response.content.decode()

    return html_of


def test_record_shows_facts(html_of, secretary, member):
    html = html_of(member, by=secretary)
    assert "Đặng Thị Thủy" in html
    assert "Đảng viên chính thức, Chi bộ thôn Đông. Tuổi đảng: 16 năm." in html
    assert "19/05/2010" in html
    assert "Giáo viên" in html


def test_record_names_what_is_not_written_yet(client, secretary, member):
    client.force_login(secretary)
    sections = client.get(member.get_absolute_url()).context["sections"]
    assert sections[2].missing == [
        "giáo dục phổ thông",
        "trình độ chuyên môn",
        "lý luận chính trị",
    ]


@pytest.mark.parametrize("who", ["secretary", "party_committee", "office"])
def test_masked_fields_are_not_in_the_page(html_of, member, who, request):
    html = html_of(member, by=request.getfixturevalue(who))
    for value in ("0912345678", "012345678901", "Kinh<", "04/05/1970"):
        assert value not in html
    assert not Reveal.objects.exists()


def test_what_is_not_written_is_listed(html_of, secretary, member):
    assert "lý luận chính trị" in html_of(member, by=secretary)


def test_record_shows_where_the_member_was(html_of, secretary, member):
    Membership.objects.filter(member=member).update(
        started_on=datetime.date(2020, 5, 1)
    )
    Membership.objects.create(
        member=member,
        cell=make_cell(name="Chi bộ thôn Cũ"),
        started_on=datetime.date(2015, 1, 1),
        ended_on=datetime.date(2020, 4, 30),
        end_reason=Membership.End.MOVED_CELL,
    )
    html = " ".join(html_of(member, by=secretary).split())
    assert "Chi bộ thôn Cũ" in html
    assert "từ 01/01/2015 đến hết 30/04/2020" in html
    assert "Chuyển chi bộ trong xã" in html


def test_record_shows_absences(html_of, secretary, member):
    make_absence(member=member, kind=Absence.Kind.AWAY, reason="Làm ăn xa")
    html = html_of(member, by=secretary)
    assert "Vắng dài ngày" in html
    assert "Làm ăn xa" in html


# Attendance


def test_attendance_is_a_share_with_its_meetings(html_of, secretary, cell, member):
    meetings = [
        make_sealed_meeting(cell=cell, by=secretary, held_on=day, absent=absent)
        for day, absent in [
            (datetime.date(2026, 10, 5), [member]),
            (datetime.date(2026, 9, 5), []),
        ]
    ]
    html = html_of(member, by=secretary)
    assert '1<span class="figure-of">/2</span>' in html
    for meeting in meetings:
        assert meeting.get_absolute_url() in html
    assert "tạm tính" not in html


def test_meeting_before_the_twelve_months_does_not_count(
    html_of, secretary, cell, member
):
    for day in (datetime.date(2025, 11, 30), datetime.date(2025, 12, 1)):
        make_sealed_meeting(cell=cell, by=secretary, held_on=day)
    assert '1<span class="figure-of">/1</span>' in html_of(member, by=secretary)


def test_meeting_at_which_nobody_expected_the_member_does_not_count(
    html_of, secretary, cell, member
):
    make_absence(member=member)
    make_sealed_meeting(cell=cell, by=secretary)
    assert "Chưa có buổi họp nào được tính." in html_of(member, by=secretary)


def test_draft_is_not_shown_to_who_may_not_read_it(
    html_of, party_committee, cell, member
):
    meeting = make_meeting(
        cell=cell,
        held_on=TODAY,
        roll_called_at=datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC),
    )
    meeting.attendances.create(member=member, status="present", standing="official")
    html = html_of(member, by=party_committee)
    assert meeting.get_absolute_url() not in html


# Remarks and the log


@pytest.mark.parametrize(
    ("who", "sees"), [("office", True), ("administrator", True), ("secretary", False)]
)
def test_who_looked_is_for_office_and_administrators(
    html_of, member, deputy, who, sees, request
):
    Reveal.objects.create(user=deputy, member=member, field="phone")
    html = html_of(member, by=request.getfixturevalue(who))
    assert ("xem điện thoại" in html) is sees


# Who may not


@pytest.mark.parametrize(
    ("who", "status"),
    [("other_secretary", 404), ("reader", 403), ("stranger", 403), ("editor", 403)],
)
def test_record_stays_shut(client, member, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(member.get_absolute_url()).status_code == status


def test_secretary_of_the_former_cell_reads_no_more(client, secretary, member):
    Membership.objects.filter(member=member).update(
        ended_on=TODAY - datetime.timedelta(days=1),
        end_reason=Membership.End.MOVED_AWAY,
    )
    client.force_login(secretary)
    assert client.get(member.get_absolute_url()).status_code == 404


def test_page_takes_no_post(client, secretary, member):
    client.force_login(secretary)
    assert client.post(member.get_absolute_url()).status_code == 405


def test_queries_of_a_record_do_not_grow(client, secretary, cell, member):
    client.force_login(secretary)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(member.get_absolute_url())
        return len(queries)

    def grow(months):
        for month in months:
            day = datetime.date(2026, month, 5)
            make_sealed_meeting(cell=cell, by=secretary, held_on=day)

    grow([1])
    few = count()
    grow([2, 3, 4])
    assert count() == few
