"""Cells, who leads them, and their meetings."""

from cells.models.agenda import (
    AgendaItem,
    AgendaTemplate,
    AgendaTemplateItem,
    Opinion,
)
from cells.models.attendance import Attendance, Guest
from cells.models.beside import (
    Correction,
    Postponement,
    ScoreConfirmation,
    ScoreLine,
)
from cells.models.cell import Cell, Mandate, Term
from cells.models.meeting import Meeting
from cells.models.motion import Motion
from cells.models.resolution import Paper, Resolution, Series
from cells.models.task import Task, TaskProgress
from cells.models.writing import Delegation, MeetingChange

__all__ = [
    "AgendaItem",
    "AgendaTemplate",
    "AgendaTemplateItem",
    "Attendance",
    "Cell",
    "Correction",
    "Delegation",
    "Guest",
    "Mandate",
    "Meeting",
    "MeetingChange",
    "Motion",
    "Opinion",
    "Paper",
    "Paper",
    "Postponement",
    "Resolution",
    "ScoreConfirmation",
    "ScoreLine",
    "Series",
    "Task",
    "TaskProgress",
    "Term",
]
