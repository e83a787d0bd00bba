"""The record of a meeting: all that its minutes say, as plain data.

Pages, papers and the sealed text are made from it. What stands in rows that may change
later (names of people and of the cell, the grade that a rule gives) a sealed meeting
has in its `sealed_words`, so the same rows make the same record for ever.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from cells import roster, voting
from cells.counts import counts
from cells.models import (
    AgendaItem,
    Attendance,
    Motion,
    Opinion,
    Resolution,
    Task,
    TaskProgress,
)
from members.models import Regulation
from members.models.regulation import NoRegulation, Subject
from partyportal.vietnamese import name_sort_key

COMMUNE = "Đảng bộ xã Bắc Bình"
ONE = ("cell", "chair", "minute_taker", "sealed_by")
PARTS = [
    Prefetch("attendances", Attendance.objects.select_related("member")),
    "guests",
    Prefetch("items", AgendaItem.objects.select_related("presenter")),
    Prefetch("opinions", Opinion.objects.select_related("member")),
    Prefetch("motions", Motion.objects.select_related("member", "admission")),
    Prefetch("resolutions", Resolution.objects.all()),
    Prefetch("tasks", Task.objects.select_related("assignee")),
    Prefetch("progress", TaskProgress.objects.select_related("task__assignee")),
    "score_lines",
]


def with_parts(meetings: QuerySet) -> QuerySet:
    """Meetings with every row that record_of() reads, in a fixed number of queries."""
    return meetings.select_related(*ONE).prefetch_related(*PARTS)


def record_of(meeting) -> dict:
    """Everything in DOMAIN.md section 2.4, with `id` wherever a change names a row.

    A sealed meeting is read as it was sealed, a draft as it stands now.
    """
    return Recorder(meeting).record()


def number_label(number: int | None, paper: str) -> str:
    """Số 05-NQ/CB; with dots for what has no number yet (36-HD/VPTW of 2018)."""
    return f"Số {number:02}-{paper}/CB" if number else f"Số …-{paper}/CB"


class Recorder:
    """Makes the record of one meeting, and keeps the words it took from other rows."""

    def __init__(self, meeting, *, rules: Iterable[Regulation] | None = None):
        prefetch_related_objects([meeting], *PARTS)
        self.meeting = meeting
        self.words = dict(meeting.sealed_words)
        self.rules = Regulation.objects.all() if rules is None else rules
        self.guests = {guest.pk: guest for guest in meeting.guests.all()}
        self.lines = (
            roster.frozen(meeting.attendances.all())
            if meeting.is_sealed
            else roster.roster(meeting)
        )

    def record(self) -> dict:
        meeting = self.meeting
        return {
            **self._head(),
            "counts": counts(self.lines),
            "roster": self._roster(),
            "guests": [
                {"id": str(g.pk), "name": g.name, "title": g.title}
                for g in self.guests.values()
                if g.name
            ],
            "items": [
                self._item(number, item)
                for number, item in enumerate(meeting.items.all(), 1)
            ],
            "motions": [self._motion(motion) for motion in meeting.motions.all()],
            "resolutions": [self._resolution(r) for r in meeting.resolutions.all()],
            "tasks": [self._task(task) for task in meeting.tasks.all()],
            "progress": [self._progress(p) for p in meeting.progress.all() if p.state],
            "score": self._score(),
            "conclusion": meeting.conclusion,
            "sealed_at": meeting.sealed_at,
            "sealed_by": self._name(meeting.sealed_by),
        }

    def _name(self, row) -> str:
        """What a row is called, as it was called at the seal."""
        if row is None:
            return ""
        return self.words.setdefault(f"{row._meta.model_name}.{row.pk}", str(row))

    def _head(self):
        meeting = self.meeting
        return {
            "id": str(meeting.pk),
            "commune": COMMUNE,
            "cell": self._name(meeting.cell),
            "number": number_label(meeting.number, "BB"),
            "title": str(meeting),
            "kind": meeting.kind,
            "kind_label": meeting.get_kind_display(),
            "topic": meeting.topic,
            "held_on": meeting.held_on,
            "start_time": meeting.start_time,
            "end_time": meeting.end_time,
            "minutes": _minutes(meeting),
            "place": meeting.place,
            "chair": self._name(meeting.chair),
            "minute_taker": self._name(meeting.minute_taker),
        }

    def _roster(self):
        rows = [
            {
                "id": line.member.pk,
                "name": self._name(line.member),
                "standing": line.standing,
                "is_temporary": line.is_temporary,
                "status": line.status,
                "status_label": line.status_label,
                "reason_label": line.reason_label,
                "arrived_at": line.arrived_at,
                "left_at": line.left_at,
            }
            for line in self.lines
        ]
        # By the name of that day: who is called otherwise later stays in place.
        return sorted(rows, key=lambda row: (name_sort_key(row["name"]), row["id"]))

    def _person(self, member, guest_id) -> str:
        if guest_id:
            return self.guests[guest_id].name
        return self._name(member)

    def _item(self, number, item):
        opinions = [o for o in self.meeting.opinions.all() if o.item_id == item.pk]
        return {
            "id": str(item.pk),
            "number": number,
            "title": item.title,
            "presenter": self._person(item.presenter, item.guest_presenter_id),
            "content": item.content,
            "opinions": [
                {
                    "id": str(opinion.pk),
                    "speaker": self._person(opinion.member, opinion.guest_id),
                    "text": opinion.text,
                }
                for opinion in opinions
            ],
            "conclusion": item.conclusion,
            "outcome": item.outcome,
            "outcome_label": item.get_outcome_display(),
        }

    def _motion(self, motion):
        tally = self._tally(motion)
        return {
            "id": str(motion.pk),
            "item": str(motion.item_id or ""),
            "kind": motion.kind,
            "kind_label": motion.get_kind_display(),
            "text": motion.text,
            "person": motion.person_name
            or self._name(motion.member)
            or self._name(motion.admission),
            "method": motion.get_method_display(),
            "is_ballot": motion.method == Motion.Method.BALLOT,
            "tellers": motion.tellers,
            "voted_at": motion.voted_at,
            **voting.counts(motion),
            **(_outcome(tally) if tally else NOT_COUNTED),
        }

    def _tally(self, motion):
        """The frozen vote, or that of a draft where it can be reckoned."""
        if self.meeting.is_sealed:
            return voting.sealed_tally(motion)
        if motion.votes_for is None:
            return None
        electorate = voting.Electorate(self.lines)
        try:
            tally = voting.tally(
                motion, electorate, self.rules, on=self.meeting.held_on
            )
        except NoRegulation:
            return None
        return tally if tally.is_possible else None

    def _resolution(self, resolution):
        return {
            "id": str(resolution.pk),
            "motion": str(resolution.motion_id or ""),
            "paper": resolution.paper,
            "paper_label": resolution.get_paper_display(),
            "number": number_label(resolution.number, resolution.paper),
            "title": resolution.title,
            "text": resolution.text,
        }

    def _task(self, task):
        return {
            "id": str(task.pk),
            "resolution": str(task.resolution_id or ""),
            "text": task.text,
            "assignee": self._name(task.assignee),
            "due_on": task.due_on,
        }

    def _progress(self, progress):
        return {
            "id": str(progress.task_id),
            "text": progress.task.text,
            "assignee": self._name(progress.task.assignee),
            "due_on": progress.task.due_on,
            "state": progress.state,
            "state_label": progress.get_state_display(),
            "note": progress.note,
        }

    def _score(self):
        lines = self.meeting.score_lines.all()
        if not lines:
            return None
        points = sum(line.points for line in lines)
        return {
            "lines": [
                {
                    "id": line.position,
                    "criterion": line.criterion,
                    "points": line.points,
                    "most": line.most,
                }
                for line in lines
            ],
            "points": points,
            # A frame may only say passed or not: then each counts for one.
            "most": sum(1 if line.most is None else line.most for line in lines),
            "grade": self._grade(points),
        }

    def _grade(self, points):
        if "grade" not in self.words:
            self.words["grade"] = self._grade_today(points)
        return self.words["grade"]

    def _grade_today(self, points):
        try:
            frame = self.rules.read(Subject.SCORE_FRAME, on=self.meeting.held_on)
        except NoRegulation:
            return ""
        return frame.grade(points)


NOT_COUNTED = {
    "entitled": None,
    "in_room": None,
    "base": None,
    "base_label": "",
    "threshold": "",
    "citation": "",
    "is_carried": None,
    "sentence": "",
}


def _outcome(tally: voting.Tally) -> dict:
    threshold = tally.rule.threshold
    words = "quá {}/{}" if threshold.over else "từ {}/{} trở lên"
    return {
        "entitled": tally.entitled,
        "in_room": tally.in_room,
        "base": tally.base,
        "base_label": tally.rule.base_kind.label,
        "threshold": words.format(threshold.part, threshold.whole),
        "citation": tally.rule.citation,
        "is_carried": tally.is_carried,
        "sentence": tally.sentence,
    }


def _minutes(meeting) -> int | None:
    """How long the meeting took."""
    if not (meeting.start_time and meeting.end_time):
        return None
    day = meeting.held_on
    start, end = (
        datetime.datetime.combine(day, time)
        for time in (meeting.start_time, meeting.end_time)
    )
    return int((end - start).total_seconds()) // 60
