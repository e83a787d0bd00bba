"""Pages of briefings, ratings and year reports."""

from reports.views.briefings import briefing_detail, briefing_list
from reports.views.campaigns import (
    campaign_decide,
    campaign_detail,
    campaign_list,
    rating_cells,
    rating_list,
    rating_members,
)
from reports.views.years import year_figure, year_list, year_report

__all__ = [
    "briefing_detail",
    "briefing_list",
    "campaign_decide",
    "campaign_detail",
    "campaign_list",
    "rating_cells",
    "rating_list",
    "rating_members",
    "year_figure",
    "year_list",
    "year_report",
]
