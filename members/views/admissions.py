"""Admissions: the year's targets, who is on the way, and the steps of one person."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from members import admissions
from members.forms import AdmissionForm, CorrectionForm, EndForm, StepForm, YearForm
from members.models import Admission, Regulation
from members.models.admission_step import StepKind
from members.record import masked_fact, revealed_fact
from members.reveals import reveal
from partyportal import history
from partyportal.access import (
    admission_recorders,
    cell_officers,
    cell_secretaries,
    locked_if_post,
    record_readers,
)
from partyportal.refusals import happens
from partyportal.vietnamese import today


@record_readers
@require_safe
def admission_list(request):
    form = YearForm(request.GET, years=admissions.years(on=today()))
    year = admissions.year_of(request.user, form.chosen(), on=today())
    groups = admissions.people_under_way(request.user, on=today())
    people = [person for group in groups for person in group.people]
    duties = request.user.duties(on=today())
    context = {
        "form": form,
        "year": year,
        "groups": groups,
        "count": len(people),
        "needing": [person for person in people if person.alerts],
        "late_cells": admissions.late_cells(year, on=today()),
        "may_create": duties.is_office or duties.officer_of,
        "today": today(),
    }
    return render(request, "members/admission_list.html", context)


@record_readers
@require_safe
def admission_detail(request, pk):
    return _page(request, _visible(request, pk))


def _visible(request, pk):
    visible = Admission.objects.visible_to(request.user, on=today())
    related = visible.with_steps().select_related("cell", "mentor", "member")
    return get_object_or_404(related, pk=pk)


def _page(request, admission, *, form=None, revealed=None):
    facts = [
        revealed
        if revealed and revealed.field == name
        else masked_fact(admission, name)
        for name in Admission.MASKED_FIELDS
    ]
    endable = Admission.objects.endable_by(request.user, on=today())
    context = {
        "admission": admission,
        "facts": [fact for fact in facts if fact.value],
        "milestones": admissions.milestones(admission, request.user, on=today()),
        "shows_remarks": admission.shows_remarks_to(request.user, on=today()),
        "alerts": _alerts(admission),
        "form": form or _next_form(request, admission),
        "may_end": admission.next_kind and endable.filter(pk=admission.pk).exists(),
    }
    return render(request, "members/admission_detail.html", context)


def _alerts(admission):
    if not admission.next_kind:
        return []
    return admissions.alerts_of(admission, Regulation.objects.all(), on=today())


def _next_form(request, admission):
    """The form of the step that comes next, for who records it."""
    kind = admission.next_kind
    if not kind or not admission.is_recorded_by(request.user, kind, on=today()):
        return None
    return StepForm(admission=admission, kind=kind, by=request.user, today=today())


@admission_recorders
@require_POST
def admission_step(request, pk):
    recordable = Admission.objects.recordable_by(request.user, on=today())
    admission = get_object_or_404(recordable.select_related("cell"), pk=pk)
    kind = request.POST.get("kind", "")
    if kind not in StepKind.values:
        raise Http404
    if not admission.is_recorded_by(request.user, kind, on=today()):
        raise PermissionDenied
    form = StepForm(
        request.POST, admission=admission, kind=kind, by=request.user, today=today()
    )
    if form.is_valid() and form.record():
        messages.success(request, f"Đã ghi bước “{StepKind(kind).label}”.")
        return redirect(admission)
    return _page(request, _visible(request, pk), form=form)


@admission_recorders
def admission_correct(request, pk, kind):
    recordable = Admission.objects.recordable_by(request.user, on=today())
    admission = get_object_or_404(locked_if_post(recordable, request), pk=pk)
    step = get_object_or_404(admission.steps, kind=kind)
    if not admission.is_recorded_by(request.user, kind, on=today()):
        raise PermissionDenied
    form = CorrectionForm(
        request.POST or None, instance=step, by=request.user, today=today()
    )
    if form.is_valid() and form.correct():
        messages.success(request, f"Đã sửa bước “{StepKind(kind).label}”.")
        return redirect(admission)
    context = {"admission": admission, "form": form, "changes": history.steps(step)}
    return render(request, "members/admission_correct.html", context)


@cell_officers
def admission_create(request):
    form = AdmissionForm(request.POST or None, by=request.user, today=today())
    if form.is_valid() and form.begin(by=request.user):
        messages.success(request, f"Đã bắt đầu theo dõi {form.instance}.")
        return redirect(form.instance)
    context = {"form": form, "followed": form.followed_already()}
    return render(request, "members/admission_create.html", context)


@cell_secretaries
def admission_end(request, pk):
    endable = Admission.objects.endable_by(request.user, on=today())
    admission = get_object_or_404(locked_if_post(endable, request), pk=pk)
    form = EndForm(request.POST or None, admission=admission, today=today())
    if form.is_valid() and happens(form, admission.end, **form.cleaned_data):
        messages.success(request, f"Đã thôi theo dõi {admission}.")
        return redirect(admission)
    context = {"admission": admission, "form": form}
    return render(request, "members/admission_end.html", context)


@record_readers
def admission_reveal(request, pk, field):
    admission = _visible(request, pk)
    if request.method != "POST":
        # Whoever had to sign in again comes back here; nothing is shown unasked.
        return redirect(admission)
    try:
        value = reveal(admission, field, by=request.user)
    except LookupError:
        raise Http404 from None
    fact = revealed_fact(admission, field, value)
    if request.headers.get("HX-Request"):
        return render(request, "members/_fact_value.html", {"fact": fact})
    return _page(request, admission, revealed=fact)
