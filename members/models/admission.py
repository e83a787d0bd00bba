"""One person's way into the Party, and how many a cell is to admit in a year."""

import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from members.intervals import months_after
from members.models.admission_step import (
    COMMITTEE_STEPS,
    MOTIONS,
    AdmissionStep,
    StepKind,
    decider,
)
from members.models.member import Member, phone_number
from members.models.membership import Membership
from members.models.regulation import Regulation, Subject, asked_of_rules
from partyportal.fields import (
    DayField,
    FoldedField,
    NameKeyField,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.vietnamese import fold, short_date

FOLLOWED_ALREADY = "Chi bộ đang theo dõi một người cùng họ tên và ngày sinh."
CORRECT_IT = "Nếu ghi sai, hãy bấm “Sửa bước này” ở bước đó."


def _in_cells(cells, on: datetime.date) -> Q:
    """Followed by one of these cells: where the person began, or is at home since."""
    # See also Admission.cell_on().
    home = Membership.objects.on(on).filter(
        kind=Membership.Kind.HOME, member=OuterRef("member")
    )
    began_here = Q(cell__in=cells) & ~Exists(home)
    return began_here | Q(Exists(home.filter(cell__in=cells)))


class AdmissionQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        duties = user.duties(on=on)
        if duties.reads_all_cells:
            return self
        return self.filter(_in_cells(duties.officer_of | duties.in_charge_of, on))

    def recordable_by(self, user, *, on):
        """Those of whom the user records some of the steps."""
        # See also Admission.is_recorded_by().
        duties = user.duties(on=on)
        if duties.is_office or duties.is_party_committee:
            return self
        return self.filter(_in_cells(duties.seals_for, on))

    def endable_by(self, user, *, on):
        duties = user.duties(on=on)
        if duties.is_office:
            return self
        return self.filter(_in_cells(duties.seals_for, on))

    def remarks_read_by(self, user, *, on):
        """Those whose remarks the user reads, among those the user sees."""
        # See also Admission.shows_remarks_to().
        duties = user.duties(on=on)
        return self if duties.decides else self.filter(_in_cells(duties.seals_for, on))

    def under_way(self, *, on):
        """Neither ended nor recognised; whoever left the Party is not on the way."""
        recognised = _steps_of(kind=StepKind.RECOGNISED, done_on__lte=on)
        belongs = Membership.objects.on(on).filter(member=OuterRef("member"))
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gte=on),
            Q(member=None) | Exists(belongs),
            ~Exists(recognised),
        )

    def reached(self, kind, *, year):
        """Those who came to a step in that year."""
        return self.filter(Exists(_steps_of(kind=kind, done_on__year=year)))

    def with_steps(self):
        return self.select_related("cell").prefetch_related("steps__motion__meeting")

    def search(self, text):
        admissions = self
        for word in fold(text).split():
            admissions = admissions.filter(search_text__contains=word)
        return admissions


def _steps_of(**conditions):
    return AdmissionStep.objects.filter(admission=OuterRef("pk"), **conditions)


