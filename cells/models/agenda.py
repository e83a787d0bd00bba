"""What a meeting talks about: its agenda, who said what, and what was concluded."""

import uuid

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cells.models.attendance import Guest
from cells.models.meeting import Meeting
from members.models import Member
from partyportal.fields import NfcConstraint, VietnameseCharField, VietnameseTextField

DECEMBER = 12


# Neither is tracked: every change of a draft is a MeetingChange, and after the seal
# there is none.
class AgendaItem(models.Model):
    """One item of a meeting, brought to a conclusion or carried over to the next."""

    class Outcome(models.TextChoices):
        DECIDED = "decided", "Đã kết luận"
        CARRIED = "carried", "Chuyển kỳ sau"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.CASCADE,
        related_name="items",
        verbose_name="buổi họp",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    title = VietnameseCharField("nội dung", max_length=200, blank=True)
    presenter = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người trình bày",
    )
    guest_presenter = models.ForeignKey(
        Guest,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="khách trình bày",
    )
    content = VietnameseTextField("diễn biến", blank=True)
    conclusion = VietnameseTextField("kết luận của chủ trì", blank=True)
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome, blank=True)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name="chuyển từ kỳ trước",
    )

    class Meta:
        verbose_name = "mục chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_outcome_known",
                condition=Q(outcome__in=["", "decided", "carried"]),
            ),
            models.CheckConstraint(
                name="agenda_item_one_presenter",
                condition=Q(presenter=None) | Q(guest_presenter=None),
                violation_error_message="Một mục chỉ có một người trình bày.",
            ),
            NfcConstraint(
                fields=["title", "content", "conclusion"],
                name="agenda_item_text_is_nfc",
            ),
        ]

    def __str__(self):
        return self.title


class Opinion(models.Model):
    """What one person said on one item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.CASCADE,
        related_name="opinions",
        verbose_name="buổi họp",
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.CASCADE,
        related_name="opinions",
        verbose_name="mục chương trình",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="đảng viên",
    )
    guest = models.ForeignKey(
        Guest,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="khách mời",
    )
    text = VietnameseTextField("ý kiến", blank=True)

    class Meta:
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opinion_one_speaker",
                condition=Q(member=None) | Q(guest=None),
                violation_error_message="Một ý kiến chỉ của một người.",
            ),
            NfcConstraint(fields=["text"], name="opinion_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.speaker}: {self.text}"

    @property
    def speaker(self) -> Member | Guest | None:
        return self.member or self.guest


@pghistory.track()
class AgendaTemplate(models.Model):
    """The usual agenda of a kind of meeting, of one month or of every other one."""

    kind = models.CharField(
        "hình thức sinh hoạt",
        max_length=15,
        choices=Meeting.Kind,
    )
    month = models.PositiveSmallIntegerField(
        "tháng",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(DECEMBER)],
        help_text="Để trống nếu dùng cho mọi tháng chưa có mẫu riêng.",
    )

    class Meta:
        verbose_name = "chương trình mẫu"
        verbose_name_plural = "chương trình mẫu"
        ordering = ["kind", "month"]
        constraints = [
            models.CheckConstraint(
                name="agenda_template_kind_known",
                condition=Q(kind__in=Meeting.Kind.values),
            ),
            models.CheckConstraint(
                name="agenda_template_month_known",
                condition=Q(month=None) | Q(month__range=(1, DECEMBER)),
                violation_error_message="Tháng là số từ 1 đến 12.",
            ),
            models.UniqueConstraint(
                fields=["kind", "month"],
                name="agenda_template_once",
                nulls_distinct=False,
                violation_error_message="Đã có chương trình mẫu này.",
            ),
        ]

    def __str__(self):
        name = self.get_kind_display()
        return f"{name}, tháng {self.month}" if self.month else name


@pghistory.track()
class AgendaTemplateItem(models.Model):
    """One line of a usual agenda."""

    template = models.ForeignKey(
        AgendaTemplate,
        on_delete=models.CASCADE,
        related_name="items",
        verbose_name="chương trình mẫu",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    title = VietnameseCharField("nội dung", max_length=200)

    class Meta:
        verbose_name = "mục chương trình mẫu"
        verbose_name_plural = "mục chương trình mẫu"
        ordering = ["position", "pk"]
        constraints = [
            NfcConstraint(fields=["title"], name="agenda_template_text_is_nfc")
        ]

    def __str__(self):
        return self.title
