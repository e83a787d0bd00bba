"""What happened to one row: who changed what and when, read from its events."""

import datetime
from dataclasses import dataclass

from django.contrib.admin.utils import display_for_field
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone

from partyportal.vietnamese import short_date

# The events of one row are read at once; no row of the portal comes near this.
MOST_EVENTS = 500
LABELS = {"insert": "Tạo mới", "update": "Sửa", "delete": "Xóa"}
NOTHING = "(trống)"
MASKED = "••••••"


@dataclass
class Step:
    """One event, with the fields that it changed as (label, before, after)."""

    at: datetime.datetime
    label: str
    by: str
    through: str
    changes: list[tuple[str, str, str]]
    reason: str = ""


class Version:
    """How far the history of a row, and of the rows written with it, has come."""

    def __init__(self, events, *, has_children):
        self.events, self.has_children = events, has_children

    def __str__(self):
        return ".".join(str(event.pgh_id if event else 0) for event in self.events)

    @property
    def _newest(self):
        return max(filter(None, self.events), key=lambda event: event.pgh_created_at)

    @property
    def saved_at(self) -> datetime.datetime:
        return self._newest.pgh_created_at

    @property
    def saved_by(self) -> str:
        """Who made the newest change; empty where a command did. One query."""
        return next(iter(_people([self._newest]).values()), "")


def version(row: models.Model, children=()) -> Version | None:
    """The version of a row now; None of one without a history.

    `children` are pairs of a model and its foreign key to the row. One query for the
    row, and one for each of them.
    """
    if not hasattr(row, "pgh_event_model"):
        return None
    events = [row.pgh_event_model.objects.filter(pgh_obj=row.pk)]
    for model, key in children:
        events.append(model.pgh_event_model.objects.filter(**{key: row.pk}))
    newest = [e.select_related("pgh_context").order_by("pgh_id").last() for e in events]
    # A row that was entered before its history began has no event.
    return Version(newest, has_children=bool(children)) if any(newest) else None


def saved_since(version: Version) -> str:
    """Who saved a row after its form was opened, when, and what to do now."""
    at = timezone.localtime(version.saved_at)
    return (
        f"{version.saved_by or 'Hệ thống'} đã lưu mục này lúc {at:%H:%M} ngày "
        f"{short_date(at.date())}, sau khi đồng chí mở trang. Chưa có gì bị ghi đè, "
        "và những gì đồng chí vừa nhập chưa được lưu. "
        "Hãy mở lại trang để xem bản mới, rồi nhập lại phần cần sửa."
    )


def entered_within_a_day(row: models.Model) -> bool:
    """Whether the row is less than a day old, by its first event. One query."""
    entered = row.pgh_event_model.objects.filter(pgh_obj=row.pk, pgh_label="insert")
    a_day_ago = timezone.now() - datetime.timedelta(days=1)
    return entered.filter(pgh_created_at__gt=a_day_ago).exists()


def steps(row: models.Model, *, hidden=frozenset()) -> list[Step]:
    """The events of a row, newest first; none of a model that is not tracked.

    Values of masked fields stay masked, and those of `hidden` are left out.
    """
    if not hasattr(row, "pgh_event_model"):
        return []
    events = events_of(row)
    people = _people(events)
    fields = [field for field in _tracked_fields(type(row)) if field.name not in hidden]
    names = _names_of_related(fields, events)
    return [
        Step(
            at=event.pgh_created_at,
            label=LABELS[event.pgh_label],
            by=people.get(_metadata(event).get("user"), ""),
            through=_metadata(event).get("url") or _metadata(event).get("command", ""),
            changes=_changes(fields, before, event, names),
            reason=_metadata(event).get("reason", ""),
        )
        for event, before in zip(events, [*events[1:], None], strict=True)
    ]


def events_of(row: models.Model) -> list:
    """The newest events of a row that is tracked, newest first. One query."""
    events = row.pgh_event_model.objects.filter(pgh_obj=row.pk)
    return list(events.select_related("pgh_context").order_by("-pgh_id")[:MOST_EVENTS])


def authors_of(events) -> list[str]:
    """Who made each event, empty where a command did. One query."""
    people = _people(events)
    return [people.get(_metadata(event).get("user"), "") for event in events]


def _metadata(event) -> dict:
    return event.pgh_context.metadata if event.pgh_context else {}


def _people(events) -> dict[int, str]:
    keys = {_metadata(event).get("user") for event in events} - {None}
    return {
        key: str(user) for key, user in get_user_model().objects.in_bulk(keys).items()
    }


def _tracked_fields(model) -> list[models.Field]:
    kept = {field.name for field in model.pgh_event_model._meta.concrete_fields}
    return [field for field in model._meta.concrete_fields if field.name in kept]


def _names_of_related(fields, events) -> dict[str, dict]:
    """For each foreign key, what the rows are called that it ever pointed to."""
    related = {}
    for field in fields:
        if field.remote_field:
            keys = {getattr(event, field.attname) for event in events} - {None}
            rows = field.related_model._base_manager.in_bulk(keys) if keys else {}
            related[field.name] = {key: str(row) for key, row in rows.items()}
    return related


def _changes(fields, before, after, names):
    if before is None:
        return []
    return [
        (field.verbose_name, _shown(field, before, names), _shown(field, after, names))
        for field in fields
        if getattr(before, field.attname) != getattr(after, field.attname)
    ]


def _shown(field, event, names) -> str:
    value = getattr(event, field.attname)
    if value in (None, ""):
        return NOTHING
    if field.name in getattr(field.model, "MASKED_FIELDS", ()):
        return MASKED
    if field.name in names:
        return names[field.name].get(value, NOTHING)
    return display_for_field(value, field, NOTHING)
