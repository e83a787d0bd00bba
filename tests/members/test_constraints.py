"""What the database refuses of a member past every form."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.models import Member
from tests.factories import make_member
from tests.refusals import refusal, refused


@pytest.mark.parametrize(
    ("days", "constraint"),
    [
        ({"official_on": date(2010, 5, 18)}, "member_official_after_admission"),
        ({"admitted_on": date(1970, 5, 4)}, "member_born_before_admission"),
        ({"admission_decided_on": date(2010, 5, 20)}, "member_admitted_after_decision"),
    ],
)
def test_days_of_a_member_in_the_wrong_order(db, days, constraint):
    member = make_member(official_on=None)
    for name, day in days.items():
        setattr(member, name, day)
    [rule] = [c for c in Member._meta.constraints if c.name == constraint]
    refusal(member, rule.violation_error_message)
    with refused(constraint):
        Member.objects.update(**days)


@pytest.mark.parametrize(
    "days",
    [
        {"official_on": date(2010, 5, 19)},
        {"admitted_on": date(1970, 5, 5)},
        {"admission_decided_on": date(2010, 5, 19)},
    ],
)
def test_days_of_a_member_just_in_order(db, days):
    make_member(official_on=None)
    Member.objects.update(**days)
    Member.objects.get().full_clean()


@pytest.mark.parametrize("name", ["card_no", "personal_id"])
def test_a_number_belongs_to_one_member(db, name):
    make_member(**{name: "012345678901"})
    second = make_member()
    setattr(second, name, "012345678901")
    with pytest.raises(ValidationError, match="đã có ở một đảng viên khác"):
        second.full_clean()
    with refused(f"member_{name}_once"):
        second.save()


def test_a_number_may_be_unknown_for_many(db):
    make_member()
    make_member().full_clean()
