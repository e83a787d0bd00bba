"""What the page of minutes shows beside the record: corrections, tasks, the seal."""

import datetime
from functools import cached_property

from django.urls import reverse

from cells.corrections import set_beside
from cells.models import Attendance, Meeting, ScoreConfirmation, Task
from cells.models.attendance import EXPECTED_MEMBERS
from cells.qr import qr_path
from cells.record import Recorder
from partyportal.share import Share


class Minutes:
    """The page of one meeting; `address` makes a path into a full address."""

    def __init__(self, meeting: Meeting, *, on: datetime.date, address):
        self.meeting = meeting
        self.on = on
        self._address = address
        recorder = Recorder(meeting)
        self.record, self.lines = recorder.record(), recorder.lines
        if meeting.is_sealed:
            set_beside(self.record, meeting.corrections.select_related("made_by"))
            self._set_state_of_tasks()

    @property
    def groups(self) -> list[tuple[str, list[dict]]]:
        """The lines of the roster under each status, in its order."""
        titles = [("", "Chưa rõ"), *Attendance.Status.choices]
        groups = [
            (title, [x for x in self.record["roster"] if x["status"] == status])
            for status, title in titles
        ]
        return [(title, lines) for title, lines in groups if lines]

    @property
    def presence(self) -> Share:
        counts = self.record["counts"]
        part, whole = counts["present"]["total"], counts["expected"]["total"]
        return Share(part=part, whole=whole, of=EXPECTED_MEMBERS)

    def _set_state_of_tasks(self):
        """Give each task of the record its row with the state of the day."""
        rows = Task.objects.filter(meeting=self.meeting).with_state(on=self.on)
        tasks = {str(task.pk): task for task in rows}
        for told in self.record["tasks"]:
            told["now"] = tasks[told["id"]]

    @cached_property
    def confirmation(self) -> ScoreConfirmation | None:
        confirmations = ScoreConfirmation.objects.filter(meeting=self.meeting)
        return confirmations.select_related("confirmed_by").first()

    @property
    def verify_url(self) -> str:
        path = reverse("verify", args=[self.meeting.verification_code])
        return self._address(path)

    @cached_property
    def qr(self) -> dict:
        path, size = qr_path(self.verify_url)
        return {"path": path, "size": size}
