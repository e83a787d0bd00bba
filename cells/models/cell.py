"""Cells, their mandates, and the offices held in them and in the commune."""

import datetime

import pghistory
from django.db import models
from django.db.models import F, OuterRef, Q
from django.urls import reverse

from members.intervals import (
    DatedQuerySet,
    clean_dates,
    dates_in_order,
    no_overlap,
)
from members.models import Member, Membership
from partyportal.fields import DayField, NfcConstraint, VietnameseCharField


class CellQuerySet(DatedQuerySet):
    def visible_to(self, user, *, on):
        """Cells whose page this user may open."""
        duties = user.duties(on=on)
        if duties.reads_all_cells:
            return self
        return self.filter(
            pk__in=duties.officer_of | duties.in_charge_of | duties.own_cells
        )

    def writable_by(self, user, *, on):
        """Cells in which this user may start a meeting."""
        duties = user.duties(on=on)
        return self if duties.is_office else self.filter(pk__in=duties.officer_of)

    def overseen_by(self, user, *, on):
        """Cells whose unfinished work is this user's business."""
        duties = user.duties(on=on)
        if duties.is_office or duties.is_party_committee:
            return self
        return self.filter(pk__in=duties.officer_of | duties.in_charge_of)

    def with_member_counts(self, *, on):
        """Add `members_count` and `official_count` of those at home there that day."""
        home = Membership.objects.on(on).filter(
            cell=OuterRef("pk"), kind=Membership.Kind.HOME
        )
        return self.annotate(
            members_count=count_of(home, by="cell"),
            official_count=count_of(
                home.filter(member__official_on__lte=on), by="cell"
            ),
        )


def count_of(rows, *, by: str):
    """An annotation: how many `rows` there are for each value of `by`, or 0."""
    # A join that is grouped would lose the order of Meta, and count before it pages.
    counted = rows.order_by().values(by).annotate(n=models.Count("pk")).values("n")
    return models.functions.Coalesce(
        models.Subquery(counted, output_field=models.IntegerField()), 0
    )


