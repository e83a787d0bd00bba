"""Party members: the person, in the core list of the card re-issue of 2025."""

import datetime

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from members.models.membership import Absence, Membership
from partyportal.fields import (
    DayField,
    FoldedField,
    NameKeyField,
    NfcConstraint,
    VietnameseCharField,
)
from partyportal.vietnamese import fold

twelve_digits = RegexValidator(r"^[0-9]{12}\Z", "Số này gồm đúng 12 chữ số.")
nine_digits = RegexValidator(r"^[0-9]{9}\Z", "Số này gồm đúng 9 chữ số.")
phone_number = RegexValidator(
    r"^0[0-9]{9,10}\Z", "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng số 0."
)


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        duties = user.duties(on=on)
        if duties.reads_all_cells:
            return self
        cells = duties.officer_of | duties.in_charge_of
        return self.filter(Q(pk=duties.member) | Q(_belongs(on, cell__in=cells)))

    def in_cell(self, cell, *, on):
        """Who belongs to the cell that day: at home there or there for a time.

        Whoever is exempt, away or suspended belongs all the same.
        """
        return self.filter(_belongs(on, cell=cell))

    def in_party(self, *, on):
        """The headcount of the commune that day: everyone with a home cell."""
        return self.filter(_belongs(on, kind=Membership.Kind.HOME))

    def in_any_cell(self, *, on):
        """Whoever belongs to some cell that day, guests for a time among them."""
        return self.filter(_belongs(on))

    def official(self, *, on):
        # See also Member.is_official().
        return self.filter(official_on__lte=on)

    def probationary(self, *, on):
        # See also Member.is_official().
        return self.exclude(official_on__lte=on)

    def search(self, text):
        """Match each word of `text` in the name, without regard to accents or case."""
        members = self
        for word in fold(text).split():
            members = members.filter(search_text__contains=word)
        return members

    def with_home_cell(self, *, on):
        """Add `home_cell_id` and `home_cell_name` of that day."""
        home = Membership.objects.on(on).filter(
            member=OuterRef("pk"), kind=Membership.Kind.HOME
        )
        return self.annotate(
            home_cell_id=Subquery(home.values("cell")[:1]),
            home_cell_name=Subquery(home.values("cell__name")[:1]),
        )

    def with_absence(self, *, on):
        """Add `absence_kind`: why nobody expects the member that day, or None."""
        absences = Absence.objects.on(on).filter(member=OuterRef("pk"))
        return self.annotate(absence_kind=Subquery(absences.values("kind")[:1]))


def _belongs(on: datetime.date, **conditions) -> Exists:
    memberships = Membership.objects.on(on).filter(member=OuterRef("pk"), **conditions)
    return Exists(memberships)


