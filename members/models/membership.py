"""Where a member belongs, and when nobody expects them at meetings."""

import pghistory
from django.db import models
from django.db.models import F, Q

from members.intervals import (
    DatedQuerySet,
    clean_dates,
    dates_in_order,
    no_overlap,
)
from partyportal.fields import DayField, NfcConstraint, VietnameseCharField


class MembershipQuerySet(DatedQuerySet):
    def official_in(self, cell: int, *, on):
        """Of the full members at home in a cell that day: votes are counted on them."""
        homes = self.on(on).filter(kind=Membership.Kind.HOME, cell=cell)
        return homes.filter(member__official_on__lte=on)

    def admitted(self, first, last):
        """The first homes of who became a member here, by the day of the ceremony."""
        return self.filter(
            kind=Membership.Kind.HOME,
            started_on=F("member__admitted_on"),
            started_on__range=(first, last),
        ).order_by("cell__position", "started_on", "pk")


@pghistory.track()
class Membership(models.Model):
    """A member belongs to a cell, at home there or for a time.

    A transfer ends the old row the day before the new one starts.
    """

    class Kind(models.TextChoices):
        HOME = "home", "Sinh hoạt chính thức"
        TEMPORARY = "temporary", "Sinh hoạt tạm thời"

    class End(models.TextChoices):
        MOVED_CELL = "moved_cell", "Chuyển chi bộ trong xã"
        MOVED_AWAY = "moved_away", "Chuyển sinh hoạt đảng đi nơi khác"
        RETURNED = "returned", "Hết thời gian sinh hoạt tạm thời"
        STRUCK_OFF = "struck_off", "Xóa tên"
        EXPELLED = "expelled", "Khai trừ"
        RESIGNED = "resigned", "Xin ra khỏi Đảng"
        DECEASED = "deceased", "Từ trần"

    member = models.ForeignKey(
        "members.Member",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="đảng viên",
    )
    cell = models.ForeignKey(
        "cells.Cell",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="chi bộ",
    )
    kind = models.CharField("hình thức", max_length=10, choices=Kind, default=Kind.HOME)
    started_on = DayField("từ ngày")
    ended_on = DayField("đến hết ngày", null=True, blank=True)
    end_reason = models.CharField(
        "lý do kết thúc", max_length=20, choices=End, blank=True
    )
    decision_no = VietnameseCharField("số giấy tờ", max_length=50, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi sinh hoạt"
        verbose_name_plural = "nơi sinh hoạt"
        ordering = ["-started_on", "kind"]
        indexes = [
            models.Index(fields=["cell", "started_on"], name="membership_by_cell"),
        ]
        constraints = [
            models.CheckConstraint(
                name="membership_kind_known",
                condition=Q(kind__in=["home", "temporary"]),
            ),
            models.CheckConstraint(
                name="membership_end_reason_known",
                condition=Q(
                    end_reason__in=[
                        "",
                        "moved_cell",
                        "moved_away",
                        "returned",
                        "struck_off",
                        "expelled",
                        "resigned",
                        "deceased",
                    ]
                ),
            ),
            dates_in_order("membership_dates_in_order"),
            # Home once, and a temporary place once: each kind is a series of its own.
            no_overlap(
                "membership_one_cell_at_a_time",
                "member",
                "kind",
                message=(
                    "Trong thời gian này đồng chí đã sinh hoạt ở một chi bộ "
                    "theo cùng hình thức. Hãy kết thúc nơi cũ trước."
                ),
            ),
            models.CheckConstraint(
                name="membership_end_has_reason",
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message=(
                    "Ngày kết thúc và lý do kết thúc phải ghi cùng nhau."
                ),
            ),
            NfcConstraint(fields=["decision_no"], name="membership_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.member}, {self.cell}"

    def clean(self):
        clean_dates(self)


@pghistory.track()
class Absence(models.Model):
    """A time when a member stays out of the roster: exempt, away or suspended."""

    class Kind(models.TextChoices):
        EXEMPT = "exempt", "Được miễn sinh hoạt"
        AWAY = "away", "Vắng dài ngày"
        SUSPENDED = "suspended", "Đình chỉ sinh hoạt"

    member = models.ForeignKey(
        "members.Member",
        on_delete=models.PROTECT,
        related_name="absences",
        verbose_name="đảng viên",
    )
    kind = models.CharField("loại", max_length=10, choices=Kind)
    started_on = DayField("từ ngày")
    ended_on = DayField("đến hết ngày", null=True, blank=True)
    reason = VietnameseCharField("lý do", max_length=200)
    decision_no = VietnameseCharField("số giấy tờ", max_length=50, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "miễn, vắng, đình chỉ"
        verbose_name_plural = "miễn, vắng, đình chỉ"
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                name="absence_kind_known",
                condition=Q(kind__in=["exempt", "away", "suspended"]),
            ),
            dates_in_order("absence_dates_in_order"),
            no_overlap(
                "absence_one_at_a_time",
                "member",
                message=(
                    "Đồng chí đã được miễn, vắng hoặc đình chỉ trong thời gian này. "
                    "Hãy ghi ngày kết thúc của lần trước."
                ),
            ),
            NfcConstraint(fields=["reason", "decision_no"], name="absence_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_kind_display()}"

    def clean(self):
        clean_dates(self)
