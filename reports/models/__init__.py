"""Briefings of the commune, ratings of a year, and the figures that were published."""

from reports.models.briefing import (
    Briefing,
    BriefingAttendance,
    BriefingEntry,
    Unit,
)
from reports.models.figures import Indicator, PublishedFigure
from reports.models.rating import Rating, RatingCampaign

__all__ = [
    "Briefing",
    "BriefingAttendance",
    "BriefingEntry",
    "Indicator",
    "PublishedFigure",
    "Rating",
    "RatingCampaign",
    "Unit",
]
