"""The figures of a year that come from its rating campaign."""

from reports.figure import Figure, Line
from reports.models import PublishedFigure, Rating, RatingCampaign
from reports.summary import Summary

Kind = PublishedFigure.Figure
Level = Rating.Level


def rating_figures(year: int) -> list[Figure]:
    """Four shares, or none where nobody has opened the rating of that year."""
    campaign = RatingCampaign.objects.filter(year=year).first()
    if campaign is None:
        return []
    summary = Summary(campaign)
    cells = campaign.ratings.of_cells().rated()
    members = campaign.ratings.of_members()
    rows = [
        (Kind.CELLS_GOOD, summary.cells_good, cells, Level.GOOD),
        (Kind.CELLS_EXCELLENT, summary.cells_excellent, cells, Level.EXCELLENT),
        (Kind.MEMBERS_COMPLETED, summary.members_completed, members, Level.COMPLETED),
        (
            Kind.MEMBERS_EXCELLENT,
            summary.members_excellent,
            members.rated(),
            Level.EXCELLENT,
        ),
    ]
    return [_figure(campaign, *row) for row in rows]


def _figure(campaign, kind, share, base, level):
    return Figure(
        kind,
        share,
        lambda: [_line(rating, level) for rating in base.in_order()],
        is_provisional=not campaign.is_decided,
    )


def _line(rating, level):
    place = f"{rating.home_cell}. " if rating.home_cell else ""
    return Line(
        str(rating.subject),
        rating.subject.get_absolute_url(),
        f"{place}{rating.result}",
        is_counted=rating.level in level.or_better,
    )
