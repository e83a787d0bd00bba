"""What the editor page shows: every field with what stands in it and what was typed."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import BadRequest, ValidationError

from cells import roster
from cells.changes import EVERYTHING, Change, is_field_name, last_writer
from cells.draft import PEOPLE, Draft, MinutesForm
from cells.models import Attendance, Meeting, MeetingChange
from partyportal.vietnamese import clean_text

Outcome = MeetingChange.Outcome


@dataclass
class Entry:
    """One field: what is stored, what the form shows, and why the two differ."""

    name: str
    label: str = ""
    was: str = ""
    value: str = ""
    message: str = ""
    # What is stored, in the words of the page.
    stored: str = ""
    # Who stored something else meanwhile; the page then shows both texts.
    conflict: MeetingChange | None = None

    @property
    def key(self) -> str:
        """The name as an id of HTML and CSS."""
        return self.name.replace(".", "-")


@dataclass
class RollCallEntry(Entry):
    line: roster.Line | None = None

    @property
    def status(self) -> str:
        return self.value.partition(":")[0]

    @property
    def reason(self) -> str:
        return self.value.partition(":")[2]


class Editor:
    """The editor of one meeting after some answers to what was posted."""

    statuses = [
        (Attendance.Status.PRESENT, "Có mặt", "is-present"),
        (Attendance.Status.EXCUSED, "Có lý do", "is-excused"),
        (Attendance.Status.UNEXCUSED, "Không lý do", "is-absent"),
    ]
    reasons = Attendance.Reason.choices

    def __init__(self, meeting: Meeting, answers, *, on, scope=EVERYTHING):
        self.meeting = meeting
        self.on = on
        self.writes_minutes = scope == EVERYTHING
        self.form_id = uuid.uuid4()
        self._draft = Draft(meeting, on=on)
        refused = {a.field: a for a in answers if not a.is_applied}
        self._answers = {f: a for f, a in refused.items() if self._has(f)}
        # Why something was not stored for which this page has no place.
        self.elsewhere = {a.message for f, a in refused.items() if not self._has(f)}

    def _has(self, field: str) -> bool:
        try:
            self._draft.text(field)
        except ValidationError:
            return False
        return True

    @cached_property
    def lines(self) -> list[roster.Line]:
        return list(self._draft.lines.values())

    @property
    def count(self) -> roster.Count:
        return roster.count(self.lines)

    @property
    def is_early(self) -> bool:
        """Whether the day is still to come, and there is no roll to call."""
        return self.meeting.held_on > self.on

    @cached_property
    def roll_call(self) -> list[RollCallEntry]:
        expected = (line for line in self.lines if line.is_expected)
        return [
            self._entry(f"attendance.{line.member.pk}", RollCallEntry, line=line)
            for line in expected
        ]

    @property
    def is_folded(self) -> bool:
        """Whether the roll is called and nothing in it waits for the writer."""
        return self.meeting.is_roll_called and all(
            entry.status
            and not (entry.message or entry.conflict or entry.line.is_stray)
            for entry in self.roll_call
        )

    @property
    def absent(self) -> list[roster.Line]:
        expected = (line for line in self.lines if line.is_expected)
        return [x for x in expected if x.status != Attendance.Status.PRESENT]

    @property
    def apart(self) -> list[roster.Line]:
        """Who belongs to the cell, but is not expected."""
        return [line for line in self.lines if not line.is_expected]

    @cached_property
    def guests(self) -> list[tuple[Entry, Entry]]:
        """Name and title of each guest, and empty fields for one more."""
        keys = [*self._draft.guests, self._next_guest]
        return [
            (self._entry(f"guest.{key}.name"), self._entry(f"guest.{key}.title"))
            for key in keys
        ]

    @property
    def _next_guest(self) -> uuid.UUID:
        # What was refused keeps its key, so that what was typed is shown again.
        refused = (
            name.split(".")[1] for name in self._answers if name.startswith("guest.")
        )
        unknown = (uuid.UUID(key) for key in refused)
        return next((k for k in unknown if k not in self._draft.guests), uuid.uuid4())

    @cached_property
    def fields(self) -> dict[str, Entry]:
        """The plain fields of the minutes by name."""
        names = [*MinutesForm.base_fields, *PEOPLE]
        return {name: self._entry(name, label=_label(name)) for name in names}

    @property
    def problems(self) -> list[Entry]:
        """Every field whose change was not stored, for the summary on top."""
        return [self._entry(name) for name in self._answers]

    def _entry(self, name, entry=Entry, **fields):
        was = self._draft.text(name)
        answer = self._answers.get(name)
        if answer is None:
            return entry(name, was=was, value=was, **fields)
        is_conflict = answer.outcome == Outcome.CONFLICT
        conflict = last_writer(self.meeting, name) if is_conflict else None
        return entry(
            name,
            was=was,
            value=answer.value,
            message=answer.message,
            stored=self._in_words(name, was),
            conflict=conflict,
            **fields,
        )

    def _in_words(self, name: str, stored: str) -> str:
        if name in PEOPLE and stored:
            return str(getattr(self.meeting, name))
        if name.startswith("attendance."):
            key = int(name.removeprefix("attendance."))
            return self._draft.lines[key].status_label
        return stored


def _label(name: str) -> str:
    return str(Meeting._meta.get_field(name).verbose_name).capitalize()


def posted_changes(posted) -> list[Change]:
    """The changes in a form posted without JavaScript, BadRequest where it is none.

    The form carries beside each field what stood there; the same form sent twice makes
    the same changes.
    """
    try:
        form_id = uuid.UUID(posted.get("form"))
    except (TypeError, ValueError):
        raise BadRequest("no form of ours") from None
    names = [name.removeprefix("was.") for name in posted if name.startswith("was.")]
    if not all(map(is_field_name, names)):
        raise BadRequest("no field of ours")
    changes = [
        _posted_change(form_id, name, clean_text(posted[f"was.{name}"]), value)
        for name in names
        if (value := _posted_value(posted, name)) is not None
    ]
    return [change for change in changes if change.value != change.was]


def _posted_value(posted, name: str) -> str | None:
    value = posted.get(name)
    if value is not None and name.startswith("attendance."):
        reason = posted.get(f"reason.{name.removeprefix('attendance.')}", "")
        value = f"{value}:{reason}" if value == Attendance.Status.EXCUSED else value
    return None if value is None else clean_text(value)


def _posted_change(form_id, name, was, value) -> Change:
    return Change(uuid.uuid5(form_id, f"{name}\n{value}"), name, was, value)
