"""Monthly briefings: their list, and one of them with what each cell heard."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partyportal.access import briefing_readers
from partyportal.share import Share
from partyportal.vietnamese import today
from reports.models import Briefing
from reports.models.briefing import INVITED

BRIEFINGS_A_PAGE = 24


@briefing_readers
@require_safe
def briefing_list(request):
    briefings = Briefing.objects.visible_to(request.user, on=today())
    briefings = briefings.with_attendance().select_related("chair")
    page = Paginator(briefings, BRIEFINGS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/briefing_list.html", {"page": page})


@briefing_readers
@require_safe
def briefing_detail(request, pk):
    user, day = request.user, today()
    briefings = Briefing.objects.visible_to(user, on=day).select_related("chair")
    briefing = get_object_or_404(briefings, pk=pk)
    attendances = list(briefing.attendances.visible_to(user, on=day).in_order())
    reads_all = user.duties(on=day).reads_all_cells
    context = {
        "briefing": briefing,
        "attendances": attendances,
        "presence": _presence(attendances) if reads_all else None,
        "entries": briefing.entries.visible_to(user, on=day).in_order(),
    }
    return render(request, "reports/briefing_detail.html", context)


def _presence(attendances):
    present = sum(row.is_present for row in attendances)
    return Share(part=present, whole=len(attendances), of=INVITED)
