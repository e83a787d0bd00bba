"""Who came to the meetings of a cell of the demo world, and who missed them."""

import datetime

from cells.demo.people import TEMPORARY
from cells.models import Attendance, Meeting

Status, Reason = Attendance.Status, Attendance.Reason
OFFICIAL, PROBATIONARY = Attendance.Standing.OFFICIAL, Attendance.Standing.PROBATIONARY

# The share who miss a meeting: attendance was just under 90 % in 2021 and has grown.
MISSING = {2021: 0.105, 2022: 0.095, 2023: 0.09, 2024: 0.085, 2025: 0.08}
MISSING_NOW = 0.07
# More or less of it by cell and by month; either adds up to nothing.
BY_CELL = [-0.02, 0.01, 0.02, 0, -0.01, 0.02, -0.02, 0.01, 0, -0.015, 0.005]
BY_MONTH = [0, 0.02, -0.01, 0, 0, 0.025, 0.005, -0.01, -0.015, 0.01, -0.015, -0.01]
WITHOUT_LEAVE = 0.06
# The share of meetings to which somebody comes late.
LATE = 0.2


class RollCall:
    """Calls the roll of one cell, meeting after meeting."""

    def __init__(self, world, block, cell, number):
        self.cell = cell
        self.offset = BY_CELL[(number - 1) % len(BY_CELL)]
        self.people = [p for p in block.people if any(s.cell is cell for s in p.stays)]
        self.world = world
        # What rounding left over from the meetings before.
        self.owed = 0.0

    def members_on(self, day) -> list:
        return [p.member for p in self._roster(day)]

    def call(self, rng, session, officers) -> None:
        meeting = session.meeting
        committee = [self.world.person_of(term.member) for term in officers]
        is_committee = meeting.kind == Meeting.Kind.COMMITTEE
        people = committee if is_committee else self._roster(meeting.held_on)
        rows = [(p, self._row(meeting, p)) for p in people]
        expected = [(p, row) for p, row in rows if row.status == Status.PRESENT]
        if not is_committee:
            self._let_miss(rng, meeting, expected)
        session.attendances = [row for _, row in rows]

    def _roster(self, day):
        return [
            p
            for p in self.people
            if p.home_on(day) is self.cell or self._is_here_for_a_time(p, day)
        ]

    def _is_here_for_a_time(self, person, day):
        stay = person.stay_on(day, TEMPORARY)
        return stay is not None and stay.cell is self.cell

    def _row(self, meeting, person):
        day = meeting.held_on
        stay = person.stay_on(day, TEMPORARY)
        absence = person.absence_on(day)
        if absence:
            status = absence.kind
        else:
            status = (
                Status.AWAY if stay and stay.cell is not self.cell else Status.PRESENT
            )
        is_official = person.member.official_on <= day
        return Attendance(
            meeting=meeting,
            member=person.member,
            standing=OFFICIAL if is_official else PROBATIONARY,
            is_temporary=person.home_on(day) is not self.cell and stay is not None,
            status=status,
        )

    def _let_miss(self, rng, meeting, expected):
        for person, row in self._missing(rng, meeting, expected):
            if rng.random() < WITHOUT_LEAVE:
                row.status = Status.UNEXCUSED
            else:
                row.status, row.reason = Status.EXCUSED, _reason(rng, meeting, person)

    def _missing(self, rng, meeting, expected):
        year, month = meeting.held_on.year, meeting.held_on.month
        share = MISSING.get(year, MISSING_NOW) + self.offset + BY_MONTH[month - 1]
        self.owed += len(expected) * (share + rng.uniform(-0.03, 0.03))
        count = max(0, round(self.owed))
        self.owed -= count
        leading = (meeting.chair, meeting.minute_taker)
        others = [pair for pair in expected if pair[0].member not in leading]
        others.sort(key=lambda pair: rng.random() ** (1 / _weight(*pair)))
        return others[-count:] if count else []


def _weight(person, row):
    # Who is on probation takes care to come.
    return person.absence_weight * (0.4 if row.standing == PROBATIONARY else 1)


def _reason(rng, meeting, person):
    age = person.age_in(meeting.held_on.year)
    weights = [7, 0.5, 1, 0.5, 0.5] if age > 65 else [2, 4, 2, 3, 0.7]
    return rng.choices(Reason.values, weights)[0]


def let_come_and_go(rng, session) -> None:
    """Now and then somebody comes late, or has to leave before the end."""
    if rng.random() >= LATE:
        return
    meeting = session.meeting
    leading = (meeting.chair, meeting.minute_taker)
    rows = [r for r in session.attendances if r.is_present and r.member not in leading]
    late, early = rng.sample(rows, 2)
    late.arrived_at = _clock(meeting, meeting.start_time, 5 * rng.randint(2, 7))
    if rng.random() < 0.5:
        early.left_at = _clock(meeting, meeting.end_time, -5 * rng.randint(3, 8))


def _clock(meeting, time, minutes):
    at = datetime.datetime.combine(meeting.held_on, time)
    return (at + datetime.timedelta(minutes=minutes)).time()
