"""What the database refuses past every form: by update(), bulk_create() and SQL."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cells import sealing
from cells.models import Attendance, Cell, Meeting
from tests.factories import (
    bare_seal,
    make_attendance,
    make_cell,
    make_counted_motion,
    make_delegation,
    make_meeting,
    make_member,
)
from tests.refusals import only, refusal, refused

DAY = date(2022, 6, 15)
A_DAY = timedelta(days=1)


@pytest.fixture
def meeting(cell):
    return make_meeting(cell=cell, held_on=DAY)


def voted(meeting):
    """A motion as the seal freezes it: 6 of 9 full members, and 6 are needed."""
    fields = {"text": "Nhất trí", "votes_for": 6, "votes_against": 1, "in_room": 8}
    return make_counted_motion(meeting=meeting, **fields)


# Meetings


def test_second_regular_meeting_of_a_month(cell, meeting):
    second = Meeting(cell=cell, held_on=DAY + A_DAY, for_month=DAY.replace(day=1))
    refusal(
        second,
        "Chi bộ đã có buổi sinh hoạt thường kỳ của tháng này. "
        "Hãy mở buổi ấy, hoặc chọn kỳ khác.",
    )
    with refused("meeting_one_regular_a_month"):
        Meeting.objects.bulk_create([second])


def test_regular_meetings_of_other_cells_and_months(cell, other_cell, meeting):
    make_meeting(cell=other_cell, held_on=DAY)
    make_meeting(cell=cell, held_on=DAY, for_month=date(2022, 7, 1))


def test_thematic_meetings_in_one_month(cell, meeting):
    make_meeting(cell=cell, held_on=DAY, kind=Meeting.Kind.THEMATIC)
    make_meeting(cell=cell, held_on=DAY, kind=Meeting.Kind.THEMATIC)


def test_a_cancelled_meeting_does_not_count(cell, meeting, secretary):
    meeting.cancel(by=secretary, reason="Bão")
    make_meeting(cell=cell, held_on=DAY).full_clean()


def test_a_cancelled_meeting_comes_back_into_a_free_month_only(
    cell, meeting, secretary
):
    meeting.cancel(by=secretary, reason="Bão")
    second = make_meeting(cell=cell, held_on=DAY)
    back = {"cancelled_at": None, "cancelled_by": None, "cancel_reason": ""}
    with refused("meeting_one_regular_a_month"):
        only(meeting).update(**back)
    second.cancel(by=secretary, reason="Bão lần hai")
    only(meeting).update(**back)


def test_a_regular_meeting_has_its_month(meeting):
    with refused("meeting_month_of_regular_only"):
        only(meeting).update(for_month=None)
    with refused("meeting_month_is_first_day"):
        only(meeting).update(for_month=DAY)


def test_other_meetings_have_no_month(cell):
    thematic = make_meeting(cell=cell, held_on=DAY, kind=Meeting.Kind.THEMATIC)
    with refused("meeting_month_of_regular_only"):
        only(thematic).update(for_month=DAY.replace(day=1))


def test_the_month_follows_the_kind_and_the_day(cell):
    regular = Meeting(cell=cell, held_on=DAY)
    regular.full_clean()
    assert regular.for_month == date(2022, 6, 1)
    thematic = Meeting(cell=cell, held_on=DAY, kind="thematic", for_month=DAY)
    thematic.full_clean()
    assert thematic.for_month is None


@pytest.mark.parametrize("end_time", [time(19, 30), time(19, 29)])
def test_a_meeting_ends_after_it_began(meeting, end_time):
    meeting.start_time, meeting.end_time = time(19, 30), end_time
    refusal(meeting, "Giờ kết thúc phải sau giờ bắt đầu.", field="end_time")
    with refused("meeting_times_in_order"):
        meeting.save()


@pytest.mark.parametrize(
    "times", [(None, time(9)), (time(9), None), (time(9), time(10))]
)
def test_times_known_in_part(meeting, times):
    meeting.start_time, meeting.end_time = times
    meeting.full_clean()
    meeting.save()


@pytest.mark.parametrize("held_on", [date(2014, 12, 31), date(2022, 7, 1)])
def test_a_meeting_of_a_cell_that_was_not(cell, held_on):
    Cell.objects.update(ended_on=date(2022, 6, 30))
    cell.refresh_from_db()
    coming = Meeting(cell=cell, held_on=held_on)
    refusal(coming, f"{cell} không hoạt động vào ngày này.", field="held_on")


@pytest.mark.parametrize("held_on", [date(2015, 1, 1), date(2022, 6, 30)])
def test_a_meeting_on_the_first_and_last_day_of_the_cell(cell, held_on):
    Cell.objects.update(ended_on=date(2022, 6, 30))
    cell.refresh_from_db()
    Meeting(cell=cell, held_on=held_on).full_clean()


def test_no_seal_without_roll_call(meeting, secretary):
    with refused("meeting_sealed_after_roll_call"):
        bare_seal(meeting, by=secretary, roll_called_at=None)


def test_no_seal_by_nobody(meeting):
    with refused("meeting_sealed_by_somebody"):
        bare_seal(meeting, by=None)


@pytest.mark.parametrize(
    "missing",
    [
        {"sealed_text": "", "sealed_sha256": sealing.sha256("")},
        {"verification_code": ""},
    ],
)
def test_no_seal_without_its_parts(meeting, secretary, missing):
    with refused("meeting_sealed_whole"):
        bare_seal(meeting, by=secretary, **missing)


@pytest.mark.parametrize("digest", ["", "a" * 64, sealing.sha256("Biên bản").upper()])
def test_the_hash_fits_the_sealed_text(meeting, secretary, digest):
    with refused("không khớp với nội dung"):
        bare_seal(meeting, by=secretary, sealed_sha256=digest)


def test_no_seal_without_a_number(meeting, secretary):
    with refused("phải có số"):
        bare_seal(meeting, by=secretary, mandate=None, number=None)


@pytest.mark.parametrize(
    "early", [{"sealed_text": "Biên bản"}, {"verification_code": "ACDE-FHJK-MNPR"}]
)
def test_nothing_of_a_seal_before_the_seal(meeting, early):
    with refused("meeting_sealed_whole"):
        only(meeting).update(**early)


def test_two_minutes_of_a_mandate_have_two_numbers(cell, meeting, secretary):
    bare_seal(meeting, by=secretary, number=5)
    second = make_meeting(cell=cell, held_on=DAY, kind="extraordinary")
    with refused("meeting_number_once"):
        bare_seal(second, by=secretary, number=5)


def test_no_cancellation_by_nobody(meeting):
    with refused("meeting_cancelled_by_somebody"):
        only(meeting).update(cancelled_at=timezone.now(), cancel_reason="Bão")


def test_no_cancellation_without_reason(meeting, secretary):
    with refused("meeting_cancelled_with_reason"):
        only(meeting).update(cancelled_at=timezone.now(), cancelled_by=secretary)
    with refused("meeting_cancelled_with_reason"):
        only(meeting).update(cancel_reason="Bão")


def test_no_cancellation_after_the_roll_call(meeting, secretary):
    only(meeting).update(roll_called_at=timezone.now())
    with refused("meeting_cancelled_before_record"):
        only(meeting).update(
            cancelled_at=timezone.now(), cancelled_by=secretary, cancel_reason="Bão"
        )
    meeting.refresh_from_db()
    with pytest.raises(ValidationError, match="đã điểm danh thì không hủy được"):
        meeting.cancel(by=secretary, reason="Bão")


def test_no_roll_call_after_the_cancellation(meeting, secretary):
    meeting.cancel(by=secretary, reason="Bão")
    with refused("meeting_cancelled_before_record"):
        only(meeting).update(roll_called_at=timezone.now())


# Attendance


@pytest.fixture
def attendance(meeting, cell):
    return make_attendance(meeting=meeting, member=make_member(cell=cell))


def test_one_attendance_a_person_and_meeting(attendance):
    second = Attendance(
        meeting=attendance.meeting,
        member=attendance.member,
        standing="official",
        status="unexcused",
    )
    refusal(second, "Đồng chí này đã có trong danh sách điểm danh.")
    with refused("attendance_once"):
        Attendance.objects.bulk_create([second])


def test_one_person_at_two_meetings(attendance, cell):
    meeting = make_meeting(cell=cell, held_on=DAY, kind=Meeting.Kind.THEMATIC)
    make_attendance(meeting=meeting, member=attendance.member)


@pytest.mark.parametrize(
    ("status", "reason"),
    [("excused", ""), ("present", "ill"), ("unexcused", "work"), ("exempt", "other")],
)
def test_an_excuse_and_its_reason_go_together(attendance, status, reason):
    attendance.status, attendance.reason = status, reason
    refusal(attendance, "Vắng có lý do thì phải ghi lý do.")
    with refused("attendance_reason_with_excuse"):
        attendance.save()


@pytest.mark.parametrize("reason", Attendance.Reason.values)
def test_an_excuse_with_its_reason(attendance, reason):
    Attendance.objects.update(status="excused", reason=reason)


# Delegations and cells


def test_a_meeting_is_delegated_once_at_a_time(secretary, meeting):
    make_delegation(meeting=meeting, member=secretary.member, by=secretary)
    with refused("delegation_once_at_a_time"):
        make_delegation(
            meeting=meeting, member=secretary.member, by=secretary, scope="roll_call"
        )


def test_two_cells_of_one_name(cell):
    with refused("cells_cell_name"):
        make_cell(name=cell.name)


# Motions


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"votes_for": 8}, "motion_votes_fit"),
        ({"in_room": 10}, "motion_votes_fit"),
        ({"base": 8}, "motion_whole_as_named"),
        ({"base_kind": "present"}, "motion_whole_as_named"),
        ({"base_kind": "cast"}, "motion_whole_as_named"),
        ({"votes_against": None}, "motion_frozen_whole"),
        ({"threshold_part": 4}, "motion_frozen_whole"),
        ({"citation": ""}, "motion_frozen_whole"),
        ({"kind": "admission"}, "motion_names_the_person"),
        ({"kind": "discipline", "person_name": "Hà"}, "motion_names_the_person"),
        ({"votes_invalid": 1}, "motion_invalid_of_ballots_only"),
    ],
)
def test_a_vote_that_cannot_be(meeting, fields, constraint):
    motion = voted(meeting)
    with refused(constraint):
        only(motion).update(**fields)


def test_a_motion_is_about_one_person(meeting, secretary):
    motion = meeting.motions.create(kind="admission", person_name="Hà")
    with refused("motion_about_one_person"):
        only(motion).update(member=secretary.member)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": "excused", "reason": "ill"}, "attendance_times_of_present_only"),
        ({"left_at": time(19, 20)}, "attendance_times_in_order"),
    ],
)
def test_times_of_who_came_late(meeting, secretary, fields, constraint):
    row = make_attendance(meeting=meeting, member=secretary.member)
    only(row).update(arrived_at=time(19, 20))
    with refused(constraint):
        only(row).update(**fields)
