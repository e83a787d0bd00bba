"""The fields that stand in the meeting's own row."""

from django import forms
from django.core.exceptions import ValidationError

from cells.draft.text import NO_SUCH_FIELD, NO_SUCH_TIME, as_text
from cells.models import Meeting

PEOPLE = ("chair", "minute_taker")


class MinutesForm(forms.ModelForm):
    """The plain fields of the minutes, for their widgets and their cleaning."""

    class Meta:
        model = Meeting
        fields = [
            "held_on",
            "start_time",
            "end_time",
            "place",
            "topic",
            "conclusion",
        ]
        error_messages = {
            "start_time": {"invalid": NO_SUCH_TIME},
            "end_time": {"invalid": NO_SUCH_TIME},
        }


class PlainFields:
    """Day, times, place, topic, conclusion, and who led and wrote."""

    def __init__(self, draft):
        self.draft = draft
        self.meeting = draft.meeting
        self._to_save = set()

    def text(self, field: str) -> str:
        if field in PEOPLE:
            return as_text(getattr(self.meeting, f"{field}_id"))
        if field in MinutesForm.base_fields:
            return as_text(getattr(self.meeting, field))
        raise ValidationError(NO_SUCH_FIELD)

    def canonical(self, field: str, text: str) -> str:
        return text if field in PEOPLE else as_text(_cleaned(field, text))

    def write(self, field: str, text: str) -> None:
        if field in PEOPLE:
            person = self.draft.roll.line(text).member if text else None
            setattr(self.meeting, field, person)
        else:
            self._write(field, _cleaned(field, text))
        self._to_save.add(field)

    def save(self) -> None:
        if self.draft.is_changed:
            self.meeting.save(update_fields={"version", *self._to_save})
        if "held_on" in self._to_save:
            self.meeting.progress.update(reported_on=self.meeting.held_on)

    def touch(self, field: str) -> None:
        """Save a field that another part of the draft set."""
        self._to_save.add(field)

    def _write(self, field, value):
        before = getattr(self.meeting, field)
        setattr(self.meeting, field, value)
        try:
            self._refuse_impossible(field)
        except ValidationError:
            setattr(self.meeting, field, before)
            raise
        if field == "held_on":
            self.draft.forget_the_day()

    def _refuse_impossible(self, field):
        if field == "held_on":
            self._refuse_impossible_day()
        elif field in ("start_time", "end_time"):
            self.meeting.refuse_times_out_of_order()

    def _refuse_impossible_day(self):
        meeting, on = self.meeting, self.draft.on
        meeting.refuse_day_without_cell()
        meeting.refuse_day_too_far(on=on)
        if meeting.is_roll_called and meeting.held_on > on:
            raise ValidationError(
                "Buổi họp đã điểm danh nên ngày họp không thể ở tương lai."
            )


def _cleaned(field: str, text: str):
    if field not in MinutesForm.base_fields:
        raise ValidationError(NO_SUCH_FIELD)
    return MinutesForm.base_fields[field].clean(text)
