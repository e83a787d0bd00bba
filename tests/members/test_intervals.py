"""Facts that were true for a time: both days count, and series never overlap."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from members.intervals import END_BEFORE_START
from members.models import Absence, Duty, Member, Membership
from tests.factories import make_absence, make_cell, make_member, make_user

FIRST = date(2022, 3, 1)
LAST = date(2022, 9, 30)
A_DAY = timedelta(days=1)
Home, Temporary = Membership.Kind.HOME, Membership.Kind.TEMPORARY


@pytest.fixture
def member(db):
    return make_member()


@pytest.fixture
def exempt(member):
    return make_absence(member=member, started_on=FIRST, ended_on=LAST)


def stay(member, cell, *, kind=Home, started_on=FIRST, ended_on=None):
    reason = Membership.End.MOVED_CELL if ended_on else ""
    return Membership(
        member=member,
        cell=cell,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        end_reason=reason,
    )


# What is true on a day


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (FIRST - A_DAY, False),
        (FIRST, True),
        (LAST, True),
        (LAST + A_DAY, False),
    ],
)
def test_first_and_last_day_count(exempt, day, holds):
    assert Absence.objects.on(day).exists() == holds
    assert Member.objects.with_absence(on=day).get().absence_kind == (
        exempt.kind if holds else None
    )


def test_what_has_no_end_lasts(member):
    make_absence(member=member, started_on=FIRST)
    assert Absence.objects.on(date(9999, 12, 31)).exists()


def test_ending_within_counts_both_ends_and_not_what_lasts(exempt, member):
    ending = Absence.objects.ending_within
    assert ending(30, on=LAST - 30 * A_DAY).exists()
    assert ending(30, on=LAST).exists()
    assert not ending(30, on=LAST - 31 * A_DAY).exists()
    assert not ending(30, on=LAST + A_DAY).exists()
    make_absence(member=make_member(), started_on=FIRST)
    assert list(ending(400, on=FIRST)) == [exempt]


# An end before its start


def test_end_before_start_is_refused_beside_the_last_day(member):
    absence = Absence(
        member=member, kind="away", reason="x", started_on=LAST, ended_on=FIRST
    )
    with pytest.raises(ValidationError) as refused:
        absence.full_clean()
    assert refused.value.message_dict == {"ended_on": [END_BEFORE_START]}


def test_a_fact_of_one_day_is_in_order(exempt):
    Absence.objects.update(ended_on=FIRST)
    exempt.refresh_from_db()
    exempt.full_clean()


# Two at a time


def test_overlap_by_one_day_is_refused(exempt, member):
    second = Absence(member=member, kind="away", reason="Đi làm xa", started_on=LAST)
    with pytest.raises(ValidationError, match="đã được miễn, vắng hoặc đình chỉ"):
        second.full_clean()
    with pytest.raises(IntegrityError, match="absence_one_at_a_time"):
        Absence.objects.bulk_create([second])


def test_the_day_after_is_free(exempt, member):
    second = Absence(
        member=member, kind="away", reason="Đi làm xa", started_on=LAST + A_DAY
    )
    second.full_clean()
    Absence.objects.bulk_create([second])


def test_a_fact_does_not_overlap_itself(exempt):
    exempt.full_clean()


def test_stretching_a_fact_over_the_next_is_refused(exempt, member):
    make_absence(member=member, started_on=LAST + A_DAY)
    exempt.ended_on = None
    with pytest.raises(ValidationError, match="đã được miễn, vắng hoặc đình chỉ"):
        exempt.full_clean()
    with pytest.raises(IntegrityError, match="absence_one_at_a_time"):
        Absence.objects.filter(pk=exempt.pk).update(ended_on=None)


def test_two_home_cells_at_a_time_are_refused(member):
    stay(member, make_cell(), ended_on=LAST).save()
    second = stay(member, make_cell(), started_on=LAST)
    with pytest.raises(ValidationError, match="Hãy kết thúc nơi cũ trước"):
        second.full_clean()
    with pytest.raises(IntegrityError, match="membership_one_cell_at_a_time"):
        Membership.objects.bulk_create([second])


def test_a_transfer_starts_the_day_after(member):
    stay(member, make_cell(), ended_on=LAST).save()
    second = stay(member, make_cell(), started_on=LAST + A_DAY)
    second.full_clean()
    Membership.objects.bulk_create([second])


def test_home_and_a_temporary_place_go_together(member):
    stay(member, make_cell()).save()
    stay(member, make_cell(), kind=Temporary).save()


def test_two_temporary_places_at_a_time_are_refused(member):
    stay(member, make_cell(), kind=Temporary).save()
    with pytest.raises(IntegrityError, match="membership_one_cell_at_a_time"):
        stay(member, make_cell(), kind=Temporary, started_on=LAST).save()


def test_two_people_at_home_in_one_cell(member):
    cell = make_cell()
    stay(member, cell).save()
    stay(make_member(), cell).save()


@pytest.mark.parametrize(
    ("ended_on", "end_reason"), [(LAST, ""), (None, Membership.End.DECEASED)]
)
def test_end_and_its_reason_go_together(member, ended_on, end_reason):
    place = stay(member, make_cell())
    place.save()
    place.ended_on, place.end_reason = ended_on, end_reason
    with pytest.raises(ValidationError, match="phải ghi cùng nhau"):
        place.full_clean()
    with pytest.raises(IntegrityError, match="membership_end_has_reason"):
        Membership.objects.update(ended_on=ended_on, end_reason=end_reason)


def test_one_duty_is_given_once_at_a_time(db):
    user = make_user(duty=Duty.Kind.EDITOR)
    again = Duty(user=user, kind=Duty.Kind.EDITOR, started_on=FIRST)
    with pytest.raises(ValidationError, match="đã có nhiệm vụ đó"):
        again.full_clean()
    with pytest.raises(IntegrityError, match="duty_once_at_a_time"):
        Duty.objects.bulk_create([again])


def test_one_account_has_several_duties(db):
    user = make_user(duty=Duty.Kind.EDITOR)
    Duty.objects.create(user=user, kind=Duty.Kind.MODERATOR, started_on=FIRST)
