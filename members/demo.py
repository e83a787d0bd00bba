"""The demo world's ways into the Party: who was admitted since 2021, and who waits."""

import datetime
from dataclasses import dataclass, field

from cells.demo import votes
from members.intervals import months_after
from members.models import Admission, AdmissionStep, AdmissionTarget, Regulation, User
from members.models.admission_step import VOTES, StepKind, decider

FIRST_YEAR = 2021
DAY = datetime.timedelta(days=1)
# Ten were proposed for the awareness class in 2021, as the press told.
SENT_TO_CLASS_IN_2021 = 10
# Days between a step and the one before it.
GAPS = {
    StepKind.OUTSTANDING: 180,
    StepKind.CLASS_PROPOSED: 60,
    StepKind.CERTIFIED: 25,
    StepKind.APPLIED: 120,
    StepKind.CHECKED: 30,
    StepKind.CELL_VOTED: 15,
    StepKind.COMMITTEE_REVIEWED: 18,
    StepKind.DECIDED: 12,
}
# A cell votes at a meeting within so many days.
LONGEST_WAIT = 62 * DAY
# Who waits on the last day: the step they came to, and how many days ago. One
# certificate is about to expire, one ceremony is overdue.
WAITING = [
    (StepKind.FOLLOWED, 160),
    (StepKind.FOLLOWED, 35),
    (StepKind.OUTSTANDING, 90),
    (StepKind.OUTSTANDING, 20),
    (StepKind.CLASS_PROPOSED, 40),
    (StepKind.CLASS_PROPOSED, 12),
    (StepKind.CERTIFIED, 1780),
    (StepKind.CERTIFIED, 60),
    (StepKind.APPLIED, 26),
    (StepKind.CHECKED, 9),
    (StepKind.CELL_VOTED, 15),
    (StepKind.COMMITTEE_REVIEWED, 6),
    (StepKind.DECIDED, 50),
    (StepKind.DECIDED, 8),
]
NO_LONGER_FOLLOWED = [
    (StepKind.OUTSTANDING, 400, Admission.End.DROPPED, "Đi làm việc ở tỉnh khác"),
    (StepKind.CHECKED, 700, Admission.End.REFUSED, "Chưa đủ tiêu chuẩn"),
]
PAPERS = {
    StepKind.CELL_VOTED: "NQ/CB",
    StepKind.COMMITTEE_REVIEWED: "NQ/ĐU",
    StepKind.DECIDED: "QĐ/BTV",
    StepKind.RECOGNITION_VOTED: "NQ/CB",
    StepKind.RECOGNISED: "QĐ/BTV",
}
OCCUPATIONS = ["Nông dân", "Công nhân", "Bí thư chi đoàn", "Giáo viên", "Công an viên"]


@dataclass
class Way:
    """A person's way: the admission and the day of each step up to today."""

    admission: Admission
    days: dict[str, datetime.date]
    # The vote of the cell that a step rests on.
    motions: dict[str, object] = field(default_factory=dict)

    @property
    def is_sent_to_class_in_2021(self) -> bool:
        day = self.days.get(StepKind.CLASS_PROPOSED)
        return day is not None and day.year == FIRST_YEAR


def load(world) -> None:
    """Write steps and targets beside a demo world that is saved already."""
    by = User.objects.get(username="vanphong")
    # Kept, so that all steps together read the rules once.
    rules = Regulation.objects.all()
    for block in world.blocks:
        ways = world.ways[block.number]
        steps = [step for way in ways for step in _steps(block, way, by, rules)]
        AdmissionStep.objects.bulk_create(steps)
    AdmissionTarget.objects.bulk_create(_targets(world))


def _targets(world):
    for year in range(FIRST_YEAR, world.today.year + 1):
        for cell in world.cells:
            if cell.kind == "village":
                paper = f"{year % 100:02}-TB/ĐU"
                yield AdmissionTarget(cell=cell, year=year, count=1, document_no=paper)


