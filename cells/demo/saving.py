"""Write a demo world into an empty database, in few statements."""

from itertools import chain

from django.db import connection, transaction

from cells.demo import beside, seals
from cells.models import (
    AgendaItem,
    Attendance,
    Cell,
    Guest,
    Mandate,
    Meeting,
    Motion,
    Opinion,
    Resolution,
    ScoreLine,
    Task,
    Term,
)
from members.models import Absence, Admission, Duty, Member, Membership, User

ROWS = 2000
# What a session holds, in an order in which each row finds those it names.
PARTS = {
    Attendance: "attendances",
    Guest: "guests",
    AgendaItem: "items",
    Opinion: "opinions",
    Motion: "motions",
    Resolution: "resolutions",
    Task: "tasks",
    ScoreLine: "score_lines",
}


@transaction.atomic
def save(world) -> None:
    _check_keys_at_once()
    people = world.people
    _create(Cell, world.cells)
    _create(Member, [person.member for person in people])
    _create(Membership, chain.from_iterable(p.stays for p in people))
    _create(Absence, chain.from_iterable(p.absences for p in people))
    _create(User, [*(a.user for a in world.accounts), *world.locked_users])
    _create(Duty, world.duties)
    _create(Mandate, world.mandates)
    _create(Term, world.terms)
    _create(Admission, [w.admission for ways in world.ways.values() for w in ways])
    _save_meetings(world)
    # The seal comes last: no row joins a meeting that is sealed.
    seals.set_seals(world.sessions)
    beside.write(world)


def _check_keys_at_once():
    """Keep foreign keys from waiting for the end of the transaction.

    The trigger of pghistory begins a subtransaction for each row, and its end walks
    over all checks still waiting: 35,000 rows took 20 seconds, and now three.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _create(model, rows):
    model.objects.bulk_create(list(rows), batch_size=ROWS)


def _save_meetings(world):
    # What was carried over is saved before the item that takes it up.
    sessions = sorted(world.sessions, key=lambda session: session.meeting.held_on)
    _create(Meeting, [session.meeting for session in sessions])
    seals.give_numbers(sessions, world.mandates)
    seals.freeze(sessions)
    for model, rows in PARTS.items():
        _create(model, chain.from_iterable(getattr(s, rows) for s in sessions))
    put_off = chain.from_iterable(s.postponements for s in sessions)
    beside.create_at(list(put_off), "postponed_at")
