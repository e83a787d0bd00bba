"""The list of a rating: made once, then kept up with who comes and goes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from members.models import NoRegulation
from partyportal.access import commune_deciders, locked_if_post
from partyportal.vietnamese import today
from reports import freezing
from reports.forms import FreezeForm
from reports.models import Rating, RatingCampaign


@commune_deciders
def campaign_freeze(request, year):
    campaigns = RatingCampaign.objects.visible_to(request.user, on=today())
    campaign = get_object_or_404(locked_if_post(campaigns, request), year=year)
    if campaign.is_frozen:
        return redirect(campaign)
    try:
        subjects = freezing.subjects(on=campaign.last_day)
    except NoRegulation as missing:
        context = {"campaign": campaign, "missing": missing}
        return render(request, "reports/campaign_freeze.html", context)
    form = FreezeForm(_posted(request), campaign=campaign, today=today())
    if form.is_valid():
        campaign.freeze(by=request.user)
        messages.success(request, f"Đã chốt danh sách xếp loại năm {campaign.year}.")
        return redirect(campaign)
    context = {"campaign": campaign, "form": form, **_counts(subjects)}
    return render(request, "reports/campaign_freeze.html", context)


def _posted(request):
    # A form that asks for nothing may be sent empty.
    return request.POST if request.method == "POST" else None


def _counts(subjects):
    members = [row for row in subjects if "member" in row]
    return {
        "cell_count": len(subjects) - len(members),
        "member_count": len(members),
        "excluded": _named([row for row in members if row["excluded_reason"]]),
    }


@commune_deciders
def campaign_catch_up(request, year):
    campaigns = RatingCampaign.objects.decidable_by(request.user, on=today())
    campaign = get_object_or_404(locked_if_post(campaigns, request), year=year)
    if request.method == "POST":
        campaign.catch_up(by=request.user, on=today())
        messages.success(request, "Đã cập nhật danh sách xếp loại.")
        return redirect(campaign)
    drift = campaign.drift()
    context = {
        "campaign": campaign,
        "newcomers": _named(drift.newcomers),
        "leavers": [
            (rating, Rating.Exclusion(reason).label) for rating, reason in drift.leavers
        ],
    }
    return render(request, "reports/campaign_catch_up.html", context)


def _named(subjects):
    """Ratings that are not saved, to be shown as those of a list."""
    return [Rating(**subject) for subject in subjects]
