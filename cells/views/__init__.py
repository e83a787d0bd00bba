"""Pages of cells and of their meetings."""

from cells.views.cells import cell_detail, cell_list
from cells.views.meetings import (
    delegation_end,
    meeting_cancel,
    meeting_create,
    meeting_delegate,
    meeting_list,
    meeting_postpone,
)
from cells.views.minutes import (
    meeting_confirm,
    meeting_correct,
    meeting_detail,
    meeting_seal,
    verify,
    verify_form,
)
from cells.views.tasks import task_detail, task_list
from cells.views.writing import meeting_changes, meeting_edit

__all__ = [
    "delegation_end",
    "meeting_cancel",
    "meeting_changes",
    "meeting_confirm",
    "meeting_correct",
    "meeting_create",
    "meeting_delegate",
    "meeting_detail",
    "meeting_edit",
    "meeting_list",
    "meeting_postpone",
    "meeting_seal",
    "cell_detail",
    "cell_list",
    "task_detail",
    "task_list",
    "verify",
    "verify_form",
]