def find_ways(world, block) -> list[Way]:
    """Everybody's way; the world saves the admissions before the votes on them."""
    candidates = [*_waiting(world, block), *_given_up(world, block)]
    left = SENT_TO_CLASS_IN_2021 - sum(w.is_sent_to_class_in_2021 for w in candidates)
    admitted = []
    for person in _admitted_here(world, block):
        year = person.member.admitted_on.year
        class_year = year - 1
        if year == FIRST_YEAR + 1:
            class_year, left = (year - 1, left - 1) if left > 0 else (year - 2, left)
        admitted.append(_admitted(world, block, person, class_year))
    return [*admitted, *candidates, *_more_of_2021(world, block, max(left, 0))]


def _admitted_here(world, block):
    """Who became a member in a cell of the commune, by the day of the ceremony."""
    people = [
        person
        for person in block.people
        if person.stays
        and person.member.admitted_on.year >= FIRST_YEAR
        and person.member.admitted_on <= world.today
        and person.stays[0].started_on == person.member.admitted_on
    ]
    return sorted(people, key=lambda person: person.member.admitted_on)


def _admitted(world, block, person, class_year) -> Way:
    member = person.member
    rng = block.rng("admission", block.people.index(person))
    cell = person.stays[0].cell
    days = _days_until(StepKind.DECIDED, member.admission_decided_on)
    voting = _rest_on_meeting(world, cell, days)
    latest = days[StepKind.APPLIED] - 55 * DAY
    in_class = min(datetime.date(class_year, 3, 1) + rng.randrange(180) * DAY, latest)
    days |= _days_until(StepKind.CERTIFIED, in_class + GAPS[StepKind.CERTIFIED] * DAY)
    days[StepKind.CEREMONY] = member.admitted_on
    admission = Admission(
        cell=cell,
        full_name=member.full_name,
        sex=member.sex,
        born_on=member.born_on,
        occupation=member.occupation,
        phone=member.phone,
        mentor=_mentor(block, rng, cell, days[StepKind.FOLLOWED]),
        member=member,
    )
    way = Way(admission, days)
    _vote(way, voting)
    _recognise(world, way, person)
    return way


def _rest_on_meeting(world, cell, days):
    """Let the cell vote at a meeting, and all before it happen so much earlier."""
    if StepKind.CELL_VOTED not in days:
        return None
    last = days[StepKind.CELL_VOTED]
    if StepKind.COMMITTEE_REVIEWED in days:
        last = days[StepKind.COMMITTEE_REVIEWED] - 3 * DAY
    sessions = votes.meetings_between(world, cell, last - LONGEST_WAIT, last)
    if not sessions:
        return None
    days |= _days_until(StepKind.CELL_VOTED, sessions[-1].meeting.held_on)
    return sessions[-1]


def _vote(way, session):
    if session:
        way.motions[StepKind.CELL_VOTED] = votes.put(
            session, "admission", admission=way.admission
        )


def _recognise(world, way, person):
    """At the first meeting after probation; or on the last day, if there was none."""
    served = months_after(person.member.admitted_on, 12)
    if served > world.today:
        return
    voted_on = min(served + 9 * DAY, world.today)
    for session in _at_home(world, person, served):
        voted_on = session.meeting.held_on
        way.motions[StepKind.RECOGNITION_VOTED] = votes.put(
            session, "recognition", member=person.member
        )
    way.days[StepKind.RECOGNITION_VOTED] = voted_on
    way.days[StepKind.RECOGNISED] = min(voted_on + 12 * DAY, world.today)


def _at_home(world, person, served):
    """The first meeting of the home cell from that day on, if it was not long."""
    cell = person.home_on(served)
    if cell is None:
        return []
    last = min(served + LONGEST_WAIT, world.today)
    sessions = votes.meetings_between(world, cell, served, last)
    return [s for s in sessions[:1] if person.home_on(s.meeting.held_on) is cell]


