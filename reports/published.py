"""Figures that were published beside those that the records give."""

from dataclasses import dataclass
from decimal import Decimal

from partyportal.vietnamese import NO_BREAK_SPACE, decimal, number
from reports.figure import Figure
from reports.models import PublishedFigure

PERCENT = PublishedFigure.Measure.PERCENT


@dataclass(frozen=True)
class Comparison:
    """A published figure, and what the records say to it."""

    published: PublishedFigure
    figure: Figure | None

    @property
    def computed(self) -> Decimal | None:
        """The figure of the records in the same measure; None where there is none."""
        if self.published.indicator:
            return self.published.indicator.measured
        return self.figure and self.figure.measured(self.published.measure)

    @property
    def agrees(self) -> bool:
        return self.computed is not None and self.published.agrees(self.computed)

    @property
    def claimed_label(self) -> str:
        bound = self.published.bound
        word = "" if bound == "exactly" else f"{self.published.get_bound_display()} "
        return f"{word}{self._written(self.published.claimed)}"

    @property
    def computed_label(self) -> str:
        """What the records give, with its base."""
        if self.published.indicator:
            return self.published.indicator.written
        if self.figure is None:
            return "chưa có"
        share = self.figure.share
        is_whole = self.published.measure == PublishedFigure.Measure.WHOLE
        return f"{number(share.whole)} {share.of}" if is_whole else str(share)

    @property
    def difference_label(self) -> str:
        """How far apart the two are; empty where they agree or one is missing."""
        if self.agrees or self.computed is None:
            return ""
        gap = abs(self.published.claimed - self.computed)
        is_percent = self.published.measure == PERCENT
        return decimal(gap) + (" điểm phần trăm" if is_percent else "")

    def _written(self, value):
        if self.published.measure == PERCENT:
            return f"{decimal(value)}{NO_BREAK_SPACE}%"
        if self.published.indicator:
            return f"{decimal(value)}{NO_BREAK_SPACE}{self.published.indicator.unit}"
        return decimal(value)


def comparisons(year: int, figures: dict[str, Figure]) -> list[Comparison]:
    """Everything published about that year, what does not agree first. One query."""
    published = PublishedFigure.objects.filter(year=year).select_related("indicator")
    rows = [
        Comparison(row, figures.get(row.figure))
        for row in published.order_by("published_in", "pk")
    ]
    return sorted(rows, key=lambda row: (row.published.published_in, row.agrees))
