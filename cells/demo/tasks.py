"""Tasks of the demo world: most done in time, some late, some dropped."""

import datetime

from cells.demo.texts import speech
from cells.models.task import TaskState

# Of a hundred tasks, how many take one meeting, two, three, and are dropped.
FATES = [("done", 1, 57), ("done", 2, 20), ("done", 3, 12), ("dropped", 2, 11)]


class Open:
    """A task that is not closed yet, and what will become of it."""

    def __init__(self, rng, task):
        self.task = task
        outcomes = [(state, hearings) for state, hearings, _ in FATES]
        weights = [weight for *_, weight in FATES]
        self.state, self.left = rng.choices(outcomes, weights)[0]

    def report(self, rng, session) -> bool:
        """Tell a meeting how far it came; answer whether that closes it."""
        self.left -= 1
        state, notes = self._told(session.meeting.held_on)
        session.hear(self.task, state, rng.choice(notes))
        return self.left <= 0

    def _told(self, day):
        if self.left > 0:
            return TaskState.UNDER_WAY, speech.UNDER_WAY_NOTES
        if self.state == "dropped":
            return TaskState.DROPPED, speech.DROPPED_NOTES
        is_late = day - self.task.due_on > datetime.timedelta(days=21)
        return TaskState.DONE, speech.LATE_NOTES if is_late else speech.DONE_NOTES


class Ledger:
    """The open tasks of one cell, from meeting to meeting."""

    def __init__(self, rng):
        self.rng = rng
        self.open = []

    def hear_all(self, session) -> None:
        self.open = [task for task in self.open if not task.report(self.rng, session)]

    def take(self, session) -> None:
        opened = [Open(self.rng, task) for task in session.tasks]
        for first in opened[:1]:
            # So that whatever chance says, each cell has something open today.
            first.left = max(first.left, 2)
        self.open += opened
