"""Forms of reports: lists narrowed, levels recorded, a campaign decided."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from members.forms import name_search_field
from partyportal.fields import DayFormField, LineFormField
from partyportal.vietnamese import short_date
from reports.models import Rating

DECIDING_BODY = "Ban Thường vụ Đảng ủy xã"


class RatingFilterForm(forms.Form):
    """Narrow the list of a campaign by name, cells or members, a cell, and a result."""

    class Subject(models.TextChoices):
        CELL = "cell", "Chi bộ"
        MEMBER = "member", "Đảng viên"

    class Result(models.TextChoices):
        EXCELLENT = "excellent", "Xuất sắc"
        GOOD_OR_BETTER = "good_or_better", "Tốt trở lên"
        GOOD = "good", "Tốt"
        COMPLETED_OR_BETTER = "completed_or_better", "Hoàn thành trở lên"
        COMPLETED = "completed", "Hoàn thành"
        NOT_COMPLETED = "not_completed", "Không hoàn thành"
        RATED = "rated", "Thuộc diện xếp loại"
        WAITING = "waiting", "Chưa có mức"
        EXCLUDED = "excluded", "Không xếp loại"
        ADDED = "added", "Bổ sung sau khi chốt"

    q = name_search_field("Họ tên đảng viên")
    subject = forms.ChoiceField(
        label="Đối tượng", choices=[("", "Tất cả"), *Subject.choices], required=False
    )
    cell = forms.ModelChoiceField(
        label="Chi bộ", queryset=None, required=False, empty_label="Tất cả"
    )
    result = forms.ChoiceField(
        label="Kết quả",
        choices=[
            ("", "Tất cả"),
            *Result.choices,
            ("Lý do không xếp loại", Rating.Exclusion.choices),
        ],
        required=False,
    )

    def __init__(self, *args, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cell"].queryset = cells

    def filter(self, ratings):
        """Narrow `ratings`; a choice that makes no sense narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            ratings = ratings.search(chosen["q"])
        if cell := chosen.get("cell"):
            ratings = ratings.in_cell(cell)
        match chosen.get("subject"):
            case self.Subject.CELL:
                ratings = ratings.of_cells()
            case self.Subject.MEMBER:
                ratings = ratings.of_members()
        return self._with_result(ratings, chosen.get("result"))

    def _with_result(self, ratings, result):
        match result:
            case self.Result.RATED:
                return ratings.rated()
            case self.Result.WAITING:
                return ratings.waiting()
            case self.Result.EXCLUDED:
                return ratings.excluded()
            case self.Result.ADDED:
                return ratings.added()
            case self.Result.GOOD_OR_BETTER:
                return ratings.at_least(Rating.Level.GOOD)
            case self.Result.COMPLETED_OR_BETTER:
                return ratings.at_least(Rating.Level.COMPLETED)
        if result in Rating.Exclusion:
            return ratings.filter(excluded_reason=result)
        return ratings.filter(level=result) if result else ratings


class LevelsForm(forms.Form):
    """One level for each rating of a list; only those that were changed are saved.

    Each field carries what stood there when the page was opened, so that what somebody
    else recorded since is shown and not overwritten.
    """

    CHOICES = [("", "Chưa xếp loại"), *Rating.Level.choices]

    others = forms.ChoiceField(
        label="Mức chung cho những dòng chưa có mức",
        choices=[("", "Để trống"), *Rating.Level.choices],
        required=False,
        help_text="Dòng nào đã chọn mức riêng thì giữ mức riêng đó.",
    )

    def __init__(self, *args, ratings, **kwargs):
        super().__init__(*args, **kwargs)
        self.ratings = {f"level_{rating.pk}": rating for rating in ratings}
        for name, rating in self.ratings.items():
            self.fields[name] = forms.ChoiceField(
                label=str(rating.subject),
                choices=self.CHOICES,
                initial=rating.level,
                required=False,
                show_hidden_initial=True,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def clean(self):
        cleaned = super().clean()
        for name in self._changed:
            if name in cleaned and self._was_changed_by_others(name, cleaned[name]):
                now = self.ratings[name].get_level_display() or "Chưa xếp loại"
                self.add_error(
                    name,
                    f"Người khác vừa ghi “{now}”. Hãy chọn lại nếu vẫn muốn đổi.",
                )
        return cleaned

    def _was_changed_by_others(self, name, level):
        seen = self.data.get(self.add_initial_prefix(name), "")
        return self.ratings[name].level not in (seen, level)

    @property
    def _changed(self):
        return [name for name in self.changed_data if name in self.ratings]

    def levels(self) -> dict[int, str]:
        """The levels by primary key, the common one where there would be none."""
        levels = {rating.pk: rating.level for rating in self.ratings.values()}
        for name in self._changed:
            levels[self.ratings[name].pk] = self.cleaned_data[name]
        return {
            key: level or self.cleaned_data["others"] for key, level in levels.items()
        }

    def lines(self):
        """Each field with its rating."""
        return [(self[name], rating) for name, rating in self.ratings.items()]


class EarlyForm(forms.Form):
    """Asks for a plain yes where the year of a campaign is not over yet."""

    is_known_early = forms.BooleanField(
        error_messages={
            "required": "Năm chưa hết. Hãy đánh dấu ô này nếu vẫn muốn làm sớm."
        }
    )

    def __init__(self, *args, campaign, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        if not campaign.is_early(on=today):
            del self.fields["is_known_early"]
            return
        self.fields["is_known_early"].label = (
            f"Tôi biết chưa đến ngày {short_date(campaign.last_day)}: ai kết nạp "
            f"hoặc chuyển đến sau hôm nay chưa có trong danh sách."
        )


class FreezeForm(EarlyForm):
    """Makes the list of a campaign; asks for nothing once the year is over."""


class DecisionForm(EarlyForm):
    """What closes a campaign: on which day, by whom, with which paper."""

    field_order = ["decided_on", "decided_by", "document_no", "is_known_early"]

    decided_on = DayFormField(label="Ngày quyết định")
    decided_by = LineFormField(
        label="Cấp quyết định", max_length=200, initial=DECIDING_BODY
    )
    document_no = LineFormField(
        label="Số văn bản",
        max_length=50,
        required=False,
        help_text="Ví dụ: 12-QĐ/ĐU. Chưa có thì để trống.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, today=today, initial={"decided_on": today}, **kwargs)

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > self.today:
            raise ValidationError("Ngày quyết định không được sau hôm nay.")
        return day


class PublishForm(forms.Form):
    """The day from which the cells read a briefing."""

    published_on = DayFormField(label="Ngày công bố")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, initial={"published_on": today}, **kwargs)
        self.today = today

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day > self.today:
            raise ValidationError("Ngày công bố không được sau hôm nay.")
        return day
