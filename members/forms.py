"""Forms of members and admissions: lists, a new candidate, a step, an end."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

from members import admissions
from members.models import Admission, AdmissionStep, Member, Membership
from members.models.admission import FOLLOWED_ALREADY
from members.models.admission_step import OFFICIAL_MEMBERS, VOTES
from partyportal import history
from partyportal.fields import DayFormField, LineFormField, TextFormField
from partyportal.refusals import happens
from partyportal.vietnamese import short_date

NOT_YET = "Ngày này chưa đến."
READ_BY = "Chỉ Đảng ủy, văn phòng và bí thư, phó bí thư chi bộ đọc được."
SAME_PERSON = ["cell", "full_name", "born_on"]


def name_search_field(label="Họ tên"):
    """A name to look for, typed with or without accents."""
    return LineFormField(
        label=label,
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "không cần gõ dấu"}
        ),
    )


class CellFilterForm(forms.Form):
    """Narrow a list to one of the cells; with a single one there is no choice."""

    cell = forms.ModelChoiceField(
        label="Chi bộ", queryset=None, required=False, empty_label="Tất cả"
    )

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cell"].queryset = cells
        if len(cells) < 2:
            del self.fields["cell"]


class MemberSearchForm(CellFilterForm):
    """Narrow a list of members by name, cell and standing on the day `on`."""

    field_order = ["q", "cell", "standing"]

    class Standing(models.TextChoices):
        OFFICIAL = "official", "Chính thức"
        PROBATIONARY = "probationary", "Dự bị"

    q = name_search_field()
    standing = forms.ChoiceField(
        label="Diện", choices=[("", "Tất cả"), *Standing.choices], required=False
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def filter(self, members):
        """Narrow `members`; a choice that makes no sense narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            members = members.search(chosen["q"])
        if chosen.get("cell"):
            members = members.in_cell(chosen["cell"], on=self.on)
        match chosen.get("standing"):
            case self.Standing.OFFICIAL:
                return members.official(on=self.on)
            case self.Standing.PROBATIONARY:
                return members.probationary(on=self.on)
        return members


def refuse_future(day, today):
    if day > today:
        raise ValidationError(NOT_YET)
    return day


