"""One year of the commune in figures, each with the names behind it."""

import datetime
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import ExtractMonth, ExtractQuarter

from cells.models import Attendance, Cell, Meeting, Term
from cells.models.attendance import EXPECTED_TIMES
from members.models import Member
from partyportal.share import Share
from partyportal.vietnamese import month_label, short_date
from reports.admissions import admission_figures
from reports.figure import Figure, Line, Month
from reports.models import Briefing, Indicator, PublishedFigure, RatingCampaign
from reports.ratings import rating_figures

Kind = PublishedFigure.Figure
CELL_MONTHS = "lượt chi bộ phải họp trong tháng"
CELL_QUARTERS = "lượt chi bộ phải họp trong quý"
VILLAGE = Cell.Kind.VILLAGE


class UnknownYear(LookupError):
    """The records tell nothing about that year."""


def known_years(*, on: datetime.date) -> range:
    """From the first year with a meeting, a rating or an indicator. Three queries."""
    first_meeting = Meeting.objects.order_by("held_on").values_list(
        "held_on", flat=True
    )
    firsts = [day.year for day in first_meeting[:1]]
    for model in (RatingCampaign, Indicator):
        firsts += model.objects.order_by("year").values_list("year", flat=True)[:1]
    return range(min([*firsts, on.year]), on.year + 1)


