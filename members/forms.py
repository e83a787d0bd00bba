"""Forms of members: the search above their list."""

from django import forms
from django.db import models

from partyportal.fields import LineFormField


class MemberSearchForm(forms.Form):
    """Narrow a list of members by name, cell and standing on the day `on`."""

    class Standing(models.TextChoices):
        OFFICIAL = "official", "Chính thức"
        PROBATIONARY = "probationary", "Dự bị"

    q = LineFormField(
        label="Họ tên",
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "không cần gõ dấu"}
        ),
    )
    cell = forms.ModelChoiceField(
        label="Chi bộ", queryset=None, required=False, empty_label="Tất cả"
    )
    standing = forms.ChoiceField(
        label="Diện", choices=[("", "Tất cả"), *Standing.choices], required=False
    )

    def __init__(self, *args, cells, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cell"].queryset = cells
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
