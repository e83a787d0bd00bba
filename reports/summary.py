"""What a campaign came to: levels counted, each with its base, and who is left out."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from cells.models import Cell
from members.models import NoRegulation
from partyportal.share import Share
from reports import caps
from reports.models import Rating, RatingCampaign

CELLS_RATED = "chi bộ được xếp loại"
MEMBERS_RATED = "đảng viên được xếp loại"
MEMBERS_LISTED = "đảng viên trong danh sách"
GOOD, COMPLETED = Rating.Level.GOOD, Rating.Level.COMPLETED
EXCELLENT = Rating.Level.EXCELLENT


class Tally:
    """Levels and exclusions of some ratings, counted."""

    def __init__(self, counts: Counter):
        self._counts = counts

    @property
    def listed(self) -> int:
        return self._counts.total()

    @property
    def rated(self) -> int:
        """Everyone who is not left out, those still waiting among them."""
        return sum(n for (_, excluded), n in self._counts.items() if not excluded)

    @property
    def waiting(self) -> int:
        return self._counts["", ""]

    @property
    def excluded(self) -> list[tuple[Rating.Exclusion, int]]:
        pairs = [(reason, self._counts["", reason]) for reason in Rating.Exclusion]
        return [(reason, count) for reason, count in pairs if count]

    def at(self, level: str) -> int:
        return self._counts[level, ""]

    def at_least(self, level: Rating.Level) -> int:
        return sum(map(self.at, level.or_better))


@dataclass(frozen=True)
class Row:
    """One cell of the list: its own level, and its members counted."""

    cell: Cell
    rating: Rating | None
    members: Tally

    @property
    def completed(self) -> Share:
        part = self.members.at_least(COMPLETED)
        return Share(part=part, whole=self.members.rated, of=MEMBERS_RATED)

    @property
    def excellent(self) -> Share:
        part = self.members.at(EXCELLENT)
        return Share(part=part, whole=self.members.rated, of=MEMBERS_RATED)


class Summary:
    """A campaign counted, in two queries; a third for the cells of its list."""

    def __init__(self, campaign: RatingCampaign):
        self.campaign = campaign
        rows = campaign.ratings.order_by().values_list(
            "cell", "home_cell", "level", "excluded_reason"
        )
        self._of_cells, self._by_cell = Counter(), {}
        for cell, home, level, excluded, count in rows.annotate(n=Count("pk")):
            counts = (
                self._of_cells if cell else self._by_cell.setdefault(home, Counter())
            )
            counts[level, excluded] += count
        self.cells = Tally(self._of_cells)
        self.members = Tally(sum(self._by_cell.values(), Counter()))

    @property
    def waiting(self) -> int:
        return self.cells.waiting + self.members.waiting

    @property
    def cells_good(self) -> Share:
        return self._of_cells_rated(self.cells.at_least(GOOD))

    @property
    def cells_excellent(self) -> Share:
        return self._of_cells_rated(self.cells.at(EXCELLENT))

    def _of_cells_rated(self, part):
        return Share(part=part, whole=self.cells.rated, of=CELLS_RATED)

    @property
    def members_completed(self) -> Share:
        """Of everyone on the list, those left out among them."""
        part = self.members.at_least(COMPLETED)
        return Share(part=part, whole=self.members.listed, of=MEMBERS_LISTED)

    @property
    def members_excellent(self) -> Share:
        part = self.members.at(EXCELLENT)
        return Share(part=part, whole=self.members.rated, of=MEMBERS_RATED)

    def rows(self, cells) -> list[Row]:
        """One row for each of `cells` that is on the list or has members there."""
        ratings = {r.cell_id: r for r in self.campaign.ratings.of_cells()}
        keys = ratings.keys() | self._by_cell.keys()
        return [
            Row(
                cell, ratings.get(cell.pk), Tally(self._by_cell.get(cell.pk, Counter()))
            )
            for cell in cells.filter(pk__in=keys)
        ]

    def warnings(self) -> "Warnings":
        return Warnings(self)


class Warnings:
    """The caps on the excellent, for cells and for members."""

    def __init__(self, summary: Summary):
        self.missing, self.waiting = "", summary.waiting
        try:
            self.rule = caps.rule_on(summary.campaign.last_day)
        except NoRegulation as error:
            self.rule, self.missing = None, str(error)
            return
        self.cells = self._caps(summary.cells)
        self.members = self._caps(summary.members)

    def _caps(self, tally):
        return self.rule.caps(
            excellent=tally.at(EXCELLENT), good=tally.at(GOOD), waiting=tally.waiting
        )
