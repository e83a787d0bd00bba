"""A draft as its fields, each read and written as text, saved in few statements."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.core.exceptions import ValidationError

from cells import agenda
from cells.draft.kinds import KINDS
from cells.draft.plain import PEOPLE, MinutesForm, PlainFields
from cells.draft.roll_call import RollCall
from cells.draft.rows import Rows
from cells.draft.text import as_text
from cells.models import Meeting
from members.models import Admission, Regulation
from members.models.regulation import NoRegulation, Subject

__all__ = ["KINDS", "PEOPLE", "Draft", "MinutesForm", "as_text"]


class Draft:
    """What is written on one meeting; `on` is the day of writing, `by` the writer."""

    def __init__(self, meeting: Meeting, *, on: datetime.date, by=None):
        self.meeting = meeting
        self.on = on
        self.by = by
        self.is_changed = False
        self.plain = PlainFields(self)
        self.roll = RollCall(self)
        self.rows = {kind.name: Rows(kind, self) for kind in KINDS}

    def expect(self, fields: Iterable[str]) -> None:
        """Name the fields that will be asked for, to look their rows up at once."""
        keys = defaultdict(set)
        for field in fields:
            kind, _, rest = field.partition(".")
            keys[kind].add(rest.partition(".")[0])
        for kind in self.rows.keys() & keys.keys():
            self.rows[kind].expect(keys[kind])

    def text(self, field: str) -> str:
        """What stands in a field; ValidationError for a field there is not."""
        section, name = self._section(field)
        return section.text(name)

    def canonical(self, field: str, text: str) -> str:
        """The text as it would stand in the field; as it is where it could not."""
        section, name = self._section(field)
        try:
            return section.canonical(name, text)
        except ValidationError:
            return text

    def write(self, field: str, text: str) -> None:
        """Set a field; ValidationError and nothing set for what cannot stand there."""
        section, name = self._section(field)
        section.write(name, text)
        self.meeting.version += 1
        self.is_changed = True

    def save(self) -> None:
        """Write what changed: a few statements for each kind of row, none for each."""
        self.plain.save()
        self.roll.save()
        gone = {}
        for name, rows in reversed(self.rows.items()):
            gone[name] = rows.gone(gone)
        for rows in self.rows.values():
            rows.store(gone)
        for name, rows in reversed(self.rows.items()):
            rows.remove(gone[name])

    def forget_the_day(self) -> None:
        """Another day may have another roster, other tasks and another rule."""
        for place, name in [
            (self.roll, "lines"),
            (self, "tasks_to_hear"),
            (self, "criteria"),
        ]:
            place.__dict__.pop(name, None)

    def _section(self, field):
        """Who keeps a field, and what the field is called there."""
        kind, _, rest = field.partition(".")
        if kind in self.rows:
            return self.rows[kind], rest
        is_of_roll = kind in self.roll.names or field == "roll_call"
        return (self.roll if is_of_roll else self.plain), field

    # What a row may point at

    @property
    def lines(self):
        return self.roll.lines

    @cached_property
    def tasks_to_hear(self) -> dict:
        """Open tasks of earlier minutes by key, with their state before this day."""
        return {task.pk: task for task in agenda.tasks_to_hear(self.meeting)}

    @cached_property
    def admissions(self) -> dict[str, Admission]:
        """Who is on the way into the Party from this cell, by key as text."""
        visible = Admission.objects.visible_to(self.by, on=self.on)
        here = visible.filter(cell=self.meeting.cell_id)
        under_way = here.under_way(on=self.meeting.held_on)
        return {str(admission.pk): admission for admission in under_way}

    @cached_property
    def criteria(self) -> tuple[tuple[str, int | None], ...]:
        """What the meeting is scored on that day, each with its most points."""
        try:
            frame = Regulation.objects.read(
                Subject.SCORE_FRAME, on=self.meeting.held_on
            )
        except NoRegulation:
            return ()
        return frame.criteria
