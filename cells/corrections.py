"""What may be corrected in sealed minutes, and what stands there now.

A correction is a row of its own beside the record, which stays as it was sealed. It
names a field as a change of the draft does, see cells.changes.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from cells.models import Correction, Meeting
from cells.record import record_of
from partyportal.refusals import SENT_BEFORE
from partyportal.vietnamese import short_date

MEANWHILE = (
    "Mục này vừa được đính chính ở nơi khác. Đồng chí xem lại nội dung hiện nay."
)

HEAD = {
    "held_on": "Ngày họp",
    "start_time": "Bắt đầu lúc",
    "end_time": "Kết thúc lúc",
    "place": "Địa điểm",
    "topic": "Chuyên đề",
    "chair": "Chủ trì",
    "minute_taker": "Người ghi biên bản",
    "conclusion": "Kết luận của người chủ trì",
}
# The parts of each kind of row: by the name of a change, what the record calls it.
ROWS = {
    "guest": ("guests", {"name": "họ và tên", "title": "chức vụ, đơn vị"}),
    "item": (
        "items",
        {
            "title": "tên mục",
            "presenter": "người trình bày",
            "content": "diễn biến",
            "conclusion": "kết luận của chủ trì",
            "outcome": "kết quả",
        },
    ),
    "opinion": ("opinions", {"speaker": "người phát biểu", "text": "ý kiến"}),
    "motion": (
        "motions",
        {
            "text": "nội dung",
            "person": "về người",
            "method": "cách biểu quyết",
            "tellers": "tổ kiểm phiếu",
            "voted_at": "biểu quyết lúc",
            "votes_for": "tán thành",
            "votes_against": "không tán thành",
            "votes_abstain": "ý kiến khác",
            "votes_invalid": "phiếu không hợp lệ",
        },
    ),
    "resolution": ("resolutions", {"title": "trích yếu", "text": "nội dung"}),
    "task": ("tasks", {"text": "việc", "assignee": "người làm", "due_on": "hạn"}),
    "progress": ("progress", {"state": "tình trạng", "note": "kết quả, lý do"}),
}
# Where the record has words beside a value.
IN_WORDS = {"outcome": "outcome_label", "state": "state_label"}
# The part of the minutes in which a field stands, by the first word of its name.
PARTS = {
    **dict.fromkeys(["attendance", "arrived", "left"], "Điểm danh"),
    "guest": "Khách mời",
    **dict.fromkeys(["item", "opinion"], "Chương trình"),
    "motion": "Biểu quyết",
    "resolution": "Nghị quyết, kết luận",
    "task": "Nhiệm vụ được giao",
    "progress": "Việc giao từ trước",
    "score": "Chấm điểm",
}


@dataclass(frozen=True)
class Field:
    """One field of a record: its name, what the page calls it, what stands there."""

    name: str
    label: str
    text: str
    # The row of the record it belongs to, and which part of the row it is.
    row: dict = field(compare=False, repr=False)
    part: str = field(compare=False)

    @property
    def group(self) -> str:
        return PARTS.get(self.name.partition(".")[0], "Buổi họp")


def fields_of(record: dict) -> list[Field]:
    """Every field that may be corrected, in the order of the minutes."""
    return [
        *(_head_field(record, name, label) for name, label in HEAD.items()),
        *_attendance(record),
        *(each for kind in ROWS for each in _rows(kind, record)),
        *_score(record),
    ]


def _head_field(record, name, label):
    return Field(name, label, as_text(record[name]), record, name)


def rows_of(kind: str, record: dict) -> list[dict]:
    """The rows of one kind, opinions out of the items they belong to."""
    if kind == "opinion":
        return [opinion for item in record["items"] for opinion in item["opinions"]]
    return record[ROWS[kind][0]]


def _attendance(record) -> Iterator[Field]:
    for line in record["roster"]:
        texts = [
            ("attendance", "Điểm danh", line["status_label"]),
            ("arrived", "Đến lúc", as_text(line["arrived_at"])),
            ("left", "Về lúc", as_text(line["left_at"])),
        ]
        for kind, label, text in texts:
            name = f"{kind}.{line['id']}"
            yield Field(name, f"{label}: {line['name']}", text, line, kind)


TITLES = {
    "guest": lambda row, number: f"Khách {row['name']}",
    "item": lambda row, number: f"Mục {number}",
    "opinion": lambda row, number: f"Ý kiến của {row['speaker']}",
    "motion": lambda row, number: f"Biểu quyết {number}",
    "resolution": lambda row, number: row["number"],
    "task": lambda row, number: f"Nhiệm vụ {number}",
    "progress": lambda row, number: f"Việc giao từ trước {number}",
}


def _rows(kind, record) -> Iterator[Field]:
    for number, row in enumerate(rows_of(kind, record), 1):
        title = TITLES[kind](row, number)
        for part, label in ROWS[kind][1].items():
            text = as_text(row[IN_WORDS.get(part, part)])
            name = f"{kind}.{row['id']}.{part}"
            yield Field(name, f"{title}: {label}", text, row, part)


def _score(record) -> Iterator[Field]:
    for line in record["score"]["lines"] if record["score"] else ():
        name, label = f"score.{line['id']}", f"Điểm: {line['criterion']}"
        yield Field(name, label, as_text(line["points"]), line, "score")


def as_text(value) -> str:
    """A value of the record as the page says it."""
    if value is None:
        return ""
    if hasattr(value, "year"):
        return short_date(value)
    return value.strftime("%H:%M") if hasattr(value, "hour") else str(value)


def fields_now(meeting) -> dict[str, Field]:
    """The fields by name, each as it stands after the corrections made so far."""
    fields = {each.name: each for each in fields_of(record_of(meeting))}
    for correction in meeting.corrections.all():
        if found := fields.get(correction.field):
            fields[found.name] = replace(found, text=correction.after)
    return fields


def beside(field: Field | None, fields: Iterable[Field]) -> list[Field]:
    """The other fields of the row that a field belongs to."""
    if field is None:
        return []
    return [each for each in fields if each.row is field.row and each != field]


@transaction.atomic
def correct(
    meeting, found: Field, *, key: uuid.UUID, after: str, reason: str, by
) -> None:
    """Write a correction of what was found in a field, once for each key.

    ValidationError where somebody else corrected it since it was read, or where the
    key came with something else.
    """
    # One after the other: what a correction found is what it corrects.
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if known := Correction.objects.filter(pk=key).first():
        told = (known.meeting_id, known.field, known.after, known.reason)
        if told != (meeting.pk, found.name, after, reason):
            raise ValidationError(SENT_BEFORE)
        return
    if fields_now(meeting).get(found.name) != found:
        raise ValidationError(MEANWHILE)
    meeting.corrections.create(
        pk=key,
        field=found.name,
        label=found.label,
        before=found.text,
        after=after,
        reason=reason,
        made_by=by,
    )


def set_beside(record: dict, corrections: Iterable[Correction]) -> None:
    """Give each row of the record its corrections, by the part they correct."""
    fields = {each.name: each for each in fields_of(record)}
    for correction in corrections:
        if found := fields.get(correction.field):
            beside = found.row.setdefault("corrections", {})
            beside.setdefault(found.part, []).append(correction)
