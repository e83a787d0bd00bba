"""What the editor page shows: every field with what stands in it and what was typed."""

import datetime
import uuid
from functools import cached_property

from django.core.exceptions import ValidationError

from cells import roster, voting
from cells.changes import EVERYTHING, LONGEST_TEXT, last_writers
from cells.counts import counts
from cells.draft import PEOPLE, Draft, MinutesForm
from cells.editor.choices import Choices
from cells.editor.entries import Entry, RollCallEntry, RowEntry
from cells.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingChange,
    Motion,
    Resolution,
    TaskProgress,
)
from members.models import Regulation
from members.models.regulation import NoRegulation, Subject

Outcome = MeetingChange.Outcome
# Where the page puts the key of a row that the browser makes, and of its item.
KEY, ITEM = "KEY", "ITEM"
WEEK = datetime.timedelta(days=7)


class Editor:
    """The editor of one meeting after some answers to what was posted."""

    statuses = [
        (Attendance.Status.PRESENT, "Có mặt", "is-present"),
        (Attendance.Status.EXCUSED, "Có lý do", "is-excused"),
        (Attendance.Status.UNEXCUSED, "Không lý do", "is-absent"),
    ]
    reasons = Attendance.Reason.choices
    longest_text = LONGEST_TEXT
    # Said of an open task; nothing chosen is nothing said.
    states = [
        (TaskProgress.State.DONE, "Đã xong"),
        (TaskProgress.State.UNDER_WAY, "Đang làm"),
        (TaskProgress.State.NOT_STARTED, "Chưa làm"),
        (TaskProgress.State.DROPPED, "Thôi"),
    ]

    outcomes = [("", "Chưa"), *AgendaItem.Outcome.choices]
    methods = Motion.Method.choices
    papers = Resolution._meta.get_field("paper").choices
    passed = [("", "Chưa chấm"), ("1", "Đạt"), ("0", "Không đạt")]

    def __init__(self, meeting: Meeting, answers, *, by, on, scope=EVERYTHING):
        self.meeting = meeting
        self.on = on
        self.writes_minutes = scope == EVERYTHING
        self.form_id = uuid.uuid4()
        self._draft = Draft(meeting, on=on, by=by)
        refused = {a.field: a for a in answers if not a.is_applied}
        self._draft.expect(refused)
        self._answers = {f: a for f, a in refused.items() if self._has(f)}
        # Why something was not stored for which this page has no place.
        self.elsewhere = {a.message for f, a in refused.items() if not self._has(f)}
        self.choices = Choices(self._draft)

    def _has(self, field: str) -> bool:
        try:
            self._draft.text(field)
        except ValidationError:
            return False
        return True

    # The roll call

    @cached_property
    def lines(self) -> list[roster.Line]:
        return list(self._draft.lines.values())

    @cached_property
    def counts(self) -> dict:
        return counts(self.lines)

    @property
    def is_early(self) -> bool:
        """Whether the day is still to come, and there is no roll to call."""
        return self.meeting.held_on > self.on

    @cached_property
    def roll_call(self) -> list[RollCallEntry]:
        return [self._roll_call_entry(line) for line in self.lines if line.is_expected]

    @property
    def roll_call_columns(self) -> list[list[RollCallEntry]]:
        """The roll call in halves: beside each other on a wide screen.

        Two lists, as a browser that broke one list into columns would move lines from
        one to the other whenever a line grows.
        """
        middle = (len(self.roll_call) + 1) // 2
        return [self.roll_call[:middle], self.roll_call[middle:]]

    def _roll_call_entry(self, line):
        return self._entry(
            f"attendance.{line.key}",
            RollCallEntry,
            line=line,
            is_entitled=voting.is_entitled(line),
            arrived=self._entry(f"arrived.{line.key}", label="Đến muộn, lúc"),
            left=self._entry(f"left.{line.key}", label="Về sớm, lúc"),
        )

    @property
    def is_folded(self) -> bool:
        """Whether the roll is called and nothing in it waits for the writer."""
        return self.meeting.is_roll_called and all(
            entry.status
            and not (entry.line.is_stray or entry.is_problem)
            and not (entry.arrived.is_problem or entry.left.is_problem)
            for entry in self.roll_call
        )

    @property
    def exceptions(self) -> list[roster.Line]:
        """Who is expected and was absent, late or left early."""
        present = Attendance.Status.PRESENT
        expected = (line for line in self.lines if line.is_expected)
        return [x for x in expected if x.status != present or x.came_or_went]

    @property
    def apart(self) -> list[roster.Line]:
        """Who belongs to the cell, but is not expected."""
        return [line for line in self.lines if not line.is_expected]

    # How the folded parts of the page sum themselves up

    @property
    def notes(self) -> dict[str, str]:
        """One line for each part, kept alive by meeting-rows.js in the same words."""
        outcomes = [row.part["outcome"].value for row in self.items if row.row]
        told = [row.part["state"].value for row in self.earlier_tasks]
        return {
            "item": f"{len(outcomes)} mục, {sum(map(bool, outcomes))} đã xong",
            "progress": f"{len(told)} việc, {sum(map(bool, told))} đã báo cáo",
            "motion": f"{self._count(self.motions)} lần",
            "resolution": f"{self._count(self.resolutions)} văn bản",
            "task": f"{self._count(self.tasks)} việc",
            "guest": f"{self._count(self.guests)} người",
        }

    def _count(self, rows):
        return sum(row.row is not None for row in rows)

    # Rows

    @cached_property
    def guests(self) -> list[RowEntry]:
        return self._rows("guest")

    @cached_property
    def items(self) -> list[RowEntry]:
        """The agenda, each item with what was said on it, and an empty one."""
        items = self._rows("item")
        opinions = self._rows("opinion", empty=False)
        for item in items:
            of_item = [x for x in opinions if x.part["item"].value == item.key]
            item.opinions = [*of_item, self._empty_opinion(item.key)]
        return items

    def _empty_opinion(self, item_key):
        opinion = self._row("opinion", str(uuid.uuid4()))
        opinion.part["item"].value = item_key
        return opinion

    @cached_property
    def motions(self) -> list[RowEntry]:
        motions = self._rows("motion")
        for motion in motions:
            if motion.row and motion.row.votes_for is not None:
                self._reckon(motion)
        return motions

    def _reckon(self, entry):
        try:
            tally = voting.tally(
                entry.row, self.electorate, self._rules, on=self.meeting.held_on
            )
        except NoRegulation as error:
            entry.sentence = str(error)
            return
        if tally.is_possible:
            entry.sentence, entry.is_carried = tally.sentence, tally.is_carried
        else:
            entry.sentence = (
                f"Ghi {tally.cast} phiếu, nhưng lúc đó chỉ có {tally.in_room} "
                "đảng viên có quyền biểu quyết."
            )

    @cached_property
    def electorate(self) -> voting.Electorate:
        return voting.Electorate(self.lines)

    @cached_property
    def rules(self) -> list[tuple[str, str, voting.Rule | None]]:
        """Each kind of motion with its words and its rule of that day."""
        return [(kind, label, self._rule(kind)) for kind, label in voting.Kind.choices]

    def _rule(self, kind):
        try:
            return voting.rule_of(kind, self._rules, on=self.meeting.held_on)
        except NoRegulation:
            return None

    @cached_property
    def _rules(self):
        return Regulation.objects.all()

    @cached_property
    def resolutions(self) -> list[RowEntry]:
        return self._rows("resolution")

    @cached_property
    def tasks(self) -> list[RowEntry]:
        return self._rows("task")

    @property
    def due_days(self) -> list[tuple[str, datetime.date]]:
        """Usual days until which something is to be done, to choose with one tap."""
        held_on = self.meeting.held_on
        next_month = (held_on.replace(day=1) + 5 * WEEK).replace(day=1)
        return [
            ("Một tuần", held_on + WEEK),
            ("Hai tuần", held_on + 2 * WEEK),
            ("Cuối tháng", next_month - datetime.timedelta(days=1)),
            ("Cuối tháng sau", (next_month + 5 * WEEK).replace(day=1) - WEEK / 7),
        ]

    @cached_property
    def earlier_tasks(self) -> list[RowEntry]:
        """The open tasks of earlier minutes, with what is told of them now."""
        entries = []
        for key, task in self._draft.tasks_to_hear.items():
            entry = self._row("progress", str(key))
            entry.row = task
            entries.append(entry)
        return entries

    @cached_property
    def score(self) -> list[tuple[str, int | None, Entry]]:
        """The criteria of the day with their most points and what was given."""
        return [
            (name, most, self._entry(f"score.{position}"))
            for position, (name, most) in enumerate(self._draft.criteria, 1)
        ]

    @cached_property
    def grades(self) -> tuple[tuple[str, int], ...]:
        rule = self._rules.rule(Subject.SCORE_FRAME, on=self.meeting.held_on)
        return rule.reading.grades

    @property
    def patterns(self) -> dict[str, RowEntry]:
        """An empty row of each kind, from which the browser makes new ones."""
        kinds = ("guest", "item", "opinion", "motion", "resolution", "task")
        patterns = {kind: self._pattern(kind) for kind in kinds}
        patterns["opinion"].part["item"].value = ITEM
        return patterns

    def _pattern(self, kind):
        entry = self._row(kind, str(uuid.uuid4()))
        for name, part in entry.part.items():
            part.name = f"{kind}.{KEY}.{name}"
        entry.key = KEY
        return entry

    def _rows(self, kind, *, empty=True) -> list[RowEntry]:
        """The rows of a kind, those refused just now, and an empty one to fill."""
        stored = self._draft.rows[kind].stored
        rows = [self._row(kind, str(key), row) for key, row in stored.items()]
        refused = self._refused_keys(kind) - {row.key for row in rows}
        rows += [self._row(kind, key) for key in sorted(refused)]
        return [*rows, self._row(kind, str(uuid.uuid4()))] if empty else rows

    def _refused_keys(self, kind):
        # What was refused keeps its key, so that what was typed is shown again.
        fields = [name.split(".") for name in self._answers]
        return {parts[1] for parts in fields if parts[0] == kind}

    def _row(self, kind, key, row=None) -> RowEntry:
        rows = self._draft.rows[kind]
        rows.expect([key])
        names = [part.name for part in rows.kind.parts]
        part = {name: self._entry(f"{kind}.{key}.{name}") for name in names}
        return RowEntry(kind, key, row, part)

    # Fields

    @cached_property
    def fields(self) -> dict[str, Entry]:
        """The plain fields of the minutes by name."""
        names = [*MinutesForm.base_fields, *PEOPLE]
        return {name: self._entry(name, label=_label(name)) for name in names}

    @property
    def problems(self) -> list[Entry]:
        """Every field whose change was not stored, for the summary on top."""
        return [self._entry(name) for name in self._answers]

    @cached_property
    def _conflicts(self):
        """Who wrote last into each field where somebody was quicker. One query."""
        quicker = (a for a in self._answers.values() if a.outcome == Outcome.CONFLICT)
        return last_writers(self.meeting, [answer.field for answer in quicker])

    def _entry(self, name, entry=Entry, **fields):
        was = self._draft.text(name)
        answer = self._answers.get(name)
        fields["choices"] = self.choices
        if answer is None:
            return entry(name, was=was, value=was, **fields)
        return entry(
            name,
            was=was,
            value=answer.value,
            message=answer.message,
            stored=self.choices.in_words(name, was),
            conflict=self._conflicts.get(name),
            **fields,
        )


def _label(name: str) -> str:
    return str(Meeting._meta.get_field(name).verbose_name).capitalize()