@pghistory.track()
class Cell(models.Model):
    """A Party cell of the commune, from its founding to its end."""

    class Kind(models.TextChoices):
        VILLAGE = "village", "Chi bộ thôn"
        SCHOOL = "school", "Chi bộ trường học"
        HEALTH = "health", "Chi bộ trạm y tế"
        POLICE = "police", "Chi bộ công an"
        MILITARY = "military", "Chi bộ quân sự"
        OFFICE = "office", "Chi bộ cơ quan"

    name = VietnameseCharField("tên chi bộ", max_length=100, unique=True)
    kind = models.CharField("loại hình", max_length=10, choices=Kind)
    meeting_place = VietnameseCharField("nơi sinh hoạt", max_length=200, blank=True)
    started_on = DayField("thành lập ngày")
    ended_on = DayField("hoạt động đến hết ngày", null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = CellQuerySet.as_manager()

    class Meta:
        verbose_name = "chi bộ"
        verbose_name_plural = "chi bộ"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="cell_kind_known",
                condition=Q(
                    kind__in=[
                        "village",
                        "school",
                        "health",
                        "police",
                        "military",
                        "office",
                    ]
                ),
            ),
            dates_in_order("cell_dates_in_order"),
            NfcConstraint(fields=["name", "meeting_place"], name="cell_text_is_nfc"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cells:cell_detail", args=[self.pk])

    def clean(self):
        clean_dates(self)

    def secretary(self, *, on: datetime.date) -> Member | None:
        terms = self.terms.on(on).filter(office=Term.Office.SECRETARY)
        return Member.objects.filter(terms__in=terms).first()

    def mandate(self, *, on: datetime.date) -> "Mandate | None":
        """The mandate of that day, which numbers the papers of the cell."""
        return self.mandates.on(on).first()

    def existed(self, *, on: datetime.date) -> bool:
        # See also DatedQuerySet.on().
        return self.started_on <= on and (self.ended_on is None or on <= self.ended_on)


@pghistory.track()
class Mandate(models.Model):
    """A committee from congress to congress: of a cell, or of the commune."""

    cell = models.ForeignKey(
        Cell,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name="chi bộ",
        help_text="Để trống nếu là nhiệm kỳ của Đảng bộ xã.",
    )
    name = VietnameseCharField("nhiệm kỳ", max_length=50)
    started_on = DayField("từ ngày", help_text="Ngày đại hội.")
    due_on = DayField("đại hội kế tiếp, dự kiến")
    ended_on = DayField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        ordering = ["-started_on"]
        constraints = [
            dates_in_order("mandate_dates_in_order"),
            models.CheckConstraint(
                name="mandate_due_after_start",
                condition=Q(due_on__gt=F("started_on")),
                violation_error_message=(
                    "Đại hội kế tiếp phải sau ngày bắt đầu nhiệm kỳ."
                ),
            ),
            no_overlap(
                "mandate_one_a_cell_at_a_time",
                "cell",
                message="Chi bộ đã có một nhiệm kỳ trong thời gian này. "
                "Hãy ghi ngày kết thúc của nhiệm kỳ trước.",
            ),
            # NULL is never equal to NULL, so the commune has a constraint of its own.
            no_overlap(
                "mandate_one_of_the_commune_at_a_time",
                condition=Q(cell=None),
                message="Đảng bộ xã đã có một nhiệm kỳ trong thời gian này. "
                "Hãy ghi ngày kết thúc của nhiệm kỳ trước.",
            ),
            NfcConstraint(fields=["name"], name="mandate_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.cell or 'Đảng bộ xã'}, nhiệm kỳ {self.name}"

    def clean(self):
        clean_dates(self)


@pghistory.track()
class Term(models.Model):
    """An office held: in a cell, in charge of a cell, or of the commune."""

    class Office(models.TextChoices):
        SECRETARY = "secretary", "Bí thư chi bộ"
        DEPUTY = "deputy", "Phó bí thư chi bộ"
        COMMITTEE_MEMBER = "committee_member", "Chi ủy viên"
        IN_CHARGE = "in_charge", "Cấp ủy viên phụ trách chi bộ"
        COMMUNE_SECRETARY = "commune_secretary", "Bí thư Đảng ủy"
        COMMUNE_DEPUTY = "commune_deputy", "Phó bí thư Đảng ủy"
        STANDING_MEMBER = "standing_member", "Ủy viên Ban Thường vụ Đảng ủy"
        PARTY_COMMITTEE_MEMBER = "party_committee_member", "Đảng ủy viên"

    CELL_OFFICES = [
        Office.SECRETARY,
        Office.DEPUTY,
        Office.COMMITTEE_MEMBER,
        Office.IN_CHARGE,
    ]
    # Who meets as the committee of the cell.
    COMMITTEE_OFFICES = CELL_OFFICES[:3]
    COMMUNE_OFFICES = [
        Office.COMMUNE_SECRETARY,
        Office.COMMUNE_DEPUTY,
        Office.STANDING_MEMBER,
        Office.PARTY_COMMITTEE_MEMBER,
    ]

    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="terms", verbose_name="đảng viên"
    )
    office = models.CharField("chức vụ", max_length=30, choices=Office)
    cell = models.ForeignKey(
        Cell,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name="chi bộ",
        help_text="Để trống với chức vụ của Đảng ủy xã.",
    )
    started_on = DayField("từ ngày")
    ended_on = DayField("đến hết ngày", null=True, blank=True)
    decision_no = VietnameseCharField("số quyết định", max_length=50, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        ordering = ["-started_on"]
        constraints = [
            dates_in_order("term_dates_in_order"),
            models.CheckConstraint(
                name="term_cell_fits_office",
                condition=Q(
                    office__in=["secretary", "deputy", "committee_member", "in_charge"],
                    cell__isnull=False,
                )
                | Q(
                    office__in=[
                        "commune_secretary",
                        "commune_deputy",
                        "standing_member",
                        "party_committee_member",
                    ],
                    cell=None,
                ),
                violation_error_message=(
                    "Chức vụ trong chi bộ phải ghi chi bộ; "
                    "chức vụ của Đảng ủy thì không."
                ),
            ),
            no_overlap(
                "term_one_secretary_a_cell",
                "cell",
                condition=Q(office="secretary"),
                message=(
                    "Chi bộ đã có bí thư trong thời gian này. "
                    "Hãy ghi ngày thôi giữ chức của đồng chí trước đó."
                ),
            ),
            no_overlap(
                "term_one_secretary_of_the_commune",
                condition=Q(office="commune_secretary"),
                message=(
                    "Đảng ủy đã có bí thư trong thời gian này. "
                    "Hãy ghi ngày thôi giữ chức của đồng chí trước đó."
                ),
            ),
            no_overlap(
                "term_once_in_a_cell",
                "member",
                "office",
                "cell",
                message="Đồng chí đã giữ chức vụ này trong thời gian này.",
            ),
            no_overlap(
                "term_once_in_the_commune",
                "member",
                "office",
                condition=Q(cell=None),
                message="Đồng chí đã giữ chức vụ này trong thời gian này.",
            ),
            NfcConstraint(fields=["decision_no"], name="term_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.get_office_display()}: {self.member}"

    def clean(self):
        clean_dates(self)
