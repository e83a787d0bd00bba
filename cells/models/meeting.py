"""One meeting of a cell, and what becomes of it: put off, called off, sealed."""

import datetime
import uuid

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cells import state
from cells.models.attendance import EXPECTED_MEMBERS
from cells.models.beside import ScoreConfirmation
from cells.models.cell import Cell, Mandate
from cells.models.meeting_queryset import MeetingQuerySet
from members.models import Member
from partyportal.fields import (
    DayField,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.share import Share
from partyportal.vietnamese import month_label

FURTHEST_PLAN = datetime.timedelta(days=366)
DAY_TOO_FAR = "Ngày này còn quá xa; chỉ lên lịch trước một năm."
TIMES_OUT_OF_ORDER = "Giờ kết thúc phải sau giờ bắt đầu."


@pghistory.track(exclude=["conclusion", "version", "sealed_text", "sealed_words"])
class Meeting(models.Model):
    """One meeting: notice, draft, then seal; or cancelled before the roll call."""

    class Kind(models.TextChoices):
        REGULAR = "regular", "Sinh hoạt thường kỳ"
        THEMATIC = "thematic", "Sinh hoạt chuyên đề"
        CONGRESS = "congress", "Đại hội chi bộ"
        EXTRAORDINARY = "extraordinary", "Sinh hoạt bất thường"
        COMMITTEE = "committee", "Họp chi ủy"

    # The browser may make it, so that a meeting begins without a network.
    id = models.UUIDField("mã", primary_key=True, default=uuid.uuid4, editable=False)
    cell = models.ForeignKey(
        Cell, on_delete=models.PROTECT, related_name="meetings", verbose_name="chi bộ"
    )
    kind = models.CharField(
        "hình thức sinh hoạt", max_length=15, choices=Kind, default=Kind.REGULAR
    )
    for_month = DayField(
        "kỳ sinh hoạt tháng",
        null=True,
        blank=True,
        help_text="Ngày đầu của tháng mà buổi sinh hoạt thường kỳ này thuộc về.",
    )
    held_on = DayField("ngày họp")
    start_time = models.TimeField("bắt đầu lúc", null=True, blank=True)
    end_time = models.TimeField("kết thúc lúc", null=True, blank=True)
    place = VietnameseCharField("địa điểm", max_length=200, blank=True)
    topic = VietnameseCharField("chuyên đề", max_length=200, blank=True)
    chair = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="chaired_meetings",
        verbose_name="chủ trì",
    )
    minute_taker = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="minuted_meetings",
        verbose_name="người ghi biên bản",
    )
    conclusion = VietnameseTextField("kết luận", blank=True)

    # Counts the changes; who holds an older number has not seen them all.
    version = models.PositiveIntegerField("phiên bản", default=0, editable=False)
    roll_called_at = models.DateTimeField("điểm danh lúc", null=True, editable=False)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    created_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người lập",
    )
    sealed_at = models.DateTimeField("niêm phong lúc", null=True, editable=False)
    sealed_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người niêm phong",
    )
    # Given by the seal: the number of the minutes in the mandate of the day, their
    # canonical text with its hash, the words it takes from rows that may change later,
    # and the code by which anyone may verify it.
    mandate = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="meetings",
        verbose_name="nhiệm kỳ",
    )
    number = models.PositiveIntegerField("số biên bản", null=True, editable=False)
    sealed_text = models.TextField("bản niêm phong", blank=True, editable=False)
    sealed_sha256 = models.CharField(
        "SHA-256 của bản niêm phong", max_length=64, blank=True, editable=False
    )
    sealed_words = models.JSONField(
        "tên gọi lúc niêm phong", default=dict, editable=False
    )
    verification_code = models.CharField(
        "mã xác minh", max_length=20, blank=True, editable=False
    )
    cancelled_at = models.DateTimeField("hủy lúc", null=True, editable=False)
    cancelled_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người hủy",
    )
    cancel_reason = VietnameseCharField(
        "lý do hủy", max_length=200, blank=True, editable=False
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi họp"
        verbose_name_plural = "buổi họp"
        ordering = ["-held_on", "-created_at"]
        indexes = [
            models.Index(fields=["cell", "-held_on"], name="meeting_by_cell_and_day")
        ]
        constraints = [
            models.CheckConstraint(
                name="meeting_kind_known",
                condition=Q(
                    kind__in=[
                        "regular",
                        "thematic",
                        "congress",
                        "extraordinary",
                        "committee",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="meeting_month_of_regular_only",
                condition=Q(kind="regular", for_month__isnull=False)
                | (~Q(kind="regular") & Q(for_month=None)),
                violation_error_message=(
                    "Buổi sinh hoạt thường kỳ phải ghi kỳ tháng; buổi khác thì không."
                ),
            ),
            models.CheckConstraint(
                name="meeting_month_is_first_day",
                condition=Q(for_month=None) | Q(for_month__day=1),
                violation_error_message="Kỳ tháng được ghi bằng ngày đầu tháng.",
            ),
            models.UniqueConstraint(
                "cell",
                "for_month",
                name="meeting_one_regular_a_month",
                condition=Q(kind="regular", cancelled_at=None),
                violation_error_message=(
                    "Chi bộ đã có buổi sinh hoạt thường kỳ của tháng này. "
                    "Hãy mở buổi ấy, hoặc chọn kỳ khác."
                ),
            ),
            models.CheckConstraint(
                name="meeting_times_in_order",
                condition=Q(start_time=None)
                | Q(end_time=None)
                | Q(end_time__gt=F("start_time")),
                violation_error_message=TIMES_OUT_OF_ORDER,
            ),
            models.CheckConstraint(
                name="meeting_sealed_after_roll_call",
                condition=Q(sealed_at=None) | Q(roll_called_at__isnull=False),
                violation_error_message="Chưa điểm danh thì chưa niêm phong được.",
            ),
            models.CheckConstraint(
                name="meeting_sealed_by_somebody",
                condition=Q(sealed_at=None) | Q(sealed_by__isnull=False),
                violation_error_message="Niêm phong phải ghi người niêm phong.",
            ),
            models.CheckConstraint(
                name="meeting_cancelled_by_somebody",
                condition=Q(cancelled_at=None) | Q(cancelled_by__isnull=False),
                violation_error_message="Hủy buổi họp phải ghi người hủy.",
            ),
            models.CheckConstraint(
                name="meeting_cancelled_with_reason",
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                violation_error_message="Hủy buổi họp phải có lý do.",
            ),
            models.CheckConstraint(
                name="meeting_cancelled_before_record",
                condition=Q(cancelled_at=None) | Q(roll_called_at=None, sealed_at=None),
                violation_error_message="Buổi họp đã điểm danh thì không hủy được.",
            ),
            models.CheckConstraint(
                name="meeting_number_with_mandate",
                condition=Q(mandate=None, number=None)
                | Q(mandate__isnull=False, number__isnull=False, number__gt=0),
            ),
            models.UniqueConstraint(
                fields=["mandate", "number"], name="meeting_number_once"
            ),
            # That the hash fits the text, and that there is a number, a trigger says.
            models.CheckConstraint(
                name="meeting_sealed_whole",
                condition=Q(
                    sealed_at=None,
                    number=None,
                    sealed_text="",
                    sealed_sha256="",
                    verification_code="",
                )
                | Q(
                    ~Q(sealed_text=""),
                    ~Q(verification_code=""),
                    sealed_at__isnull=False,
                    sealed_sha256__regex="^[0-9a-f]{64}$",
                ),
                violation_error_message=(
                    "Biên bản niêm phong phải có nội dung, mã kiểm tra và mã xác minh."
                ),
            ),
            models.UniqueConstraint(
                fields=["verification_code"],
                name="meeting_verification_code_once",
                condition=~Q(verification_code=""),
            ),
            NfcConstraint(
                fields=["place", "topic", "conclusion", "cancel_reason"],
                name="meeting_text_is_nfc",
            ),
        ]

    def __str__(self):
        if self.for_month:
            return f"{self.get_kind_display()} {month_label(self.for_month)}"
        return self.topic or self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("cells:meeting_detail", args=[self.pk])

    def get_edit_url(self) -> str:
        return reverse("cells:meeting_edit", args=[self.pk])

    def clean(self):
        if self.kind == self.Kind.REGULAR and self.held_on and not self.for_month:
            self.for_month = self.held_on.replace(day=1)
        if self.kind != self.Kind.REGULAR:
            self.for_month = None
        self.refuse_day_without_cell()
        self.refuse_times_out_of_order()

    def refuse_day_without_cell(self) -> None:
        if self.held_on and self.cell_id and not self.cell.existed(on=self.held_on):
            raise ValidationError(
                {"held_on": f"{self.cell} không hoạt động vào ngày này."}
            )

    def refuse_day_too_far(self, *, on: datetime.date) -> None:
        """Refuse a day that nobody plans for yet: a year of four digits mistyped."""
        if self.held_on > on + FURTHEST_PLAN:
            raise ValidationError({"held_on": DAY_TOO_FAR})

    def refuse_times_out_of_order(self) -> None:
        # See also the constraint meeting_times_in_order.
        if self.start_time and self.end_time and self.end_time <= self.start_time:
            raise ValidationError({"end_time": TIMES_OUT_OF_ORDER})

    @property
    def is_sealed(self) -> bool:
        # See also MeetingQuerySet.sealed().
        return self.sealed_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_draft(self) -> bool:
        # See also MeetingQuerySet.drafts().
        return not self.is_sealed and not self.is_cancelled

    @property
    def is_roll_called(self) -> bool:
        return self.roll_called_at is not None

    def state(self, *, on: datetime.date) -> state.State:
        """What became of it by the day `on`."""
        if self.is_sealed:
            return state.SEALED
        if self.is_cancelled:
            return state.CANCELLED
        if self.is_roll_called:
            return state.UNSEALED
        return state.planned(self.held_on) if self.held_on > on else state.BEGUN

    @property
    def presence(self) -> Share:
        """Present of expected; needs with_attendance()."""
        part, whole = self.present_count, self.expected_count
        return Share(part=part, whole=whole, of=EXPECTED_MEMBERS)

    def begin(self, *, by) -> None:
        """Record a new meeting; one of the same key is never written over.

        Place, chair and minute taker are filled in as usual, and may be changed.
        """
        self.created_by = by
        self.place = self.place or self.cell.meeting_place
        self.chair = self.chair or self.cell.secretary(on=self.held_on)
        self.minute_taker = self.minute_taker or self._last_minute_taker()
        self.save(force_insert=True)

    def _last_minute_taker(self) -> Member | None:
        """Who took the minutes last time, if still of the cell on this day."""
        last = self.cell.meetings.not_cancelled().exclude(minute_taker=None).first()
        members = Member.objects.in_cell(self.cell, on=self.held_on)
        return members.filter(pk=last.minute_taker_id).first() if last else None

    def confirm_score(self, *, by, is_agreed: bool, note: str) -> None:
        """Say what the member in charge says to the score; the first answer stays.

        ValidationError where another one was given before.
        """
        told = {"confirmed_by": by, "is_agreed": is_agreed, "note": note}
        kept, _ = ScoreConfirmation.objects.get_or_create(meeting=self, defaults=told)
        if any(getattr(kept, name) != value for name, value in told.items()):
            raise ValidationError(
                f"Đồng chí {kept.confirmed_by} đã cho ý kiến về điểm này; "
                "ý kiến đã ghi không sửa được nữa."
            )

    @transaction.atomic
    def postpone(
        self, *, to: datetime.date, reason: str, by, on: datetime.date
    ) -> None:
        """Put the meeting off to another day; refused after the roll call.

        Safe to call twice. `on` is the day of doing so.
        """
        self.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
        if self.held_on == to:
            return
        if self.is_roll_called or not self.is_draft:
            raise ValidationError("Buổi họp đã điểm danh thì không hoãn được.")
        from_day, self.held_on = self.held_on, to
        self.refuse_day_without_cell()
        self.refuse_day_too_far(on=on)
        self.postponements.create(
            from_day=from_day, to_day=to, reason=reason, postponed_by=by
        )
        self.progress.update(reported_on=to)
        self.version += 1
        self.save(update_fields=["held_on", "version"])

    @transaction.atomic
    def cancel(self, *, by, reason: str) -> None:
        """Call the meeting off; refused after the roll call. Safe to call twice."""
        self.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
        if self.is_cancelled:
            return
        if self.is_roll_called or self.is_sealed:
            raise ValidationError("Buổi họp đã điểm danh thì không hủy được.")
        self.cancelled_at = timezone.now()
        self.cancelled_by = by
        self.cancel_reason = reason
        self.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
