"""Django admin for the numbers that rules set."""

import json

from django import forms
from django.contrib import admin

from members.models import Regulation
from members.models.regulation import SHAPES, Subject
from partyportal.admin import RecordAdmin, RecordForm, TodayFilter

EXAMPLES = "".join(
    f"<br>{subject.label}: {SHAPES[subject].example}" for subject in Subject
)
NO_JSON = "Giá trị chưa đúng cách viết. Hãy xem mẫu ở dưới ô này."


class ReadableJson(json.JSONEncoder):
    """Vietnamese as it is written, not as escapes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "ensure_ascii": False})


class RegulationForm(RecordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "value" in self.fields:
            value = self.fields["value"]
            value.encoder = ReadableJson
            value.help_text = self._example()
            value.error_messages["invalid"] = NO_JSON

    def _example(self):
        """How the value of this subject is written; of a new rule, of each subject."""
        if self.instance.pk:
            return f"Cách ghi: {self.instance.shape.example}"
        return f"Cách ghi theo từng nội dung:{EXAMPLES}"

    class Meta:
        widgets = {"value": forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})}


@admin.register(Regulation)
class RegulationAdmin(RecordAdmin):
    form = RegulationForm
    fields = ["subject", "value", "citation", "source", "certainty", "note"]
    fields += ["started_on", "ended_on"]
    fixed = ["subject"]
    list_display = ["subject", "readable_value", "citation", "certainty", "started_on"]
    list_display += ["ended_on"]
    list_filter = [TodayFilter, "certainty", "subject"]
    search_fields = ["citation", "note"]

    def visible(self, rows, user, *, on):
        return rows

    @admin.display(description="giá trị")
    def readable_value(self, rule):
        return json.dumps(rule.value, cls=ReadableJson)
