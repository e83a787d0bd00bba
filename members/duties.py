"""What one user may do on one day, read live from duties, terms and memberships."""

import datetime
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value

from members.intervals import true_on

# Offices as cells.Term spells them; that app is not imported here.
SEALING_OFFICES = {"secretary", "deputy"}
CELL_OFFICES = SEALING_OFFICES | {"committee_member"}
COMMUNE_OFFICES = {
    "commune_secretary",
    "commune_deputy",
    "standing_member",
    "party_committee_member",
}
# What Django admin lets each duty do with the news, by model.
WRITES = {"view", "add", "change"}
NEWS_RIGHTS = {
    "editor": {
        "article": WRITES,
        "image": WRITES,
        "tag": WRITES,
        "document": WRITES,
        "category": {"view"},
    },
    "publisher": {
        "article": WRITES | {"publish"},
        "image": WRITES,
        "tag": WRITES | {"merge"},
        "document": WRITES,
        "category": WRITES,
    },
}


@dataclass(frozen=True)
class Duties:
    """The roles of one user on one day; cells are given by primary key."""

    held: frozenset[str] = frozenset()
    own_cells: frozenset[int] = frozenset()
    cells_by_office: dict[str, frozenset[int]] = field(default_factory=dict)
    is_delegated: bool = False
    # The member whose account it is.
    member: int | None = None

    def cells_as(self, *offices: str) -> frozenset[int]:
        return frozenset().union(*(self.cells_by_office.get(o, ()) for o in offices))

    @property
    def is_member(self) -> bool:
        return self.member is not None

    @property
    def is_office(self) -> bool:
        return "office" in self.held

    @property
    def is_administrator(self) -> bool:
        return "administrator" in self.held

    @property
    def is_party_committee(self) -> bool:
        return not COMMUNE_OFFICES.isdisjoint(self.held)

    @property
    def officer_of(self) -> frozenset[int]:
        """Cells whose drafts this user writes."""
        return self.cells_as(*CELL_OFFICES)

    @property
    def seals_for(self) -> frozenset[int]:
        return self.cells_as(*SEALING_OFFICES)

    def seals(self, cell_pk: int) -> bool:
        return self.is_office or cell_pk in self.seals_for

    @property
    def in_charge_of(self) -> frozenset[int]:
        return self.cells_as("in_charge")

    @property
    def reads_all_cells(self) -> bool:
        return self.is_office or self.is_administrator or self.is_party_committee

    @property
    def decides(self) -> bool:
        """Whether this user takes or records what the Party committee decides."""
        return self.is_office or self.is_party_committee

    @property
    def reads_cells(self) -> bool:
        """Whether any cell's page opens at all."""
        return self.reads_members or self.is_member

    @property
    def reads_members(self) -> bool:
        """Whether anyone's record but one's own may be opened."""
        return self.reads_all_cells or bool(self.officer_of | self.in_charge_of)

    def reads_members_of(self, cell: int) -> bool:
        """Whether the records of everyone in that cell may be opened."""
        return self.reads_all_cells or cell in self.officer_of | self.in_charge_of

    @property
    def writes_meetings(self) -> bool:
        return self.is_office or self.is_delegated or bool(self.officer_of)

    @property
    def opens_admin(self) -> bool:
        return bool(self.held & {*NEWS_RIGHTS, "office", "administrator"})

    @property
    def writes_news(self) -> bool:
        return bool(self.held & {"editor", "publisher"})

    @property
    def publishes_news(self) -> bool:
        return "publisher" in self.held

    @property
    def moderates_comments(self) -> bool:
        return "moderator" in self.held

    @property
    def answers_comments(self) -> bool:
        """Whether this user speaks for the committee's office to readers."""
        return self.moderates_comments or self.publishes_news

    def allows(self, perm: str) -> bool:
        """Whether Django admin grants "app.action_model", or the app with "app."."""
        app, _, rest = perm.partition(".")
        action, _, model = rest.partition("_")
        if app == "news":
            return self._allows_news(action, model)
        if app not in {"members", "cells", "reports"}:
            # Tables of libraries are nobody's to edit.
            return False
        # Who may do what in the portal is given by administrators alone.
        return self.is_administrator or (
            self.is_office and model not in {"user", "duty"}
        )

    def _allows_news(self, action: str, model: str) -> bool:
        rights = [NEWS_RIGHTS[duty] for duty in self.held & NEWS_RIGHTS.keys()]
        if not model:
            return bool(rights)
        return any(action in right.get(model, ()) for right in rights)


def duties_of(user, *, on: datetime.date) -> Duties:
    """Read everything that gives `user` rights on the day `on`, in one query."""
    rows = list(_roles(user, on))
    office_cells: dict[str, set[int]] = {}
    for source, role, cell in rows:
        if source == "term" and cell:
            office_cells.setdefault(role, set()).add(cell)
    return Duties(
        held=frozenset(
            role
            for source, role, cell in rows
            if source == "duty" or (source == "term" and cell is None)
        ),
        own_cells=frozenset(cell for source, _, cell in rows if source == "membership"),
        cells_by_office={o: frozenset(cells) for o, cells in office_cells.items()},
        is_delegated=any(source == "delegation" for source, _, _ in rows),
        member=user.member_id if user.is_active else None,
    )


def _roles(user, on: datetime.date) -> QuerySet:
    person = type(user).objects.filter(pk=user.pk, is_active=True)

    def held(source, through, role, cell):
        return (
            person.filter(true_on(on, through=through))
            .order_by()
            .values_list(Value(source, CharField()), role, cell)
        )

    no_cell = Value(None, BigIntegerField())
    return held("duty", "held_duties", F("held_duties__kind"), no_cell).union(
        held(
            "term",
            "member__terms",
            F("member__terms__office"),
            F("member__terms__cell"),
        ),
        held(
            "membership",
            "member__memberships",
            F("member__memberships__kind"),
            F("member__memberships__cell"),
        ),
        held(
            "delegation",
            "member__delegations",
            F("member__delegations__scope"),
            no_cell,
        ),
    )
