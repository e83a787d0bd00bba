"""Year reports: figures of the commune, and the names behind each."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partyportal.access import commune_readers
from partyportal.vietnamese import today
from reports.models import Indicator
from reports.published import comparisons
from reports.year import UnknownYear, Year, known_years

NAMES_A_PAGE = 100


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
        "comparisons": comparisons(year, figures),
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
    found = report.figures().get(figure)
    if found is None:
        raise Http404
    page = Paginator(found.lines(), NAMES_A_PAGE).get_page(request.GET.get("page"))
    context = {"report": report, "figure": found, "page": page}
    return render(request, "reports/year_figure.html", context)
