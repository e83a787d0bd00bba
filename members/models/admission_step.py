"""One step on the way into the Party: its day, who decided it, its paper and vote."""

import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from members.models.membership import Membership
from members.models.regulation import Regulation, Subject, asked_of_rules
from partyportal.fields import DayField, NfcConstraint, VietnameseCharField
from partyportal.share import Share
from partyportal.vietnamese import short_date


class StepKind(models.TextChoices):
    """The steps in their order, which the database holds too."""

    FOLLOWED = "followed", "Theo dõi, bồi dưỡng"
    OUTSTANDING = "outstanding", "Công nhận quần chúng ưu tú"
    CLASS_PROPOSED = "class_proposed", "Đề nghị học lớp nhận thức về Đảng"
    CERTIFIED = "certified", "Nhận giấy chứng nhận học lớp"
    APPLIED = "applied", "Nộp đơn và lý lịch"
    CHECKED = "checked", "Thẩm tra lý lịch"
    CELL_VOTED = "cell_voted", "Chi bộ xét kết nạp"
    COMMITTEE_REVIEWED = "committee_reviewed", "Đảng ủy xét kết nạp"
    DECIDED = "decided", "Quyết định kết nạp"
    CEREMONY = "ceremony", "Lễ kết nạp"
    RECOGNITION_VOTED = "recognition_voted", "Chi bộ xét công nhận chính thức"
    RECOGNISED = "recognised", "Công nhận đảng viên chính thức"

    @property
    def earlier(self) -> list["StepKind"]:
        kinds = list(StepKind)
        return kinds[: kinds.index(self)]


class Decider(models.TextChoices):
    CANDIDATE = "candidate", "Người xin vào Đảng"
    CELL = "cell", "Chi bộ"
    PARTY_COMMITTEE = "party_committee", "Đảng ủy xã"
    DISTRICT_STANDING = "district_standing", "Ban Thường vụ Huyện ủy"
    COMMUNE_STANDING = "commune_standing", "Ban Thường vụ Đảng ủy xã"


OF_PARTY_COMMITTEE = {
    StepKind.CERTIFIED,
    StepKind.CHECKED,
    StepKind.COMMITTEE_REVIEWED,
}
# Who decides these has changed, see Subject.ADMISSION_DECIDER.
OF_HIGHER_COMMITTEE = {StepKind.DECIDED, StepKind.RECOGNISED}
COMMITTEE_STEPS = OF_PARTY_COMMITTEE | OF_HIGHER_COMMITTEE
VOTES = {
    StepKind.CELL_VOTED: Subject.ADMISSION_VOTE,
    StepKind.RECOGNITION_VOTED: Subject.RECOGNITION_VOTE,
}
# The kind of motion that each vote is, as cells.Motion spells it.
MOTIONS = {
    StepKind.CELL_VOTED: "admission",
    StepKind.RECOGNITION_VOTED: "recognition",
}
# The record of the member holds the day of these steps as well.
KEPT_IN_RECORD = {StepKind.DECIDED, StepKind.CEREMONY, StepKind.RECOGNISED}
IN_RECORD = "Ngày của bước này đã ghi vào hồ sơ đảng viên nên không đổi ở đây được nữa."
OFFICIAL_MEMBERS = "đảng viên chính thức"


def decider(kind: str, *, on: datetime.date, rules=None) -> str:
    """Who decides a step of that day, as a Decider."""
    if kind in OF_HIGHER_COMMITTEE:
        rules = Regulation.objects.all() if rules is None else rules
        with asked_of_rules():
            return rules.read(Subject.ADMISSION_DECIDER, on=on)
    if kind in OF_PARTY_COMMITTEE:
        return Decider.PARTY_COMMITTEE
    return Decider.CANDIDATE if kind == StepKind.APPLIED else Decider.CELL