@pghistory.track(exclude=["name_key", "search_text"])
class Admission(models.Model):
    """A person on the way into the Party in one cell, from candidate to full member."""

    class End(models.TextChoices):
        DROPPED = "dropped", "Thôi theo dõi"
        REFUSED = "refused", "Không được đồng ý kết nạp"
        EXPIRED = "expired", "Hồ sơ hết giá trị"
        STRUCK_OFF = "struck_off", "Xóa tên trong danh sách dự bị"

    cell = models.ForeignKey(
        "cells.Cell",
        on_delete=models.PROTECT,
        related_name="admissions",
        verbose_name="chi bộ",
    )
    full_name = VietnameseCharField("họ và tên", max_length=100)
    sex = models.CharField("giới tính", max_length=10, choices=Member.Sex)
    born_on = DayField("ngày sinh")
    occupation = VietnameseCharField("nghề nghiệp", max_length=100, blank=True)
    phone = models.CharField(
        "điện thoại", max_length=11, blank=True, validators=[phone_number]
    )
    mentor = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentored",
        verbose_name="đảng viên được phân công giúp đỡ",
    )
    # Set by the ceremony.
    member = models.OneToOneField(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="admission",
        verbose_name="đảng viên",
    )
    ended_on = DayField("theo dõi đến hết ngày", null=True, blank=True)
    end_reason = models.CharField(
        "lý do thôi theo dõi", max_length=20, choices=End, blank=True
    )
    note = VietnameseTextField("ghi chú", blank=True)

    name_key = NameKeyField(source="full_name")
    search_text = FoldedField(sources=["full_name"])

    objects = AdmissionQuerySet.as_manager()

    # Shown as dots until asked for; Reveal keeps who asked.
    MASKED_FIELDS = ("born_on", "phone")

    class Meta:
        verbose_name = "hồ sơ kết nạp"
        verbose_name_plural = "hồ sơ kết nạp"
        ordering = ["name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="admission_sex_known", condition=Q(sex__in=["female", "male"])
            ),
            models.CheckConstraint(
                name="admission_end_reason_known",
                condition=Q(
                    end_reason__in=["", "dropped", "refused", "expired", "struck_off"]
                ),
            ),
            models.CheckConstraint(
                name="admission_end_has_reason",
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                violation_error_message=(
                    "Ngày thôi theo dõi và lý do thôi phải ghi cùng nhau."
                ),
            ),
            # Before the ceremony there is no list to strike somebody off.
            models.CheckConstraint(
                name="admission_struck_off_after_ceremony",
                condition=Q(ended_on=None)
                | Q(member=None, end_reason__in=["dropped", "refused", "expired"])
                | Q(member__isnull=False, end_reason="struck_off"),
                violation_error_message=(
                    "Đã kết nạp thì chỉ có thể xóa tên; chưa kết nạp thì không."
                ),
            ),
            # Two posts begin with the same person at once; clean() says it in words.
            models.UniqueConstraint(
                fields=["cell", "full_name", "born_on"],
                condition=Q(ended_on=None, member=None),
                name="admission_once_under_way",
                violation_error_message=FOLLOWED_ALREADY,
            ),
            NfcConstraint(
                fields=["full_name", "occupation", "note"],
                name="admission_text_is_nfc",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("members:admission_detail", args=[self.pk])

    def get_reveal_url(self, field: str) -> str:
        return reverse("members:admission_reveal", args=[self.pk, field])

    def clean(self):
        if self.others_under_way():
            raise ValidationError(FOLLOWED_ALREADY, code="followed")
        last = self.last_step
        if self.ended_on and last and self.ended_on < last.done_on:
            raise ValidationError(
                {"ended_on": f"Bước cuối đã ghi ngày {short_date(last.done_on)}."}
            )

    def others_under_way(self) -> "AdmissionQuerySet":
        """Files of the same person here; whoever left the Party may begin anew."""
        here = Membership.objects.filter(ended_on=None, member=OuterRef("member"))
        same = Admission.objects.filter(
            cell=self.cell_id,
            full_name__iexact=self.full_name,
            born_on=self.born_on,
            ended_on=None,
        )
        if self.ended_on or self.member_id:
            return same.none()
        return same.filter(Q(member=None) | Exists(here)).exclude(pk=self.pk)

    # Where it stands. with_steps() reads the steps of a list at once.

    def steps_by_kind(self) -> dict[str, AdmissionStep]:
        return {step.kind: step for step in self.steps.all()} if self.pk else {}

    def step(self, kind: str) -> AdmissionStep | None:
        return self.steps_by_kind().get(kind)

    @property
    def last_step(self) -> AdmissionStep | None:
        done = self.steps_by_kind()
        return next((done[kind] for kind in reversed(StepKind) if kind in done), None)

    @property
    def next_kind(self) -> StepKind | None:
        """The step that comes next; None at the end of the way."""
        if self.ended_on:
            return None
        done = self.steps_by_kind()
        return next((kind for kind in StepKind if kind not in done), None)

    @property
    def state(self) -> str:
        """Where this person stands, in words."""
        if self.ended_on:
            return self.get_end_reason_display()
        last = self.last_step
        if last is None:
            return "Chưa ghi bước nào"
        if last.kind == StepKind.CEREMONY:
            return "Đảng viên dự bị"
        return last.get_kind_display()

    def probation_ends_on(self, rules=None) -> datetime.date | None:
        """The day on which probation is served, whenever it is recognised."""
        return self._term_of(StepKind.CEREMONY, Subject.PROBATION_MONTHS, rules)

    def certificate_expires_on(self, rules=None) -> datetime.date | None:
        return self._term_of(StepKind.CERTIFIED, Subject.CERTIFICATE_MONTHS, rules)

    def _term_of(self, kind, subject, rules):
        step = self.step(kind)
        if step is None:
            return None
        rules = Regulation.objects.all() if rules is None else rules
        return months_after(step.done_on, rules.read(subject, on=step.done_on))

    def age(self, *, on: datetime.date) -> int:
        """Whole years."""
        before_birthday = (on.month, on.day) < (self.born_on.month, self.born_on.day)
        return on.year - self.born_on.year - before_birthday

    def is_recorded_by(self, user, kind: str, *, on: datetime.date) -> bool:
        """Whether the user writes down this step: the cell its own, and so on."""
        # See also AdmissionQuerySet.recordable_by().
        duties = user.duties(on=on)
        if duties.is_office:
            return True
        if kind in COMMITTEE_STEPS:
            return duties.is_party_committee
        return self.cell_on(on) in duties.seals_for

    def shows_remarks_to(self, user, *, on: datetime.date) -> bool:
        """Whether the user reads the notes: remarks on a person are for few."""
        # See also AdmissionQuerySet.remarks_read_by().
        duties = user.duties(on=on)
        return duties.decides or self.cell_on(on) in duties.seals_for

    def sealed_motions(self, kind: str) -> models.QuerySet:
        """The votes on this person in sealed minutes, for a step that is a vote."""
        # cells is not imported here, so its model is reached over the relation.
        motions = AdmissionStep._meta.get_field("motion").related_model.objects
        about = Q(admission=self)
        if self.member_id:
            about |= Q(member=self.member_id)
        sealed = motions.filter(about, meeting__sealed_at__isnull=False)
        found = sealed.filter(kind=MOTIONS[kind]).select_related("meeting__cell")
        return found.order_by("-meeting__held_on", "position")

    def cell_on(self, day: datetime.date) -> int:
        """The cell that follows the person: once a member, the home of the day."""
        # See also _in_cells().
        homes = Membership.objects.on(day).filter(
            kind=Membership.Kind.HOME, member=self.member_id
        )
        home = homes.first() if self.member_id else None
        return home.cell_id if home else self.cell_id

    # What happens

    @transaction.atomic
    def begin(self, *, by, on: datetime.date) -> None:
        """Start to follow this person."""
        self.save()
        self.record_step(StepKind.FOLLOWED, by=by, on=on)

    @transaction.atomic
    def record_step(self, kind: str, *, by, on: datetime.date, **fields):
        """Write down the next step, once; ValidationError says what is in the way.

        `fields` are those of AdmissionStep. The ceremony makes the Member and the
        Membership, the recognition makes the member a full one.
        """
        # Two who record at once wait for each other.
        self.refresh_from_db(from_queryset=Admission.objects.select_for_update())
        if step := self.step(kind):
            return _recorded_already(step, done_on=on, **fields)
        step = AdmissionStep(
            admission=self, kind=kind, done_on=on, recorded_by=by, **fields
        )
        step.decided_by = decider(kind, on=on)
        step.full_clean()
        step.save()
        if kind == StepKind.CEREMONY:
            self._admit(step)
        elif kind == StepKind.RECOGNISED:
            self._recognise()
        return step

    @transaction.atomic
    def correct_step(self, kind: str, *, on: datetime.date, reason: str, **fields):
        """Put right what was recorded; the history keeps both and the reason."""
        self.refresh_from_db(from_queryset=Admission.objects.select_for_update())
        step = self.steps.get(kind=kind)
        if step.done_on != on:
            step.decided_by = decider(kind, on=on)
        for name, value in {"done_on": on, **fields}.items():
            setattr(step, name, value)
        step.full_clean()
        with pghistory.context(reason=reason):
            step.save()
            if kind == StepKind.DECIDED and self.member_id:
                self._put_paper_right(step)
        return step

    def _put_paper_right(self, decision):
        # The first home says by which paper the person came.
        first = self.member.memberships.earliest("started_on", "pk")
        first.decision_no = decision.document_no
        first.save(update_fields=["decision_no"])

    def _admit(self, ceremony):
        decision = self.step(StepKind.DECIDED)
        member = Member(
            full_name=self.full_name,
            sex=self.sex,
            born_on=self.born_on,
            occupation=self.occupation,
            phone=self.phone,
            admission_decided_on=decision.done_on,
            admitted_on=ceremony.done_on,
            admitted_at=str(self.cell),
        )
        member.full_clean()
        member.save()
        Membership.objects.create(
            member=member,
            cell=self.cell,
            started_on=ceremony.done_on,
            decision_no=decision.document_no,
        )
        self.member = member
        self.save(update_fields=["member"])

    def _recognise(self):
        # The day counts on which probation was served, even if the paper is late.
        with asked_of_rules():
            self.member.official_on = self.probation_ends_on()
        self.member.save(update_fields=["official_on"])

    @transaction.atomic
    def end(self, *, on: datetime.date, reason: str, note: str = "") -> None:
        """Stop following this person, once, or strike the name off the probationers."""
        self.refresh_from_db(from_queryset=Admission.objects.select_for_update())
        if self.ended_on:
            return
        if self.step(StepKind.RECOGNISED):
            raise ValidationError("Đồng chí này đã là đảng viên chính thức.")
        self.ended_on, self.end_reason = on, reason
        self.note = "\n".join(filter(None, [self.note, note]))
        self.full_clean()
        self.save(update_fields=["ended_on", "end_reason", "note"])
        if self.member_id:
            self._strike_off(on)

    def _strike_off(self, on):
        for membership in self.member.memberships.filter(ended_on=None):
            membership.ended_on = on
            membership.end_reason = Membership.End.STRUCK_OFF
            # Said in words here: after a transfer the day may lie before its start.
            membership.full_clean()
            membership.save(update_fields=["ended_on", "end_reason"])


def _recorded_already(step, **fields) -> AdmissionStep:
    """The step, if it says the same; what differs is refused, never dropped."""
    if all(getattr(step, name) == value for name, value in fields.items()):
        return step
    raise ValidationError(
        f"Bước này đã được ghi ngày {short_date(step.done_on)} với nội dung khác, "
        f"nên lần ghi này chưa được lưu. {CORRECT_IT}",
        code="recorded",
    )


class AdmissionTargetQuerySet(models.QuerySet):
    def counts(self, *, year: int, cells) -> dict[int, int]:
        """How many each of these cells is to admit in a year, by its key."""
        targets = self.filter(year=year, cell__in=cells)
        return dict(targets.values_list("cell", "count"))


@pghistory.track()
class AdmissionTarget(models.Model):
    """How many a cell is to admit in a year, as the Party committee assigned it."""

    cell = models.ForeignKey(
        "cells.Cell",
        on_delete=models.PROTECT,
        related_name="admission_targets",
        verbose_name="chi bộ",
    )
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(1930), MaxValueValidator(2200)]
    )
    count = models.PositiveSmallIntegerField("số người")
    document_no = VietnameseCharField("số giấy tờ", max_length=50, blank=True)

    objects = AdmissionTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu kết nạp"
        verbose_name_plural = "chỉ tiêu kết nạp"
        ordering = ["-year", "cell"]
        constraints = [
            models.UniqueConstraint(
                fields=["cell", "year"],
                name="admission_target_once",
                violation_error_message="Chi bộ đã có chỉ tiêu của năm này. "
                "Hãy mở chỉ tiêu ấy để sửa.",
            ),
            NfcConstraint(fields=["document_no"], name="admission_target_text_is_nfc"),
        ]

    def __str__(self):
        return f"{self.cell}, năm {self.year}: {self.count}"
