"""The monthly briefing of the commune: who came, and what each cell and unit heard."""

import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from cells.models import Cell
from members.intervals import DatedQuerySet, clean_dates, dates_in_order
from members.models import Member
from partyportal.fields import (
    DayField,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.share import Share
from partyportal.vietnamese import month_label

INVITED = "chi bộ, đơn vị được mời"
CELL_OR_UNIT = "Hãy ghi một chi bộ hoặc một đơn vị, không ghi cả hai."
BEFORE_BRIEFING = "Ngày công bố không được trước ngày giao ban."


class UnitQuerySet(DatedQuerySet):
    def visible_to(self, user, *, on):
        return self if user.duties(on=on).reads_all_cells else self.none()


@pghistory.track()
class Unit(models.Model):
    """A department or mass organisation of the commune that takes part in briefings."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "Ban, ngành"
        MASS_ORGANISATION = "mass_organisation", "Mặt trận, đoàn thể"

    name = VietnameseCharField("tên đơn vị", max_length=100, unique=True)
    kind = models.CharField("loại hình", max_length=20, choices=Kind)
    started_on = DayField("từ ngày")
    ended_on = DayField("đến hết ngày", null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="unit_kind_known",
                condition=Q(kind__in=["department", "mass_organisation"]),
            ),
            dates_in_order("unit_dates_in_order"),
            NfcConstraint(fields=["name"], name="unit_text_is_nfc"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        clean_dates(self)


class BriefingQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        """Published ones for who reads members; all for who decides in the commune."""
        duties = user.duties(on=on)
        if duties.decides:
            return self
        return self.published() if duties.reads_members else self.none()

    def with_attendance(self):
        """Add the counts that Briefing.presence reads."""
        present = Q(attendances__status=BriefingAttendance.Status.PRESENT)
        return self.annotate(
            invited_count=Count("attendances"),
            present_count=Count("attendances", filter=present),
            # Django drops the order of Meta from a query that is grouped.
        ).order_by("-for_month")

    def published(self):
        # See also Briefing.is_published.
        return self.filter(published_on__isnull=False)


@pghistory.track()
class Briefing(models.Model):
    """The briefing of one month; a draft until its conclusions are published."""

    for_month = DayField(
        "giao ban tháng",
        unique=True,
        help_text="Ngày đầu của tháng.",
        error_messages={
            "unique": "Tháng này đã có một buổi giao ban. Hãy mở buổi ấy để sửa."
        },
    )
    held_on = DayField("ngày giao ban")
    place = VietnameseCharField("địa điểm", max_length=200, blank=True)
    chair = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        related_name="chaired_briefings",
        verbose_name="chủ trì",
    )
    conclusions = VietnameseTextField("kết luận", blank=True)
    published_on = DayField(
        "công bố ngày",
        null=True,
        blank=True,
        help_text="Để trống khi còn là bản nháp; các chi bộ chưa thấy bản nháp.",
    )

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = "giao ban tháng"
        verbose_name_plural = "giao ban tháng"
        ordering = ["-for_month"]
        constraints = [
            models.CheckConstraint(
                name="briefing_month_is_first_day",
                condition=Q(for_month__day=1),
                violation_error_message="Tháng được ghi bằng ngày đầu tháng.",
            ),
            models.CheckConstraint(
                name="briefing_published_after_it_was_held",
                condition=Q(published_on=None)
                | Q(published_on__gte=models.F("held_on")),
                violation_error_message=BEFORE_BRIEFING,
            ),
            models.CheckConstraint(
                name="briefing_published_with_conclusions",
                condition=Q(published_on=None) | ~Q(conclusions=""),
                violation_error_message="Chưa ghi kết luận thì chưa công bố được.",
            ),
            NfcConstraint(fields=["place", "conclusions"], name="briefing_text_is_nfc"),
        ]

    def __str__(self):
        return f"Giao ban {month_label(self.for_month)}"

    def get_absolute_url(self) -> str:
        return reverse("reports:briefing_detail", args=[self.pk])

    @property
    def is_published(self) -> bool:
        # See also BriefingQuerySet.published().
        return self.published_on is not None

    @property
    def presence(self) -> Share:
        """Present of those invited; needs with_attendance()."""
        return Share(part=self.present_count, whole=self.invited_count, of=INVITED)

    def publish(self, *, on: datetime.date) -> None:
        """Let the cells read it. Safe to call twice."""
        if self.is_published:
            return
        if not self.conclusions:
            raise ValidationError("Chưa ghi kết luận thì chưa công bố được.")
        if on < self.held_on:
            raise ValidationError({"published_on": BEFORE_BRIEFING})
        self.published_on = on
        self.save(update_fields=["published_on"])

    def withdraw(self) -> None:
        """Make it a draft again. Safe to call twice."""
        self.published_on = None
        self.save(update_fields=["published_on"])

    def invite(self) -> None:
        """Put every cell and unit of that day on the roll, present until marked.

        Safe to call twice.
        """
        for name, model in (("cell", Cell), ("unit", Unit)):
            rows = self.attendances.exclude(**{name: None})
            missing = model.objects.on(self.held_on).exclude(pk__in=rows.values(name))
            BriefingAttendance.objects.bulk_create(
                BriefingAttendance(briefing=self, **{name: subject})
                for subject in missing
            )


def cell_or_unit(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(cell__isnull=False, unit=None) | Q(cell=None, unit__isnull=False),
        violation_error_message=CELL_OR_UNIT,
    )


class OfBriefingQuerySet(models.QuerySet):
    """Rows about one cell or unit of a briefing."""

    def visible_to(self, user, *, on):
        """All for who reads all cells, else those about the cells one leads."""
        duties = user.duties(on=on)
        rows = self.filter(briefing__in=Briefing.objects.visible_to(user, on=on))
        if duties.reads_all_cells:
            return rows
        return rows.filter(cell__in=duties.officer_of | duties.in_charge_of)

    def in_order(self):
        """Cells first, then units, each in the order of their lists."""
        order = ["cell__position", "cell__name", "unit__position", "unit__name"]
        return self.select_related("cell", "unit").order_by(*order)


@pghistory.track()
class BriefingAttendance(models.Model):
    """Whether a cell or unit was at a briefing, and who spoke for it."""

    class Status(models.TextChoices):
        PRESENT = "present", "Có mặt"
        ABSENT = "absent", "Vắng"

    briefing = models.ForeignKey(
        Briefing,
        on_delete=models.CASCADE,
        related_name="attendances",
        verbose_name="giao ban",
    )
    cell = models.ForeignKey(
        Cell,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="briefing_attendances",
        verbose_name="chi bộ",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="briefing_attendances",
        verbose_name="đơn vị",
    )
    status = models.CharField(
        "điểm danh", max_length=10, choices=Status, default=Status.PRESENT
    )
    represented_by = VietnameseCharField("người dự", max_length=100, blank=True)
    reason = VietnameseCharField("lý do vắng", max_length=200, blank=True)

    objects = OfBriefingQuerySet.as_manager()

    class Meta:
        verbose_name = "dự giao ban"
        verbose_name_plural = "dự giao ban"
        ordering = ["pk"]
        constraints = [
            cell_or_unit("briefing_attendance_of_cell_or_unit"),
            models.UniqueConstraint(
                "briefing",
                "cell",
                name="briefing_attendance_once_a_cell",
                violation_error_message="Chi bộ này đã có trong danh sách dự.",
            ),
            models.UniqueConstraint(
                "briefing",
                "unit",
                name="briefing_attendance_once_a_unit",
                violation_error_message="Đơn vị này đã có trong danh sách dự.",
            ),
            models.CheckConstraint(
                name="briefing_attendance_status_known",
                condition=Q(status__in=["present", "absent"]),
            ),
            models.CheckConstraint(
                name="briefing_attendance_why_absent",
                condition=Q(status="present", reason="")
                | (Q(status="absent", represented_by="") & ~Q(reason="")),
                violation_error_message=(
                    "Có mặt thì ghi người dự; vắng thì ghi lý do vắng."
                ),
            ),
            NfcConstraint(
                fields=["represented_by", "reason"],
                name="briefing_attendance_text_is_nfc",
            ),
        ]

    def __str__(self):
        return f"{self.subject}: {self.get_status_display()}"

    @property
    def subject(self) -> Cell | Unit:
        return self.cell or self.unit

    @property
    def is_present(self) -> bool:
        return self.status == self.Status.PRESENT


@pghistory.track()
class BriefingEntry(models.Model):
    """What a briefing found about one cell or unit: strengths, limits, solutions."""

    briefing = models.ForeignKey(
        Briefing,
        on_delete=models.CASCADE,
        related_name="entries",
        verbose_name="giao ban",
    )
    cell = models.ForeignKey(
        Cell,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="briefing_entries",
        verbose_name="chi bộ",
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="briefing_entries",
        verbose_name="đơn vị",
    )
    strengths = VietnameseTextField("ưu điểm", blank=True)
    limits = VietnameseTextField("hạn chế", blank=True)
    solutions = VietnameseTextField("giải pháp", blank=True)

    objects = OfBriefingQuerySet.as_manager()

    class Meta:
        verbose_name = "nhận xét"
        verbose_name_plural = "nhận xét"
        ordering = ["pk"]
        constraints = [
            cell_or_unit("briefing_entry_of_cell_or_unit"),
            models.UniqueConstraint(
                "briefing",
                "cell",
                name="briefing_entry_once_a_cell",
                violation_error_message="Chi bộ này đã có nhận xét.",
            ),
            models.UniqueConstraint(
                "briefing",
                "unit",
                name="briefing_entry_once_a_unit",
                violation_error_message="Đơn vị này đã có nhận xét.",
            ),
            models.CheckConstraint(
                name="briefing_entry_says_something",
                condition=~Q(strengths="", limits="", solutions=""),
                violation_error_message=(
                    "Hãy ghi ít nhất một mục: ưu điểm, hạn chế hoặc giải pháp."
                ),
            ),
            NfcConstraint(
                fields=["strengths", "limits", "solutions"],
                name="briefing_entry_text_is_nfc",
            ),
        ]

    def __str__(self):
        return str(self.subject)

    @property
    def subject(self) -> Cell | Unit:
        return self.cell or self.unit
