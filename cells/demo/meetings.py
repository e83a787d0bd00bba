"""The meetings of the demo world: when, of what kind, what was said."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from cells.demo import days, minutes, rollcall
from cells.demo.offices import EARLY_ELECTION
from cells.demo.people import DAY
from cells.demo.texts import work
from cells.models import AgendaItem, Attendance, Cell, Guest, Meeting, Term

Kind, Office = Meeting.Kind, Term.Office
NAMESPACE = uuid.UUID("5bb5a0f2-0f6b-4c8e-9a43-2f9e5e0c2021")

# By number of the cell: what is open on the last day, so that there is work to do.
NOTHING_THIS_MONTH = 1
ROLL_CALLED_DRAFT = 2
BARE_DRAFT = 3
NOTHING_LAST_MONTH = 6
WITH_COMMITTEE_MEETINGS = {1, 2, 4}

# Called off and held on a later day.
CALLED_OFF = {
    (9, Kind.THEMATIC, datetime.date(2021, 5, 1)): work.CANCELLED_FOR_DISEASE,
    (8, Kind.REGULAR, datetime.date(2024, 9, 1)): work.CANCELLED_FOR_FLOOD,
}
STARTS = {
    Cell.Kind.VILLAGE: datetime.time(19, 30),
    Cell.Kind.SCHOOL: datetime.time(16, 30),
    Cell.Kind.OFFICE: datetime.time(14, 0),
}
CONGRESS_START = datetime.time(7, 30)


@dataclass
class Session:
    """A meeting with its rows; `created_at` and the seal are set after the insert."""

    meeting: Meeting
    created_at: datetime.datetime
    sealed_at: datetime.datetime | None = None
    attendances: list[Attendance] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)


def hold_all(world) -> None:
    for block in world.blocks:
        for number, cell in enumerate(block.cells, len(block.cells) * block.number + 1):
            Diary(world, block, cell, number).write()


class Diary:
    """The meetings of one cell."""

    def __init__(self, world, block, cell, number):
        self.world, self.block = world, block
        self.cell, self.number = cell, number
        self.today = world.today
        self.this_month = self.today.replace(day=1)
        self.terms = [t for t in world.terms if t.cell is cell]
        self.roll = rollcall.RollCall(world, block, cell, number)
        self.themes_held = 0
        front = block.rng("front", number)
        self.front_chair = world.names.pick(front, "male", 1962)

    def write(self):
        for month in days.months_until(self.today):
            if (self.number, month) != (NOTHING_THIS_MONTH, self.this_month):
                self._month(month)
        for mandate in self.world.mandates:
            if mandate.cell is self.cell:
                self._congress(mandate)
        if self.number == EARLY_ELECTION[0] + 1:
            self._election(EARLY_ELECTION[1])

    def _month(self, month):
        self._regular(month)
        day = days.thematic_day(self.number, month)
        if day and day < self.today:
            self._thematic(month, day)

    def _regular(self, month):
        day = days.regular_day(self.number, month)
        reason = CALLED_OFF.get((self.number, Kind.REGULAR, month))
        if reason:
            self._call_off(Kind.REGULAR, day, reason, for_month=month)
            day += 7 * DAY
        if month == self.this_month and self.number in (ROLL_CALLED_DRAFT, BARE_DRAFT):
            self._draft(month, min(day, self.today))
        elif day < self.today and not self._was_forgotten(month):
            self._committee(day - 2 * DAY)
            session = self._open(Kind.REGULAR, day, for_month=month)
            blanks = self._hold(session)
            self._write(session, minutes.regular(blanks, self.cell, day))

    def _was_forgotten(self, month):
        return (
            self.number == NOTHING_LAST_MONTH
            and days.next_month(month) == self.this_month
        )

    def _draft(self, month, day):
        self._committee(day - 2 * DAY)
        session = self._open(Kind.REGULAR, day, for_month=month)
        if self.number == ROLL_CALLED_DRAFT:
            blanks = self._hold(session)
            content, _ = minutes.regular(blanks, self.cell, day)
            self._discuss(session, content)
            session.sealed_at = None

    def _thematic(self, month, day):
        topic = minutes.topic_of(self.cell, self.number, self.themes_held)
        self.themes_held += 1
        reason = CALLED_OFF.get((self.number, Kind.THEMATIC, month))
        if reason:
            self._call_off(Kind.THEMATIC, day, reason, topic=topic.title)
            day += 14 * DAY
        session = self._open(Kind.THEMATIC, day, topic=topic.title)
        blanks = self._hold(session)
        self._write(session, minutes.thematic(blanks, topic))

    def _committee(self, day):
        if self.number in WITH_COMMITTEE_MEETINGS and day < self.today:
            session = self._open(Kind.COMMITTEE, day)
            self._write(session, minutes.committee(self._hold(session)))

    def _congress(self, mandate):
        day = mandate.started_on
        if not days.FIRST_MONTH <= day < self.today:
            return
        session = self._open(Kind.CONGRESS, day, start_time=CONGRESS_START)
        self._hold(session, length=240)
        officers = self._officers(day)
        secretary = str(officers[0].member)
        self._write(session, minutes.congress(secretary, mandate.name, len(officers)))

    def _election(self, day):
        if day >= self.today:
            return
        session = self._open(Kind.EXTRAORDINARY, day)
        self._hold(session)
        secretary = str(self._officers(day)[0].member)
        self._write(session, minutes.election(secretary))

    # One meeting

    def _open(self, kind, day, **fields) -> Session:
        key = f"{self.cell.name}/{kind}/{day}"
        start = fields.pop("start_time", STARTS[self.cell.kind])
        meeting = Meeting(
            id=uuid.uuid5(NAMESPACE, key),
            cell=self.cell,
            kind=kind,
            held_on=day,
            start_time=start,
            place=self.cell.meeting_place,
            created_by=self._account(day),
            **fields,
        )
        session = Session(meeting, created_at=_moment(day - DAY, datetime.time(20, 0)))
        self.world.sessions.append(session)
        return session

    def _call_off(self, kind, day, reason, **fields):
        session = self._open(kind, day, **fields)
        meeting = session.meeting
        meeting.cancelled_at = _moment(day - DAY, datetime.time(21, 0))
        meeting.cancelled_by = meeting.created_by
        meeting.cancel_reason = reason

    def _hold(self, session, *, length=None) -> minutes.Blanks:
        """Call the roll and let the meeting end; answer who can be named in it."""
        meeting = session.meeting
        rng = self.block.rng("meeting", self.number, meeting.kind, meeting.held_on)
        length = length or (
            50 if meeting.kind == Kind.COMMITTEE else rng.randint(92, 125)
        )
        start = _moment(meeting.held_on, meeting.start_time)
        end = start + datetime.timedelta(minutes=length)
        meeting.end_time = timezone.localtime(end).time()
        officers = self._officers(meeting.held_on)
        # A subject is now and then led by the deputy.
        is_deputy = meeting.kind == Kind.THEMATIC and rng.random() < 0.3
        meeting.chair = officers[is_deputy].member
        meeting.minute_taker = officers[-1].member
        meeting.roll_called_at = start + datetime.timedelta(minutes=10)
        session.sealed_at = end + datetime.timedelta(minutes=rng.randint(15, 45))
        self.roll.call(rng, session, officers)
        self._invite(rng, session)
        return minutes.Blanks(
            rng, self.cell, meeting.held_on, rollcall.present_names(session)
        )

    def _write(self, session, texts):
        content, session.meeting.conclusion = texts
        self._discuss(session, content, outcome=AgendaItem.Outcome.DECIDED)

    def _discuss(self, session, content, outcome=""):
        meeting = session.meeting
        item = AgendaItem(
            id=uuid.uuid5(meeting.id, "item 1"),
            meeting=meeting,
            position=1,
            title=meeting.topic or "Nội dung sinh hoạt",
            content=content,
            outcome=outcome,
        )
        session.items.append(item)

    def _invite(self, rng, session):
        meeting = session.meeting
        is_village = self.cell.kind == Cell.Kind.VILLAGE
        if meeting.kind == Kind.THEMATIC and is_village and rng.random() < 0.4:
            self._guest(session, self.front_chair, "Trưởng ban Công tác Mặt trận thôn")
        if meeting.kind == Kind.CONGRESS or (
            meeting.kind == Kind.REGULAR and rng.random() < 0.4
        ):
            self._guest(
                session, self._guide(meeting.held_on), "Cấp ủy viên phụ trách chi bộ"
            )

    def _guide(self, day):
        terms = [
            t for t in self.terms if t.office == Office.IN_CHARGE and _held(t, day)
        ]
        is_member = terms and terms[0].member in self.roll.members_on(day)
        return str(terms[0].member) if terms and not is_member else ""

    def _guest(self, session, name, title):
        if name:
            meeting = session.meeting
            key = uuid.uuid5(meeting.id, title)
            guest = Guest(id=key, meeting=meeting, name=name, title=title)
            session.guests.append(guest)

    def _officers(self, day):
        """The committee of that day: secretary, deputy, then the others."""
        offices = Term.COMMITTEE_OFFICES
        terms = [t for t in self.terms if t.office in offices and _held(t, day)]
        return sorted(terms, key=lambda t: offices.index(t.office))

    def _account(self, day):
        return self.world.user_of[id(self._officers(day)[0].member)]


def _held(term, day):
    return term.started_on <= day and (term.ended_on is None or day <= term.ended_on)


def _moment(day, time):
    return timezone.make_aware(datetime.datetime.combine(day, time))
