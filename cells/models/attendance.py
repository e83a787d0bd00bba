"""Who came to a meeting, who did not and why, and who came as a guest."""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q

from members.models import Member
from partyportal.fields import NfcConstraint, VietnameseCharField
from partyportal.share import Share

# What attendance figures are shares of: at one meeting, and over several.
EXPECTED_MEMBERS = "đảng viên phải dự họp"
EXPECTED_TIMES = "lượt phải dự họp"


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        return self.filter(meeting__in=self._meetings.visible_to(user, on=on))

    def counted(self):
        """Rows of the meetings that count in attendance figures."""
        return self.filter(meeting__in=self._meetings.counted())

    def held_between(self, first, last):
        return self.filter(meeting__held_on__range=(first, last))

    def shares_by_cell(self) -> dict[int, Share]:
        """Present of expected for each cell that has any; cells by primary key."""
        expected = self.filter(status__in=Attendance.EXPECTED).order_by()
        present = models.Count("pk", filter=Q(status=Attendance.Status.PRESENT))
        rows = expected.values_list("meeting__cell").annotate(
            present=present, expected=models.Count("pk")
        )
        return {
            cell: Share(part=part, whole=whole, of=EXPECTED_TIMES)
            for cell, part, whole in rows
        }

    def unsealed_cells(self) -> set[int]:
        """Cells whose figures are still provisional, by primary key."""
        unsealed = self.filter(meeting__sealed_at=None).order_by()
        return set(unsealed.values_list("meeting__cell", flat=True).distinct())

    @property
    def _meetings(self):
        # Meetings count their attendances, so they import this module.
        return self.model._meta.get_field("meeting").related_model.objects.all()


@pghistory.track()
class Attendance(models.Model):
    """One member at one meeting, in the standing of that day."""

    class Status(models.TextChoices):
        PRESENT = "present", "Có mặt"
        EXCUSED = "excused", "Vắng có lý do"
        UNEXCUSED = "unexcused", "Vắng không lý do"
        EXEMPT = "exempt", "Được miễn sinh hoạt"
        AWAY = "away", "Vắng dài ngày"
        SUSPENDED = "suspended", "Đình chỉ sinh hoạt"

    class Standing(models.TextChoices):
        OFFICIAL = "official", "chính thức"
        PROBATIONARY = "probationary", "dự bị"

    class Reason(models.TextChoices):
        ILL = "ill", "Ốm"
        WORK = "work", "Công tác"
        FAMILY = "family", "Việc nhà"
        FAR = "far", "Đi xa"
        OTHER = "other", "Khác"

    # The base of every attendance figure; the rest are listed apart.
    EXPECTED = [Status.PRESENT, Status.EXCUSED, Status.UNEXCUSED]

    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="attendances",
        verbose_name="buổi họp",
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="attendances",
        verbose_name="đảng viên",
    )
    standing = models.CharField("diện", max_length=15, choices=Standing)
    is_temporary = models.BooleanField("sinh hoạt tạm thời", default=False)
    status = models.CharField("điểm danh", max_length=10, choices=Status)
    reason = models.CharField("lý do vắng", max_length=10, choices=Reason, blank=True)
    # Empty for who was there from the beginning, or to the end.
    arrived_at = models.TimeField("đến lúc", null=True, blank=True)
    left_at = models.TimeField("về lúc", null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"
        ordering = ["member__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "member",
                name="attendance_once",
                violation_error_message="Đồng chí này đã có trong danh sách điểm danh.",
            ),
            models.CheckConstraint(
                name="attendance_reason_with_excuse",
                condition=(Q(status="excused") & ~Q(reason=""))
                | (~Q(status="excused") & Q(reason="")),
                violation_error_message="Vắng có lý do thì phải ghi lý do.",
            ),
            models.CheckConstraint(
                name="attendance_times_of_present_only",
                condition=Q(status="present") | Q(arrived_at=None, left_at=None),
                violation_error_message="Chỉ ghi giờ đến, giờ về cho người có mặt.",
            ),
            models.CheckConstraint(
                name="attendance_times_in_order",
                condition=Q(arrived_at=None)
                | Q(left_at=None)
                | Q(left_at__gt=F("arrived_at")),
                violation_error_message="Giờ về phải sau giờ đến.",
            ),
            models.CheckConstraint(
                name="attendance_standing_known",
                condition=Q(standing__in=["official", "probationary"]),
            ),
            models.CheckConstraint(
                name="attendance_reason_known",
                condition=Q(reason__in=["", "ill", "work", "family", "far", "other"]),
            ),
            models.CheckConstraint(
                name="attendance_status_known",
                condition=Q(
                    status__in=[
                        "present",
                        "excused",
                        "unexcused",
                        "exempt",
                        "away",
                        "suspended",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.get_status_display()}"

    @property
    def is_expected(self) -> bool:
        return self.status in self.EXPECTED

    @property
    def is_present(self) -> bool:
        return self.status == self.Status.PRESENT


class GuestQuerySet(models.QuerySet):
    def named(self):
        """Who was there; a title alone is a line that nobody finished."""
        return self.exclude(name="")

    def nameless(self):
        return self.filter(name="")


@pghistory.track()
class Guest(models.Model):
    """Someone present who does not belong to the cell."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        "cells.Meeting",
        on_delete=models.CASCADE,
        related_name="guests",
        verbose_name="buổi họp",
    )
    name = VietnameseCharField("họ và tên", max_length=100)
    title = VietnameseCharField("chức vụ, đơn vị", max_length=200, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = "khách mời"
        verbose_name_plural = "khách mời"
        ordering = ["name", "pk"]
        constraints = [
            NfcConstraint(fields=["name", "title"], name="guest_text_is_nfc")
        ]

    def __str__(self):
        return self.name
