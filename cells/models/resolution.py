"""What a meeting resolved, and the numbers of its papers."""

import uuid

from django.db import models
from django.db.models import Q

from cells.models.cell import Mandate
from cells.models.motion import Motion
from partyportal.fields import NfcConstraint, VietnameseCharField, VietnameseTextField


class Paper(models.TextChoices):
    """The papers a cell numbers, each in a series of its own."""

    MINUTES = "BB", "Biên bản"
    RESOLUTION = "NQ", "Nghị quyết"
    CONCLUSION = "KL", "Kết luận"


class Series(models.Model):
    """The last number given to a kind of paper in a mandate; locked to give the next.

    Numbers run on from congress to congress, see DOMAIN.md section 7.
    """

    mandate = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        related_name="series",
        verbose_name="nhiệm kỳ",
    )
    paper = models.CharField("loại văn bản", max_length=10, choices=Paper)
    last_number = models.PositiveIntegerField("số cuối đã cấp", default=0)

    class Meta:
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
        ordering = ["mandate", "paper"]
        constraints = [
            models.CheckConstraint(
                name="series_paper_known", condition=Q(paper__in=["BB", "NQ", "KL"])
            ),
            models.UniqueConstraint(fields=["mandate", "paper"], name="series_once"),
        ]

    def __str__(self):
        return f"{self.paper}, {self.mandate}: {self.last_number}"


# Not tracked: every change of a draft is a MeetingChange, and after the seal there is
# none.
class Resolution(models.Model):
    """A resolution or conclusion of a meeting; the seal gives it its number."""

    Paper = Paper

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="resolutions",
        verbose_name="buổi họp",
    )
    # The vote that adopted it.
    motion = models.ForeignKey(
        Motion,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name="biểu quyết thông qua",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    paper = models.CharField(
        "loại văn bản",
        max_length=10,
        choices=[("NQ", "Nghị quyết"), ("KL", "Kết luận")],
        default=Paper.RESOLUTION,
    )
    title = VietnameseCharField("trích yếu", max_length=300, blank=True)
    text = VietnameseTextField("nội dung", blank=True)
    mandate = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="resolutions",
        verbose_name="nhiệm kỳ",
    )
    number = models.PositiveIntegerField("số", null=True, editable=False)

    class Meta:
        verbose_name = "nghị quyết, kết luận"
        verbose_name_plural = "nghị quyết, kết luận"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="resolution_paper_known", condition=Q(paper__in=["NQ", "KL"])
            ),
            models.CheckConstraint(
                name="resolution_number_with_mandate",
                condition=Q(mandate=None, number=None)
                | Q(mandate__isnull=False, number__isnull=False, number__gt=0),
            ),
            models.UniqueConstraint(
                fields=["mandate", "paper", "number"], name="resolution_number_once"
            ),
            NfcConstraint(fields=["title", "text"], name="resolution_text_is_nfc"),
        ]

    def __str__(self):
        return self.title
