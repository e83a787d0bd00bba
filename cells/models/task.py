"""Whom a meeting charged with what, and how far that came."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from cells import state
from cells.models.meeting import Meeting
from cells.models.resolution import Resolution
from members.models import Member
from partyportal.fields import DayField, NfcConstraint, VietnameseCharField
from partyportal.refusals import SENT_BEFORE
from partyportal.share import Share


class TaskState(models.TextChoices):
    NOT_STARTED = "not_started", "Chưa làm"
    UNDER_WAY = "under_way", "Đang làm"
    DONE = "done", "Đã xong"
    DROPPED = "dropped", "Thôi không làm"


BADGES = {
    TaskState.NOT_STARTED: "draft",
    TaskState.UNDER_WAY: "provisional",
    TaskState.DONE: "sealed",
    TaskState.DROPPED: "cancelled",
}
CLOSED = [TaskState.DONE, TaskState.DROPPED]
TASKS = "việc được giao"


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        """Tasks of the minutes one may read, and one's own."""
        meetings = Meeting.objects.visible_to(user, on=on)
        own = Q(assignee=user.duties(on=on).member, assignee__isnull=False)
        return self.sealed().filter(Q(meeting__in=meetings) | own)

    def reportable_by(self, user, *, on):
        """Tasks of which the user writes down how far they came."""
        duties = user.duties(on=on)
        sealed = self.sealed()
        return (
            sealed
            if duties.is_office
            else sealed.filter(meeting__cell__in=duties.officer_of)
        )

    def sealed(self):
        return self.filter(meeting__sealed_at__isnull=False)

    def charged_until(self, day):
        """Those of meetings held up to that day, which counts too."""
        return self.filter(meeting__held_on__lte=day)

    def with_state(self, *, on):
        """Add `state` as it stood that day, with its `note` and `reported_on`."""
        told = TaskProgress.objects.told(on=on).filter(task=OuterRef("pk"))
        newest = told.order_by("-reported_on", "-recorded_at", "-pk")
        return self.annotate(
            state=Coalesce(
                Subquery(newest.values("state")[:1]), Value(TaskState.NOT_STARTED)
            ),
            note=Coalesce(Subquery(newest.values("note")[:1]), Value("")),
            reported_on=Subquery(newest.values("reported_on")[:1]),
        )

    # Those below need with_state().

    def open(self):
        return self.exclude(state__in=CLOSED)

    def overdue(self, *, on):
        # See also Task.is_overdue().
        return self.open().filter(due_on__lt=on)

    def done(self):
        return self.filter(state=TaskState.DONE)

    def done_share(self) -> Share:
        """Done of all but the dropped, which are no tasks any more. One query."""
        counts = self.exclude(state=TaskState.DROPPED).aggregate(
            done=Count("pk", filter=Q(state=TaskState.DONE)), all=Count("pk")
        )
        return Share(part=counts["done"], whole=counts["all"], of=TASKS)


# Not tracked: every change of a draft is a MeetingChange, and after the seal there is
# none.
class Task(models.Model):
    """What one member was charged with at a meeting, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.CASCADE,
        related_name="tasks",
        verbose_name="buổi họp",
    )
    resolution = models.ForeignKey(
        Resolution,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="theo nghị quyết",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = VietnameseCharField("việc", max_length=500, blank=True)
    assignee = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="người làm",
    )
    due_on = DayField("hạn", null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "việc được giao"
        verbose_name_plural = "việc được giao"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["assignee", "due_on"], name="task_by_assignee")]
        constraints = [NfcConstraint(fields=["text"], name="task_text_is_nfc")]

    def __str__(self):
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("cells:task_detail", args=[self.pk])

    # The next ones need TaskQuerySet.with_state().

    @property
    def state_label(self) -> str:
        return TaskState(self.state).label

    @property
    def is_open(self) -> bool:
        # See also TaskQuerySet.open().
        return self.state not in CLOSED

    def is_overdue(self, *, on: datetime.date) -> bool:
        # See also TaskQuerySet.overdue().
        return self.is_open and self.due_on is not None and self.due_on < on

    def standing(self, *, on: datetime.date) -> state.State:
        """Its state as pages say it: that it is overdue before all else."""
        if self.is_overdue(on=on):
            return state.OVERDUE
        return state.State(self.state_label, BADGES[self.state])

    @transaction.atomic
    def report(
        self, *, id: uuid.UUID, state: str, note: str, by, on: datetime.date
    ) -> None:
        """Write down how far it came, between two meetings; once for each id.

        ValidationError where the id came with something else.
        """
        told = TaskProgress(
            id=id, task=self, state=state, note=note, reported_on=on, recorded_by=by
        )
        TaskProgress.objects.bulk_create([told], ignore_conflicts=True)
        same = {"task": self, "state": state, "note": note, "meeting": None}
        if not TaskProgress.objects.filter(pk=id, **same).exists():
            raise ValidationError(SENT_BEFORE)


class TaskProgressQuerySet(models.QuerySet):
    def told(self, *, on):
        """What was told up to that day; a draft has told nothing yet."""
        heard = Q(meeting=None) | Q(meeting__sealed_at__isnull=False)
        return self.filter(heard, reported_on__lte=on)


# Not tracked: a row of its own each time. One that a meeting heard changes as a draft
# does, and is sealed with it; the others never change.
class TaskProgress(models.Model):
    """How far a task had come on a day, as told at a meeting or between two."""

    State = TaskState

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(
        Task,
        on_delete=models.CASCADE,
        related_name="progress",
        verbose_name="việc",
    )
    # The meeting that heard it; empty for what was told between two.
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="progress",
        verbose_name="báo cáo tại buổi họp",
    )
    state = models.CharField("tình trạng", max_length=12, choices=TaskState, blank=True)
    note = VietnameseCharField("kết quả, lý do", max_length=500, blank=True)
    reported_on = DayField("ngày")
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    recorded_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người ghi",
    )

    objects = TaskProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "tiến độ"
        verbose_name_plural = "tiến độ"
        ordering = ["reported_on", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="task_progress_state_known",
                condition=Q(
                    state__in=["", "not_started", "under_way", "done", "dropped"]
                ),
            ),
            # In a draft the state may still be open; between meetings it is the point.
            models.CheckConstraint(
                name="task_progress_says_something",
                condition=Q(meeting__isnull=False) | ~Q(state=""),
                violation_error_message="Hãy chọn tình trạng của việc.",
            ),
            models.CheckConstraint(
                name="task_progress_dropped_with_reason",
                condition=~Q(state="dropped") | Q(meeting__isnull=False) | ~Q(note=""),
                violation_error_message="Thôi không làm thì phải ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["task", "meeting"], name="task_progress_once_a_meeting"
            ),
            NfcConstraint(fields=["note"], name="task_progress_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.task}: {self.get_state_display()}"
