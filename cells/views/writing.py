"""The editor of a meeting: a page with a form, and the address that takes changes."""

import json

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cells import changes
from cells.draft import Draft
from cells.editor import Editor
from cells.editor.posted import posted_changes
from cells.models import Meeting
from cells.views.closed import to_minutes, why_closed
from partyportal.access import locked_if_post, meeting_writers
from partyportal.vietnamese import today

TOO_LONG = (
    "Nội dung này quá dài nên không lưu được. "
    "Hãy rút ngắn, mỗi mục dài nhất 50.000 ký tự."
)
UNREADABLE = "Dữ liệu gửi lên không đúng dạng. Đồng chí hãy tải lại trang."


def _fetch(request, pk):
    meetings = Meeting.objects.written_by(request.user, on=today()).with_scope_of(
        request.user, on=today()
    )
    return get_object_or_404(
        locked_if_post(meetings.select_related("cell"), request), pk=pk
    )


@meeting_writers
def meeting_edit(request, pk):
    """The editor; without JavaScript its form posts here, through the same changes."""
    meeting = _fetch(request, pk)
    if not meeting.is_draft:
        return to_minutes(request, meeting)
    answers = []
    if request.method == "POST":
        answers = _apply(request, meeting, posted_changes(request.POST))
        if all(answer.is_applied for answer in answers):
            messages.success(request, "Đã lưu.")
            return redirect(
                meeting if "review" in request.POST else meeting.get_edit_url()
            )
    editor = Editor(
        meeting, answers, by=request.user, on=today(), scope=_scope(meeting)
    )
    context = {
        "meeting": meeting,
        "editor": editor,
        "may_seal": request.user.duties(on=today()).seals(meeting.cell_id),
    }
    return render(request, "cells/meeting_edit.html", context)


@meeting_writers
@require_POST
def meeting_changes(request, pk):
    """Take `{version, changes}` as JSON; answer each outcome, and others' changes.

    401 after the session ended, 404 for who may not write, 409 once sealed or
    cancelled, 400 for what is no list of changes, 413 for more than one request takes.
    """
    meeting = _fetch(request, pk)
    if not meeting.is_draft:
        return JsonResponse({"error": why_closed(meeting)}, status=409)
    try:
        version, sent = _read(request)
    except changes.Malformed:
        return JsonResponse({"error": UNREADABLE}, status=400)
    except RequestDataTooBig:
        return JsonResponse({"error": TOO_LONG}, status=413)
    is_behind = version < meeting.version
    answers = _apply(request, meeting, sent)
    return JsonResponse(
        {
            "version": meeting.version,
            "results": _results(meeting, answers, by=request.user),
            "others": _news(meeting, answers, since=version) if is_behind else [],
        }
    )


def _apply(request, meeting, sent):
    scope = _scope(meeting)
    return changes.apply(meeting, sent, by=request.user, on=today(), scope=scope)


def _results(meeting, answers, *, by):
    conflicts = [a.field for a in answers if a.outcome == a.Outcome.CONFLICT]
    draft = Draft(meeting, on=today(), by=by)
    draft.expect(conflicts)
    writers = changes.last_writers(meeting, conflicts)
    return [
        {
            "id": str(answer.pk),
            "outcome": answer.outcome,
            "message": answer.message,
            **_other_text(draft, answer, writers),
        }
        for answer in answers
    ]


def _other_text(draft, answer, writers):
    """Where somebody was quicker: what stands there now, by whom, since when."""
    if answer.outcome != answer.Outcome.CONFLICT:
        return {}
    now = {"now": draft.text(answer.field)}
    change = writers.get(answer.field)
    return now | _writer(change) if change else now


def _news(meeting, answers, *, since):
    """What others wrote since the version that the sender has seen."""
    others = changes.by_others(meeting, since=since, but=answers, scope=_scope(meeting))
    return [
        {"field": change.field, "is": change.value, **_writer(change)}
        for change in others
    ]


def _writer(change):
    sent_at = timezone.localtime(change.sent_at)
    return {"by": str(change.user), "at": sent_at.strftime("%H:%M")}


def _scope(meeting):
    return meeting.delegated_scope or changes.EVERYTHING


def _read(request):
    # The check for forged requests reads a form, and nothing is left of its body.
    if request.content_type != "application/json":
        raise changes.Malformed
    try:
        sent = json.loads(request.body)
        version = sent["version"]
        if type(version) is not int or version < 0:
            raise changes.Malformed
        return version, changes.parse(sent["changes"])
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise changes.Malformed from error
