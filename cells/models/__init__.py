"""Cells, who leads them, and their meetings."""

from cells.models.attendance import Attendance, Guest
from cells.models.cell import Cell, Mandate, Term
from cells.models.meeting import Meeting
from cells.models.writing import Delegation, MeetingChange

__all__ = [
    "Attendance",
    "Cell",
    "Delegation",
    "Guest",
    "Mandate",
    "Meeting",
    "MeetingChange",
    "Term",
]
