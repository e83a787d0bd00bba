"""Minutes: read, sealed, corrected, their score confirmed, and verified by anyone."""

import dataclasses

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from cells import corrections, sealing, unfinished
from cells.forms import CorrectionForm, FieldChoiceForm, ScoreConfirmationForm
from cells.minutes import Minutes
from cells.models import Meeting
from cells.record import number_label, record_of, with_parts
from cells.views.closed import to_minutes
from partyportal.access import (
    cell_readers,
    cell_secretaries,
    fresh_page,
    in_charge_only,
)
from partyportal.refusals import happens
from partyportal.vietnamese import clean_text, today


@cell_readers
@require_safe
def meeting_detail(request, pk):
    meetings = Meeting.objects.visible_to(request.user, on=today())
    meeting = get_object_or_404(with_parts(meetings), pk=pk)
    minutes = Minutes(meeting, on=today(), address=request.build_absolute_uri)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "record": minutes.record,
        **_what_may_be_done(request.user, minutes),
    }
    return render(request, "cells/meeting_detail.html", context)


def _what_may_be_done(user, minutes):
    """Links for who writes, seals, corrects and confirms; and what is missing."""
    meeting = minutes.meeting
    mine = Meeting.objects.filter(pk=meeting.pk)
    if meeting.is_sealed:
        return {
            "may_correct": mine.correctable_by(user, on=today()).exists(),
            "may_confirm": mine.confirmable_by(user, on=today()).exists(),
        }
    is_due = meeting.held_on <= today()
    may_seal = is_due and mine.sealable_by(user, on=today()).exists()
    may_write = mine.editable_by(user, on=today()).exists()
    is_told = is_due and may_write
    return {
        "may_write": may_write,
        "may_seal": may_seal,
        "problems": unfinished.problems(meeting, minutes.lines) if is_told else [],
    }


@cell_secretaries
@require_POST
def meeting_seal(request, pk):
    meetings = Meeting.objects.led_by(request.user, on=today())
    meeting = get_object_or_404(meetings, pk=pk)
    if not meeting.is_draft:
        return to_minutes(request, meeting)
    try:
        sealing.seal(meeting, by=request.user)
    except ValidationError as error:
        for problem in error.messages:
            messages.error(request, problem)
    else:
        number = number_label(meeting.number, "BB")
        messages.success(
            request, f"Đã niêm phong biên bản. {number}, từ nay không ai sửa được nữa."
        )
    return redirect(meeting)


@cell_secretaries
def meeting_correct(request, pk):
    meetings = Meeting.objects.correctable_by(request.user, on=today())
    meeting = get_object_or_404(meetings.select_related("cell"), pk=pk)
    fields = corrections.fields_now(meeting)
    field = fields.get(request.GET.get("field"))
    was = clean_text(request.POST.get("was", field.text if field else ""))
    form = CorrectionForm(request.POST or None, was=was)
    if field and form.is_valid() and _corrected(request, meeting, field, form):
        messages.success(request, "Đã ghi đính chính bên cạnh biên bản.")
        return redirect(meeting)
    choice = FieldChoiceForm(request.GET or None, fields=fields.values())
    context = {
        "meeting": meeting,
        "choice": choice,
        "field": field,
        "beside": corrections.beside(field, fields.values()),
        "form": form,
    }
    return render(request, "cells/meeting_correct.html", context)


def _corrected(request, meeting, field, form):
    return happens(
        form,
        corrections.correct,
        meeting,
        dataclasses.replace(field, text=form.was),
        by=request.user,
        **form.cleaned_data,
    )


@in_charge_only
def meeting_confirm(request, pk):
    meetings = Meeting.objects.confirmable_by(request.user, on=today())
    meeting = get_object_or_404(meetings.select_related("cell"), pk=pk)
    form = ScoreConfirmationForm(request.POST or None)
    if form.is_valid() and happens(
        form, meeting.confirm_score, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Đã ghi ý kiến về điểm tự chấm.")
        return redirect(meeting)
    context = {"meeting": meeting, "form": form, "record": record_of(meeting)}
    return render(request, "cells/meeting_confirm.html", context)


@fresh_page
@require_safe
def verify_form(request):
    code = sealing.as_code(request.GET.get("ma", ""))
    if code:
        return redirect("verify", code)
    return render(request, "cells/verify.html")


@fresh_page
@require_safe
def verify(request, code):
    # Nobody guesses a code, see sealing.LETTERS; so nothing counts the tries.
    code = sealing.as_code(code)
    meeting = Meeting.objects.sealed().filter(verification_code=code).first()
    context = {
        "code": code,
        "meeting": meeting,
        "number": number_label(meeting.number, "BB") if meeting else "",
    }
    status = 200 if meeting else 404
    return render(request, "cells/verify.html", context, status=status)
