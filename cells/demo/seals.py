"""Seals of the demo world: each meeting numbered and written down as by sealing."""

from collections import Counter
from random import Random

from django.db import connection
from django.db.models import prefetch_related_objects

from cells import sealing, voting
from cells.demo import beside, scores
from cells.models import Paper, Series
from members.models import Regulation

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


def give_numbers(sessions, mandates) -> None:
    """Number minutes and resolutions in the order of their seals."""
    given = Counter()
    for session in _sealed(sessions):
        mandate = _mandate_of(session.meeting, mandates)
        given[mandate, Paper.MINUTES] += 1
        session.meeting.mandate = mandate
        session.meeting.number = given[mandate, Paper.MINUTES]
        for resolution in session.resolutions:
            given[mandate, resolution.paper] += 1
            resolution.mandate = mandate
            resolution.number = given[mandate, resolution.paper]
    Series.objects.bulk_create(
        Series(mandate=mandate, paper=paper, last_number=number)
        for (mandate, paper), number in given.items()
    )


def _sealed(sessions):
    sealed = [session for session in sessions if session.sealed_at]
    return sorted(sealed, key=lambda session: session.sealed_at)


def _mandate_of(meeting, mandates):
    day = meeting.held_on
    return next(
        m
        for m in mandates
        if m.cell_id == meeting.cell_id
        and m.started_on <= day
        and (m.ended_on is None or day <= m.ended_on)
    )


def freeze(sessions) -> None:
    """Set what a seal keeps of votes, and the score by the frame of the day."""
    rules = Regulation.objects.all()
    for session in _sealed(sessions):
        if session.motions:
            electorate = session.electorate()
            for motion in session.motions:
                voting.freeze(motion, electorate, rules, on=session.meeting.held_on)
        session.score_lines = scores.lines(session, rules)


def set_seals(sessions) -> None:
    """Seal in the order of the days, and say of each meeting when it was recorded."""
    rules = Regulation.objects.all()
    for wave in _waves(sorted(sessions, key=lambda session: session.meeting.held_on)):
        progress = [told for session in wave for told in session.progress]
        beside.create_at(progress, "recorded_at")
        sealed = _sealed(wave)
        # As the database orders them.
        prefetch_related_objects([s.meeting for s in sealed], "guests")
        for session in sealed:
            _write_down(session, rules)
        _save(wave)


def _waves(sessions):
    """As many meetings at once as can be: none hears of a task of the same wave.

    A task is sealed before a later meeting hears how far it came.
    """
    wave, meetings = [], set()
    for session in sessions:
        if meetings & {told.task.meeting_id for told in session.progress}:
            yield wave
            wave, meetings = [], set()
        wave.append(session)
        meetings.add(session.meeting.id)
    yield wave


def _write_down(session, rules):
    meeting = session.meeting
    meeting.sealed_at, meeting.sealed_by = session.sealed_at, meeting.created_by
    # The rows are at hand; to read them again would take as long as all the rest.
    meeting._prefetched_objects_cache |= {
        "attendances": session.attendances,
        "items": session.items,
        "opinions": session.opinions,
        "motions": session.motions,
        "resolutions": session.resolutions,
        "tasks": session.tasks,
        "progress": sorted(session.progress, key=lambda told: told.pk),
        "score_lines": session.score_lines,
    }
    sealing.write_down(meeting, rules=rules, random=Random(meeting.pk.int))


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