@pghistory.track()
class AdmissionStep(models.Model):
    """One step on the way: on which day, who decided it, by which paper and vote."""

    Kind = StepKind
    Decider = Decider

    admission = models.ForeignKey(
        "members.Admission",
        on_delete=models.PROTECT,
        related_name="steps",
        verbose_name="hồ sơ kết nạp",
    )
    kind = models.CharField("bước", max_length=20, choices=StepKind)
    done_on = DayField("ngày")
    decided_by = models.CharField("cấp quyết định", max_length=20, choices=Decider)
    votes_for = models.PositiveSmallIntegerField("số tán thành", null=True, blank=True)
    votes_base = models.PositiveSmallIntegerField(
        "trên tổng số đảng viên chính thức", null=True, blank=True
    )
    # The sealed vote of the cell that the step rests on.
    motion = models.ForeignKey(
        "cells.Motion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="biểu quyết của chi bộ",
    )
    document_no = VietnameseCharField("số giấy tờ", max_length=50, blank=True)
    note = VietnameseCharField("ghi chú", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        "members.User",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="người ghi",
    )

    class Meta:
        verbose_name = "bước kết nạp"
        verbose_name_plural = "bước kết nạp"
        ordering = ["done_on", "pk"]
        indexes = [
            models.Index(fields=["kind", "done_on"], name="step_by_kind_and_day")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["admission", "kind"],
                name="admission_step_once",
                violation_error_message="Bước này đã được ghi.",
            ),
            models.CheckConstraint(
                name="admission_step_kind_known",
                condition=Q(kind__in=StepKind.values),
            ),
            models.CheckConstraint(
                name="admission_step_decided_by_known",
                condition=Q(decided_by__in=Decider.values),
            ),
            models.CheckConstraint(
                name="admission_step_votes_fit",
                condition=Q(votes_for=None, votes_base=None)
                | Q(
                    votes_for__isnull=False,
                    votes_base__isnull=False,
                    votes_base__gt=0,
                    votes_for__lte=F("votes_base"),
                ),
                violation_error_message=(
                    "Số tán thành và tổng số phải ghi cùng nhau; "
                    "số tán thành không lớn hơn tổng số."
                ),
            ),
            models.CheckConstraint(
                name="admission_step_motion_of_votes_only",
                condition=Q(motion=None)
                | Q(kind__in=["cell_voted", "recognition_voted"]),
                violation_error_message="Chỉ bước chi bộ xét mới có biểu quyết.",
            ),
            NfcConstraint(
                fields=["document_no", "note"], name="admission_step_text_is_nfc"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def votes(self) -> Share | None:
        if self.votes_base is None:
            return None
        return Share(part=self.votes_for, whole=self.votes_base, of=OFFICIAL_MEMBERS)

    def clean(self):
        if self.kind not in StepKind.values or self.done_on is None:
            return
        self._refuse_after_end()
        self._refuse_out_of_order()
        self._refuse_new_day_of_record()
        if self.kind in VOTES:
            self._refuse_other_motion()
            self._refuse_lost_vote()
            self._refuse_more_than_entitled()
        if self.kind == StepKind.RECOGNITION_VOTED:
            self._refuse_within_probation()

    def _refuse_after_end(self):
        ended_on = self.admission.ended_on
        if ended_on and (self._state.adding or self.done_on > ended_on):
            raise ValidationError(
                f"Hồ sơ này chỉ theo dõi đến hết ngày {short_date(ended_on)}."
            )

    def _refuse_out_of_order(self):
        earlier = StepKind(self.kind).earlier
        done = self.admission.steps_by_kind()
        for kind in StepKind:
            other = done.get(kind)
            if kind in earlier and other is None:
                raise ValidationError(f"Trước đó phải ghi bước “{kind.label}”.")
            if kind in earlier and self.done_on < other.done_on:
                raise ValidationError({"done_on": _too(f"trước ngày {_named(other)}")})
            is_later = kind not in earlier and kind != self.kind
            if is_later and other and self.done_on > other.done_on:
                raise ValidationError({"done_on": _too(f"sau ngày {_named(other)}")})

    def _refuse_new_day_of_record(self):
        if self._state.adding or self.kind not in KEPT_IN_RECORD:
            return
        was = type(self).objects.values_list("done_on", flat=True).get(pk=self.pk)
        if self.admission.member_id and self.done_on != was:
            raise ValidationError({"done_on": IN_RECORD})

    def rest_on(self, motion) -> None:
        """Take day and votes from the sealed motion of the cell."""
        self.motion, self.done_on = motion, motion.meeting.held_on
        self.votes_for, self.votes_base = motion.votes_for, motion.base

    def _refuse_other_motion(self):
        # See also the trigger members_step_rests_on_seal.
        if self.motion is None:
            return
        if not self.admission.sealed_motions(self.kind).filter(pk=self.motion_id):
            raise ValidationError({"motion": "Biểu quyết này không về người đó."})

    def _refuse_more_than_entitled(self):
        entitled = self.entitled()
        if self.votes_base > entitled:
            raise ValidationError({"votes_base": _only(entitled, self.done_on)})

    def entitled(self) -> int:
        """The full members of the cell on the day of the vote."""
        cell = self.admission.cell_on(self.done_on)
        return Membership.objects.official_in(cell, on=self.done_on).count()

    def _refuse_lost_vote(self):
        if self.votes_for is None or not self.votes_base:
            raise ValidationError({"votes_for": "Hãy ghi kết quả biểu quyết."})
        with asked_of_rules():
            share = Regulation.objects.read(VOTES[self.kind], on=self.done_on)
        if not share.is_reached(self.votes_for, whole=self.votes_base):
            least = share.least(self.votes_base)
            raise ValidationError(
                {
                    "votes_for": f"Cần ít nhất {least}/{self.votes_base} "
                    f"{OFFICIAL_MEMBERS} tán thành."
                }
            )

    def _refuse_within_probation(self):
        with asked_of_rules():
            served = self.admission.probation_ends_on()
        if served and self.done_on < served:
            raise ValidationError(
                {"done_on": f"Thời gian dự bị đến ngày {short_date(served)} mới hết."}
            )


def _only(count, day) -> str:
    if not count:
        return f"Ngày {short_date(day)} chi bộ chưa có {OFFICIAL_MEMBERS} nào."
    return f"Ngày {short_date(day)} chi bộ chỉ có {count} {OFFICIAL_MEMBERS}."


def _named(step) -> str:
    return f"{short_date(step.done_on)} của bước “{step.get_kind_display()}”"


def _too(text) -> str:
    return f"Ngày này không được {text}."
