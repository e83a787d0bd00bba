"""What is written beside a meeting: put off before it, corrected and scored after."""

import uuid

from django.db import models
from django.db.models import F, Q

from partyportal.fields import (
    DayField,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)


# None of these is tracked: each is a row that never changes.
class Postponement(models.Model):
    """A meeting that was called for one day and put off to another."""

    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="postponements",
        verbose_name="buổi họp",
    )
    from_day = DayField("ngày đã báo")
    to_day = DayField("ngày mới")
    reason = VietnameseCharField("lý do", max_length=200)
    postponed_at = models.DateTimeField("lúc", auto_now_add=True)
    postponed_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người hoãn",
    )

    class Meta:
        verbose_name = "lần hoãn họp"
        verbose_name_plural = "lần hoãn họp"
        ordering = ["postponed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="postponement_to_another_day",
                condition=~Q(from_day=F("to_day")),
                violation_error_message="Ngày mới phải khác ngày đã báo.",
            ),
            models.CheckConstraint(
                name="postponement_with_reason",
                condition=~Q(reason=""),
                violation_error_message="Hoãn họp phải có lý do.",
            ),
            NfcConstraint(fields=["reason"], name="postponement_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.meeting}: {self.reason}"


class Correction(models.Model):
    """What is to be read otherwise in sealed minutes; the minutes stay as they are."""

    # The browser makes it, so that a form sent twice corrects once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.PROTECT,
        related_name="corrections",
        verbose_name="buổi họp",
    )
    # Named as in a change of the draft, see cells.changes.
    field = models.CharField("mục", max_length=60)
    label = VietnameseCharField("tên mục", max_length=300)
    before = VietnameseTextField("đã ghi", blank=True)
    after = VietnameseTextField("nay đính chính là")
    reason = VietnameseCharField("lý do", max_length=300)
    made_at = models.DateTimeField("lúc", auto_now_add=True)
    made_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người đính chính",
    )

    class Meta:
        verbose_name = "đính chính"
        verbose_name_plural = "đính chính"
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_changes_something",
                condition=~Q(before=F("after")),
                violation_error_message="Nội dung đính chính giống hệt bản đã ghi.",
            ),
            models.CheckConstraint(
                name="correction_with_reason",
                condition=~Q(reason=""),
                violation_error_message="Đính chính phải có lý do.",
            ),
            NfcConstraint(
                fields=["label", "before", "after", "reason"],
                name="correction_text_is_nfc",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.after}"


class ScoreLine(models.Model):
    """How one meeting scored itself on one criterion of the frame in force."""

    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="score_lines",
        verbose_name="buổi họp",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    criterion = VietnameseCharField("tiêu chí", max_length=200)
    # Empty where the frame says passed or not: then 1 or 0.
    most = models.PositiveSmallIntegerField("tối đa", null=True, blank=True)
    points = models.PositiveSmallIntegerField("điểm")

    class Meta:
        verbose_name = "điểm tự chấm"
        verbose_name_plural = "điểm tự chấm"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="score_line_once"
            ),
            models.CheckConstraint(
                name="score_line_within_most",
                condition=Q(most=None, points__lte=1)
                | Q(most__isnull=False, points__lte=F("most")),
                violation_error_message="Điểm không được quá điểm tối đa.",
            ),
            NfcConstraint(fields=["criterion"], name="score_line_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.points}"


class ScoreConfirmation(models.Model):
    """What the committee member in charge says to the score of sealed minutes."""

    meeting = models.OneToOneField(
        "cells.Meeting",
        on_delete=models.PROTECT,
        related_name="score_confirmation",
        verbose_name="buổi họp",
    )
    is_agreed = models.BooleanField("đồng ý với điểm tự chấm")
    note = VietnameseCharField("ý kiến", max_length=300, blank=True)
    confirmed_at = models.DateTimeField("lúc", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người xác nhận",
    )

    class Meta:
        verbose_name = "xác nhận điểm"
        verbose_name_plural = "xác nhận điểm"
        ordering = ["confirmed_at"]
        constraints = [
            models.CheckConstraint(
                name="score_confirmation_says_why_not",
                condition=Q(is_agreed=True) | ~Q(note=""),
                violation_error_message="Không đồng ý thì phải ghi lý do.",
            ),
            NfcConstraint(fields=["note"], name="score_confirmation_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.meeting}: {'đồng ý' if self.is_agreed else 'không đồng ý'}"
