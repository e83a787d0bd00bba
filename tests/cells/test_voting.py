"""What carries and what fails: every electorate, every count, in whole numbers."""

from datetime import date, time
from fractions import Fraction

import pytest
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from cells import roster
from cells.models import Motion
from cells.voting import (
    FROZEN,
    Electorate,
    Rule,
    Tally,
    freeze,
    rule_of,
    sealed_tally,
    tally,
    unfinished,
)
from members.models import Absence, NoRegulation, Regulation
from members.models.regulation import Subject
from members.rule_values import Threshold
from tests.factories import (
    make_absence,
    make_attendance,
    make_cell,
    make_meeting,
    make_member,
    make_members,
)

DAY = date(2022, 6, 15)
ELECTORATES = range(1, 61)
TWO_THIRDS = Threshold(2, 3, of="official")
MORE_THAN_HALF = Threshold(1, 2, over=True, of="official")
Kind = Motion.Kind


def vote(threshold, votes_for, entitled, *, in_room=None, **votes):
    return Tally(
        entitled=entitled,
        in_room=entitled if in_room is None else in_room,
        rule=Rule(threshold, "Điều lệ Đảng"),
        votes_for=votes_for,
        **votes,
    )


# The arithmetic


def test_two_thirds_of_every_electorate():
    for entitled in ELECTORATES:
        for votes_for in range(entitled + 1):
            found = vote(TWO_THIRDS, votes_for, entitled)
            assert found.is_carried == (Fraction(votes_for, entitled) >= Fraction(2, 3))
            assert found.is_carried == (votes_for >= found.least)


def test_more_than_half_of_every_electorate():
    for entitled in ELECTORATES:
        for votes_for in range(entitled + 1):
            found = vote(MORE_THAN_HALF, votes_for, entitled)
            assert found.is_carried == (Fraction(votes_for, entitled) > Fraction(1, 2))
            assert found.is_carried == (votes_for >= found.least)


@pytest.mark.parametrize(("entitled", "least"), [(31, 21), (10, 7), (9, 6)])
def test_two_thirds_in_people(entitled, least):
    assert vote(TWO_THIRDS, 0, entitled).least == least
    nobody = vote(TWO_THIRDS, 0, 0)
    assert not nobody.is_possible
    assert not nobody.is_carried
    assert vote(TWO_THIRDS, least, entitled).is_carried
    assert not vote(TWO_THIRDS, least - 1, entitled).is_carried


def test_who_is_not_there_stays_in_the_base():
    # 20 of 25 in the room are four fifths, and less than two thirds of 31.
    found = vote(TWO_THIRDS, 20, 31, in_room=25)
    assert found.is_possible
    assert not found.is_carried


numbers = st.integers(0, 60)


@given(
    st.sampled_from(["official", "present", "cast"]),
    st.tuples(numbers, numbers, numbers, numbers),
    numbers,
    numbers,
)
def test_what_is_possible_has_a_share(base, votes, in_room, entitled):
    names = ["votes_for", "votes_against", "votes_abstain", "votes_invalid"]
    threshold = Threshold(1, 2, over=True, of=base)
    rule = Rule(threshold, "Điều lệ Đảng")
    counted = dict(zip(names, votes, strict=True))
    found = Tally(entitled=entitled, in_room=in_room, rule=rule, **counted)
    if found.is_possible:
        assert sum(votes) <= in_room <= entitled
        assert found.votes_for <= found.base
        assert found.is_carried == (2 * found.votes_for > found.base)
        assert found.outcome in found.sentence


def test_the_sentence_for_the_minutes():
    found = vote(TWO_THIRDS, 25, 28, votes_against=2, votes_abstain=1)
    assert found.sentence == (
        "tán thành 25/28 đồng chí, bằng 89,3\N{NO-BREAK SPACE}% so với tổng số "
        "đảng viên chính thức: được thông qua"
    )
    lost = vote(TWO_THIRDS, 20, 31)
    assert lost.sentence.endswith(": không được thông qua")


def test_the_sentence_of_an_election():
    assert vote(MORE_THAN_HALF, 5, 9, is_election=True).outcome == "trúng cử"
    assert vote(MORE_THAN_HALF, 4, 9, is_election=True).outcome == "không trúng cử"


def test_ballots_cast_as_the_base():
    threshold = Threshold(1, 2, over=True, of="cast")
    found = vote(threshold, 5, 20, in_room=15, votes_against=3, votes_invalid=2)
    assert (found.base, found.is_carried) == (10, False)
    assert "số phiếu thu về" in found.sentence


# Who is entitled


@pytest.fixture
def meeting(cell):
    return make_meeting(cell=cell, held_on=DAY)


def electorate(meeting):
    return Electorate(roster.roster(meeting))


