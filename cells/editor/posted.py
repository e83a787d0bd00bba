"""The changes in the editor's form as a browser posts it without JavaScript."""

import uuid

from django.core.exceptions import BadRequest

from cells.changes import Change, is_field_name
from cells.models import Attendance
from partyportal.vietnamese import clean_text

# The choice of a person whose name is written in the field beside it.
OTHER = "other"


def posted_changes(posted) -> list[Change]:
    """The changes in a form posted without JavaScript, BadRequest where it is none.

    The form carries beside each field what stood there; the same form sent twice makes
    the same changes.
    """
    try:
        form_id = uuid.UUID(posted.get("form"))
    except (TypeError, ValueError):
        raise BadRequest("no form of ours") from None
    names = [name.removeprefix("was.") for name in posted if name.startswith("was.")]
    if not all(map(is_field_name, names)):
        raise BadRequest("no field of ours")
    changes = [
        _posted_change(form_id, name, clean_text(posted[f"was.{name}"]), value)
        for name in names
        if (value := _posted_value(posted, name)) is not None
    ]
    changes = [change for change in changes if change.value != change.was]
    return _with_items_of_opinions(changes, posted, form_id)


def _with_items_of_opinions(changes, posted, form_id):
    """Let the item of an opinion come and go with what is said.

    Each form has an empty opinion on each item, which nobody need write.
    """
    written = {_row(c.field) for c in changes if not _names_item(c.field)}
    kept = [c for c in changes if not _names_item(c.field) or _row(c.field) in written]
    emptied = [
        _posted_change(form_id, name, clean_text(posted[f"was.{name}"]), "")
        for name in sorted(f"{row}.item" for row in written)
        if _names_item(name)
        and posted.get(f"was.{name}")
        and _is_emptied(posted, _row(name))
    ]
    return [*kept, *emptied]


def _is_emptied(posted, row):
    parts = (posted.get(f"{row}.{part}", "") for part in ("speaker", "text"))
    return not any(map(clean_text, parts))


def _row(field):
    return field.rpartition(".")[0]


def _names_item(field):
    return field.startswith("opinion.") and field.endswith(".item")


def _posted_value(posted, name: str) -> str | None:
    value = posted.get(name)
    if value is None:
        return None
    if name.startswith("attendance.") and value == Attendance.Status.EXCUSED:
        reason = posted.get(f"reason.{name.removeprefix('attendance.')}", "")
        value = f"{value}:{reason}"
    if value == OTHER and name.endswith(".person"):
        value = posted.get(f"name.{name}", "")
    return clean_text(value)


def _posted_change(form_id, name, was, value) -> Change:
    return Change(uuid.uuid5(form_id, f"{name}\n{value}"), name, was, value)
