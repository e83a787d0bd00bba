"""A figure of a report: so many of so many, and the names behind it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from partyportal.share import Share
from reports.models import PublishedFigure


@dataclass(frozen=True)
class Line:
    """One name of the base of a figure; of a sum, the share of that name."""

    name: str
    url: str = ""
    note: str = ""
    share: Share | None = None
    is_counted: bool = True


@dataclass(frozen=True)
class Figure:
    """So many of so many in a year, and how to list who they are."""

    kind: PublishedFigure.Figure
    share: Share
    lines: Callable[[], list[Line]] = field(repr=False, compare=False)
    is_provisional: bool = False
    # Whether each line brings a share of its own, instead of being one of the whole.
    is_sum: bool = False
    # What the part is, where the whole is what is asked for first: 340 members, of
    # them 331 official.
    part_of_it: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        return self.kind.label

    def names(self, *, counted_only: bool = False) -> list[Line]:
        """The names of the whole, or those of the part."""
        return [line for line in self.lines() if line.is_counted or not counted_only]

    def measured(self, measure: str) -> Decimal | None:
        """What a published figure of that measure is held against."""
        match measure:
            case PublishedFigure.Measure.WHOLE:
                return Decimal(self.share.whole)
            case PublishedFigure.Measure.PERCENT:
                return self.share.percentage
        return Decimal(self.share.part)


@dataclass(frozen=True)
class Month:
    """One month: regular meetings held, and attendance at all meetings of the month."""

    first_day: datetime.date
    held: Share
    attendance: Share
    is_provisional: bool
