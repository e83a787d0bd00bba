"""What narrows a list: of meetings, of tasks."""

from django import forms
from django.db import models

from cells.models import Meeting
from cells.state import Stage
from members.forms import CellFilterForm


class MeetingFilterForm(CellFilterForm):
    """Narrow a list of meetings to a cell, a kind, a year, a state."""

    kind = forms.ChoiceField(
        label="Hình thức",
        choices=[("", "Tất cả"), *Meeting.Kind.choices],
        required=False,
    )
    year = forms.IntegerField(
        label="Năm", min_value=1930, max_value=9999, required=False
    )
    state = forms.ChoiceField(
        label="Trạng thái",
        choices=[("", "Tất cả"), *Stage.choices],
        required=False,
    )

    def filter(self, meetings):
        """Narrow `meetings`; a choice that makes no sense narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("cell"):
            meetings = meetings.filter(cell=chosen["cell"])
        if chosen.get("kind"):
            meetings = meetings.filter(kind=chosen["kind"])
        if chosen.get("year"):
            meetings = meetings.filter(held_on__year=chosen["year"])
        return meetings.in_state(chosen.get("state"))


class TaskFilterForm(CellFilterForm):
    """Narrow a list of tasks to a cell and a state; at first it shows the open ones."""

    class State(models.TextChoices):
        OPEN = "open", "Chưa xong"
        OVERDUE = "overdue", "Quá hạn"
        DONE = "done", "Đã xong"
        ALL = "all", "Tất cả"

    state = forms.ChoiceField(label="Tình trạng", choices=State, required=False)

    def filter(self, tasks):
        """Narrow to the cell; a choice that makes no sense narrows nothing."""
        self.is_valid()
        cell = self.cleaned_data.get("cell")
        return tasks.filter(meeting__cell=cell) if cell else tasks

    def in_state(self, tasks, *, on):
        """Those of the chosen state, what is due first before the rest."""
        tasks = tasks.with_state(on=on)
        match self.cleaned_data.get("state"):
            case self.State.ALL:
                return tasks.order_by("-due_on", "pk")
            case self.State.DONE:
                return tasks.done().order_by("-reported_on", "pk")
            case self.State.OVERDUE:
                return tasks.overdue(on=on).order_by("due_on", "pk")
        return tasks.open().order_by("due_on", "pk")
