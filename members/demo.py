"""The demo world's ways into the Party: who was admitted since 2021, and who waits."""

import datetime
from dataclasses import dataclass

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

    @property
    def is_sent_to_class_in_2021(self) -> bool:
        day = self.days.get(StepKind.CLASS_PROPOSED)
        return day is not None and day.year == FIRST_YEAR


def load(world) -> None:
    """Write admissions and targets beside a demo world that is saved already."""
    by = User.objects.get(username="vanphong")
    # Kept, so that all steps together read the rules once.
    rules = Regulation.objects.all()
    for block in world.blocks:
        ways = _ways(world, block)
        Admission.objects.bulk_create([way.admission for way in ways])
        steps = [step for way in ways for step in _steps(block, way, by, rules)]
        AdmissionStep.objects.bulk_create(steps)
    AdmissionTarget.objects.bulk_create(_targets(world))


def _targets(world):
    for year in range(FIRST_YEAR, world.today.year + 1):
        for cell in world.cells:
            if cell.kind == "village":
                paper = f"{year % 100:02}-TB/ĐU"
                yield AdmissionTarget(cell=cell, year=year, count=1, document_no=paper)


def _ways(world, block) -> list[Way]:
    candidates = [*_waiting(world, block), *_given_up(world, block)]
    left = SENT_TO_CLASS_IN_2021 - sum(w.is_sent_to_class_in_2021 for w in candidates)
    admitted = []
    for person in _admitted_here(block):
        year = person.member.admitted_on.year
        class_year = year - 1
        if year == FIRST_YEAR + 1:
            class_year, left = (year - 1, left - 1) if left > 0 else (year - 2, left)
        admitted.append(_admitted(world, block, person, class_year))
    return [*admitted, *candidates, *_more_of_2021(world, block, max(left, 0))]


def _admitted_here(block):
    """Who became a member in a cell of the commune, by the day of the ceremony."""
    people = [
        person
        for person in block.people
        if person.stays
        and person.member.admitted_on.year >= FIRST_YEAR
        and person.stays[0].started_on == person.member.admitted_on
    ]
    return sorted(people, key=lambda person: person.member.admitted_on)


def _admitted(world, block, person, class_year) -> Way:
    member = person.member
    rng = block.rng("admission", block.people.index(person))
    cell = person.stays[0].cell
    days = _days_until(StepKind.DECIDED, member.admission_decided_on)
    latest = days[StepKind.APPLIED] - 55 * DAY
    in_class = min(datetime.date(class_year, 3, 1) + rng.randrange(180) * DAY, latest)
    days |= _days_until(StepKind.CERTIFIED, in_class + GAPS[StepKind.CERTIFIED] * DAY)
    days[StepKind.CEREMONY] = member.admitted_on
    served = months_after(member.admitted_on, 12)
    if served <= world.today:
        days[StepKind.RECOGNITION_VOTED] = min(served + 9 * DAY, world.today)
        days[StepKind.RECOGNISED] = min(served + 21 * DAY, world.today)
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
    return Way(admission, days)


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
        yield Way(_candidate(world, block, ("waiting", number), 4 * number, days), days)


def _given_up(world, block):
    for number, (kind, ago, reason, note) in enumerate(NO_LONGER_FOLLOWED):
        days = _days_until(kind, world.today - ago * DAY)
        place = 5 * number + 2
        admission = _candidate(world, block, ("given up", number), place, days)
        admission.ended_on = days[kind] + 30 * DAY
        admission.end_reason, admission.note = reason, note
        yield Way(admission, days)


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
    cell = way.admission.cell
    for kind in StepKind:
        if kind in way.days:
            day = way.days[kind]
            votes = _votes(block, cell, day) if kind in VOTES else {}
            yield AdmissionStep(
                admission=way.admission,
                kind=kind,
                done_on=day,
                decided_by=decider(kind, on=day, rules=rules),
                document_no=f"{day.month + 10}-{PAPERS[kind]}"
                if kind in PAPERS
                else "",
                recorded_by=by,
                **votes,
            )


def _votes(block, cell, day):
    """Everyone but one in ten was there and agreed."""
    base = len(_official(block, cell, day))
    return {"votes_for": base - base // 10, "votes_base": base}
