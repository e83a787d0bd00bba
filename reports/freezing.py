"""Who is on the list of a rating: every cell and member of a day, some left out."""

import datetime

from cells.models import Cell
from members.intervals import months_after
from members.models import Absence, Membership, Regulation


def subjects(*, on: datetime.date) -> list[dict]:
    """The fields of one rating for each cell and member of that day. Four queries.

    Raises NoRegulation where no rule says how new a member may be.
    """
    cells = [{"cell": cell} for cell in Cell.objects.on(on)]
    return cells + _members(on)


def _members(on):
    homes = Membership.objects.on(on).filter(kind=Membership.Kind.HOME)
    absences = dict(Absence.objects.on(on).values_list("member", "kind"))
    months = Regulation.objects.read(Regulation.Subject.UNRATED_MONTHS, on=on)
    newest = months_after(on, -months)
    return [
        {
            "member": home.member,
            "home_cell_id": home.cell_id,
            "excluded_reason": _exclusion(home.member, absences, newest),
        }
        for home in homes.select_related("member")
    ]


def _exclusion(member, absences, newest) -> str:
    """Why a member gets no level; `newest` is the last admission that is rated."""
    kind = absences.get(member.pk)
    if kind in (Absence.Kind.EXEMPT, Absence.Kind.SUSPENDED):
        return kind
    return "new" if member.admitted_on > newest else ""