def _days_until(kind, day) -> dict[str, datetime.date]:
    """The days of a step and all before it."""
    days = {kind: day}
    for step in reversed(StepKind(kind).earlier):
        following = list(StepKind)[list(StepKind).index(step) + 1]
        day -= GAPS[following] * DAY
        days[step] = day
    return days


def _waiting(world, block):
    for number, (kind, ago) in enumerate(WAITING):
        days = _days_until(kind, world.today - ago * DAY)
        place = 4 * number
        session = _rest_on_meeting(world, block.cells[place % len(block.cells)], days)
        key = ("waiting", number)
        way = Way(_candidate(world, block, key, place, days), days)
        _vote(way, session)
        yield way


def _given_up(world, block):
    for number, (kind, ago, reason, note) in enumerate(NO_LONGER_FOLLOWED):
        days = _days_until(kind, world.today - ago * DAY)
        place = 5 * number + 2
        admission = _candidate(world, block, ("given up", number), place, days)
        admission.ended_on = days[kind] + 30 * DAY
        admission.end_reason, admission.note = reason, note
        if reason == Admission.End.REFUSED:
            _refuse(world, admission, days[kind])
        yield Way(admission, days)


def _refuse(world, admission, checked_on):
    """The vote that was lost."""
    sessions = votes.meetings_between(
        world, admission.cell, checked_on, admission.ended_on
    )
    if sessions:
        votes.put(sessions[0], "admission", is_carried=False, admission=admission)


def _more_of_2021(world, block, count):
    """In a world that ends early most who were sent in 2021 still wait."""
    for number in range(count):
        day = datetime.date(FIRST_YEAR, 10, 1) + 5 * number * DAY
        days = _days_until(StepKind.CLASS_PROPOSED, day)
        key = ("class of 2021", number)
        yield Way(_candidate(world, block, key, number, days), days)


def _candidate(world, block, key, place, days) -> Admission:
    rng = block.rng(*key)
    cell = block.cells[place % len(block.cells)]
    sex = rng.choice(["female", "male"])
    born = world.today.year - rng.randint(21, 34)
    return Admission(
        cell=cell,
        full_name=world.names.pick(rng, sex, born),
        sex=sex,
        born_on=datetime.date(born, 1, 1) + rng.randrange(360) * DAY,
        occupation=rng.choice(OCCUPATIONS),
        # 09000 is no network, so these numbers belong to nobody.
        phone=f"090009{rng.randrange(10_000):04}",
        mentor=_mentor(block, rng, cell, days[StepKind.FOLLOWED]),
    )


def _official(block, cell, day):
    people = block.at_home(cell, on=day)
    return [
        p.member for p in people if p.member.official_on and p.member.official_on <= day
    ]


def _mentor(block, rng, cell, day):
    return rng.choice(_official(block, cell, day))


def _steps(block, way, by, rules):
    for kind in StepKind:
        if kind in way.days:
            day = way.days[kind]
            yield AdmissionStep(
                admission=way.admission,
                kind=kind,
                done_on=day,
                decided_by=decider(kind, on=day, rules=rules),
                document_no=_document_no(way, kind, day),
                recorded_by=by,
                **(_votes(block, way, kind) if kind in VOTES else {}),
            )


def _document_no(way, kind, day) -> str:
    """The resolution of the cell, where there is one; else some number."""
    motion = way.motions.get(kind)
    if motion:
        return f"{motion.resolutions.get().number:02}-NQ/CB"
    return f"{day.month + 10}-{PAPERS[kind]}" if kind in PAPERS else ""


def _votes(block, way, kind):
    """Those of the minutes; on paper only, everyone but one in ten agreed."""
    motion = way.motions.get(kind)
    if motion:
        votes_for, base = motion.votes_for, motion.base
        return {"motion": motion, "votes_for": votes_for, "votes_base": base}
    base = len(_official(block, way.admission.cell, way.days[kind]))
    return {"votes_for": base - base // 10, "votes_base": base}
