"""Seals of the demo world: each meeting numbered and written down as by sealing."""

from collections import Counter
from random import Random

from django.db import connection
from django.db.models import prefetch_related_objects

from cells import record, sealing
from cells.models import Series
from members.models import Regulation

ROWS = 200
COLUMNS = {
    "id": "uuid",
    "created_at": "timestamptz",
    "sealed_at": "timestamptz",
    "sealed_by_id": "bigint",
    "mandate_id": "bigint",
    "number": "int",
    "sealed_words": "jsonb",
    "sealed_text": "text",
    "sealed_sha256": "text",
    "verification_code": "text",
}
# In SQL, because the model sets created_at itself and bulk_update() is slow with many.
SEAL = f"""
    UPDATE cells_meeting AS meeting
    SET {", ".join(f"{name} = told.{name}" for name in COLUMNS if name != "id")}
    FROM unnest({", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())})
        AS told ({", ".join(COLUMNS)})
    WHERE meeting.id = told.id
"""


def set_seals(sessions, mandates) -> None:
    """Seal what was sealed, oldest first, and say of each when it was recorded."""
    sessions = sorted(sessions, key=lambda session: session.meeting.held_on)
    _give_numbers(sessions, mandates)
    rules = Regulation.objects.all()
    for start in range(0, len(sessions), ROWS):
        chunk = sessions[start : start + ROWS]
        sealed = [_sealed(s) for s in chunk if s.sealed_at]
        prefetch_related_objects(sealed, *record.PARTS)
        for meeting in sealed:
            sealing.write_down(meeting, rules=rules, random=Random(meeting.pk.int))
        _save(chunk)


def _sealed(session):
    meeting = session.meeting
    meeting.sealed_at, meeting.sealed_by = session.sealed_at, meeting.created_by
    return meeting


def _give_numbers(sessions, mandates):
    given = Counter()
    for session in sessions:
        if session.sealed_at:
            meeting = session.meeting
            mandate = _mandate_of(meeting, mandates)
            given[mandate] += 1
            meeting.mandate, meeting.number = mandate, given[mandate]
    Series.objects.bulk_create(
        Series(mandate=mandate, paper="BB", last_number=number)
        for mandate, number in given.items()
    )


def _mandate_of(meeting, mandates):
    day = meeting.held_on
    return next(
        m
        for m in mandates
        if m.cell_id == meeting.cell_id
        and m.started_on <= day
        and (m.ended_on is None or day <= m.ended_on)
    )


def _save(sessions):
    with connection.cursor() as cursor:
        prepare = {
            field.column: field.get_db_prep_save
            for field in sessions[0].meeting._meta.concrete_fields
        }
        rows = [
            [
                session.created_at
                if name == "created_at"
                else prepare[name](getattr(session.meeting, name), connection)
                for name in COLUMNS
            ]
            for session in sessions
        ]
        cursor.execute(SEAL, [list(column) for column in zip(*rows, strict=True)])
