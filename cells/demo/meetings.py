"""The meetings of the demo world: when, of what kind, what was said."""

import datetime
import uuid

from django.utils import timezone

from cells.demo import days, minutes, rollcall
from cells.demo.offices import EARLY_ELECTION
from cells.demo.people import DAY
from cells.demo.session import Session, moment
from cells.demo.tasks import Ledger
from cells.demo.texts import speech, work
from cells.models import Cell, Guest, Meeting, Postponement, Term

Kind, Office = Meeting.Kind, Term.Office
NAMESPACE = uuid.UUID("5bb5a0f2-0f6b-4c8e-9a43-2f9e5e0c2021")

# By number of the cell: what is open on the last day, so that there is work to do.
NOTHING_THIS_MONTH = 1
ROLL_CALLED_DRAFT = 2
BARE_DRAFT = 3
NOTHING_LAST_MONTH = 6
WITH_COMMITTEE_MEETINGS = {1, 2, 4}
# Who has called the next regular meeting already.
PLANNED_AHEAD = {4, 5, 10}

# Called off and held on a later day.
CALLED_OFF = {
    (9, Kind.THEMATIC, datetime.date(2021, 5, 1)): work.CANCELLED_FOR_DISEASE,
    (8, Kind.REGULAR, datetime.date(2024, 9, 1)): work.CANCELLED_FOR_FLOOD,
}
# Put off by so many days.
PUT_OFF = {
    (4, datetime.date(2023, 8, 1)): (3, speech.FLOOD),
    (10, datetime.date(2022, 4, 1)): (2, speech.MEETING_OF_COMMUNE),
    (7, datetime.date(2024, 6, 1)): (4, speech.FUNERAL),
    (1, datetime.date(2026, 7, 1)): (1, speech.MEETING_OF_COMMUNE),
}
# A vote that was lost.
LOST_VOTE = 4, datetime.date(2024, 3, 1)
# The share of meetings at which something is left over to the next one.
LEFT_OVER = 0.11
STARTS = {
    Cell.Kind.VILLAGE: datetime.time(19, 30),
    Cell.Kind.SCHOOL: datetime.time(16, 30),
    Cell.Kind.OFFICE: datetime.time(14, 0),
}
CONGRESS_START = datetime.time(7, 30)


def hold_all(world) -> list["Diary"]:
    """Hold every meeting and call the roll; what was said comes later."""
    diaries = [
        Diary(world, block, cell, number)
        for block in world.blocks
        for number, cell in enumerate(block.cells, len(block.cells) * block.number + 1)
    ]
    for diary in diaries:
        diary.hold()
    return diaries


