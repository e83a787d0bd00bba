"""Twelve months of a cell: its regular meetings, and how many came."""

import datetime
from dataclasses import dataclass

from cells.models import Cell, Meeting
from cells.models.attendance import EXPECTED_TIMES
from members.intervals import months_after
from partyportal.share import Share
from partyportal.vietnamese import short_date

MONTHS = 12
# One month in units of the chart.
STEP = 28


def last_months(day: datetime.date) -> list[datetime.date]:
    """The first days of twelve months, oldest first, ending with the month of `day`."""
    first = day.replace(day=1)
    return [months_after(first, n) for n in range(1 - MONTHS, 1)]


@dataclass(frozen=True)
class Month:
    """One month of a cell, as the chart and its table show it."""

    first_day: datetime.date
    place: int
    # The regular meeting of the month; none if it was not held or may not be seen.
    meeting: Meeting | None
    # Said where there is no share.
    remark: str
    is_missed: bool = False

    @property
    def label(self) -> str:
        return f"{self.first_day:%m/%Y}"

    @property
    def short_label(self) -> str:
        return str(self.first_day.month)

    @property
    def share(self) -> Share | None:
        is_counted = self.meeting and self.meeting.is_roll_called
        return self.meeting.presence if is_counted else None

    @property
    def is_provisional(self) -> bool:
        return self.meeting is not None and not self.meeting.is_sealed

    @property
    def url(self) -> str | None:
        return self.meeting and self.meeting.get_absolute_url()

    @property
    def x(self) -> int:
        return self.place * STEP

    @property
    def height(self) -> int:
        return round(self.share.percentage or 0)

    @property
    def top(self) -> int:
        return 100 - self.height


def year_of(cell: Cell, user, *, on: datetime.date) -> list[Month]:
    """Twelve months ending with that of `on`, as `user` may see them. Two queries."""
    months = last_months(on)
    held = cell.meetings.not_cancelled().filter(
        for_month__range=(months[0], months[-1])
    )
    visible = held.visible_to(user, on=on).with_attendance()
    meeting_of = {meeting.for_month: meeting for meeting in visible}
    day_of = dict(held.values_list("for_month", "held_on"))
    return [
        Month(
            month,
            place,
            meeting_of.get(month),
            remark=_remark(cell, month, day_of.get(month), on),
            is_missed=month not in day_of and cell.existed(on=month),
        )
        for place, month in enumerate(months)
    ]


def _remark(cell, month, held_on, today) -> str:
    if held_on and held_on > today:
        return f"dự kiến {short_date(held_on)}"
    if held_on:
        return "chưa niêm phong"
    if not cell.existed(on=month):
        return "chi bộ chưa hoạt động"
    is_over = (month.year, month.month) < (today.year, today.month)
    return "không họp" if is_over else "chưa họp"


@dataclass(frozen=True)
class Attended:
    """Present of expected over several months."""

    share: Share
    is_provisional: bool


def attended(months: list[Month]) -> Attended:
    counted = [month for month in months if month.share]
    share = Share(
        part=sum(month.share.part for month in counted),
        whole=sum(month.share.whole for month in counted),
        of=EXPECTED_TIMES,
    )
    return Attended(share, any(month.is_provisional for month in counted))
