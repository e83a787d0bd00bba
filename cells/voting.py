"""Who votes at a meeting, what a motion needs that day, and whether it carries.

The base of every vote is the full members of the cell, see DOMAIN.md section 2.5; the
rule names what its fraction is counted against. Compared in whole numbers.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from cells.models import Attendance, Motion
from cells.problem import Problem
from cells.roster import Line
from members.models import Regulation
from members.models.regulation import Subject
from members.rule_values import Threshold
from partyportal.share import Share

Kind, Base = Motion.Kind, Motion.Base

SUBJECTS = {
    Kind.ORDINARY: Subject.ORDINARY_VOTE,
    Kind.ADMISSION: Subject.ADMISSION_VOTE,
    Kind.RECOGNITION: Subject.RECOGNITION_VOTE,
    Kind.STRIKE_OFF: Subject.STRIKE_OFF_VOTE,
    Kind.DISCIPLINE: Subject.DISCIPLINE_VOTE,
    Kind.ELECTION: Subject.ELECTION_VOTE,
}
COUNTS = ["votes_for", "votes_against", "votes_abstain", "votes_invalid"]
# What the seal writes down, so that a later rule changes no earlier vote.
FROZEN = [
    "entitled",
    "in_room",
    "base_kind",
    "base",
    "threshold_part",
    "threshold_whole",
    "threshold_is_over",
    "citation",
    *COUNTS,
]
# Of elections it is said otherwise.
CARRIED, LOST = "được thông qua", "không được thông qua"
ELECTED, NOT_ELECTED = "trúng cử", "không trúng cử"


def is_entitled(line: Line) -> bool:
    """Whether the member votes: a full one, at home in the cell, not suspended.

    Who is exempt or away stays in the base, as Regulation says so far.
    """
    return (
        line.standing == Attendance.Standing.OFFICIAL
        and not line.is_temporary
        and not line.is_stray
        and line.absence != Attendance.Status.SUSPENDED
    )


class Electorate:
    """The entitled of one roster, and who of them was in the room."""

    def __init__(self, lines: Iterable[Line]):
        self.lines = [line for line in lines if is_entitled(line)]

    def __len__(self):
        return len(self.lines)

    def in_room(self, at: datetime.time | None) -> list[Line]:
        """Who of the entitled was there at that time, or at all for None."""
        return [line for line in self.lines if line.was_there(at)]

    @property
    def is_steady(self) -> bool:
        """Whether the same people were in the room from beginning to end."""
        return not any(line.came_or_went for line in self.lines)


@dataclass(frozen=True)
class Rule:
    """What a kind of motion needs on a day."""

    threshold: Threshold
    citation: str

    @property
    def base_kind(self) -> Base:
        return Base(self.threshold.of)


def rule_of(kind: str, rules: Iterable[Regulation], *, on: datetime.date) -> Rule:
    """The rule on a kind of motion; NoRegulation where none is in force that day."""
    found = rules.rule(SUBJECTS[kind], on=on)
    return Rule(found.reading, found.citation)


@dataclass(frozen=True)
class Tally:
    """One vote: how many could vote, how they did, and what was needed."""

    entitled: int
    in_room: int
    rule: Rule
    votes_for: int
    votes_against: int = 0
    votes_abstain: int = 0
    votes_invalid: int = 0
    is_election: bool = False

    @property
    def cast(self) -> int:
        return (
            self.votes_for
            + self.votes_against
            + self.votes_abstain
            + self.votes_invalid
        )

    @property
    def base(self) -> int:
        counted = {
            Base.OFFICIAL: self.entitled,
            Base.PRESENT: self.in_room,
            Base.CAST: self.cast,
        }
        return counted[self.rule.base_kind]

    @property
    def least(self) -> int:
        """How many are needed: 21 for two thirds of 31."""
        return self.rule.threshold.least(self.base)

    @property
    def is_possible(self) -> bool:
        """Whether no more voted than could."""
        # See also the constraint motion_votes_fit.
        return self.cast <= self.in_room <= self.entitled and self.base > 0

    @property
    def is_carried(self) -> bool:
        return self.base > 0 and self.rule.threshold.is_reached(
            self.votes_for, whole=self.base
        )

    @property
    def share(self) -> Share:
        of = self.rule.base_kind.label
        return Share(part=self.votes_for, whole=self.base, of=of)

    @property
    def outcome(self) -> str:
        carried, lost = (ELECTED, NOT_ELECTED) if self.is_election else (CARRIED, LOST)
        return carried if self.is_carried else lost

    @property
    def sentence(self) -> str:
        """What the minutes say of it; only of a vote that is possible."""
        share = self.share
        return (
            f"tán thành {share.fraction} đồng chí, bằng {share.percent} "
            f"so với {share.of}: {self.outcome}"
        )


def counts(motion: Motion) -> dict[str, int]:
    """The votes as far as they were counted; what was left empty is nobody."""
    return {name: getattr(motion, name) or 0 for name in COUNTS}


def tally(motion: Motion, electorate: Electorate, rules, *, on) -> Tally:
    """Reckon the motion of a draft; NoRegulation where no rule is in force."""
    return Tally(
        entitled=len(electorate),
        in_room=len(electorate.in_room(motion.voted_at)),
        rule=rule_of(motion.kind, rules, on=on),
        is_election=motion.kind == Kind.ELECTION,
        **counts(motion),
    )


def sealed_tally(motion: Motion) -> Tally:
    """The tally as the seal froze it."""
    threshold = Threshold(
        motion.threshold_part,
        motion.threshold_whole,
        over=motion.threshold_is_over,
        of=motion.base_kind,
    )
    return Tally(
        entitled=motion.entitled,
        in_room=motion.in_room,
        rule=Rule(threshold, motion.citation),
        is_election=motion.kind == Kind.ELECTION,
        **counts(motion),
    )


def unfinished(motion: Motion, electorate: Electorate, rules, *, on) -> list[Problem]:
    """What keeps a motion from being sealed.

    NoRegulation where no rule is in force; its text says what to do.
    """
    name = f"Biểu quyết “{motion.text or motion.get_kind_display()}”"
    row = f"motion.{motion.pk}"
    problems = [
        Problem(f"{name}: {text}", f"{row}.{part}") for part, text in _unwritten(motion)
    ]
    if motion.voted_at is None and not electorate.is_steady:
        sentence = f"{name}: có người đến muộn hoặc về sớm nên cần ghi giờ biểu quyết."
        problems.append(Problem(sentence, f"{row}.voted_at"))
    if motion.votes_for is None:
        missing = Problem(f"{name}: chưa ghi số tán thành.", f"{row}.votes_for")
        return [*problems, missing]
    found = tally(motion, electorate, rules, on=on)
    if not found.is_possible:
        sentence = (
            f"{name} ghi {found.cast} phiếu, nhưng lúc đó chỉ có "
            f"{found.in_room} đảng viên có quyền biểu quyết."
        )
        problems.append(Problem(sentence, f"{row}.votes_for"))
    return problems


def _unwritten(motion):
    """What is not written of a motion: in which part, in words."""
    if not motion.text:
        yield "text", "chưa ghi nội dung."
    if motion.kind == Kind.ADMISSION:
        if not (motion.member_id or motion.admission_id or motion.person_name):
            yield "person", "chưa ghi về ai."
    elif motion.kind != Kind.ORDINARY and not motion.member_id:
        # See also the constraint motion_names_the_person.
        yield "person", "chưa chọn đảng viên."


def freeze(motion: Motion, electorate: Electorate, rules, *, on) -> None:
    """Set what the seal keeps of a motion, without saving; FROZEN names the fields."""
    found = tally(motion, electorate, rules, on=on)
    threshold = found.rule.threshold
    for name, count in counts(motion).items():
        setattr(motion, name, count)
    motion.entitled, motion.in_room = found.entitled, found.in_room
    motion.base_kind, motion.base = found.rule.base_kind, found.base
    motion.threshold_part, motion.threshold_whole = threshold.part, threshold.whole
    motion.threshold_is_over = threshold.over
    motion.citation = found.rule.citation
