"""Who is on the list of a rating: every cell and member of a day, some left out."""

import datetime
from functools import cached_property

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


class Drift:
    """What has changed on the day of a list since the list was made.

    Six queries, and one more where a member is gone. Raises NoRegulation as subjects().
    """

    def __init__(self, campaign):
        self._listed = {_key(vars(row)): row for row in campaign.ratings.in_order()}
        self._due = {_key(row): row for row in subjects(on=campaign.last_day)}

    def __bool__(self):
        return bool(self.newcomers or self.leavers)

    @cached_property
    def newcomers(self) -> list[dict]:
        """The fields of a rating for each who is not on the list."""
        return [row for key, row in self._due.items() if key not in self._listed]

    @cached_property
    def leavers(self) -> list[tuple]:
        """Each rating that is to have no level any more, with the reason."""
        kept = [(k, r) for k, r in self._listed.items() if not r.is_excluded]
        gone = {rating.member_id for key, rating in kept if key not in self._due}
        reasons = _reasons_to_go(gone - {None})
        pairs = [(rating, self._reason(key, reasons)) for key, rating in kept]
        return [(rating, reason) for rating, reason in pairs if reason]

    def _reason(self, key, reasons):
        if key in self._due:
            return self._due[key].get("excluded_reason", "")
        return reasons.get(key[1], "left")


def _key(fields) -> tuple[int | None, int | None]:
    """Which cell or member a rating is of, by its keys or by its objects."""
    return tuple(
        fields[name].pk if fields.get(name) else fields.get(f"{name}_id")
        for name in ("cell", "member")
    )


def _reasons_to_go(members) -> dict[int, str]:
    """Why members whose home ended are on no list: moved away, or left for good."""
    if not members:
        return {}
    homes = Membership.objects.filter(kind=Membership.Kind.HOME, member__in=members)
    last = dict(homes.order_by("started_on").values_list("member", "end_reason"))
    moved = Membership.End.MOVED_AWAY
    return {key: "moved_away" if end == moved else "left" for key, end in last.items()}
