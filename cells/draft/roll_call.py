"""Who was there, why not, and who came late or left early."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils import timezone

from cells import roster
from cells.draft.text import as_text, cleaned, number
from cells.models import Attendance

NOT_HELD_YET = "Buổi họp chưa diễn ra nên chưa điểm danh được."
NOT_OF_THE_CELL = "Đồng chí này không thuộc chi bộ vào ngày họp."
NOT_EXPECTED = "Đồng chí này không thuộc diện phải dự họp vào ngày đó."
NO_SUCH_STATUS = "Hãy chọn có mặt, vắng có lý do hoặc vắng không lý do."
CHOOSE_REASON = "Hãy chọn lý do vắng."
ONLY_OF_PRESENT = "Chỉ ghi giờ đến, giờ về cho người có mặt."
LEFT_BEFORE_ARRIVAL = "Giờ về phải sau giờ đến."

TIMES = {
    "arrived": Attendance._meta.get_field("arrived_at"),
    "left": Attendance._meta.get_field("left_at"),
}


class RollCall:
    """The fields attendance.<member>, arrived.<member>, left.<member>, roll_call."""

    names = ("attendance", *TIMES)

    def __init__(self, draft):
        self.draft = draft
        self.meeting = draft.meeting
        self._lines_to_save = {}
        self._members_to_drop = set()

    @cached_property
    def lines(self) -> dict[int, roster.Line]:
        return {line.member.pk: line for line in roster.roster(self.meeting)}

    def line(self, key: str) -> roster.Line:
        """The line of a member by key; ValidationError for who is not on the roster."""
        try:
            return self.lines[number(key)]
        except (KeyError, ValidationError):
            raise ValidationError(NOT_OF_THE_CELL) from None

    def text(self, field: str) -> str:
        name, _, key = field.partition(".")
        if name == "roll_call":
            return "saved" if self.meeting.is_roll_called else ""
        line = self.line(key)
        if name == "attendance":
            return line.value
        return as_text(getattr(line, TIMES[name].attname))

    def canonical(self, field: str, text: str) -> str:
        name = field.partition(".")[0]
        return as_text(cleaned(TIMES[name], text)) if name in TIMES else text

    def write(self, field: str, text: str) -> None:
        self._refuse_early()
        name, _, key = field.partition(".")
        match name:
            case "roll_call":
                self._call_roll(text)
            case "attendance":
                self._mark(self.line(key), text)
            case _:
                self._time(self.line(key), TIMES[name], text)

    def save(self) -> None:
        if self._members_to_drop:
            self.meeting.attendances.filter(member__in=self._members_to_drop).delete()
        if self._lines_to_save:
            roster.record(self.meeting, self._lines_to_save.values())

    def _mark(self, line, text):
        if line.is_stray:
            self._drop(line, text)
            return
        if not line.is_expected:
            raise ValidationError(NOT_EXPECTED)
        line.status, line.reason = _status(text)
        if not line.is_present:
            line.arrived_at = line.left_at = None
        self._lines_to_save[line.member.pk] = line

    def _drop(self, line, text):
        if text:
            raise ValidationError(NOT_OF_THE_CELL)
        self._members_to_drop.add(line.member.pk)
        del self.lines[line.member.pk]

    def _time(self, line, field, text):
        time = cleaned(field, text)
        if time and (line.is_stray or not line.is_present):
            raise ValidationError(ONLY_OF_PRESENT)
        times = {"arrived_at": line.arrived_at, "left_at": line.left_at}
        times[field.attname] = time
        # See also the constraint attendance_times_in_order.
        if all(times.values()) and times["left_at"] <= times["arrived_at"]:
            raise ValidationError(LEFT_BEFORE_ARRIVAL)
        setattr(line, field.attname, time)
        self._lines_to_save[line.member.pk] = line

    def _call_roll(self, text):
        if text != "saved":
            raise ValidationError("Điểm danh đã lưu thì không bỏ được.")
        self.meeting.roll_called_at = timezone.now()
        self.draft.plain.touch("roll_called_at")
        self._lines_to_save |= {
            key: line for key, line in self.lines.items() if not line.is_stray
        }

    def _refuse_early(self):
        if self.meeting.held_on > self.draft.on:
            raise ValidationError(NOT_HELD_YET)


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
