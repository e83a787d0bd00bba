"""What pages for drafts answer where the meeting has become none."""

from django.contrib import messages
from django.shortcuts import redirect

SEALED_MEANWHILE = "Biên bản này đã niêm phong nên không ghi thêm được."
CANCELLED_MEANWHILE = "Buổi họp này đã hủy nên không ghi thêm được."


def why_closed(meeting) -> str:
    return SEALED_MEANWHILE if meeting.is_sealed else CANCELLED_MEANWHILE


def to_minutes(request, meeting):
    """Lead from a stale page, or a second click, to what became of the meeting."""
    messages.warning(request, why_closed(meeting))
    return redirect(meeting)
