"""Monthly briefings: their list, and one of them with what each cell heard."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partyportal.access import briefing_readers, locked_if_post, office_only
from partyportal.refusals import happens
from partyportal.share import Share
from partyportal.vietnamese import today
from reports.forms import PublishForm
from reports.models import Briefing
from reports.models.briefing import INVITED
from reports.open_tasks import open_tasks

BRIEFINGS_A_PAGE = 24


@briefing_readers
@require_safe
def briefing_list(request):
    briefings = Briefing.objects.visible_to(request.user, on=today())
    briefings = briefings.with_attendance().select_related("chair")
    page = Paginator(briefings, BRIEFINGS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_add": request.user.duties(on=today()).is_office}
    return render(request, "reports/briefing_list.html", context)


@briefing_readers
@require_safe
def briefing_detail(request, pk):
    user, day = request.user, today()
    briefings = Briefing.objects.visible_to(user, on=day).select_related("chair")
    briefing = get_object_or_404(briefings, pk=pk)
    attendances = list(briefing.attendances.visible_to(user, on=day).in_order())
    duties = user.duties(on=day)
    # As it stood when the briefing was held, whatever was done since.
    as_of = min(briefing.held_on, day)
    context = {
        "briefing": briefing,
        "attendances": attendances,
        "presence": _presence(attendances) if duties.reads_all_cells else None,
        "entries": briefing.entries.visible_to(user, on=day).in_order(),
        "as_of": as_of,
        "open_tasks": open_tasks(user, as_of=as_of, on=day),
        "may_publish": duties.is_office,
    }
    return render(request, "reports/briefing_detail.html", context)


def _presence(attendances):
    present = sum(row.is_present for row in attendances)
    return Share(part=present, whole=len(attendances), of=INVITED)


@office_only
def briefing_publish(request, pk):
    briefing = _locked(request, pk)
    if briefing.is_published:
        return redirect(briefing)
    form = PublishForm(request.POST or None, today=today())
    if form.is_valid() and _publish(briefing, form):
        messages.success(request, f"Đã công bố {briefing}.")
        return redirect(briefing)
    context = {"briefing": briefing, "form": form}
    return render(request, "reports/briefing_publish.html", context)


def _locked(request, pk):
    visible = Briefing.objects.visible_to(request.user, on=today())
    return get_object_or_404(locked_if_post(visible, request), pk=pk)


def _publish(briefing, form):
    return happens(form, briefing.publish, on=form.cleaned_data["published_on"])


@office_only
@require_POST
def briefing_withdraw(request, pk):
    briefing = _locked(request, pk)
    briefing.withdraw()
    messages.success(request, f"Đã rút lại {briefing}; các chi bộ không đọc được nữa.")
    return redirect(briefing)
