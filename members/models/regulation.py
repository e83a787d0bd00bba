"""Numbers that rules set: from when to when, by which paper, and how sure they are."""

import datetime
from contextlib import contextmanager

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from members import rule_values
from members.intervals import DatedQuerySet, clean_dates, dates_in_order, no_overlap
from partyportal.fields import (
    DayField,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.vietnamese import short_date


class Subject(models.TextChoices):
    ADMISSION_VOTE = "admission_vote", "Tỷ lệ biểu quyết kết nạp"
    RECOGNITION_VOTE = "recognition_vote", "Tỷ lệ biểu quyết công nhận chính thức"
    STRIKE_OFF_VOTE = "strike_off_vote", "Tỷ lệ biểu quyết xóa tên"
    ORDINARY_VOTE = "ordinary_vote", "Tỷ lệ biểu quyết nghị quyết"
    DISCIPLINE_VOTE = "discipline_vote", "Tỷ lệ biểu quyết kỷ luật"
    ELECTION_VOTE = "election_vote", "Tỷ lệ phiếu bầu"
    ADMISSION_AGE = "admission_age", "Tuổi kết nạp"
    ADMISSION_DECIDER = "admission_decider", "Cấp quyết định kết nạp"
    CERTIFICATE_MONTHS = "certificate_months", "Số tháng giấy chứng nhận có giá trị"
    DECISION_WORKING_DAYS = "decision_working_days", "Số ngày làm việc để quyết định"
    CEREMONY_WORKING_DAYS = (
        "ceremony_working_days",
        "Số ngày làm việc để tổ chức lễ kết nạp",
    )
    PROBATION_MONTHS = "probation_months", "Số tháng dự bị"
    RECOGNITION_WORKING_DAYS = (
        "recognition_working_days",
        "Số ngày làm việc để xét công nhận chính thức",
    )
    UNRATED_MONTHS = "unrated_months", "Số tháng mới vào Đảng chưa xếp loại"
    EXCELLENT_CAP = "excellent_cap", "Tỷ lệ xuất sắc tối đa"
    BADGE_YEARS = "badge_years", "Các mốc huy hiệu Đảng"
    SCORE_FRAME = "score_frame", "Khung chấm điểm buổi sinh hoạt"
    MEETING_DAY = "meeting_day", "Ngày sinh hoạt trong tháng"
    MEETING_MINUTES = "meeting_minutes", "Số phút của buổi thường kỳ"
    COMBINED_MINUTES = "combined_minutes", "Số phút của buổi thường kỳ và chuyên đề"
    THEMATIC_PER_QUARTER = "thematic_per_quarter", "Số buổi chuyên đề mỗi quý"
    ATTENDANCE_SHARE = "attendance_share", "Tỷ lệ dự họp"
    COMMITTEE_SIZE = "committee_size", "Số đảng viên chính thức để bầu chi ủy"


SHAPES = {
    Subject.ADMISSION_VOTE: rule_values.VOTE,
    Subject.RECOGNITION_VOTE: rule_values.VOTE,
    Subject.STRIKE_OFF_VOTE: rule_values.VOTE,
    Subject.ORDINARY_VOTE: rule_values.VOTE,
    Subject.DISCIPLINE_VOTE: rule_values.VOTE,
    Subject.ELECTION_VOTE: rule_values.VOTE,
    Subject.ATTENDANCE_SHARE: rule_values.SHARE,
    Subject.EXCELLENT_CAP: rule_values.CAP,
    Subject.ADMISSION_AGE: rule_values.SPAN,
    Subject.ADMISSION_DECIDER: rule_values.DECIDER,
    Subject.BADGE_YEARS: rule_values.LIST,
    Subject.SCORE_FRAME: rule_values.FRAME,
    Subject.CERTIFICATE_MONTHS: rule_values.NUMBER,
    Subject.DECISION_WORKING_DAYS: rule_values.NUMBER,
    Subject.CEREMONY_WORKING_DAYS: rule_values.NUMBER,
    Subject.PROBATION_MONTHS: rule_values.NUMBER,
    Subject.RECOGNITION_WORKING_DAYS: rule_values.NUMBER,
    Subject.UNRATED_MONTHS: rule_values.NUMBER,
    Subject.MEETING_DAY: rule_values.NUMBER,
    Subject.MEETING_MINUTES: rule_values.NUMBER,
    Subject.COMBINED_MINUTES: rule_values.NUMBER,
    Subject.THEMATIC_PER_QUARTER: rule_values.NUMBER,
    Subject.COMMITTEE_SIZE: rule_values.NUMBER,
}


class Certainty(models.TextChoices):
    """How well the number is known; see DOMAIN.md for what each source is."""

    OFFICIAL = "official", "Trang chính thức"
    NEWSPAPER = "newspaper", "Báo chí, trang hỏi đáp pháp luật"
    SECOND_HAND = "second_hand", "Nguồn dẫn lại"
    UNVERIFIED = "unverified", "Chưa đối chiếu"
    CONFLICT = "conflict", "Các nguồn nói khác nhau"


class NoRegulation(LookupError):
    """No rule on a subject is in force on a day."""

    def __init__(self, subject: str, on: datetime.date):
        super().__init__(
            f"Chưa ghi quy định “{Subject(subject).label}” có hiệu lực ngày "
            f"{short_date(on)}. Văn phòng Đảng ủy hãy bổ sung ở trang Quản trị."
        )


@contextmanager
def asked_of_rules():
    """Refuse what needs a rule where none is in force; the sentence says what to do."""
    try:
        yield
    except NoRegulation as missing:
        raise ValidationError(str(missing)) from missing


class RegulationQuerySet(DatedQuerySet):
    """Rules. One that is kept reads the database once, whatever it is asked.

    `rules = Regulation.objects.all()` answers for a whole page in one query.
    """

    def in_force(self, *, on):
        return self.on(on)

    def rule(self, subject, *, on) -> "Regulation":
        """The rule in force that day; NoRegulation where none is written."""
        for rule in self:
            if rule.subject == subject and rule.is_in_force(on=on):
                return rule
        raise NoRegulation(subject, on)

    def read(self, subject, *, on):
        """The value in force that day, read as its shape says: a Threshold, an int.

        NoRegulation where none is written. See members.rule_values for the shapes.
        """
        return self.rule(subject, on=on).reading


@pghistory.track()
class Regulation(models.Model):
    """What one rule says on one subject, while it is in force."""

    Subject = Subject
    Certainty = Certainty

    subject = models.CharField("nội dung", max_length=30, choices=Subject)
    value = models.JSONField("giá trị")
    citation = VietnameseCharField(
        "văn bản", max_length=200, help_text="Số, ngày, điều hoặc mục của văn bản."
    )
    source = VietnameseCharField(
        "nguồn", max_length=50, blank=True, help_text="Nơi đã đọc được con số này."
    )
    certainty = models.CharField("độ tin cậy", max_length=20, choices=Certainty)
    note = VietnameseTextField("ghi chú", blank=True)
    started_on = DayField("có hiệu lực từ ngày")
    ended_on = DayField("đến hết ngày", null=True, blank=True)

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định"
        verbose_name_plural = "quy định"
        ordering = ["subject", "-started_on"]
        constraints = [
            models.CheckConstraint(
                name="regulation_subject_known",
                condition=Q(subject__in=Subject.values),
            ),
            models.CheckConstraint(
                name="regulation_certainty_known",
                condition=Q(certainty__in=Certainty.values),
            ),
            dates_in_order("regulation_dates_in_order"),
            no_overlap(
                "regulation_one_a_subject_at_a_time",
                "subject",
                message=(
                    "Nội dung này đã có quy định trong thời gian này. "
                    "Hãy ghi ngày kết thúc của quy định cũ trước."
                ),
            ),
            NfcConstraint(
                fields=["citation", "source", "note"], name="regulation_text_is_nfc"
            ),
        ]

    def __str__(self):
        return self.get_subject_display()

    def clean(self):
        clean_dates(self)
        # Without a subject there is no shape; the form says what is missing.
        if self.subject in SHAPES and not self.shape.check(self.value):
            raise ValidationError({"value": self.shape.refusal})

    @property
    def shape(self) -> rule_values.Shape:
        return SHAPES[self.subject]

    @property
    def reading(self):
        """The value as something to reckon with, see members.rule_values."""
        return self.shape.read(self.value)

    def is_in_force(self, *, on: datetime.date) -> bool:
        # See also RegulationQuerySet.in_force().
        return self.started_on <= on and (self.ended_on is None or on <= self.ended_on)
