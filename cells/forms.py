"""Forms that write: of meetings, of what stands beside their minutes, of tasks."""

import datetime
import itertools
import uuid

from django import forms
from django.core.exceptions import ValidationError

from cells.models import Delegation, Meeting, ScoreConfirmation, TaskProgress
from members.intervals import months_after
from members.models import Member
from partyportal.fields import DayFormField, LineFormField, TextFormField
from partyportal.vietnamese import month_label

MONTHS_BACK = 12


class MonthField(forms.TypedChoiceField):
    """A month to choose, as its first day: next month, this one, and a year back."""

    def __init__(self, **kwargs):
        super().__init__(coerce=datetime.date.fromisoformat, empty_value=None, **kwargs)

    def offer(self, today: datetime.date) -> None:
        first = today.replace(day=1)
        months = [months_after(first, n) for n in range(1, -MONTHS_BACK - 1, -1)]
        self.choices = [
            ("", "Theo tháng của ngày họp"),
            *((month.isoformat(), month_label(month)) for month in months),
        ]


class MeetingForm(forms.ModelForm):
    """Begin a meeting: the cell is known, so the day is all it needs."""

    # Made by the browser where it can, so that a form sent twice makes one meeting.
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    for_month = MonthField(
        label="Kỳ sinh hoạt",
        required=False,
        help_text="Sinh hoạt thường kỳ tính cho tháng nào.",
    )
    like_last = forms.BooleanField(
        label="Lấy chương trình của buổi họp trước",
        required=False,
        help_text="Để trống thì dùng chương trình mẫu của tháng.",
    )

    class Meta:
        model = Meeting
        fields = ["held_on", "kind", "for_month", "topic"]
        help_texts = {"topic": "Tên chuyên đề, nếu là sinh hoạt chuyên đề."}

    def __init__(self, *args, cell, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cell = cell
        self.today = today
        self.fields["for_month"].offer(today)
        self.initial.setdefault("id", uuid.uuid4())
        self.initial.setdefault("held_on", today)

    def _get_validation_exclusions(self):
        # Without a day there is no month: one mistake gets one sentence.
        exclude = super()._get_validation_exclusions()
        return exclude | {"for_month"} if "held_on" in self.errors else exclude

    def clean_id(self):
        key = self.cleaned_data["id"]
        if key and Meeting.objects.filter(pk=key).exists():
            raise ValidationError("Trang này đã cũ. Đồng chí hãy tải lại trang.")
        return key

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("held_on"):
            self.instance.held_on = cleaned["held_on"]
            self.instance.refuse_day_too_far(on=self.today)
        if cleaned.get("kind") != Meeting.Kind.REGULAR:
            cleaned["for_month"] = None
        elif held_on := cleaned.get("held_on"):
            cleaned["for_month"] = cleaned.get("for_month") or held_on.replace(day=1)
            self._refuse_second(cleaned["for_month"])
        if cleaned.get("id"):
            self.instance.id = cleaned["id"]
        return cleaned

    def _refuse_second(self, month):
        # See also the constraint meeting_one_regular_a_month.
        meetings = self.instance.cell.meetings.not_cancelled()
        self.already = meetings.filter(for_month=month).first()
        if self.already:
            self.add_error(
                "for_month",
                f"Chi bộ đã có buổi sinh hoạt thường kỳ {month_label(month)}. "
                "Đồng chí chọn kỳ khác, hoặc mở buổi đã có ở đầu trang.",
            )


class CancelForm(forms.Form):
    reason = LineFormField(label="Lý do hủy", max_length=200)


class PostponeForm(forms.Form):
    to = DayFormField(label="Hoãn đến ngày")
    reason = LineFormField(label="Lý do hoãn", max_length=200)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_to(self):
        if self.cleaned_data["to"] == self.meeting.held_on:
            raise ValidationError("Buổi họp đã định vào chính ngày này.")
        return self.cleaned_data["to"]


class FieldChoiceForm(forms.Form):
    """Which field of sealed minutes is to be corrected."""

    field = forms.ChoiceField(label="Mục cần đính chính")

    def __init__(self, *args, fields, **kwargs):
        super().__init__(*args, **kwargs)
        # A cell of thirty has a hundred and fifty fields.
        groups = [
            (group, [(each.name, each.label) for each in found])
            for group, found in itertools.groupby(fields, lambda each: each.group)
        ]
        self.fields["field"].choices = [("", "Chọn một mục"), *groups]


class CorrectionForm(forms.Form):
    """What is right, and why."""

    # Made with the page, so that a form sent twice corrects once.
    key = forms.UUIDField(widget=forms.HiddenInput)
    after = TextFormField(
        label="Nay đính chính là",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reason = LineFormField(label="Lý do đính chính", max_length=300)

    def __init__(self, *args, was, **kwargs):
        super().__init__(*args, **kwargs)
        self.was = was
        self.initial.setdefault("key", uuid.uuid4())
        # One wrong word in a long text is mended, not the whole typed again.
        self.initial.setdefault("after", was)

    def clean_after(self):
        # See also the constraint correction_changes_something.
        if self.cleaned_data["after"] == self.was:
            raise forms.ValidationError(
                "Nội dung đính chính giống hệt nội dung đang ghi."
            )
        return self.cleaned_data["after"]


class ScoreConfirmationForm(forms.ModelForm):
    is_agreed = forms.TypedChoiceField(
        label="Điểm chi bộ tự chấm",
        choices=[("yes", "Đồng ý"), ("no", "Không đồng ý")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ScoreConfirmation
        fields = ["is_agreed", "note"]
        help_texts = {"note": "Không đồng ý thì ghi lý do."}


class DelegationForm(forms.ModelForm):
    """Let another member of the cell write one meeting until a day."""

    ended_on = DayFormField(label="Đến hết ngày")

    class Meta:
        model = Delegation
        fields = ["member", "scope", "ended_on"]
        labels = {"member": "Giao cho đồng chí"}
        help_texts = {
            "member": "Ở đây chỉ có các đồng chí đã có tài khoản; "
            "chưa có thì đề nghị Văn phòng Đảng ủy cấp."
        }

    def __init__(self, *args, meeting, by, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        self.instance.granted_by = by
        self.instance.started_on = today
        people = Member.objects.in_cell(meeting.cell, on=today)
        # Whoever cannot sign in would be charged with what nobody then writes.
        people = people.filter(user__is_active=True).exclude(user=by)
        self.fields["member"].queryset = people
        self.fields["member"].empty_label = "Chọn một đồng chí"
        self.initial.setdefault("scope", Delegation.Scope.MINUTES)
        self.initial.setdefault("ended_on", today + datetime.timedelta(days=7))

    def clean_ended_on(self):
        if self.cleaned_data["ended_on"] < self.instance.started_on:
            raise ValidationError("Ngày này đã qua.")
        return self.cleaned_data["ended_on"]

    def _get_validation_exclusions(self):
        # The meeting is set, not typed; who was already asked is refused all the same.
        return super()._get_validation_exclusions() - {"meeting", "started_on"}


class ProgressForm(forms.Form):
    """How far a task came; one that is dropped needs a reason."""

    # Made with the page, so that a form sent twice is written down once.
    id = forms.UUIDField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label="Tình trạng", choices=TaskProgress.State)
    note = LineFormField(label="Kết quả, lý do", max_length=500, required=False)

    def __init__(self, *args, state, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"id": uuid.uuid4(), "state": state}

    def clean(self):
        # See also the constraint task_progress_dropped_with_reason.
        cleaned = super().clean()
        is_dropped = cleaned.get("state") == TaskProgress.State.DROPPED
        if is_dropped and not cleaned.get("note"):
            self.add_error("note", "Thôi không làm thì phải ghi lý do.")
        return cleaned