class Diary:
    """The meetings of one cell."""

    def __init__(self, world, block, cell, number):
        self.world, self.block = world, block
        self.cell, self.number = cell, number
        self.today = world.today
        self.this_month = self.today.replace(day=1)
        self.terms = [t for t in world.terms if t.cell is cell]
        self.roll = rollcall.RollCall(world, block, cell, number)
        self.sessions = []
        self.themes_held = 0
        front = block.rng("front", number)
        self.front_chair = world.names.pick(front, "male", 1962)

    # First every meeting is held, so that votes on people find their day

    def hold(self):
        for month in days.months_until(self.today):
            if (self.number, month) != (NOTHING_THIS_MONTH, self.this_month):
                self._month(month)
        for mandate in self.world.mandates:
            if mandate.cell is self.cell:
                self._congress(mandate)
        if self.number == EARLY_ELECTION[0] + 1:
            self._election(EARLY_ELECTION[1])
        if self.number in PLANNED_AHEAD:
            self._plan_ahead()
        self.sessions.sort(key=lambda session: session.meeting.held_on)

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
        later, reason = PUT_OFF.get((self.number, month), (0, ""))
        if month == self.this_month and self.number in (ROLL_CALLED_DRAFT, BARE_DRAFT):
            self._draft(month, min(day, self.today))
        elif day + later * DAY < self.today and not self._was_forgotten(month):
            self._committee(day - 2 * DAY)
            session = self._open(Kind.REGULAR, day + later * DAY, for_month=month)
            if later:
                self._put_off(session, day, reason)
            self._hold(session)

    def _was_forgotten(self, month):
        return (
            self.number == NOTHING_LAST_MONTH
            and days.next_month(month) == self.this_month
        )

    def _draft(self, month, day):
        self._committee(day - 2 * DAY)
        session = self._open(Kind.REGULAR, day, for_month=month)
        if self.number == ROLL_CALLED_DRAFT:
            self._hold(session)
            session.sealed_at = None

    def _plan_ahead(self):
        month = days.next_month(self.this_month)
        day = days.regular_day(self.number, month)
        if day > self.today:
            session = self._open(Kind.REGULAR, day, for_month=month)
            session.meeting.chair = self._officers(day)[0].member

    def _thematic(self, month, day):
        topic = minutes.topic_of(self.cell, self.number, self.themes_held)
        self.themes_held += 1
        reason = CALLED_OFF.get((self.number, Kind.THEMATIC, month))
        if reason:
            self._call_off(Kind.THEMATIC, day, reason, topic=topic.title)
            day += 14 * DAY
        session = self._open(Kind.THEMATIC, day, topic=topic.title)
        session.matter = topic
        self._hold(session)

    def _committee(self, day):
        if self.number in WITH_COMMITTEE_MEETINGS and day < self.today:
            self._hold(self._open(Kind.COMMITTEE, day))

    def _congress(self, mandate):
        day = mandate.started_on
        if days.FIRST_MONTH <= day < self.today:
            session = self._open(Kind.CONGRESS, day, start_time=CONGRESS_START)
            session.matter = mandate.name
            self._hold(session, length=240)

    def _election(self, day):
        if day < self.today:
            self._hold(self._open(Kind.EXTRAORDINARY, day))

    # Then it is told what was said, in the order of the days

    def tell(self):
        ledger, carried = Ledger(self.block.rng("tasks", self.number)), []
        for session in self.sessions:
            if session.is_held:
                carried = self._tell(session, ledger, carried)
            elif not session.meeting.is_cancelled:
                for title in minutes.usual(Kind.REGULAR, session.meeting.held_on.month):
                    session.item(title)

    def _tell(self, session, ledger, carried):
        """Answer what the next regular meeting has to take up."""
        meeting = session.meeting
        rng = self.block.rng("said", self.number, meeting.kind, meeting.held_on)
        officers = [term.member for term in self._officers(meeting.held_on)]
        writer = minutes.Writer(rng, self.cell, session, officers)
        if session.sealed_at is None:
            writer.draft()
        elif meeting.kind == Kind.REGULAR:
            return self._tell_regular(writer, ledger, carried)
        elif meeting.kind == Kind.THEMATIC:
            writer.thematic(session.matter)
            ledger.take(session)
        elif meeting.kind == Kind.COMMITTEE:
            writer.committee()
        elif meeting.kind == Kind.CONGRESS:
            writer.congress(session.matter)
        else:
            writer.election()
        return carried

    def _tell_regular(self, writer, ledger, carried):
        session = writer.session
        if (self.number, session.meeting.for_month) == LOST_VOTE:
            writer.lose()
        left_over = []
        if writer.rng.random() < LEFT_OVER:
            matter = writer.rng.choice(speech.CARRIED)
            left_over = [(matter, writer.leave_over(matter))]
        writer.regular(ledger, carried)
        ledger.take(session)
        return left_over

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
        session = Session(meeting, created_at=self._called_at(day))
        self.sessions.append(session)
        self.world.sessions.append(session)
        return session

    def _called_at(self, day):
        # A plan for a day to come was made before today.
        return moment(min(day, self.today) - DAY, datetime.time(20, 0))

    def _call_off(self, kind, day, reason, **fields):
        session = self._open(kind, day, **fields)
        meeting = session.meeting
        meeting.cancelled_at = moment(day - DAY, datetime.time(21, 0))
        meeting.cancelled_by = meeting.created_by
        meeting.cancel_reason = reason

    def _put_off(self, session, day, reason):
        meeting = session.meeting
        meeting_day = meeting.held_on
        session.created_at = moment(day - 3 * DAY, datetime.time(20, 0))
        session.postponements.append(
            Postponement(
                meeting=meeting,
                from_day=day,
                to_day=meeting_day,
                reason=reason,
                postponed_at=moment(day - DAY, datetime.time(20, 0)),
                postponed_by=meeting.created_by,
            )
        )

    def _hold(self, session, *, length=None):
        """Call the roll and let the meeting end."""
        meeting = session.meeting
        rng = self.block.rng("meeting", self.number, meeting.kind, meeting.held_on)
        length = length or (
            50 if meeting.kind == Kind.COMMITTEE else rng.randint(92, 125)
        )
        start = moment(meeting.held_on, meeting.start_time)
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
        if meeting.kind in (Kind.REGULAR, Kind.THEMATIC):
            rollcall.let_come_and_go(
                self.block.rng("late", self.number, meeting.held_on), session
            )

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