def test_full_members_at_home_are_entitled(cell, meeting):
    full = make_member(cell=cell)
    make_member(cell=cell, probationary=True)
    guest = make_member(cell=make_cell())
    guest.memberships.create(cell=cell, kind="temporary", started_on=DAY)
    exempt = make_member(cell=cell)
    make_absence(member=exempt, kind=Absence.Kind.EXEMPT, started_on=DAY)
    suspended = make_member(cell=cell)
    make_absence(member=suspended, kind=Absence.Kind.SUSPENDED, started_on=DAY)
    # Marked once, but no longer of the cell on that day.
    make_attendance(meeting=meeting, member=make_member(cell=make_cell()))
    assert {line.member for line in electorate(meeting).lines} == {full, exempt}


def test_who_was_suspended_since_has_no_vote(cell, meeting):
    """Not even if marked present before the suspension was written down."""
    suspended = make_member(cell=cell)
    make_attendance(meeting=meeting, member=suspended)
    make_absence(member=suspended, kind=Absence.Kind.SUSPENDED, started_on=DAY)
    [line] = roster.roster(meeting)
    assert (line.status, line.is_expected) == ("suspended", False)
    assert electorate(meeting).lines == []


def test_who_was_in_the_room(cell, meeting):
    always, late, early = make_members(3, cell=cell)
    make_attendance(meeting=meeting, member=always)
    make_attendance(meeting=meeting, member=late, arrived_at=time(19, 20))
    make_attendance(meeting=meeting, member=early, left_at=time(20, 0))
    absent = make_member(cell=cell)
    make_attendance(meeting=meeting, member=absent, status="unexcused")
    voters = electorate(meeting)

    def at(hour, minute):
        return {line.member for line in voters.in_room(time(hour, minute))}

    assert not voters.is_steady
    assert at(19, 19) == {always, early}
    assert at(19, 20) == {always, late, early}
    assert at(20, 0) == {always, late}
    assert len(voters) == 4


# Motions


@pytest.fixture
def rules(db):
    return Regulation.objects.all()


def test_every_kind_has_a_rule_today(rules):
    for kind in Kind:
        assert rule_of(kind, rules, on=DAY).citation
        assert rule_of(kind, rules, on=DAY).base_kind == "official"


def test_a_day_before_any_rule_says_what_to_do(rules):
    with pytest.raises(NoRegulation, match="Văn phòng Đảng ủy hãy bổ sung"):
        rule_of(Kind.DISCIPLINE, rules, on=date(2015, 1, 1))


def problems(motion, rules):
    voters = electorate(motion.meeting)
    return unfinished(motion, voters, rules, on=motion.meeting.held_on)


@pytest.fixture
def motion(cell, meeting):
    for member in make_members(9, cell=cell):
        make_attendance(meeting=meeting, member=member)
    return meeting.motions.create(text="Nhất trí", votes_for=6)


def test_a_finished_motion(motion, rules):
    assert problems(motion, rules) == []
    assert tally(motion, electorate(motion.meeting), rules, on=DAY).is_carried
    motion.kind, motion.member = "recognition", make_member()
    assert problems(motion, rules) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": ""}, "chưa ghi nội dung"),
        ({"votes_for": None}, "chưa ghi số tán thành"),
        ({"votes_for": 10}, "ghi 10 phiếu, nhưng lúc đó chỉ có 9 đảng viên"),
        ({"votes_against": 4}, "ghi 10 phiếu"),
        ({"kind": "admission"}, "chưa ghi về ai"),
        ({"kind": "recognition", "person_name": "Hà"}, "chưa chọn đảng viên"),
    ],
)
def test_what_a_motion_lacks(motion, rules, fields, problem):
    for name, value in fields.items():
        setattr(motion, name, value)
    [sentence] = problems(motion, rules)
    assert problem in sentence


def test_a_vote_needs_its_time_where_somebody_came_late(motion, rules):
    row = motion.meeting.attendances.first()
    row.arrived_at = time(19, 20)
    row.save()
    [sentence] = problems(motion, rules)
    assert "cần ghi giờ" in sentence
    motion.votes_for, motion.voted_at = 9, time(19, 0)
    [sentence] = problems(motion, rules)
    assert "chỉ có 8 đảng viên" in sentence


def test_a_frozen_motion_outlives_its_rule(motion, rules):
    freeze(motion, electorate(motion.meeting), rules, on=DAY)
    motion.save(update_fields=FROZEN)
    before = sealed_tally(motion)
    Regulation.objects.filter(subject=Subject.ORDINARY_VOTE).update(
        value={"part": 1, "whole": 1, "of": "official"}, note=F("note")
    )
    after = sealed_tally(Motion.objects.get())
    assert (after.sentence, after.is_carried) == (before.sentence, True)
    assert after.rule.citation == before.rule.citation
