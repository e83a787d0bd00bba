"""A draft as its fields, each read and written as text, saved in few statements."""

import datetime
import uuid
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cells import roster
from cells.models import Attendance, Guest, Meeting
from partyportal.vietnamese import clean_line, short_date

NOT_HELD_YET = "Buổi họp chưa diễn ra nên chưa điểm danh được."
NOT_OF_THE_CELL = "Đồng chí này không thuộc chi bộ vào ngày họp."
NOT_EXPECTED = "Đồng chí này không thuộc diện phải dự họp vào ngày đó."
NO_SUCH_FIELD = "Mục này không có trong biên bản."
NO_SUCH_STATUS = "Hãy chọn có mặt, vắng có lý do hoặc vắng không lý do."
NO_SUCH_TIME = "Hãy ghi giờ và phút, ví dụ 19:30."
CHOOSE_REASON = "Hãy chọn lý do vắng."


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


PEOPLE = ("chair", "minute_taker")


class Draft:
    """What is written on one meeting; `on` is the day of writing."""

    def __init__(self, meeting: Meeting, *, on: datetime.date):
        self.meeting = meeting
        self.on = on
        self._fields_to_save = set()
        self._lines_to_save = {}
        self._guests_to_save = {}
        self._members_to_drop = set()

    @cached_property
    def lines(self) -> dict[int, roster.Line]:
        return {line.member.pk: line for line in roster.roster(self.meeting)}

    @cached_property
    def guests(self) -> dict[uuid.UUID, Guest]:
        return {guest.pk: guest for guest in self.meeting.guests.all()}

    def text(self, field: str) -> str:
        """What stands in a field; ValidationError for a field there is not."""
        kind, _, rest = field.partition(".")
        match kind:
            case "attendance":
                return self._line(rest).value
            case "guest":
                guest, part = self._guest(rest)
                return getattr(guest, part)
            case "roll_call":
                return "saved" if self.meeting.is_roll_called else ""
        return as_text(getattr(self.meeting, _attribute(field)))

    def canonical(self, field: str, text: str) -> str:
        """The text as it would stand in the field; as it is where it could not."""
        if field.startswith("guest."):
            return clean_line(text)
        if field not in MinutesForm.base_fields:
            return text
        try:
            return as_text(_cleaned(field, text))
        except ValidationError:
            return text

    def write(self, field: str, text: str) -> None:
        """Set a field; ValidationError and nothing set for what cannot stand there."""
        kind, _, rest = field.partition(".")
        match kind:
            case "attendance":
                self._mark(self._line(rest), text)
            case "guest":
                self._write_guest(*self._guest(rest), text)
            case "roll_call":
                self._call_roll(text)
            case "chair" | "minute_taker":
                self._write_person(field, text)
            case _:
                self._write_plain(field, text)
        self.meeting.version += 1
        self._fields_to_save.add("version")

    def save(self) -> None:
        """Write what changed: one statement each for meeting, attendance and guests."""
        if self._fields_to_save:
            self.meeting.save(update_fields=self._fields_to_save)
        if self._members_to_drop:
            self.meeting.attendances.filter(member__in=self._members_to_drop).delete()
        if self._lines_to_save:
            roster.record(self.meeting, self._lines_to_save.values())
        self._save_guests()

    def _save_guests(self):
        # A title waits for its name: both may be written anew, one after the other.
        written = [g for g in self._guests_to_save.values() if g.name or g.title]
        empty = self._guests_to_save.keys() - {guest.pk for guest in written}
        if empty:
            self.meeting.guests.filter(pk__in=empty).delete()
        if written:
            Guest.objects.bulk_create(
                written,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["name", "title"],
            )

    # Plain fields

    def _write_plain(self, field, text):
        value = _cleaned(field, text)
        before = getattr(self.meeting, field)
        setattr(self.meeting, field, value)
        try:
            self._refuse_impossible(field)
        except ValidationError:
            setattr(self.meeting, field, before)
            raise
        self._fields_to_save.add(field)
        if field == "held_on":
            # Another day may have another roster.
            self.__dict__.pop("lines", None)

    def _refuse_impossible(self, field):
        if field == "held_on":
            self._refuse_impossible_day()
        elif field in ("start_time", "end_time"):
            self.meeting.refuse_times_out_of_order()

    def _refuse_impossible_day(self):
        meeting = self.meeting
        meeting.refuse_day_without_cell()
        meeting.refuse_day_too_far(on=self.on)
        if meeting.is_roll_called and meeting.held_on > self.on:
            raise ValidationError(
                "Buổi họp đã điểm danh nên ngày họp không thể ở tương lai."
            )

    def _write_person(self, field, text):
        person = self._line(text).member if text else None
        setattr(self.meeting, field, person)
        self._fields_to_save.add(field)

    # The roll call

    def _line(self, key) -> roster.Line:
        try:
            return self.lines[int(key)]
        except (KeyError, ValueError):
            raise ValidationError(NOT_OF_THE_CELL) from None

    def _mark(self, line, text):
        self._refuse_early()
        if line.is_stray:
            self._drop(line, text)
            return
        if not line.is_expected:
            raise ValidationError(NOT_EXPECTED)
        line.status, line.reason = _status(text)
        self._lines_to_save[line.member.pk] = line

    def _drop(self, line, text):
        if text:
            raise ValidationError(NOT_OF_THE_CELL)
        self._members_to_drop.add(line.member.pk)
        del self.lines[line.member.pk]

    def _call_roll(self, text):
        self._refuse_early()
        if text != "saved":
            raise ValidationError("Điểm danh đã lưu thì không bỏ được.")
        self.meeting.roll_called_at = timezone.now()
        self._fields_to_save.add("roll_called_at")
        self._lines_to_save |= {
            key: line for key, line in self.lines.items() if not line.is_stray
        }

    def _refuse_early(self):
        if self.meeting.held_on > self.on:
            raise ValidationError(NOT_HELD_YET)

    # Guests

    def _guest(self, rest) -> tuple[Guest, str]:
        key, _, part = rest.partition(".")
        try:
            key = uuid.UUID(key)
        except ValueError:
            raise ValidationError(NO_SUCH_FIELD) from None
        if part not in ("name", "title"):
            raise ValidationError(NO_SUCH_FIELD)
        guest = self._guests_to_save.get(key) or self.guests.get(key)
        return guest or self._new_guest(key), part

    def _new_guest(self, key) -> Guest:
        if Guest.objects.filter(pk=key).exists():
            raise ValidationError(NO_SUCH_FIELD)
        return Guest(pk=key, meeting=self.meeting)

    def _write_guest(self, guest, part, text):
        Guest._meta.get_field(part).formfield(required=False).clean(text)
        setattr(guest, part, text)
        self._guests_to_save[guest.pk] = guest


def _attribute(field: str) -> str:
    """The attribute of Meeting behind a plain field, members by their key."""
    if field in PEOPLE:
        return f"{field}_id"
    if field in MinutesForm.base_fields:
        return field
    raise ValidationError(NO_SUCH_FIELD)


def _cleaned(field: str, text: str):
    if field not in MinutesForm.base_fields:
        raise ValidationError(NO_SUCH_FIELD)
    return MinutesForm.base_fields[field].clean(text)


def _status(text: str) -> tuple[str, str]:
    """Read "present", "unexcused" or "excused:<reason>"."""
    status, _, reason = text.partition(":")
    if status not in Attendance.EXPECTED:
        raise ValidationError(NO_SUCH_STATUS)
    if status != Attendance.Status.EXCUSED:
        return status, ""
    if reason not in Attendance.Reason.values:
        raise ValidationError(CHOOSE_REASON)
    return status, reason


def as_text(value) -> str:
    """A field's value as the editor sends and compares it."""
    if value is None:
        return ""
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.date):
        return short_date(value)
    return str(value)
