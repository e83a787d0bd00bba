"""The demo world: built in memory for one day, then written in few statements."""

import datetime
import itertools
from random import Random

from cells.demo import accounts, census, meetings, offices, votes, years
from cells.demo.names import Names
from cells.demo.people import Person, Registry
from cells.models import Cell, Term
from members import demo as admissions

# Before this day the world has not yet told the year 2021.
FIRST_DAY = datetime.date(2022, 3, 1)
# Another seed is another world, with the same figures for 2021.
SEED = "bac-binh"


class Block:
    """Eleven cells and their people; `scale` makes so many blocks."""

    def __init__(self, number, today, names, numbers):
        self.number = number
        self.today = today
        self.registry = Registry(names, numbers)
        self.cells = census.found_cells(number)
        # The first cell of all lives by plan, see years.live_in_model_cell().
        self.others = self.cells[1:] if number == 0 else self.cells
        self.villages = [c for c in self.others if c.kind == Cell.Kind.VILLAGE]

    def rng(self, *key) -> Random:
        """Chance of its own for each matter, so that one does not shift another."""
        return Random(f"{SEED}/{self.number}/{key}")

    @property
    def people(self) -> list[Person]:
        return self.registry.people

    def at_home(self, cell, *, on) -> list[Person]:
        return [p for p in self.people if p.home_on(on) is cell]

    def free_in(self, year) -> list[Person]:
        """Members of all cells but the first to whom something may happen."""
        day = datetime.date(year, 1, 1)
        return [
            p
            for p in self.people
            if not p.calling and p.busy_in != year and p.home_on(day) in self.others
        ]

    def ordinary(self, *, on, cell=None) -> list[Person]:
        """Official members without a calling, neither exempt nor away that day."""
        cells = [cell] if cell else self.others
        return [
            p
            for p in self.people
            if not p.calling
            and p.busy_in != on.year
            and p.member.official_on <= on
            and p.home_on(on) in cells
            and not p.absence_on(on)
        ]


class World:
    """Everything there is on the day `today`, as rows not yet saved."""

    def __init__(self, today: datetime.date, *, scale: int = 1):
        self.today = today
        names, numbers = Names(), itertools.count(1)
        self.names = names
        self.blocks = [Block(n, today, names, numbers) for n in range(scale)]
        self.mandates, self.terms, self.duties = [], [], []
        self.accounts, self.locked_users, self.user_of = [], [], {}
        self.sessions = []
        self._tell()

    def _tell(self):
        for block in self.blocks:
            census.settle(block)
            years.live(block)
        years.live_in_model_cell(self.blocks[0])
        self._persons = {id(p.member): p for b in self.blocks for p in b.people}
        offices.fill_offices(self)
        accounts.open_accounts(self)
        self._meet()
        self._forget_future()

    def _meet(self):
        diaries = meetings.hold_all(self)
        self._sessions_of = {id(diary.cell): diary.sessions for diary in diaries}
        # Who votes on whom is known before anybody writes down what was said.
        self.ways = {
            block.number: admissions.find_ways(self, block) for block in self.blocks
        }
        votes.part_with_people(self)
        for diary in diaries:
            diary.tell()

    @property
    def cells(self) -> list[Cell]:
        return [cell for block in self.blocks for cell in block.cells]

    @property
    def people(self) -> list[Person]:
        return list(self._persons.values())

    def sessions_of(self, cell) -> list:
        """The meetings of a cell in the order of their days."""
        return self._sessions_of[id(cell)]

    def person_of(self, member) -> Person:
        return self._persons[id(member)]

    def appoint(self, person, office, started_on, ended_on, *, cell=None) -> None:
        self.terms.append(
            Term(
                member=person.member,
                office=office,
                cell=cell,
                started_on=started_on,
                ended_on=ended_on,
                decision_no=f"{len(self.terms) + 1}-QĐ/ĐU",
            )
        )

    def terms_in(self, cell, *, on) -> list[Term]:
        """The terms of a cell that day, or of the commune for None."""
        return [
            t
            for t in self.terms
            if t.cell is cell
            and t.started_on <= on
            and (t.ended_on is None or on <= t.ended_on)
        ]

    def _forget_future(self):
        """Leave out what had not happened or was not known on the last day."""
        self.mandates = self._known(self.mandates)
        self.terms = self._known(self.terms)
        for person in self.people:
            person.stays = self._known(person.stays)
            person.absences = self._known(person.absences)
            self._forget_papers(person.member)
        self._persons = {k: p for k, p in self._persons.items() if p.stays}

    def _known(self, facts):
        facts = [fact for fact in facts if fact.started_on <= self.today]
        for fact in facts:
            if fact.ended_on and fact.ended_on > self.today and not _is_planned(fact):
                fact.ended_on = None
                if hasattr(fact, "end_reason"):
                    fact.end_reason = ""
        return facts

    def _forget_papers(self, member):
        if member.official_on > self.today:
            member.official_on = None
        if member.card_issued_on > self.today:
            member.card_no, member.card_issued_on, member.card_issued_at = "", None, ""


def _is_planned(fact) -> bool:
    """Whether the end was said when the fact began."""
    kind = getattr(fact, "office", None) or getattr(fact, "kind", None)
    return kind in ("in_charge", "away", "suspended")