class Year:
    """The year up to its last day, or up to `on` while it lasts.

    Everyone who reads reports gets the same figures, so nothing here is narrowed to
    what one user may open; drafts are counted and marked, and only their cells named.
    """

    def __init__(self, year: int, *, on: datetime.date):
        if year not in known_years(on=on):
            raise UnknownYear(year)
        self.year = year
        self.on = on
        self.first = datetime.date(year, 1, 1)
        self.last = min(datetime.date(year, 12, 31), on)

    @property
    def is_over(self) -> bool:
        return self.year < self.on.year

    def sections(self) -> list[tuple[str, list[Figure]]]:
        return [
            ("Tổ chức", [self.cell_count(), self.member_count(), self.committees()]),
            (
                "Sinh hoạt và giao ban",
                [self.attendance(), self.regular(), self.thematic(), self.briefings()],
            ),
            ("Phát triển đảng viên", admission_figures(self)),
            ("Xếp loại", rating_figures(self.year)),
        ]

    def figures(self) -> dict[str, Figure]:
        every = (figure for _, figures in self.sections() for figure in figures)
        return {figure.kind: figure for figure in every}

    # Organisation

    @cached_property
    def cells(self) -> list[Cell]:
        """Cells of the last day, with those of them that have a committee."""
        seats = Term.objects.on(self.last).filter(
            cell=OuterRef("pk"), office=Term.Office.COMMITTEE_MEMBER
        )
        return list(
            Cell.objects.on(self.last)
            .with_member_counts(on=self.last)
            .annotate(has_committee=Exists(seats))
        )

    def cell_count(self) -> Figure:
        villages = sum(cell.kind == VILLAGE for cell in self.cells)
        return Figure(
            Kind.CELLS,
            Share(part=villages, whole=len(self.cells), of="chi bộ"),
            lambda: [
                _cell_line(
                    cell,
                    note=cell.get_kind_display(),
                    is_counted=cell.kind == VILLAGE,
                )
                for cell in self.cells
            ],
            part_of_it="chi bộ thôn",
            note=f"Tính đến ngày {short_date(self.last)}.",
        )

    def member_count(self) -> Figure:
        members = Member.objects.in_party(on=self.last)
        official = members.official(on=self.last).count()
        return Figure(
            Kind.MEMBERS,
            Share(part=official, whole=members.count(), of="đảng viên"),
            lambda: [
                Line(
                    member.full_name,
                    member.get_absolute_url(),
                    f"{member.home_cell_name}"
                    f"{'' if member.is_official(on=self.last) else ', dự bị'}",
                    is_counted=member.is_official(on=self.last),
                )
                for member in members.with_home_cell(on=self.last)
            ],
            part_of_it="đảng viên chính thức",
            note=f"Tính đến ngày {short_date(self.last)}.",
        )

    def committees(self) -> Figure:
        part = sum(cell.has_committee for cell in self.cells)
        return Figure(
            Kind.COMMITTEES,
            Share(part=part, whole=len(self.cells), of="chi bộ"),
            lambda: [
                _cell_line(cell, is_counted=cell.has_committee) for cell in self.cells
            ],
        )

    # Meetings

    @cached_property
    def cells_of_year(self) -> list[Cell]:
        """Every cell that stood on some day of the year."""
        stood = Q(ended_on=None) | Q(ended_on__gte=self.first)
        return list(Cell.objects.filter(stood, started_on__lte=self.last))

    @cached_property
    def months(self) -> list[Month]:
        """The months that have begun, oldest first."""
        return [self._month(number) for number in range(1, self.last.month + 1)]

    def _month(self, number):
        first_day = datetime.date(self.year, number, 1)
        held = self.held_in(number)
        part, whole, unsealed = self._attendance_by_month.get(number, (0, 0, 0))
        drafts = sum(
            not sealed for _, month, sealed in self._regular if month == number
        )
        return Month(
            first_day,
            Share(part=len(held), whole=len(self.due(number)), of="chi bộ"),
            Share(part=part, whole=whole, of=EXPECTED_TIMES),
            is_provisional=bool(unsealed or drafts) or first_day > self._sure_until,
        )

    def held_in(self, number) -> list[int]:
        """The keys of the cells that held their regular meeting of a month."""
        return [cell for cell, month, _ in self._regular if month == number]

    def attendances_in(self, number):
        return self._attendances.filter(meeting__held_on__month=number)

    @property
    def _sure_until(self):
        """The last day whose month is over."""
        return self.last if self.is_over else self.last.replace(day=1) - A_DAY

    def due(self, number) -> list[Cell]:
        """The cells that should meet in a month: those that stand when it ends."""
        day = min(_last_of_month(self.year, number), self.last)
        return [cell for cell in self.cells_of_year if cell.existed(on=day)]

    @cached_property
    def _regular(self) -> list[tuple[int, int, bool]]:
        """Cell, month and whether it is sealed, of each regular meeting held."""
        held = Meeting.objects.counted().filter(
            kind=Meeting.Kind.REGULAR, for_month__year=self.year, held_on__lte=self.on
        )
        rows = held.order_by().values_list("cell", "for_month", "sealed_at")
        due = {(c.pk, n) for n in range(1, self.last.month + 1) for c in self.due(n)}
        return [
            (cell, month.month, sealed_at is not None)
            for cell, month, sealed_at in rows
            if (cell, month.month) in due
        ]

    @cached_property
    def _attendances(self):
        return Attendance.objects.counted().held_between(self.first, self.last)

    @cached_property
    def _attendance_by_month(self) -> dict[int, tuple[int, int, int]]:
        """Present, expected and not yet sealed, by the month of the meeting."""
        present = Q(status=Attendance.Status.PRESENT)
        unsealed = Q(meeting__sealed_at=None)
        rows = (
            self._attendances.filter(status__in=Attendance.EXPECTED)
            .order_by()
            .values_list(ExtractMonth("meeting__held_on"))
            .annotate(
                part=Count("pk", filter=present),
                whole=Count("pk"),
                unsealed=Count("pk", filter=unsealed),
            )
        )
        return {month: counts for month, *counts in rows}

    def attendance(self) -> Figure:
        sums = [
            sum(column)
            for column in zip(*self._attendance_by_month.values(), strict=True)
        ]
        part, whole, unsealed = sums or (0, 0, 0)
        return Figure(
            Kind.ATTENDANCE,
            Share(part=part, whole=whole, of=EXPECTED_TIMES),
            self._attendance_lines,
            is_sum=True,
            is_provisional=bool(unsealed) or not self.is_over,
            note="Người được miễn, vắng dài ngày hoặc bị đình chỉ không tính.",
        )

    def _attendance_lines(self):
        shares = self._attendances.shares_by_cell()
        nobody = Share(part=0, whole=0, of=EXPECTED_TIMES)
        return [
            _cell_line(cell, share=shares.get(cell.pk, nobody))
            for cell in self.cells_of_year
        ]

    def regular(self) -> Figure:
        whole = sum(month.held.whole for month in self.months)
        return Figure(
            Kind.REGULAR,
            Share(part=len(self._regular), whole=whole, of=CELL_MONTHS),
            self._regular_lines,
            is_sum=True,
            is_provisional=any(month.is_provisional for month in self.months),
        )

    def _regular_lines(self):
        held = [cell for cell, _, _ in self._regular]
        due = [c.pk for n in range(1, self.last.month + 1) for c in self.due(n)]
        return [
            _cell_line(
                cell,
                share=Share(
                    part=held.count(cell.pk), whole=due.count(cell.pk), of="tháng"
                ),
            )
            for cell in self.cells_of_year
        ]

    @cached_property
    def _thematic(self) -> set[tuple[int, int]]:
        """Cell and quarter wherever a thematic meeting was held."""
        held = Meeting.objects.counted().filter(
            kind=Meeting.Kind.THEMATIC, held_on__range=(self.first, self.last)
        )
        return set(held.order_by().values_list("cell", ExtractQuarter("held_on")))

    def _quarters_due(self, cell) -> list[int]:
        quarters = range(1, (self.last.month + 2) // 3 + 1)
        return [number for number in quarters if cell in self.due(3 * number)]

    def thematic(self) -> Figure:
        lines = self._thematic_lines()
        return Figure(
            Kind.THEMATIC,
            sum(
                (line.share for line in lines),
                start=Share(part=0, whole=0, of=CELL_QUARTERS),
            ),
            lambda: lines,
            is_sum=True,
            is_provisional=not self.is_over,
        )

    def _thematic_lines(self):
        lines = []
        for cell in self.cells_of_year:
            due = self._quarters_due(cell)
            held = sum((cell.pk, quarter) in self._thematic for quarter in due)
            share = Share(part=held, whole=len(due), of=CELL_QUARTERS)
            lines.append(_cell_line(cell, share=share))
        return lines

    def briefings(self) -> Figure:
        held = {
            briefing.for_month.month: briefing
            for briefing in Briefing.objects.filter(
                for_month__year=self.year, held_on__lte=self.on
            )
        }
        months = range(1, self.last.month + 1)
        return Figure(
            Kind.BRIEFINGS,
            Share(
                part=sum(month in held for month in months),
                whole=len(months),
                of="tháng",
            ),
            lambda: [self._briefing_line(month, held.get(month)) for month in months],
            is_provisional=not self.is_over,
        )

    def _briefing_line(self, month, briefing):
        label = month_label(datetime.date(self.year, month, 1)).capitalize()
        if briefing is None:
            return Line(label, is_counted=False)
        # Who may not read drafts yet is not sent to one.
        url = briefing.get_absolute_url() if briefing.is_published else ""
        return Line(label, url, f"Họp ngày {short_date(briefing.held_on)}")


A_DAY = datetime.timedelta(days=1)


def _last_of_month(year, number) -> datetime.date:
    first_of_next = datetime.date(year + number // 12, number % 12 + 1, 1)
    return first_of_next - A_DAY


def _cell_line(cell, **more) -> Line:
    return Line(cell.name, cell.get_absolute_url(), **more)
