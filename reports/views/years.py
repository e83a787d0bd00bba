"""Year reports: figures of the commune, and the names behind each."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partyportal.access import commune_readers
from partyportal.share import Share
from partyportal.vietnamese import today
from reports.models import Indicator
from reports.months import figures_of_month
from reports.published import comparisons
from reports.year import UnknownYear, Year, known_years

NAMES_A_PAGE = 100
# What ?chon= says where only those counted are asked for.
COUNTED = "tinh"


@commune_readers
@require_safe
def year_list(request):
    years = reversed(known_years(on=today()))
    return render(request, "reports/year_list.html", {"years": years})


@commune_readers
@require_safe
def year_report(request, year):
    report = _report(year)
    sections = report.sections()
    figures = {figure.kind: figure for _, rows in sections for figure in rows}
    context = {
        "report": report,
        "sections": sections,
        "indicators": Indicator.objects.filter(year=year).order_by("pk"),
        "agreeing": _agreeing(comparisons(year, figures)),
    }
    return render(request, "reports/year_report.html", context)


def _report(year):
    try:
        return Year(year, on=today())
    except UnknownYear:
        raise Http404 from None


@commune_readers
@require_safe
def year_figure(request, year, figure):
    report = _report(year)
    month = request.GET.get("thang", "")
    figures = _of_month(report, month) if month else report.figures()
    if figure not in figures:
        raise Http404
    found = figures[figure]
    counted_only = request.GET.get("chon") == COUNTED and not found.is_sum
    names = found.names(counted_only=counted_only)
    page = Paginator(names, NAMES_A_PAGE).get_page(request.GET.get("page"))
    context = {"report": report, "figure": found, "page": page, "month": month}
    context["counted_only"] = counted_only
    return render(request, "reports/year_figure.html", context)


def _of_month(report, number):
    for month in report.months:
        if str(month.first_day.month) == number:
            return figures_of_month(report, month)
    raise Http404


@commune_readers
@require_safe
def year_comparison(request, year):
    report = _report(year)
    found = comparisons(year, report.figures())
    context = {
        "report": report,
        "comparisons": found,
        "agreeing": _agreeing(found),
    }
    return render(request, "reports/year_comparison.html", context)


def _agreeing(found):
    part = sum(comparison.agrees for comparison in found)
    return Share(part=part, whole=len(found), of="số đã công bố khớp với hồ sơ")
