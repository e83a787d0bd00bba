"""Figures from elsewhere: indicators of the commune, and what the press printed."""

from decimal import Decimal

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from partyportal.fields import NfcConstraint, VietnameseCharField, VietnameseTextField
from partyportal.share import Share
from partyportal.vietnamese import decimal

SOME_YEAR = [MinValueValidator(1930), MaxValueValidator(2200)]


class FigureQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        return self if user.duties(on=on).reads_all_cells else self.none()


@pghistory.track()
class Indicator(models.Model):
    """A figure about the commune in a year: counted of a base, or a mere value."""

    year = models.PositiveSmallIntegerField("năm", validators=SOME_YEAR)
    name = VietnameseCharField("chỉ tiêu", max_length=200)
    part = models.PositiveIntegerField(
        "số đạt", null=True, blank=True, help_text="Ghi cùng với tổng số."
    )
    whole = models.PositiveIntegerField("tổng số", null=True, blank=True)
    value = models.DecimalField(
        "giá trị",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Chỉ ghi khi nguồn không cho biết số đạt và tổng số.",
    )
    unit = VietnameseCharField(
        "đơn vị tính", max_length=50, help_text="Ví dụ: triệu đồng/người/năm, hộ, %."
    )
    source = VietnameseCharField("nguồn", max_length=200)
    note = VietnameseTextField("ghi chú", blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu của xã"
        verbose_name_plural = "chỉ tiêu của xã"
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(
                "year",
                "name",
                name="indicator_once_a_year",
                violation_error_message="Chỉ tiêu này đã có trong năm. "
                "Hãy mở chỉ tiêu ấy để sửa.",
            ),
            models.CheckConstraint(
                name="indicator_value_or_share",
                condition=Q(value__isnull=False, part=None, whole=None)
                | Q(value=None, part__isnull=False, whole__isnull=False),
                violation_error_message=(
                    "Hãy ghi số đạt cùng tổng số, hoặc chỉ ghi giá trị."
                ),
            ),
            models.CheckConstraint(
                name="indicator_part_of_whole",
                condition=Q(whole=None) | Q(part__lte=F("whole"), whole__gt=0),
                violation_error_message="Số đạt không được lớn hơn tổng số.",
            ),
            NfcConstraint(
                fields=["name", "unit", "source", "note"], name="indicator_text_is_nfc"
            ),
        ]

    def __str__(self):
        return f"{self.name}, năm {self.year}"

    @property
    def share(self) -> Share | None:
        """Part of whole, where both are known."""
        if self.whole is None:
            return None
        return Share(part=self.part, whole=self.whole, of=self.unit)

    @property
    def measured(self) -> Decimal:
        """The value, or the percentage of the share."""
        return self.value if self.share is None else self.share.percentage

    @property
    def written(self) -> str:
        """17/1.812 hộ, 0,9 %; or 58,9 triệu đồng/người/năm."""
        return str(self.share or f"{decimal(self.value)}\u00a0{self.unit}")


@pghistory.track()
class PublishedFigure(models.Model):
    """A figure as it was published, and which figure of the records it should equal."""

    class Figure(models.TextChoices):
        CELLS = "chi-bo", "Chi bộ"
        MEMBERS = "dang-vien", "Đảng viên"
        COMMITTEES = "ban-chi-uy", "Chi bộ có ban chi ủy"
        REGULAR = "thuong-ky", "Sinh hoạt thường kỳ"
        THEMATIC = "chuyen-de", "Sinh hoạt chuyên đề"
        ATTENDANCE = "du-sinh-hoat", "Dự sinh hoạt"
        BRIEFINGS = "giao-ban", "Giao ban tháng"
        ADMITTED = "ket-nap", "Kết nạp"
        VILLAGES_ADMITTING = "thon-ket-nap", "Chi bộ thôn có kết nạp"
        CLASS = "hoc-cam-tinh", "Đề nghị học lớp nhận thức về Đảng"
        CELLS_GOOD = "chi-bo-tot", "Chi bộ hoàn thành tốt trở lên"
        CELLS_EXCELLENT = "chi-bo-xuat-sac", "Chi bộ hoàn thành xuất sắc"
        MEMBERS_COMPLETED = "dang-vien-hoan-thanh", "Đảng viên hoàn thành trở lên"
        MEMBERS_EXCELLENT = "dang-vien-xuat-sac", "Đảng viên hoàn thành xuất sắc"

    class Measure(models.TextChoices):
        COUNT = "count", "Số đếm được"
        WHOLE = "whole", "Tổng số"
        PERCENT = "percent", "Tỷ lệ phần trăm"
        VALUE = "value", "Giá trị của chỉ tiêu"

    class Bound(models.TextChoices):
        EXACTLY = "exactly", "đúng"
        NEARLY = "nearly", "gần"
        OVER = "over", "hơn"

    year = models.PositiveSmallIntegerField("số liệu của năm", validators=SOME_YEAR)
    quote = VietnameseTextField("nguyên văn")
    published_in = VietnameseCharField("nơi công bố", max_length=200)
    bound = models.CharField(
        "mức độ", max_length=10, choices=Bound, default=Bound.EXACTLY
    )
    claimed = models.DecimalField("số đã công bố", max_digits=14, decimal_places=2)
    measure = models.CharField("cách tính", max_length=10, choices=Measure)
    figure = models.CharField(
        "số liệu của cổng", max_length=30, choices=Figure, blank=True
    )
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published",
        verbose_name="chỉ tiêu của xã",
    )
    note = VietnameseTextField("giải thích", blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu đã công bố"
        verbose_name_plural = "số liệu đã công bố"
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                name="published_figure_known",
                condition=Q(
                    figure__in=[
                        "",
                        "chi-bo",
                        "dang-vien",
                        "ban-chi-uy",
                        "thuong-ky",
                        "chuyen-de",
                        "du-sinh-hoat",
                        "giao-ban",
                        "ket-nap",
                        "thon-ket-nap",
                        "hoc-cam-tinh",
                        "chi-bo-tot",
                        "chi-bo-xuat-sac",
                        "dang-vien-hoan-thanh",
                        "dang-vien-xuat-sac",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="published_figure_measure_known",
                condition=Q(measure__in=["count", "whole", "percent", "value"]),
            ),
            models.CheckConstraint(
                name="published_figure_bound_known",
                condition=Q(bound__in=["exactly", "nearly", "over"]),
            ),
            models.CheckConstraint(
                name="published_figure_of_one",
                condition=(Q(indicator=None) & ~Q(figure="") & ~Q(measure="value"))
                | Q(indicator__isnull=False, figure="", measure="value"),
                violation_error_message=(
                    "Hãy chọn một số liệu của cổng, hoặc một chỉ tiêu của xã "
                    "cùng cách tính “Giá trị của chỉ tiêu”."
                ),
            ),
            NfcConstraint(
                fields=["quote", "published_in", "note"],
                name="published_figure_text_is_nfc",
            ),
        ]

    def __str__(self):
        return f"{self.quote} ({self.year})"

    def agrees(self, computed: Decimal) -> bool:
        """Whether it may be said so of the figure computed.

        "Gần 90" is said of 89 to just under 90, "hơn 19" of 19 to just under 20.
        """
        match self.bound:
            case self.Bound.NEARLY:
                return self.claimed - 1 <= computed < self.claimed
            case self.Bound.OVER:
                return self.claimed <= computed < self.claimed + 1
        return self.claimed == computed
