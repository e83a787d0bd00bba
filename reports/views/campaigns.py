"""Ratings of a year: what they came to, the names behind, and how they are decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cells.models import Cell
from members.models import NoRegulation
from partyportal.access import (
    briefing_readers,
    cell_readers,
    commune_deciders,
    locked_if_post,
)
from partyportal.refusals import happens
from partyportal.vietnamese import today
from reports.forms import DecisionForm, LevelsForm, RatingFilterForm
from reports.models import RatingCampaign
from reports.summary import Summary

RATINGS_A_PAGE = 50
# Where the session keeps what the last saving of levels changed.
UNDO = "ratings_saved"


@cell_readers
@require_safe
def campaign_list(request):
    campaigns = RatingCampaign.objects.visible_to(request.user, on=today())
    context = {"campaigns": campaigns.with_counts()}
    return render(request, "reports/campaign_list.html", context)


@cell_readers
@require_safe
def campaign_detail(request, year):
    user, day = request.user, today()
    campaign = _campaign(request, year)
    summary = Summary(campaign)
    ratings = campaign.ratings.visible_to(user, on=day)
    duties = user.duties(on=day)
    led = Cell.objects.filter(pk__in=duties.officer_of | duties.in_charge_of)
    cells = Cell.objects.all() if duties.reads_all_cells else led
    context = {
        "campaign": campaign,
        "summary": summary,
        "warnings": summary.warnings() if duties.reads_all_cells else None,
        "rows": summary.rows(cells),
        "own": ratings.filter(member__isnull=False, member=duties.member).first(),
        "urls": _urls_of_lists(campaign) if duties.reads_all_cells else {},
        "reads_all": duties.reads_all_cells,
        "drift": _drift(campaign) if duties.reads_all_cells else None,
        "may_decide": duties.decides and not campaign.is_decided,
    }
    return render(request, "reports/campaign_detail.html", context)


def _drift(campaign):
    try:
        return campaign.is_frozen and campaign.drift()
    except NoRegulation:
        # The page says so where the caps would stand.
        return None


def _urls_of_lists(campaign):
    """Where the names behind each share stand."""
    lists = {
        "cells_rated": {"subject": "cell", "result": "rated"},
        "members_rated": {"subject": "member", "result": "rated"},
        "members_listed": {"subject": "member"},
        "cells_good": {"subject": "cell", "result": "good_or_better"},
        "cells_excellent": {"subject": "cell", "result": "excellent"},
        "members_completed": {"subject": "member", "result": "completed_or_better"},
        "members_excellent": {"subject": "member", "result": "excellent"},
        "excluded": {"subject": "member", "result": "excluded"},
    }
    return {
        name: reverse("reports:rating_list", args=[campaign.year], query=query)
        for name, query in lists.items()
    }


def _campaign(request, year):
    campaigns = RatingCampaign.objects.visible_to(request.user, on=today())
    return get_object_or_404(campaigns, year=year)


@briefing_readers
@require_safe
def rating_list(request, year):
    campaign = _campaign(request, year)
    visible = campaign.ratings.visible_to(request.user, on=today())
    cells = Cell.objects.visible_to(request.user, on=today())
    form = RatingFilterForm(request.GET, cells=cells)
    found = form.filter(visible).in_order()
    page = Paginator(found, RATINGS_A_PAGE).get_page(request.GET.get("page"))
    context = {"campaign": campaign, "form": form, "page": page}
    return render(request, "reports/rating_list.html", context)


@commune_deciders
def rating_cells(request, year):
    campaign = _open_campaign(request, year)
    return _record(request, campaign, campaign.ratings.of_cells())


@commune_deciders
def rating_members(request, year, pk):
    campaign = _open_campaign(request, year)
    cell = get_object_or_404(Cell.objects.visible_to(request.user, on=today()), pk=pk)
    ratings = campaign.ratings.of_members().in_cell(cell)
    return _record(request, campaign, ratings, cell)


def _open_campaign(request, year):
    campaigns = RatingCampaign.objects.decidable_by(request.user, on=today())
    # Under the lock nobody decides the campaign while levels are being saved.
    return get_object_or_404(locked_if_post(campaigns, request), year=year)


def _record(request, campaign, ratings, cell=None):
    """The levels of one list on one page, saved in one go."""
    listed = list(ratings.in_order())
    rated = [rating for rating in listed if not rating.is_excluded]
    form = LevelsForm(request.POST or None, ratings=rated)
    if form.is_valid():
        levels = form.levels()
        before = ratings.decide(levels, by=request.user, on=today())
        request.session[UNDO] = _to_undo(request.path, before, levels)
        messages.success(request, f"Đã lưu {len(before)} thay đổi.")
        return redirect(request.path)
    context = {
        "campaign": campaign,
        "cell": cell,
        "rows": Summary(campaign).rows(Cell.objects.all()),
        "form": form,
        "excluded": [rating for rating in listed if rating.is_excluded],
        "to_undo": _undoable(request),
    }
    return render(request, "reports/rating_edit.html", context)


def _to_undo(path, before, levels):
    """What undoing needs: each level as it was and as it was saved, by its key."""
    changes = {key: (level, levels[key]) for key, level in before.items()}
    return {"path": path, "changes": changes}


def _undoable(request):
    """How many levels the last saving on this page changed."""
    saved = request.session.get(UNDO, {})
    return len(saved["changes"]) if saved.get("path") == request.path else 0


@commune_deciders
@require_POST
def rating_undo(request, year):
    """Put the levels of one's last saving back, but for what others changed since."""
    campaign = _open_campaign(request, year)
    saved = request.session.pop(UNDO, {"changes": {}})
    after = {int(key): level for key, (_, level) in saved["changes"].items()}
    before = {int(key): level for key, (level, _) in saved["changes"].items()}
    still = campaign.ratings.standing_at(after)
    undone = still.decide(before, by=request.user, on=today())
    messages.success(request, f"Đã hoàn tác {len(undone)} thay đổi.")
    return redirect(saved.get("path", campaign))


@commune_deciders
def campaign_decide(request, year):
    campaigns = RatingCampaign.objects.visible_to(request.user, on=today()).frozen()
    campaign = get_object_or_404(locked_if_post(campaigns, request), year=year)
    if campaign.is_decided:
        # Sent twice by a double tap, the second finds the first one's work done.
        return redirect(campaign)
    form = DecisionForm(request.POST or None, campaign=campaign, today=today())
    if form.is_valid() and _decide(campaign, form):
        messages.success(request, f"Đã ghi quyết định xếp loại năm {campaign.year}.")
        return redirect(campaign)
    summary = Summary(campaign)
    context = {
        "campaign": campaign,
        "form": form,
        "summary": summary,
        "warnings": summary.warnings(),
        "drift": _drift(campaign),
        "may_decide": True,
    }
    return render(request, "reports/campaign_decide.html", context)


def _decide(campaign, form):
    entered = form.cleaned_data
    return happens(
        form,
        campaign.decide,
        by=entered["decided_by"],
        on=entered["decided_on"],
        document_no=entered["document_no"],
    )
