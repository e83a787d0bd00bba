"""What a meeting voted on, who was entitled, and whether it carried."""

import uuid

from django.db import models
from django.db.models import F, Q

from cells.models.agenda import AgendaItem
from members.models import Member
from partyportal.fields import NfcConstraint, VietnameseCharField


# Not tracked: every change of a draft is a MeetingChange, and after the seal there is
# none.
class Motion(models.Model):
    """One vote. No column says who voted how: a ballot is secret, hands are counted."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "Nghị quyết, kết luận thông thường"
        ADMISSION = "admission", "Đề nghị kết nạp đảng viên"
        RECOGNITION = "recognition", "Đề nghị công nhận đảng viên chính thức"
        STRIKE_OFF = "strike_off", "Đề nghị xóa tên"
        DISCIPLINE = "discipline", "Thi hành kỷ luật"
        ELECTION = "election", "Bầu cử"

    class Method(models.TextChoices):
        HANDS = "hands", "Giơ tay"
        BALLOT = "ballot", "Phiếu kín"

    class Base(models.TextChoices):
        OFFICIAL = "official", "tổng số đảng viên chính thức"
        PRESENT = "present", "số đảng viên chính thức có mặt"
        CAST = "cast", "số phiếu thu về"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="motions",
        verbose_name="buổi họp",
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="motions",
        verbose_name="mục chương trình",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    kind = models.CharField(
        "loại biểu quyết", max_length=15, choices=Kind, default=Kind.ORDINARY
    )
    text = VietnameseCharField("nội dung biểu quyết", max_length=500, blank=True)
    # Whom it is about: a member, somebody on the way into the Party, or a name.
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="motions",
        verbose_name="về đảng viên",
    )
    admission = models.ForeignKey(
        "members.Admission",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="motions",
        verbose_name="về người xin vào Đảng",
    )
    person_name = VietnameseCharField("về người", max_length=100, blank=True)
    method = models.CharField(
        "cách biểu quyết", max_length=10, choices=Method, default=Method.HANDS
    )
    tellers = VietnameseCharField("tổ kiểm phiếu", max_length=300, blank=True)
    voted_at = models.TimeField("biểu quyết lúc", null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField("tán thành", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(
        "không tán thành", null=True, blank=True
    )
    votes_abstain = models.PositiveSmallIntegerField(
        "ý kiến khác", null=True, blank=True
    )
    votes_invalid = models.PositiveSmallIntegerField(
        "phiếu không hợp lệ", null=True, blank=True
    )

    # Frozen by the seal; a draft reckons them from the roll call and the rule.
    entitled = models.PositiveSmallIntegerField(
        "số người có quyền biểu quyết", null=True, editable=False
    )
    in_room = models.PositiveSmallIntegerField(
        "số người có quyền đang có mặt", null=True, editable=False
    )
    base_kind = models.CharField(
        "tính trên", max_length=10, choices=Base, blank=True, editable=False
    )
    base = models.PositiveSmallIntegerField("mẫu số", null=True, editable=False)
    threshold_part = models.PositiveSmallIntegerField(null=True, editable=False)
    threshold_whole = models.PositiveSmallIntegerField(null=True, editable=False)
    # More than the fraction, where equal is not enough.
    threshold_is_over = models.BooleanField(null=True, editable=False)
    citation = VietnameseCharField(
        "theo quy định", max_length=200, blank=True, editable=False
    )

    class Meta:
        verbose_name = "biểu quyết"
        verbose_name_plural = "biểu quyết"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="motion_kind_known",
                condition=Q(
                    kind__in=[
                        "ordinary",
                        "admission",
                        "recognition",
                        "strike_off",
                        "discipline",
                        "election",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="motion_method_known", condition=Q(method__in=["hands", "ballot"])
            ),
            models.CheckConstraint(
                name="motion_base_kind_known",
                condition=Q(base_kind__in=["", "official", "present", "cast"]),
            ),
            models.CheckConstraint(
                name="motion_about_one_person",
                condition=Q(member=None, admission=None)
                | Q(member=None, person_name="")
                | Q(admission=None, person_name=""),
                violation_error_message="Một biểu quyết chỉ về một người.",
            ),
            models.CheckConstraint(
                name="motion_invalid_of_ballots_only",
                condition=Q(method="ballot")
                | Q(votes_invalid=None)
                | Q(votes_invalid=0),
                violation_error_message=("Giơ tay thì không có phiếu không hợp lệ."),
            ),
            models.CheckConstraint(
                name="motion_frozen_whole",
                condition=Q(
                    entitled=None,
                    in_room=None,
                    base=None,
                    base_kind="",
                    threshold_part=None,
                    threshold_whole=None,
                    threshold_is_over=None,
                    citation="",
                )
                | Q(
                    ~Q(base_kind=""),
                    ~Q(citation=""),
                    ~Q(text=""),
                    entitled__isnull=False,
                    in_room__isnull=False,
                    base__gt=0,
                    base__isnull=False,
                    threshold_part__isnull=False,
                    threshold_part__gt=0,
                    threshold_whole__isnull=False,
                    threshold_whole__gte=F("threshold_part"),
                    threshold_is_over__isnull=False,
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_abstain__isnull=False,
                    votes_invalid__isnull=False,
                ),
            ),
            # Before the seal too, as far as the numbers are there: a check passes where
            # it compares with NULL.
            models.CheckConstraint(
                name="motion_votes_fit",
                condition=Q(
                    in_room__gte=F("votes_for")
                    + F("votes_against")
                    + F("votes_abstain")
                    + F("votes_invalid"),
                    entitled__gte=F("in_room"),
                ),
                violation_error_message=(
                    "Số phiếu nhiều hơn số đảng viên chính thức có mặt."
                ),
            ),
            models.CheckConstraint(
                name="motion_whole_as_named",
                condition=Q(base_kind="")
                | Q(base_kind="official", base=F("entitled"))
                | Q(base_kind="present", base=F("in_room"))
                | Q(
                    base_kind="cast",
                    base=F("votes_for")
                    + F("votes_against")
                    + F("votes_abstain")
                    + F("votes_invalid"),
                ),
            ),
            models.CheckConstraint(
                name="motion_names_the_person",
                condition=Q(entitled=None)
                | Q(kind="ordinary")
                | Q(
                    ~Q(member=None, person_name="", admission=None),
                    kind="admission",
                )
                | Q(
                    kind__in=["recognition", "strike_off", "discipline", "election"],
                    member__isnull=False,
                ),
                violation_error_message="Hãy ghi biểu quyết này về ai.",
            ),
            NfcConstraint(
                fields=["text", "person_name", "tellers", "citation"],
                name="motion_text_is_nfc",
            ),
        ]

    def __str__(self):
        return self.text or self.get_kind_display()
