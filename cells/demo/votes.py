"""Votes of the demo world on people: at which meeting, and by how many."""

from random import Random

from cells.demo.people import DAY
from cells.models import Meeting, Motion
from members.models import Membership

Kind, Method = Motion.Kind, Motion.Method
# Two thirds of all full members, rounded up.
PART, WHOLE = 2, 3
# Of whom the cell parted so, it voted on it at most so long before.
PARTED = {
    Membership.End.STRUCK_OFF: Kind.STRIKE_OFF,
    Membership.End.EXPELLED: Kind.DISCIPLINE,
}
LONGEST = 45 * DAY


def _least(session) -> int:
    return -(-PART * len(session.electorate()) // WHOLE)


def meetings_between(world, cell, first, last) -> list:
    """Sealed regular meetings at which enough came to vote on a person."""
    return [
        session
        for session in world.sessions_of(cell)
        if session.meeting.kind == Meeting.Kind.REGULAR
        and session.sealed_at is not None
        and first <= session.meeting.held_on <= last
        and session.voters() - 2 >= _least(session)
    ]


def put(session, kind, *, is_carried=True, **person) -> Motion:
    """Vote on a person; what was said of it follows, see minutes.Writer."""
    rng = Random(f"{session.meeting.id}/{len(session.motions)}")
    most = session.voters() - rng.choice([0, 0, 0, 1, 1, 2])
    is_ballot = kind in PARTED.values() or rng.random() < 0.5
    return session.vote(
        kind,
        # One that is lost is lost by one.
        most if is_carried else _least(session) - 1,
        method=Method.BALLOT if is_ballot else Method.HANDS,
        **person,
    )


def part_with_people(world) -> None:
    """Vote on those who were struck off or expelled, shortly before that day."""
    for block in world.blocks:
        for person in block.people:
            for stay in person.stays:
                kind = PARTED.get(stay.end_reason)
                if kind and stay.ended_on <= world.today:
                    _part_with(world, person.member, stay, kind)


def _part_with(world, member, stay, kind):
    last = stay.ended_on
    sessions = meetings_between(world, stay.cell, last - LONGEST, last)
    if sessions:
        put(sessions[-1], kind, member=member)
