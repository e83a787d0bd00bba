"""Cells at a glance: people, this year's attendance, and the state of this month."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from cells import roster
from cells.models import Attendance, Cell, Meeting, Term
from cells.models.attendance import EXPECTED_TIMES
from cells.state import NOT_HELD, State
from partyportal.share import Share

OFFICES_BY_RANK = Term.Office.values
MEMBERS = "đảng viên"
NOBODY_EXPECTED = Share(part=0, whole=0, of=EXPECTED_TIMES)


@dataclass(frozen=True)
class Row:
    """One cell of the list."""

    cell: Cell
    secretary: Term | None
    official: Share
    attendance: Share
    is_provisional: bool
    month: State

    @property
    def probationary_count(self) -> int:
        return self.official.whole - self.official.part


def rows(cells: Iterable[Cell], user, *, on: datetime.date) -> list[Row]:
    """Every cell, one without any meeting among them. Five queries."""
    cells = list(cells.with_member_counts(on=on))
    secretaries = Term.objects.on(on).filter(
        office=Term.Office.SECRETARY, cell__in=cells
    )
    secretary_of = {t.cell_id: t for t in secretaries.select_related("member")}
    attendance = _attendance_this_year(user, on)
    shares, provisional = attendance.shares_by_cell(), attendance.unsealed_cells()
    month = Meeting.objects.not_cancelled().filter(for_month=on.replace(day=1))
    meeting_of = {m.cell_id: m for m in month.defer("conclusion")}
    return [
        Row(
            cell,
            secretary_of.get(cell.pk),
            Share(part=cell.official_count, whole=cell.members_count, of=MEMBERS),
            shares.get(cell.pk, NOBODY_EXPECTED),
            cell.pk in provisional,
            _state(meeting_of.get(cell.pk), on),
        )
        for cell in cells
    ]


def _state(meeting, on):
    return meeting.state(on=on) if meeting else NOT_HELD


def _attendance_this_year(user, on):
    visible = Attendance.objects.visible_to(user, on=on).counted()
    return visible.held_between(datetime.date(on.year, 1, 1), on)


@dataclass(frozen=True)
class Total:
    """The sums below the list, each with its base."""

    official: Share
    attendance: Share
    is_provisional: bool
    held: Share

    @property
    def probationary(self) -> Share:
        whole = self.official.whole
        return Share(part=whole - self.official.part, whole=whole, of=MEMBERS)


def total(rows: list[Row]) -> Total:
    held = sum(row.month.is_held for row in rows)
    return Total(
        official=sum(
            (row.official for row in rows), start=Share(part=0, whole=0, of=MEMBERS)
        ),
        attendance=sum((row.attendance for row in rows), start=NOBODY_EXPECTED),
        is_provisional=any(row.is_provisional for row in rows),
        held=Share(part=held, whole=len(rows), of="chi bộ"),
    )


def officers(cell: Cell, *, on: datetime.date) -> list[Term]:
    """Who leads the cell that day, the secretary first, in charge of it last."""
    terms = cell.terms.on(on).select_related("member")
    return sorted(
        terms,
        key=lambda t: (OFFICES_BY_RANK.index(t.office), bytes(t.member.name_key)),
    )


class Roster:
    """Everyone who belongs to a cell, those whom nobody expects apart.

    Figures count who is at home there, as in the list of cells.
    """

    def __init__(self, lines: list[roster.Line]):
        self.expected = [line for line in lines if line.is_expected]
        self.apart = [line for line in lines if not line.is_expected]
        self._at_home = [line for line in lines if not line.is_temporary]
        self.count = len(self._at_home)
        self.temporary_count = len(lines) - self.count

    @property
    def official(self) -> Share:
        return self._share(Attendance.Standing.OFFICIAL)

    @property
    def probationary(self) -> Share:
        return self._share(Attendance.Standing.PROBATIONARY)

    def _share(self, standing) -> Share:
        part = sum(line.standing == standing for line in self._at_home)
        return Share(part=part, whole=self.count, of=MEMBERS)