@pghistory.track(exclude=["name_key", "search_text"])
class Member(models.Model):
    """A Party member. Cell, standing and exit are dated facts of their own."""

    class Sex(models.TextChoices):
        FEMALE = "female", "Nữ"
        MALE = "male", "Nam"

    full_name = VietnameseCharField("họ và tên", max_length=100)
    other_names = VietnameseCharField("tên gọi khác", max_length=100, blank=True)
    sex = models.CharField("giới tính", max_length=10, choices=Sex)
    born_on = DayField("ngày sinh")
    ethnicity = VietnameseCharField("dân tộc", max_length=50, blank=True)
    religion = VietnameseCharField("tôn giáo", max_length=50, blank=True)
    personal_id = models.CharField(
        "số định danh cá nhân", max_length=12, blank=True, validators=[twelve_digits]
    )
    old_personal_id = models.CharField(
        "số chứng minh nhân dân cũ", max_length=9, blank=True, validators=[nine_digits]
    )
    phone = models.CharField(
        "điện thoại", max_length=11, blank=True, validators=[phone_number]
    )

    card_no = models.CharField(
        "số thẻ đảng viên", max_length=12, blank=True, validators=[twelve_digits]
    )
    card_issued_at = VietnameseCharField("nơi cấp thẻ", max_length=200, blank=True)
    card_issued_on = DayField("ngày cấp thẻ", null=True, blank=True)
    old_card_no = VietnameseCharField(
        "số thẻ theo Quyết định 85", max_length=20, blank=True
    )
    file_no = VietnameseCharField("số lý lịch", max_length=20, blank=True)

    birth_registered_at = VietnameseCharField(
        "nơi đăng ký khai sinh", max_length=200, blank=True
    )
    home_place = VietnameseCharField("quê quán", max_length=200, blank=True)
    address = VietnameseCharField("nơi thường trú", max_length=200, blank=True)

    admission_decided_on = DayField(
        "ngày quyết định kết nạp",
        null=True,
        blank=True,
        help_text="Tuổi đảng tính từ ngày này.",
    )
    admitted_on = DayField(
        "ngày vào Đảng", help_text="Ngày lễ kết nạp; 12 tháng dự bị tính từ ngày này."
    )
    admitted_at = VietnameseCharField("nơi kết nạp", max_length=200, blank=True)
    official_on = DayField(
        "ngày chính thức", null=True, blank=True, help_text="Để trống khi còn dự bị."
    )

    occupation = VietnameseCharField("nghề nghiệp", max_length=100, blank=True)
    schooling = VietnameseCharField("giáo dục phổ thông", max_length=50, blank=True)
    qualification = VietnameseCharField(
        "trình độ chuyên môn", max_length=100, blank=True
    )
    political_theory = VietnameseCharField(
        "lý luận chính trị", max_length=50, blank=True
    )

    name_key = NameKeyField(source="full_name")
    search_text = FoldedField(sources=["full_name", "other_names"])

    objects = MemberQuerySet.as_manager()

    # Shown as dots until asked for; Reveal keeps who asked.
    MASKED_FIELDS = (
        "born_on",
        "personal_id",
        "old_personal_id",
        "card_no",
        "old_card_no",
        "file_no",
        "phone",
        "address",
        "birth_registered_at",
        "ethnicity",
        "religion",
    )

    class Meta:
        verbose_name = "đảng viên"
        verbose_name_plural = "đảng viên"
        ordering = ["name_key", "pk"]
        indexes = [models.Index(fields=["name_key", "id"], name="member_by_name")]
        constraints = [
            models.CheckConstraint(
                name="member_sex_known",
                condition=Q(sex__in=["female", "male"]),
            ),
            models.CheckConstraint(
                name="member_born_before_admission",
                condition=Q(admitted_on__gt=F("born_on")),
                violation_error_message="Ngày vào Đảng phải sau ngày sinh.",
            ),
            models.CheckConstraint(
                name="member_admitted_after_decision",
                condition=Q(admission_decided_on=None)
                | Q(admitted_on__gte=F("admission_decided_on")),
                violation_error_message=(
                    "Ngày vào Đảng không được trước ngày quyết định kết nạp."
                ),
            ),
            models.CheckConstraint(
                name="member_official_after_admission",
                condition=Q(official_on=None) | Q(official_on__gte=F("admitted_on")),
                violation_error_message=(
                    "Ngày chính thức không được trước ngày vào Đảng."
                ),
            ),
            models.UniqueConstraint(
                "card_no",
                name="member_card_no_once",
                condition=~Q(card_no=""),
                violation_error_message="Số thẻ này đã có ở một đảng viên khác. "
                "Hãy xem lại số.",
            ),
            models.UniqueConstraint(
                "personal_id",
                name="member_personal_id_once",
                condition=~Q(personal_id=""),
                violation_error_message="Số định danh này đã có ở một đảng viên khác. "
                "Hãy xem lại số.",
            ),
            NfcConstraint(
                fields=[
                    "full_name",
                    "other_names",
                    "ethnicity",
                    "religion",
                    "card_issued_at",
                    "old_card_no",
                    "file_no",
                    "birth_registered_at",
                    "home_place",
                    "address",
                    "admitted_at",
                    "occupation",
                    "schooling",
                    "qualification",
                    "political_theory",
                ],
                name="member_text_is_nfc",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("members:member_detail", args=[self.pk])

    def get_reveal_url(self, field: str) -> str:
        return reverse("members:member_reveal", args=[self.pk, field])

    def is_official(self, *, on: datetime.date) -> bool:
        # See also MemberQuerySet.official().
        return self.official_on is not None and self.official_on <= on

    def party_age(self, *, on: datetime.date) -> int:
        """Whole years since the decision to admit, or since the ceremony.

        Which of the two days counts: Hướng dẫn thi hành Điều lệ (DOMAIN.md section 1).
        """
        start = self.admission_decided_on or self.admitted_on
        before_anniversary = (on.month, on.day) < (start.month, start.day)
        return on.year - start.year - before_anniversary


def revealable(name: str, model: type[models.Model] = Member) -> models.Field:
    """The masked field of that name; LookupError for any other name."""
    if name not in model.MASKED_FIELDS:
        raise LookupError(name)
    return model._meta.get_field(name)


class Reveal(models.Model):
    """Who looked at which masked field of whom, member or candidate, and when."""

    user = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="reveals",
        verbose_name="người xem",
    )
    member = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reveals",
        verbose_name="đảng viên",
    )
    admission = models.ForeignKey(
        "members.Admission",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reveals",
        verbose_name="người đang xét kết nạp",
    )
    field = models.CharField("mục", max_length=30)
    revealed_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lượt xem mục được che"
        verbose_name_plural = "lượt xem mục được che"
        ordering = ["-revealed_at"]
        constraints = [
            models.CheckConstraint(
                name="reveal_about_one_person",
                condition=Q(member=None, admission__isnull=False)
                | Q(member__isnull=False, admission=None),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.field_label}"

    @property
    def field_label(self) -> str:
        return (self.member or self.admission)._meta.get_field(self.field).verbose_name
