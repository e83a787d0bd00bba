"""Meetings: begun, let others write, called off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cells import agenda
from cells.filters import MeetingFilterForm
from cells.forms import CancelForm, DelegationForm, MeetingForm, PostponeForm
from cells.models import Cell, Delegation, Meeting
from cells.views.closed import to_minutes
from partyportal.access import (
    cell_officers,
    cell_readers,
    cell_secretaries,
    locked_if_post,
)
from partyportal.refusals import happens
from partyportal.vietnamese import short_date, today

MEETINGS_A_PAGE = 30


@cell_readers
@require_safe
def meeting_list(request):
    visible = Meeting.objects.visible_to(request.user, on=today())
    cells = Cell.objects.visible_to(request.user, on=today())
    form = MeetingFilterForm(request.GET, cells=cells)
    meetings = form.filter(visible).select_related("cell").with_attendance()
    page = Paginator(meetings, MEETINGS_A_PAGE).get_page(request.GET.get("page"))
    writable = Cell.objects.writable_by(request.user, on=today()).on(today())
    context = {"form": form, "page": page, "writable_cells": writable}
    return render(request, "cells/meeting_list.html", context)


@cell_officers
def meeting_create(request, pk):
    cells = Cell.objects.writable_by(request.user, on=today())
    # Under the lock, a form sent twice finds the meeting that the first one began.
    cell = get_object_or_404(locked_if_post(cells, request), pk=pk)
    form = MeetingForm(request.POST or None, cell=cell, today=today())
    if begun := _begun(form, request.user):
        return redirect(begun.get_edit_url())
    if form.is_valid():
        like_last = form.cleaned_data["like_last"]
        agenda.begin(form.instance, by=request.user, like_last=like_last)
        return redirect(form.instance.get_edit_url())
    return render(request, "cells/meeting_create.html", {"cell": cell, "form": form})


def _begun(form, user):
    """The meeting that this very form began before, if it did."""
    try:
        key = form.fields["id"].clean(form.data.get("id"))
    except ValidationError:
        return None
    return Meeting.objects.editable_by(user, on=today()).filter(pk=key).first()


def _led(request, pk):
    meetings = Meeting.objects.led_by(request.user, on=today())
    return get_object_or_404(
        locked_if_post(meetings.select_related("cell"), request), pk=pk
    )


@cell_secretaries
def meeting_cancel(request, pk):
    meeting = _led(request, pk)
    if not meeting.is_draft:
        return to_minutes(request, meeting)
    form = CancelForm(request.POST or None)
    if form.is_valid() and happens(
        form, meeting.cancel, **form.cleaned_data, by=request.user
    ):
        messages.success(request, "Đã hủy buổi họp.")
        return redirect(meeting.cell)
    context = {"meeting": meeting, "form": form}
    return render(request, "cells/meeting_cancel.html", context)


@cell_secretaries
def meeting_postpone(request, pk):
    meeting = _led(request, pk)
    if not meeting.is_draft:
        return to_minutes(request, meeting)
    form = PostponeForm(request.POST or None, meeting=meeting)
    told = {"by": request.user, "on": today()}
    if form.is_valid() and happens(form, meeting.postpone, **form.cleaned_data, **told):
        day = short_date(meeting.held_on)
        messages.success(request, f"Đã hoãn buổi họp đến ngày {day}.")
        return redirect(meeting.get_edit_url())
    context = {"meeting": meeting, "form": form}
    return render(request, "cells/meeting_postpone.html", context)


@cell_secretaries
def meeting_delegate(request, pk):
    meeting = _led(request, pk)
    if not meeting.is_draft:
        return to_minutes(request, meeting)
    form = DelegationForm(
        request.POST or None, meeting=meeting, by=request.user, today=today()
    )
    if form.is_valid():
        form.save()
        messages.success(
            request, f"Đã giao đồng chí {form.instance.member} ghi buổi họp này."
        )
        return redirect(meeting.get_edit_url())
    delegations = meeting.delegations.on(today()).select_related("member")
    context = {"meeting": meeting, "form": form, "delegations": delegations}
    return render(request, "cells/meeting_delegate.html", context)


@cell_secretaries
@require_POST
def delegation_end(request, pk):
    meetings = Meeting.objects.sealable_by(request.user, on=today())
    delegations = Delegation.objects.on(today()).filter(meeting__in=meetings)
    delegation = get_object_or_404(locked_if_post(delegations, request), pk=pk)
    delegation.end(on=today())
    messages.success(
        request, f"Đồng chí {delegation.member} không còn được giao ghi buổi họp này."
    )
    return redirect("cells:meeting_delegate", pk=delegation.meeting_id)
