"""Pages of briefings, ratings and year reports."""

from reports.views.briefings import (
    briefing_detail,
    briefing_list,
    briefing_publish,
    briefing_withdraw,
)
from reports.views.campaigns import (
    campaign_decide,
    campaign_detail,
    campaign_list,
    rating_cells,
    rating_list,
    rating_members,
    rating_undo,
)
from reports.views.lists import campaign_catch_up, campaign_freeze
from reports.views.years import year_comparison, year_figure, year_list, year_report

__all__ = [
    "briefing_detail",
    "briefing_list",
    "briefing_publish",
    "briefing_withdraw",
    "campaign_catch_up",
    "campaign_decide",
    "campaign_detail",
    "campaign_freeze",
    "campaign_list",
    "rating_cells",
    "rating_list",
    "rating_members",
    "rating_undo",
    "year_comparison",
    "year_figure",
    "year_list",
    "year_report",
]
