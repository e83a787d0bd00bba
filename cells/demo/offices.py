"""Mandates and who holds office: in the cells, in charge of cells, of the commune."""

import datetime
import itertools

from cells.demo.census import DATE
from cells.demo.people import DAY
from cells.models import Mandate, Term

Office = Term.Office
# A congress each 30 months before 2025, each five years since.
CONGRESSES = [
    (datetime.date(2020, 2, 15), datetime.date(2022, 8, 15), "2020–2022"),
    (datetime.date(2022, 10, 8), datetime.date(2025, 4, 8), "2022–2025"),
    (datetime.date(2025, 3, 1), datetime.date(2030, 3, 1), "2025–2030"),
]
COMMUNE_CONGRESSES = [
    (datetime.date(2020, 6, 18), datetime.date(2025, 6, 18), "2020–2025"),
    (datetime.date(2025, 7, 31), datetime.date(2030, 7, 31), "2025–2030"),
]
# The secretary of the fifth cell retired before the end of the mandate.
EARLY_ELECTION = 4, datetime.date(2023, 8, 20)
COMMUNE_SUCCESSION = datetime.date(2023, 6, 15)
# phutrach1 follows the first three cells, four others the rest.
CELLS_OF_PHUTRACH1 = 3


def _with_later(congresses, today):
    """Add one congress every five years until today."""
    congresses = list(congresses)
    while congresses[-1][1] <= today:
        day = congresses[-1][1]
        due = day.replace(year=day.year + 5)
        congresses.append((day, due, f"{day.year}–{due.year}"))
    return congresses


def fill_offices(world) -> None:
    for block in world.blocks:
        for index, cell in enumerate(block.cells):
            _lead_cell(world, block, index, cell)
    _lead_commune(world)
    _follow_cells(world)


def _lead_cell(world, block, index, cell):
    pool = _called(block, cell, "cell")
    size = 3 + 2 * (index % 2)
    congresses = [
        (day + index * DAY, due + index * DAY, name)
        for day, due, name in _with_later(CONGRESSES, world.today)
    ]
    for number, (day, due, name) in enumerate(congresses):
        ended_on = _day_before(congresses, number + 1)
        world.mandates.append(
            Mandate(cell=cell, name=name, started_on=day, due_on=due, ended_on=ended_on)
        )
        first = min(_retired(number, index), len(pool) - size)
        for place, person in enumerate(pool[first : first + size]):
            office = (Office.SECRETARY, Office.DEPUTY)[place] if place < 2 else None
            world.appoint(
                person, office or Office.COMMITTEE_MEMBER, day, ended_on, cell=cell
            )
    if index == EARLY_ELECTION[0]:
        _elect_early(world, cell, pool[size])


def _called(block, cell, calling):
    """The eldest first."""
    people = [p for p in block.at_home(cell, on=DATE) if p.calling == calling]
    return sorted(people, key=lambda p: p.member.born_on)


def _day_before(congresses, number):
    return congresses[number][0] - DAY if number < len(congresses) else None


def _retired(number, index):
    """How many of the elders have left office by the congress of that number."""
    early = (number >= 1 and index % 3 == 0) + (number >= 2 and index % 3 == 1)
    return early + max(0, number - 2)


def _elect_early(world, cell, newcomer):
    """Each moves up by one after the secretary, and a newcomer joins the committee."""
    day = EARLY_ELECTION[1]
    old = world.terms_in(cell, on=day)
    people = [world.person_of(term.member) for term in old[1:]] + [newcomer]
    until = old[0].ended_on
    for term, person in zip(old, people, strict=True):
        term.ended_on = day - DAY
        world.appoint(person, term.office, day, until, cell=cell)


def leaders(world) -> list:
    """Those of the office cell with a calling in the commune.

    The first, the eldest, is the secretary who retires; the next is the one to follow.
    The last two, the youngest, are in charge of cells and of the office, and sit on no
    committee.
    """
    block = world.blocks[0]
    eldest, *others = _called(block, block.cells[-1], "commune")
    *middle, guide, clerk = others
    middle.sort(key=lambda p: (abs(p.member.born_on.year - 1976), p.member.born_on))
    return [eldest, *middle, guide, clerk]


def _lead_commune(world):
    block = world.blocks[0]
    villagers = [p for c in block.villages for p in _called(block, c, "commune")]
    people = leaders(world)[:-2] + villagers
    congresses = _with_later(COMMUNE_CONGRESSES, world.today)
    for number, (day, due, name) in enumerate(congresses):
        ended_on = _day_before(congresses, number + 1)
        world.mandates.append(
            Mandate(name=name, started_on=day, due_on=due, ended_on=ended_on)
        )
        before = _offices(people)
        after = _offices(people[1:])
        for person in people:
            if number == 0 and after.get(person) != before[person]:
                retired_on = COMMUNE_SUCCESSION - DAY
                world.appoint(person, before[person], day, retired_on)
                since = COMMUNE_SUCCESSION
            else:
                since = day
            if person in after:
                world.appoint(person, after[person], since, ended_on)


def _offices(people):
    """Who holds which office, given in order of rank."""
    high = [
        Office.COMMUNE_SECRETARY,
        *[Office.COMMUNE_DEPUTY] * 2,
        *[Office.STANDING_MEMBER] * 2,
    ]
    ranks = itertools.chain(high, itertools.repeat(Office.PARTY_COMMITTEE_MEMBER))
    return dict(zip(people, ranks, strict=False))


def _follow_cells(world):
    """Who is in charge of cells is named for each year, phutrach1 for the mandate."""
    *others, phutrach1, _ = leaders(world)
    since = COMMUNE_CONGRESSES[0][0] + 14 * DAY
    cells = world.cells
    for cell in cells[:CELLS_OF_PHUTRACH1]:
        world.appoint(phutrach1, Office.IN_CHARGE, since, None, cell=cell)
    guides = others[-4:]
    for place, cell in enumerate(cells[CELLS_OF_PHUTRACH1:]):
        guide = guides[place // 2 % len(guides)]
        for year in range(2021, world.today.year + 1):
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            world.appoint(guide, Office.IN_CHARGE, first, last, cell=cell)
