"""Who is expected at a meeting: the members of the cell on that day.

Until the roll is called the roster is read from the memberships of the day; then each
member has an attendance row, and whoever comes onto the roster later is unknown.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from cells.models import Attendance, Term
from cells.problem import Problem
from members.models import Member, Membership

Status = Attendance.Status


@dataclass
class Line:
    """One member on the roster of one meeting."""

    member: Member
    standing: str
    is_temporary: bool
    # Why nobody expects the member, or "" for who is expected.
    absence: str = ""
    # Empty while nobody has said whether the member came.
    status: str = ""
    reason: str = ""
    # Empty for who was there from the beginning, or to the end.
    arrived_at: datetime.time | None = None
    left_at: datetime.time | None = None
    # Marked once, but no longer of the cell on that day.
    is_stray: bool = False

    @property
    def is_expected(self) -> bool:
        return not self.absence

    @property
    def is_present(self) -> bool:
        return self.status == Status.PRESENT

    def was_there(self, at: datetime.time | None) -> bool:
        """Whether the member was in the room at a time, or at all for None."""
        if at is None or not self.is_present:
            return self.is_present
        arrived = self.arrived_at is None or self.arrived_at <= at
        return arrived and (self.left_at is None or at < self.left_at)

    @property
    def came_or_went(self) -> bool:
        """Whether the member was there for a part of the meeting only."""
        # See also the constraint attendance_times_of_present_only.
        return bool(self.arrived_at or self.left_at)

    @property
    def is_unknown(self) -> bool:
        return not self.status

    @property
    def value(self) -> str:
        """The attendance as one word, "excused:ill" for one with a reason."""
        return f"{self.status}:{self.reason}" if self.reason else self.status

    @property
    def key(self) -> str:
        return str(self.member.pk)

    @property
    def absence_label(self) -> str:
        return Attendance.Status(self.absence).label

    @property
    def status_label(self) -> str:
        """What the minutes say: the status, and the reason where there is one."""
        if not self.status:
            return "Chưa rõ"
        label = Attendance.Status(self.status).label
        return f"{label}: {self.reason_label}" if self.reason else label

    @property
    def reason_label(self) -> str:
        return Attendance.Reason(self.reason).label if self.reason else ""

    def as_attendance(self, meeting) -> Attendance:
        return Attendance(
            meeting=meeting,
            member=self.member,
            standing=self.standing,
            is_temporary=self.is_temporary,
            status=self.status or Status.PRESENT,
            reason=self.reason,
            arrived_at=self.arrived_at,
            left_at=self.left_at,
        )


def roster(meeting) -> list[Line]:
    """Every member of the day with what is recorded, by name. Two queries."""
    lines = {m.pk: _line(m, meeting) for m in _members_of_the_day(meeting)}
    rows = meeting.attendances.select_related("member") if meeting.pk else ()
    for row in rows:
        line = lines.get(row.member_id) or Line(
            row.member, row.standing, row.is_temporary, is_stray=True
        )
        _take(line, row)
        lines[row.member_id] = line
    return sorted(
        lines.values(), key=lambda line: (bytes(line.member.name_key), line.member.pk)
    )


def _take(line: Line, row: Attendance) -> None:
    """Bring together what was recorded and what the day says now."""
    # Who came although exempt or away was there; the suspended belong to no meeting.
    came = row.status == Status.PRESENT and line.absence != Status.SUSPENDED
    if line.is_stray or came:
        line.status, line.reason, line.absence = row.status, row.reason, ""
        line.arrived_at, line.left_at = row.arrived_at, row.left_at
    elif line.absence:
        # Exempted with a day in the past: nobody was absent without reason.
        line.status = line.absence
    else:
        # Listed apart once, but expected after all: unknown until marked.
        is_expected = row.status in Attendance.EXPECTED
        line.status, line.reason = (row.status, row.reason) if is_expected else ("", "")


def frozen(rows: Iterable[Attendance]) -> list[Line]:
    """The roster as the seal froze it, from the attendance rows alone."""
    return [
        Line(
            row.member,
            row.standing,
            row.is_temporary,
            absence="" if row.status in Attendance.EXPECTED else row.status,
            status=row.status,
            reason=row.reason,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
        )
        for row in rows
    ]


def _members_of_the_day(meeting) -> Iterable[Member]:
    day, cell = meeting.held_on, meeting.cell_id
    here = Membership.objects.on(day).filter(member=OuterRef("pk"))
    members = Member.objects.with_absence(on=day).annotate(
        place=Subquery(here.filter(cell=cell).order_by("kind").values("kind")[:1]),
        is_elsewhere=Exists(
            here.filter(kind=Membership.Kind.TEMPORARY).exclude(cell=cell)
        ),
    )
    if meeting.kind == meeting.Kind.COMMITTEE:
        offices = Term.objects.on(day).filter(
            cell=cell, office__in=Term.COMMITTEE_OFFICES, member=OuterRef("pk")
        )
        return members.filter(Exists(offices))
    return members.in_cell(cell, on=day)


def _line(member, meeting) -> Line:
    is_official = member.is_official(on=meeting.held_on)
    absence = member.absence_kind or (Status.AWAY if member.is_elsewhere else "")
    return Line(
        member,
        Attendance.Standing.OFFICIAL
        if is_official
        else Attendance.Standing.PROBATIONARY,
        is_temporary=member.place == Membership.Kind.TEMPORARY,
        absence=absence,
        # Everyone starts present, and the secretary taps the exceptions.
        status=absence or ("" if meeting.is_roll_called else Status.PRESENT),
    )


def unfinished(lines: Iterable[Line]) -> list[Problem]:
    """Whose attendance keeps a meeting from being sealed."""
    lines = list(lines)
    problems = [
        Problem(
            f"Chưa rõ đồng chí {line.member} có mặt hay vắng.",
            f"attendance.{line.key}",
        )
        for line in lines
        if line.is_unknown
    ]
    return problems + [
        Problem(
            f"Đồng chí {line.member} không thuộc chi bộ ngày họp; "
            "hãy bỏ khỏi điểm danh.",
            f"attendance.{line.key}",
        )
        for line in lines
        if line.is_stray
    ]


def record(meeting, lines: Iterable[Line]) -> None:
    """Write the attendance of these lines, new or changed, in one statement."""
    Attendance.objects.bulk_create(
        [line.as_attendance(meeting) for line in lines],
        update_conflicts=True,
        unique_fields=["meeting", "member"],
        update_fields=[
            "standing",
            "is_temporary",
            "status",
            "reason",
            "arrived_at",
            "left_at",
        ],
    )


def freeze(meeting, lines: Iterable[Line]) -> None:
    """Bring every row to the standing of these lines, and add who is not expected.

    Titles of guests that never got a name go.
    """
    record(meeting, lines)
    meeting.guests.nameless().delete()
