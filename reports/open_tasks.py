"""What cells had still to do of what their meetings charged, as a briefing hears it."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from cells.models import Cell, Task
from cells.state import OVERDUE, State


@dataclass(frozen=True)
class OpenTasks:
    """The open tasks of one cell, each with its standing, those due first in front."""

    cell: Cell
    tasks: list[tuple[Task, State]]

    @property
    def overdue_count(self) -> int:
        return sum(standing == OVERDUE for _, standing in self.tasks)


def open_tasks(user, *, as_of: datetime.date, on: datetime.date) -> list[OpenTasks]:
    """The open tasks of that day, by cell, as far as the user may read them today.

    A cell that has none is there too. Two queries.
    """
    cells = Cell.objects.visible_to(user, on=on).on(as_of)
    tasks = Task.objects.visible_to(user, on=on).charged_until(as_of)
    tasks = tasks.with_state(on=as_of).open().select_related("assignee", "meeting")
    tasks = tasks.order_by("meeting__cell_id", "due_on", "pk")
    of_cell = {
        pk: [(task, task.standing(on=as_of)) for task in found]
        for pk, found in groupby(tasks, lambda task: task.meeting.cell_id)
    }
    return [OpenTasks(cell, of_cell.get(cell.pk, [])) for cell in cells]
