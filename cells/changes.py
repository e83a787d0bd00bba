"""Writing a draft by changes: each applied once, none over somebody else's unseen.

A change names a field, what its writer saw there (`was`) and what it shall be
(`value`), both as text:

- "held_on" as 23/11/2026, "start_time" and "end_time" as 19:30, "chair" and
  "minute_taker" as a member's key, "place", "topic" and "conclusion" as they are;
- "attendance.<member>" as "present", "unexcused" or "excused:<reason>", empty for a
  member who is taken off; "arrived.<member>" and "left.<member>" as 19:20, empty for
  who was there from the beginning, or to the end;
- "roll_call" as "saved": from then on everyone on the roster is counted;
- "<kind>.<key>.<part>" for a part of a row, see cells.draft.kinds: what is empty in
  every part is no row;
- "progress.<task>.<part>" for what is told of a task of earlier minutes;
- "score.<number>" for the points of one criterion of that day.
"""

import datetime
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from cells.draft import Draft
from cells.models import Delegation, Meeting, MeetingChange
from partyportal.fields import refuse_unwritable
from partyportal.vietnamese import clean_text, writable_part

Outcome = MeetingChange.Outcome
EVERYTHING = Delegation.Scope.MINUTES
# One change is one field; the roll call of the largest cell fits many times over.
MOST_CHANGES = 2000
FIELD_NAME = re.compile(r"[a-z_]+(\.[0-9a-z._-]+)?", re.ASCII)
LONGEST_NAME = MeetingChange._meta.get_field("field").max_length
LONGEST_TEXT = 50_000
ROLL_CALL_FIELDS = ("attendance.", "arrived.", "left.", "guest.", "roll_call")


class Malformed(ValueError):
    """What was sent is not a list of changes."""


@dataclass(frozen=True)
class Change:
    id: uuid.UUID
    field: str
    was: str
    value: str


def parse(rows) -> list[Change]:
    """Read `[{id, field, was, is}, …]` as the browser sends it; Malformed otherwise."""
    if not isinstance(rows, list) or len(rows) > MOST_CHANGES:
        raise Malformed
    try:
        changes = [_change(row) for row in rows]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Malformed from error
    if len({change.id for change in changes}) < len(changes):
        raise Malformed
    return changes


def is_field_name(name: str) -> bool:
    """Whether a field could be called so; whether there is one is asked later."""
    return len(name) <= LONGEST_NAME and FIELD_NAME.fullmatch(name) is not None


def _change(row) -> Change:
    if not is_field_name(row["field"]):
        raise ValueError
    was, value = clean_text(row["was"]), clean_text(row["is"])
    return Change(uuid.UUID(row["id"]), row["field"], was, value)


def apply(
    meeting: Meeting,
    sent: Iterable[Change],
    *,
    by,
    on: datetime.date,
    scope: str = EVERYTHING,
) -> list[MeetingChange]:
    """Apply each change once; answer them in the order sent, with their outcome.

    The caller holds the lock on the row of a meeting that is a draft. `on` is the day
    of writing: no roll is called for a day still to come.
    """
    sent = list(sent)
    known = MeetingChange.objects.in_bulk([change.id for change in sent])
    draft = Draft(meeting, on=on, by=by)
    draft.expect(change.field for change in sent)
    answers = [
        _repeated(known[change.id], change, draft)
        if change.id in known
        else _applied(draft, change, by=by, scope=scope)
        for change in sent
    ]
    draft.save()
    MeetingChange.objects.bulk_create(a for a in answers if a.pk not in known)
    return answers


def _repeated(answer, change: Change, draft: Draft) -> MeetingChange:
    if answer.meeting_id == draft.meeting.pk and _is_same(answer, change, draft):
        return answer
    return MeetingChange(
        pk=answer.pk,
        outcome=Outcome.REFUSED,
        message="Mã thay đổi này đã dùng ở nơi khác.",
    )


def _is_same(answer, change: Change, draft: Draft) -> bool:
    """Whether a change sent again says what it said the first time."""
    if answer.field != change.field:
        return False
    if answer.value == writable_part(change.value):
        return True
    try:
        return answer.value == draft.canonical(change.field, change.value)
    except ValidationError:
        return False


def _applied(draft: Draft, change: Change, *, by, scope) -> MeetingChange:
    answer = MeetingChange(
        id=change.id,
        meeting=draft.meeting,
        user=by,
        field=change.field,
        was=writable_part(change.was),
        value=writable_part(change.value),
        outcome=Outcome.APPLIED,
    )
    try:
        _refuse_out_of_scope(change, scope)
        now = draft.text(change.field)
        was = draft.canonical(change.field, change.was)
        value = draft.canonical(change.field, change.value)
        if now not in (was, value):
            answer.outcome = Outcome.CONFLICT
        elif now != value:
            draft.write(change.field, value)
            answer.value = value
            answer.version = draft.meeting.version
    except ValidationError as error:
        answer.outcome = Outcome.REFUSED
        answer.message = " ".join(error.messages)
    return answer


def _refuse_out_of_scope(change: Change, scope: str) -> None:
    refuse_unwritable(change.value)
    if len(change.value) > LONGEST_TEXT:
        raise ValidationError("Nội dung quá dài; mỗi mục dài nhất 50.000 ký tự.")
    if not _is_in_scope(change.field, scope):
        raise ValidationError("Đồng chí chỉ được giao điểm danh buổi họp này.")


def _is_in_scope(field: str, scope: str) -> bool:
    return scope == EVERYTHING or field.startswith(ROLL_CALL_FIELDS)


def by_others(
    meeting: Meeting,
    *,
    since: int,
    but: Iterable[MeetingChange],
    scope: str = EVERYTHING,
) -> list[MeetingChange]:
    """The newest change of each field after the version `since`, but for these ones."""
    own = {change.pk for change in but}
    changes = meeting.changes.filter(version__gt=since).select_related("user")
    newest = {change.field: change for change in changes.order_by("version")}
    # What somebody wrote before the writer's own change no longer stands in the field.
    return [
        change
        for change in newest.values()
        if change.pk not in own and _is_in_scope(change.field, scope)
    ]


def last_writers(meeting: Meeting, fields: Iterable[str]) -> dict[str, MeetingChange]:
    """Who changed each of the fields last, one query for all of them."""
    fields = list(fields)
    if not fields:
        return {}
    changes = meeting.changes.filter(field__in=fields, version__isnull=False)
    newest = changes.order_by("field", "-version").distinct("field")
    return {change.field: change for change in newest.select_related("user")}