class YearForm(forms.Form):
    """The year of a list, this one unless another is chosen."""

    year = forms.TypedChoiceField(label="Năm", coerce=int, required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["year"].choices = [(year, year) for year in years]
        self.initial.setdefault("year", years[0])

    def chosen(self):
        self.is_valid()
        return self.cleaned_data.get("year") or self.years[0]


class AdmissionForm(forms.ModelForm):
    """Begin to follow somebody; a mentor may be named later."""

    followed_on = DayFormField(label="Theo dõi từ ngày")

    class Meta:
        model = Admission
        fields = [
            "cell",
            "full_name",
            "sex",
            "born_on",
            "occupation",
            "phone",
            "mentor",
        ]

    def __init__(self, *args, by, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["sex"].choices = [("", "Chọn"), *Member.Sex.choices]
        self.initial.setdefault("followed_on", today)
        cells = admissions.cells_of(by, on=today).writable_by(by, on=today).on(today)
        self._offer(cells)

    def _offer(self, cells):
        """The cells to choose from, and full members of theirs as mentors."""
        belonging = Membership.objects.on(self.today).filter(cell__in=cells)
        mentors = Member.objects.filter(pk__in=belonging.values("member"))
        cell, mentor = self.fields["cell"], self.fields["mentor"]
        cell.queryset, cell.empty_label = cells, "Chọn chi bộ"
        mentor.queryset = mentors.official(on=self.today)
        mentor.empty_label = "Chưa phân công"
        if len(cells) == 1:
            self.initial.setdefault("cell", cells[0])

    def clean_followed_on(self):
        return refuse_future(self.cleaned_data["followed_on"], self.today)

    def clean_born_on(self):
        return refuse_future(self.cleaned_data["born_on"], self.today)

    def clean(self):
        cleaned = super().clean()
        cell, mentor = cleaned.get("cell"), cleaned.get("mentor")
        if cell and mentor and not self._is_in(cell, mentor):
            self.add_error("mentor", "Đồng chí này không thuộc chi bộ đã chọn.")
        born_on, followed_on = cleaned.get("born_on"), cleaned.get("followed_on")
        if born_on and followed_on and born_on >= followed_on:
            self.add_error("born_on", "Ngày sinh phải trước ngày bắt đầu theo dõi.")
        return cleaned

    def _is_in(self, cell, mentor):
        return mentor.memberships.on(self.today).filter(cell=cell).exists()

    def begin(self, *, by) -> bool:
        """Begin to follow, unless somebody else was faster, which becomes an error."""
        try:
            self.instance.begin(by=by, on=self.cleaned_data["followed_on"])
        except IntegrityError:
            self.instance = Admission(**self._same_person())
            self.add_error(None, ValidationError(FOLLOWED_ALREADY, code="followed"))
        return not self.errors

    def _same_person(self):
        return {name: self.cleaned_data[name] for name in SAME_PERSON}

    def followed_already(self):
        """The file that stands in the way, or None."""
        if not self.has_error(NON_FIELD_ERRORS, code="followed"):
            return None
        return self.instance.others_under_way().first()


def _named_by_meeting(motion):
    meeting = motion.meeting
    votes = f"tán thành {motion.votes_for}/{motion.base}"
    return f"{meeting}, ngày {short_date(meeting.held_on)}: {votes}"


class StepForm(forms.ModelForm):
    """Record one step of a person: the one that comes next."""

    class Meta:
        model = AdmissionStep
        fields = ["motion", "done_on", "votes_for", "votes_base", "document_no"]
        fields += ["note"]
        help_texts = {"note": READ_BY}

    def __init__(self, *args, admission, kind, by, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.admission, self.instance.kind = admission, kind
        self.by, self.today = by, today
        self.initial.setdefault("done_on", today)
        if kind in VOTES:
            self._ask_for_votes()
        else:
            for name in ("motion", "votes_for", "votes_base"):
                del self.fields[name]

    def _ask_for_votes(self):
        self._offer_motions()
        entitled = AdmissionStep(admission=self.instance.admission, done_on=self.today)
        self.fields["votes_base"].help_text = (
            "Để trống thì tính theo ngày biểu quyết. "
            f"Hôm nay chi bộ có {entitled.entitled()} {OFFICIAL_MEMBERS}."
        )

    def _offer_motions(self):
        """Sealed votes on the person; without one the votes are typed from paper."""
        motions = self.instance.admission.sealed_motions(self.instance.kind)
        field = self.fields["motion"]
        field.queryset, field.label_from_instance = motions, _named_by_meeting
        if not motions:
            del self.fields["motion"]
            self.fields["votes_for"].required = True
            return
        field.empty_label = "Không có trong biên bản trên cổng"
        field.help_text = "Ngày và số phiếu lấy từ biên bản đã niêm phong."
        self.initial.setdefault("motion", motions[0].pk)
        # Taken from the motion; typed only where there is none.
        self.fields["done_on"].required = False

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        return done_on and refuse_future(done_on, self.today)

    def clean(self):
        cleaned = super().clean()
        if motion := cleaned.get("motion"):
            self._take_from(motion)
        elif "motion" in self.fields:
            self._ask_for_typed_votes()
        is_open = "votes_base" in cleaned and cleaned["votes_base"] is None
        if is_open and cleaned.get("done_on"):
            vote = AdmissionStep(
                admission=self.instance.admission, done_on=cleaned["done_on"]
            )
            cleaned["votes_base"] = vote.entitled() or None
        return cleaned

    def _take_from(self, motion):
        vote = AdmissionStep()
        vote.rest_on(motion)
        for name in ("done_on", "votes_for", "votes_base"):
            self.cleaned_data[name] = getattr(vote, name)
            self.errors.pop(name, None)

    def _ask_for_typed_votes(self):
        for name in ("done_on", "votes_for"):
            if self.cleaned_data.get(name) is None and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])

    def record(self) -> bool:
        """Let the admission take the step; what is in the way becomes an error."""
        fields = dict(self.cleaned_data)
        record, kind = self.instance.admission.record_step, self.instance.kind
        return happens(
            self, record, kind, by=self.by, on=fields.pop("done_on"), **fields
        )


class CorrectionForm(StepForm):
    """Put right what was recorded of a step, and say why."""

    reason = LineFormField(label="Lý do sửa", max_length=200)
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, instance, **kwargs):
        self.version_now = history.version(instance)
        super().__init__(
            *args,
            instance=instance,
            admission=instance.admission,
            kind=instance.kind,
            initial={"version": self.version_now},
            **kwargs,
        )

    def clean(self):
        # Asked before anything else, or the sentence about a new value misleads.
        if self.cleaned_data.get("version") != str(self.version_now):
            raise ValidationError(history.saved_since(self.version_now))
        return super().clean()

    def correct(self) -> bool:
        """Let the admission put the step right; what is in the way becomes an error."""
        fields = dict(self.cleaned_data)
        fields.pop("version")
        correct, kind = self.instance.admission.correct_step, self.instance.kind
        return happens(self, correct, kind, on=fields.pop("done_on"), **fields)


class EndForm(forms.Form):
    """Why and until when somebody was followed."""

    on = DayFormField(label="Theo dõi đến hết ngày")
    reason = forms.ChoiceField(label="Lý do")
    note = TextFormField(
        label="Ghi chú",
        required=False,
        help_text=READ_BY,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, admission, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("on", today)
        self.fields["reason"].choices = [
            (value, label)
            for value, label in Admission.End.choices
            if (value == Admission.End.STRUCK_OFF) == bool(admission.member_id)
        ]

    def clean_on(self):
        return refuse_future(self.cleaned_data["on"], self.today)
