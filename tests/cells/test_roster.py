"""Who is expected at a meeting is read from the memberships of its day."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from cells import roster
from cells.counts import counts
from cells.minutes import Minutes
from cells.models import Attendance, Meeting, Term
from members.models import Absence, Membership
from tests.factories import (
    make_absence,
    make_attendance,
    make_meeting,
    make_member,
    make_members,
)

DAY = date(2022, 6, 15)
A_DAY = timedelta(days=1)
Office = Term.Office
Status = Attendance.Status
Standing = Attendance.Standing


@pytest.fixture
def meeting(cell):
    return make_meeting(cell=cell, held_on=DAY)


@pytest.fixture
def called(meeting):
    """The meeting with its roll called, and nobody marked yet."""
    meeting.roll_called_at = timezone.now()
    meeting.save()
    return meeting


def only_line(meeting):
    [line] = roster.roster(meeting)
    return line


def people(lines):
    return [line.member for line in lines]


# Who stands on it


def test_members_of_the_day_by_name(cell, other_cell, meeting):
    make_member(cell=cell, full_name="Nguyễn Văn Yên")
    make_member(cell=cell, full_name="Trần Đức")
    make_member(cell=cell, full_name="Đặng Dung")
    make_member(cell=other_cell)
    make_member()
    names = [member.full_name for member in people(roster.roster(meeting))]
    assert names == ["Đặng Dung", "Trần Đức", "Nguyễn Văn Yên"]


@pytest.mark.parametrize(
    ("started_on", "ended_on", "stands"),
    [
        (DAY, None, True),
        (DAY + A_DAY, None, False),
        (DAY - A_DAY, DAY, True),
        (DAY - 9 * A_DAY, DAY - A_DAY, False),
    ],
)
def test_first_and_last_day_in_the_cell_count(
    cell, meeting, started_on, ended_on, stands
):
    Membership.objects.create(
        member=make_member(),
        cell=cell,
        started_on=started_on,
        ended_on=ended_on,
        end_reason="moved_cell" if ended_on else "",
    )
    assert bool(roster.roster(meeting)) == stands


@pytest.mark.parametrize(
    ("official_on", "standing"),
    [
        (DAY - A_DAY, Standing.OFFICIAL),
        (DAY, Standing.OFFICIAL),
        (DAY + A_DAY, Standing.PROBATIONARY),
        (None, Standing.PROBATIONARY),
    ],
)
def test_standing_is_that_of_the_day(cell, meeting, official_on, standing):
    make_member(cell=cell, official_on=official_on)
    assert only_line(meeting).standing == standing


def test_a_temporary_member_is_expected(cell, other_cell, meeting):
    member = make_member(cell=other_cell)
    Membership.objects.create(
        member=member, cell=cell, kind="temporary", started_on=DAY
    )
    line = only_line(meeting)
    assert line.is_temporary
    assert line.is_expected


def test_at_home_and_for_a_time_in_one_cell_is_one_line(cell, meeting):
    member = make_member(cell=cell)
    Membership.objects.create(
        member=member, cell=cell, kind="temporary", started_on=DAY
    )
    assert not only_line(meeting).is_temporary


# Listed apart


@pytest.mark.parametrize("kind", Absence.Kind.values)
def test_the_exempt_away_and_suspended_are_not_expected(cell, meeting, kind):
    make_absence(member=make_member(cell=cell), kind=kind)
    line = only_line(meeting)
    assert line.absence == line.status == kind
    assert not line.is_expected
    assert counts([line])["expected"]["total"] == 0


@pytest.mark.parametrize("day", [DAY - A_DAY, DAY + A_DAY])
def test_an_absence_of_another_day_is_none(cell, meeting, day):
    make_absence(member=make_member(cell=cell), started_on=day, ended_on=day)
    assert only_line(meeting).is_expected


def test_who_lives_elsewhere_for_a_time_is_away(cell, other_cell, meeting):
    member = make_member(cell=cell)
    Membership.objects.create(
        member=member, cell=other_cell, kind="temporary", started_on=DAY
    )
    assert only_line(meeting).absence == Status.AWAY


def test_suspended_weighs_more_than_elsewhere(cell, other_cell, meeting):
    member = make_member(cell=cell)
    Membership.objects.create(
        member=member, cell=other_cell, kind="temporary", started_on=DAY
    )
    make_absence(member=member, kind="suspended")
    assert only_line(meeting).absence == Status.SUSPENDED


# Before and after the roll call


def test_before_the_roll_call_everyone_expected_is_present(cell, meeting):
    make_members(5, cell=cell, probationary=2)
    make_absence(member=make_member(cell=cell))
    found = counts(roster.roster(meeting))
    assert found["present"] == found["expected"]
    assert found["expected"] == {
        "total": 5,
        "official": 3,
        "probationary": 2,
        "temporary": 0,
    }
    assert not Attendance.objects.exists()


def test_a_meeting_not_yet_saved_has_its_roster(cell):
    member = make_member(cell=cell)
    coming = Meeting(cell=cell, held_on=DAY)
    assert people(roster.roster(coming)) == [member]


def test_a_back_dated_transfer_is_unknown(cell, called):
    make_attendance(meeting=called, member=make_member(cell=cell))
    newcomer = make_member(cell=cell, since=DAY - A_DAY)
    [unknown] = [line for line in roster.roster(called) if line.is_unknown]
    assert unknown.member == newcomer
    found = counts(roster.roster(called))
    assert (found["present"]["total"], found["expected"]["total"]) == (1, 2)


def test_who_is_unknown_keeps_the_meeting_from_the_seal(cell, called):
    make_member(cell=cell, full_name="Lê Thị Mới")
    assert "Chưa rõ đồng chí Lê Thị Mới có mặt hay vắng." in roster.unfinished(
        roster.roster(called)
    )


def test_who_is_exempt_and_comes_later_is_not_unknown(cell, called):
    make_absence(member=make_member(cell=cell))
    assert not only_line(called).is_unknown


@pytest.mark.parametrize("status", ["present", "exempt"])
def test_who_left_by_a_back_dated_transfer_is_a_stray(cell, called, status):
    member = make_member(cell=cell)
    make_attendance(meeting=called, member=member, status=status)
    Membership.objects.update(ended_on=DAY - A_DAY, end_reason="moved_cell")
    line = only_line(called)
    assert line.is_stray
    assert line.status == status
    assert any(
        "không thuộc chi bộ ngày họp" in p
        for p in roster.unfinished(roster.roster(called))
    )


def test_marks_stand_on_their_lines(cell, called):
    ill, absent = make_members(2, cell=cell)
    make_attendance(meeting=called, member=ill, status="excused", reason="ill")
    make_attendance(meeting=called, member=absent, status="unexcused")
    values = {line.member: line.value for line in roster.roster(called)}
    assert values == {ill: "excused:ill", absent: "unexcused"}
    assert counts(roster.roster(called))["present"]["total"] == 0


def test_an_exempt_member_who_came_is_counted(cell, called):
    """The mark was set before the exemption was entered."""
    member = make_member(cell=cell)
    make_attendance(meeting=called, member=member)
    make_absence(member=member)
    line = only_line(called)
    assert line.is_expected
    assert line.status == Status.PRESENT


def test_who_was_exempted_after_being_marked_absent_is_not_counted(cell, called):
    member = make_member(cell=cell)
    make_attendance(meeting=called, member=member, status="unexcused")
    make_absence(member=member)
    line = only_line(called)
    assert not line.is_expected
    assert line.status == Status.EXEMPT


def test_who_is_expected_after_all_is_unknown_until_marked(cell, called):
    member = make_member(cell=cell)
    make_attendance(meeting=called, member=member, status="exempt")
    line = only_line(called)
    assert line.is_expected
    assert line.is_unknown


# The committee


@pytest.fixture
def committee(cell):
    """Three officers of the cell, with a member and who is in charge beside them."""
    offices = [Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER]
    officers = make_members(3, cell=cell)
    for member, office in zip(officers, offices, strict=True):
        Term.objects.create(member=member, office=office, cell=cell, started_on=DAY)
    make_member(cell=cell)
    guide = make_member()
    Term.objects.create(member=guide, office="in_charge", cell=cell, started_on=DAY)
    return officers


def test_the_committee_meets_alone(cell, committee):
    meeting = make_meeting(cell=cell, held_on=DAY, kind=Meeting.Kind.COMMITTEE)
    assert set(people(roster.roster(meeting))) == set(committee)


def test_the_committee_is_that_of_the_day(cell, committee):
    before = make_meeting(cell=cell, held_on=DAY - A_DAY, kind=Meeting.Kind.COMMITTEE)
    assert roster.roster(before) == []


def test_an_officer_of_another_cell_is_not_of_the_committee(
    cell, other_cell, committee
):
    Term.objects.filter(office=Office.DEPUTY).delete()
    Term.objects.create(
        member=committee[1], office=Office.DEPUTY, cell=other_cell, started_on=DAY
    )
    meeting = make_meeting(cell=cell, held_on=DAY, kind=Meeting.Kind.COMMITTEE)
    assert committee[1] not in people(roster.roster(meeting))


def test_a_committee_meeting_counts_in_no_figure(cell, committee):
    for kind in [Meeting.Kind.COMMITTEE, Meeting.Kind.THEMATIC]:
        meeting = make_meeting(
            cell=cell, held_on=DAY, kind=kind, roll_called_at=timezone.now()
        )
        make_attendance(meeting=meeting, member=committee[0])
    assert Attendance.objects.counted().count() == 1
    assert Meeting.objects.counted().get().kind == Meeting.Kind.THEMATIC


# Queries and the seal


@pytest.mark.parametrize("size", [3, 30])
def test_two_queries_whatever_the_size(django_assert_num_queries, cell, called, size):
    members = make_members(size, cell=cell)
    for member in members[1:]:
        make_attendance(meeting=called, member=member)
    make_absence(member=members[0])
    with django_assert_num_queries(2):
        lines = roster.roster(called)
        assert len([line.member.full_name for line in lines]) == size


def test_freezing_keeps_the_standing_of_the_day(cell, called):
    official, probationary = make_members(2, cell=cell, probationary=1)
    exempt = make_member(cell=cell)
    make_absence(member=exempt)
    for member in (official, probationary):
        make_attendance(meeting=called, member=member)
    roster.freeze(called, roster.roster(called))
    rows = {row.member: row for row in called.attendances.all()}
    assert rows[probationary].standing == Standing.PROBATIONARY
    assert rows[exempt].status == Status.EXEMPT
    frozen = roster.frozen(called.attendances.select_related("member"))
    assert len(frozen) == 3
    assert counts(frozen) == counts(roster.roster(called))


def test_who_comes_after_the_check_is_not_frozen(cell, called):
    """A transfer recorded meanwhile: nobody has said whether that member came."""
    make_attendance(meeting=called, member=make_member(cell=cell))
    checked = roster.roster(called)
    make_member(cell=cell)
    roster.freeze(called, checked)
    assert called.attendances.count() == 1


def test_groups_name_everyone_once(cell, called):
    present, unknown = make_members(2, cell=cell)
    make_attendance(meeting=called, member=present)
    page = Minutes(called, on=DAY, address=str)
    groups = {title: [x["id"] for x in lines] for title, lines in page.groups}
    assert groups["Có mặt"] == [present.pk]
    assert groups["Chưa rõ"] == [unknown.pk]
    assert sum(map(len, groups.values())) == 2


def test_freezing_keeps_when_somebody_came_and_went(cell, called):
    member = make_member(cell=cell)
    make_attendance(
        meeting=called, member=member, arrived_at=time(19, 20), left_at=time(20, 0)
    )
    roster.freeze(called, roster.roster(called))
    row = called.attendances.get()
    assert (row.arrived_at, row.left_at) == (time(19, 20), time(20, 0))


def test_who_is_exempt_is_in_no_share(cell, called):
    present, absent, exempt = make_members(3, cell=cell)
    make_attendance(meeting=called, member=present)
    make_attendance(meeting=called, member=absent, status="unexcused")
    make_attendance(meeting=called, member=exempt, status="exempt")
    assert Attendance.objects.shares_by_cell()[cell.pk].fraction == "1/2"
