"""What happens to the people of the demo world after 2021, year by year."""

import datetime

from cells.demo.people import DAY, TEMPORARY, any_day, ceremony_day
from cells.models import Cell
from members.models import Absence, Membership

End = Membership.End
FIRST_YEAR = 2022

# The cell of bithu1: so many stand on its roster on the day the data is made for.
MODEL_OFFICIAL, MODEL_PROBATIONARY = 28, 3
# How many days ago the three on probation were admitted.
MODEL_ADMISSIONS = (310, 190, 75)
FIRST_CHANGE = datetime.date(2022, 1, 5)


def live(block) -> None:
    for year in range(FIRST_YEAR, block.today.year + 1):
        rng = block.rng("year", year)
        _admit(block, rng, year)
        _leave(block, rng, year)
        _move(block, rng, year)
        _arrive(block, rng, year)
        _rest(block, rng, year)
        _stay_for_a_time(block, rng, year)


def _admit(block, rng, year):
    for index, cell in enumerate(block.others):
        is_village = cell.kind == Cell.Kind.VILLAGE
        # A village admits one a year and now and then a second one.
        count = 1 + (index == year % 8) if is_village else (year + index) % 2
        for _ in range(count):
            born = year - rng.randint(20, 33)
            block.registry.enter(
                rng, cell, born=born, admitted_on=ceremony_day(rng, year)
            )


def _leave(block, rng, year):
    day = datetime.date(year, 1, 1)
    aged = [p for p in block.free_in(year) if p.age_in(year) >= 70]
    _end(rng, year, rng.sample(aged, min(4, len(aged))), End.DECEASED)
    young = [p for p in block.ordinary(on=day) if p.age_in(year) <= 45]
    leavers = iter(rng.sample(young, min(5, len(young))))
    _end(rng, year, [next(leavers), next(leavers), next(leavers)], End.MOVED_AWAY)
    if year % 2:
        _end(rng, year, [next(leavers)], End.STRUCK_OFF)
    if year % 3 == 1:
        _end(rng, year, [next(leavers)], End.RESIGNED)


def _end(rng, year, people, reason):
    for person in people:
        person.busy_in = year
        person.leave(any_day(rng, year), reason)


def _move(block, rng, year):
    day = datetime.date(year, 1, 1)
    for person in rng.sample(block.ordinary(on=day), 3):
        person.busy_in = year
        others = [c for c in block.villages if c != person.home_on(day)]
        person.move(any_day(rng, year), rng.choice(others))


def _arrive(block, rng, year):
    for _ in range(3):
        cell = rng.choice([*block.villages, *block.cells[-2:]])
        born = year - rng.randint(28, 48)
        person = block.registry.enter(
            rng,
            cell,
            born=born,
            admitted_on=_admitted_elsewhere(rng, born),
            since=any_day(rng, year),
        )
        person.busy_in = year


def _admitted_elsewhere(rng, born):
    # Not in 2021: the admissions of that year are the nine of the census.
    return ceremony_day(rng, born + 24 - (born + 24 == 2021))


def _rest(block, rng, year):
    """Who is old is exempt for good, who works far away is away for a while."""
    day = datetime.date(year, 1, 1)
    oldest = sorted(block.ordinary(on=day), key=lambda p: p.member.born_on)
    for person in oldest[:4]:
        person.busy_in = year
        person.miss(
            Absence.Kind.EXEMPT,
            any_day(rng, year),
            rng.choice(["Tuổi cao, sức yếu", "Điều trị bệnh dài ngày"]),
        )
    young = [p for p in oldest if p.busy_in != year and p.age_in(year) <= 50]
    for person in rng.sample(young, min(4, len(young))):
        person.busy_in = year
        since = datetime.date(year, 2, 1) + rng.randrange(150) * DAY
        person.miss(
            Absence.Kind.AWAY,
            since,
            "Đi làm việc xa nhà, đã báo cáo chi bộ",
            until=since + rng.randint(100, 180) * DAY,
        )


def _stay_for_a_time(block, rng, year):
    """A teacher from another commune, and a villager who helps in the offices."""
    *_, school, office = block.cells
    born = year - rng.randint(28, 40)
    autumn = datetime.date(year, 9, 1)
    teacher = block.registry.enter(
        rng, school, born=born, admitted_on=_admitted_elsewhere(rng, born), since=autumn
    )
    teacher.stays.clear()
    until = datetime.date(year + 1, 6, 30)
    teacher.settle(school, autumn, kind=TEMPORARY, until=until, reason=End.RETURNED)
    villager = rng.choice(
        [p for p in block.ordinary(on=autumn) if p.home_on(autumn) != office]
    )
    villager.busy_in = year
    villager.settle(
        office,
        datetime.date(year, 3, 1),
        kind=TEMPORARY,
        until=datetime.date(year, 11, 30),
        reason=End.RETURNED,
    )


def live_in_model_cell(block) -> None:
    """The first cell lives by plan, so that its roster on the last day is known."""
    cell, today = block.cells[0], block.today
    rng = block.rng("model")
    for year in range(FIRST_YEAR, today.year + 1):
        ceremony = datetime.date(year, 5, 19)
        if ceremony <= today - 366 * DAY:
            born = year - rng.randint(22, 30)
            block.registry.enter(rng, cell, born=born, admitted_on=ceremony)
        _one_leaves(block, rng, year)
    for place, days in enumerate(MODEL_ADMISSIONS):
        earliest = FIRST_CHANGE + 15 * place * DAY
        block.registry.enter(
            rng,
            cell,
            born=today.year - rng.randint(22, 30),
            admitted_on=max(today - days * DAY, earliest),
        )
    _one_is_away(block, rng)
    _even_out(block)


def _one_leaves(block, rng, year):
    day = datetime.date(year, 3, 10)
    if year == FIRST_YEAR or day > block.today:
        return
    people = sorted(
        block.ordinary(on=day, cell=block.cells[0]), key=lambda p: p.member.born_on
    )
    if year % 2:
        people[0].leave(day, End.DECEASED)
    else:
        people[-1].leave(day, End.MOVED_AWAY)


def _one_is_away(block, rng):
    since = max(block.today - 80 * DAY, FIRST_CHANGE)
    people = block.ordinary(on=since, cell=block.cells[0])
    person = rng.choice(people)
    person.busy_in = block.today.year
    person.miss(
        Absence.Kind.AWAY,
        since,
        "Đi làm việc xa nhà, đã báo cáo chi bộ",
        until=block.today + 100 * DAY,
    )


def _even_out(block):
    """Move one after the other in or out until the official members are right."""
    cell, other, today = block.cells[0], block.cells[3], block.today
    surplus = _official_count(block, cell) - MODEL_OFFICIAL
    source, target = (cell, other) if surplus > 0 else (other, cell)
    moved = 0
    for person in block.ordinary(on=today, cell=source):
        if moved == abs(surplus):
            return
        day = max(today - 35 * (moved + 1) * DAY, FIRST_CHANGE + moved * DAY)
        if _is_untouched_since(person, day):
            person.busy_in = today.year
            person.move(day, target)
            moved += 1


def _official_count(block, cell):
    return sum(
        person.member.official_on <= block.today and not person.absence_on(block.today)
        for person in block.at_home(cell, on=block.today)
    )


def _is_untouched_since(person, day):
    return all(stay.started_on < day and not stay.ended_on for stay in person.stays)
