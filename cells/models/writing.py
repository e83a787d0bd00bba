"""How a draft is written: the changes its editors send, and who may send them."""

import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from members.intervals import DatedQuerySet, clean_dates, dates_in_order, no_overlap
from members.models import Member
from partyportal.fields import DayField

# A delegation is for one meeting, not for a mandate.
LONGEST = datetime.timedelta(days=92)
TOO_LONG = "Chỉ giao ghi được trong vòng ba tháng. Hãy chọn ngày sớm hơn."


class MeetingChange(models.Model):
    """One change sent by an editor, kept so that it is applied once only."""

    class Outcome(models.TextChoices):
        APPLIED = "applied", "Đã ghi"
        CONFLICT = "conflict", "Người khác đã sửa trước"
        REFUSED = "refused", "Không ghi được"

    id = models.UUIDField(primary_key=True, editable=False)
    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="changes",
        verbose_name="buổi họp",
    )
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome)
    # The version of the meeting it made; none where it changed nothing.
    version = models.PositiveIntegerField("phiên bản", null=True)
    user = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người ghi",
    )
    field = models.CharField("mục", max_length=60)
    was = models.TextField("trước", blank=True)
    value = models.TextField("sau", blank=True)
    message = models.TextField("lý do không ghi", blank=True)
    sent_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "thay đổi biên bản"
        verbose_name_plural = "thay đổi biên bản"
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(fields=["meeting", "version"], name="change_by_version")
        ]
        constraints = [
            models.CheckConstraint(
                name="change_outcome_known",
                condition=Q(outcome__in=["applied", "conflict", "refused"]),
            ),
        ]

    def __str__(self):
        return f"{self.field}: {self.user}"

    @property
    def is_applied(self) -> bool:
        return self.outcome == self.Outcome.APPLIED


@pghistory.track()
class Delegation(models.Model):
    """A member writes one meeting, or only its roll call, until a date."""

    class Scope(models.TextChoices):
        MINUTES = "minutes", "Ghi biên bản"
        ROLL_CALL = "roll_call", "Chỉ điểm danh"

    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="delegations",
        verbose_name="buổi họp",
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="delegations",
        verbose_name="đảng viên",
    )
    scope = models.CharField("phần được giao ghi", max_length=10, choices=Scope)
    started_on = DayField("từ ngày")
    ended_on = DayField("đến hết ngày")
    granted_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người giao",
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền ghi họp"
        verbose_name_plural = "ủy quyền ghi họp"
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                name="delegation_scope_known",
                condition=Q(scope__in=["minutes", "roll_call"]),
            ),
            dates_in_order("delegation_dates_in_order"),
            no_overlap(
                "delegation_once_at_a_time",
                "meeting",
                "member",
                message="Đồng chí này đã được giao ghi buổi họp đó. "
                "Muốn đổi, hãy thôi giao rồi giao lại.",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_scope_display()}"

    def clean(self):
        clean_dates(self)
        self.refuse_long()

    def refuse_long(self) -> None:
        """Who writes for longer holds an office; that is a Term."""
        if (
            self.ended_on
            and self.started_on
            and self.ended_on - self.started_on > LONGEST
        ):
            raise ValidationError({"ended_on": TOO_LONG})

    def end(self, *, on: datetime.date) -> None:
        """Take the work back from the day `on`; history keeps what never came to be."""
        if self.started_on >= on:
            self.delete()
        elif self.ended_on >= on:
            self.ended_on = on - datetime.timedelta(days=1)
            self.save(update_fields=["ended_on"])
