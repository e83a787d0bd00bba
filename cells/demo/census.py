"""The commune at the end of 2021: eleven cells, 340 members, as the press told."""

import datetime

from cells.demo.people import DAY, age_at_census, any_day, ceremony_day
from cells.models import Cell
from members.models import Absence, Membership

DATE = datetime.date(2021, 12, 31)
VILLAGE, SCHOOL, OFFICE = Cell.Kind.VILLAGE, Cell.Kind.SCHOOL, Cell.Kind.OFFICE

# Name, kind, place of meetings, founded in, members and exempt members on DATE.
CELLS = [
    ("thôn Đồng Gạo", VILLAGE, "Nhà văn hóa thôn Đồng Gạo", 1961, 31, 2),
    ("thôn Gò Sim", VILLAGE, "Nhà văn hóa thôn Gò Sim", 1961, 36, 4),
    ("thôn Đầm Sen", VILLAGE, "Nhà văn hóa thôn Đầm Sen", 1963, 33, 3),
    ("thôn Cầu Đá", VILLAGE, "Nhà văn hóa thôn Cầu Đá", 1963, 38, 4),
    ("thôn Bãi Trám", VILLAGE, "Nhà văn hóa thôn Bãi Trám", 1968, 30, 4),
    ("thôn An Thịnh", VILLAGE, "Nhà văn hóa thôn An Thịnh", 1968, 33, 4),
    ("thôn Phú Hậu", VILLAGE, "Nhà văn hóa thôn Phú Hậu", 1974, 27, 3),
    ("thôn Thọ Khê", VILLAGE, "Nhà văn hóa thôn Thọ Khê", 1974, 35, 3),
    ("thôn Vĩnh Khê", VILLAGE, "Nhà văn hóa thôn Vĩnh Khê", 1986, 30, 3),
    ("Trường học", SCHOOL, "Phòng hội đồng nhà trường", 1978, 24, 0),
    ("Cơ quan xã", OFFICE, "Phòng họp trụ sở Đảng ủy xã", 1982, 23, 0),
]

# One a village cell, by the day of the ceremony; the last four fall after 30 June.
ADMISSIONS = [
    (1, 12), (2, 3), (3, 26), (5, 19), (6, 11), (8, 19), (9, 2), (10, 14), (11, 7),
]  # fmt: skip
# One was decided on in the year before: the day of the ceremony is what counts.
DECIDED_IN_2020 = datetime.date(2020, 12, 25)
SUSPENDED_IN = 7
# Where somebody died or left during 2021.
LEFT_IN_2021 = [(1, 2, 17), (3, 4, 9), (5, 7, 28), (7, 10, 3), (9, 6, 30)]
# How many of a cell hold its offices in turn, and how many offices of the commune.
CELL_POOL = 9
COMMUNE_POOL = {VILLAGE: 1, SCHOOL: 0, OFFICE: 10}


def found_cells(block: int) -> list[Cell]:
    """The eleven cells; further blocks of them, for large data, carry a number."""
    number = f" {block + 1}" if block else ""
    return [
        Cell(
            name=f"Chi bộ {name}{number}",
            kind=kind,
            meeting_place=f"{place}{number}",
            started_on=datetime.date(founded, 3, 3),
            position=len(CELLS) * block + position,
        )
        for position, (name, kind, place, founded, _, _) in enumerate(CELLS, 1)
    ]


def settle(block) -> None:
    """Fill the cells of a block as they were on DATE, and with who left in 2021."""
    for index, cell in enumerate(block.cells):
        _fill(block, index, cell)
    for index, month, day in LEFT_IN_2021:
        _who_left(block, index, datetime.date(2021, month, day))
    _who_came(block)
    _who_is_suspended(block)


def _fill(block, index, cell):
    size, exempt = CELLS[index][4:]
    rng = block.rng("census", index)
    is_village = cell.kind == VILLAGE
    old_members = size - is_village
    for position in range(old_members):
        age = age_at_census(rng, cell.kind, position, size)
        _old_member(block, rng, cell, born=2021 - age)
    if is_village:
        _new_member(block, rng, cell, datetime.date(2021, *ADMISSIONS[index]))
    people = block.at_home(cell, on=DATE)
    for person in sorted(people, key=lambda p: p.member.born_on)[:exempt]:
        exempted_on = any_day(rng, rng.randint(2014, 2020))
        person.miss(Absence.Kind.EXEMPT, exempted_on, "Tuổi cao, sức yếu")
    # The first cell is the example of a plain one.
    _call(people, COMMUNE_POOL[cell.kind] if index else 0)


def _old_member(block, rng, cell, *, born):
    year = min(born + rng.randint(20, 34), 2020)
    # Nobody joins at under 18 years and some months.
    admitted_on = ceremony_day(rng, max(year, born + 20))
    person = block.registry.enter(rng, cell, born=born, admitted_on=admitted_on)
    stay = person.stays[0]
    if stay.started_on.year < 2015 and rng.random() < 0.3:
        arrived_on = any_day(rng, rng.randint(stay.started_on.year + 1, 2019))
        stay.started_on = arrived_on


def _new_member(block, rng, cell, admitted_on):
    early = admitted_on.month == 1
    block.registry.enter(
        rng,
        cell,
        born=rng.randint(1990, 2000),
        admitted_on=admitted_on,
        decided_on=DECIDED_IN_2020 if early else None,
    )


def _call(people, commune_pool):
    """Choose who will hold office: of middle age, and members for some years."""
    fit = [
        p
        for p in people
        if p.member.admitted_on.year < 2018 and 30 <= p.age_in(2021) <= 66
    ]
    # The nearest to 47 first, so that few are near the end of their working life.
    fit.sort(key=lambda p: (abs(p.age_in(2021) - 47), p.member.born_on))
    for place, person in enumerate(fit[: CELL_POOL + commune_pool]):
        person.calling = "cell" if place < CELL_POOL else "commune"


def _who_left(block, index, day):
    rng = block.rng("left", index)
    cell = block.cells[index]
    died = cell.kind == VILLAGE and index != 5
    born = rng.randint(1932, 1945) if died else rng.randint(1975, 1988)
    admitted_on = ceremony_day(rng, born + 24)
    person = block.registry.enter(rng, cell, born=born, admitted_on=admitted_on)
    end = Membership.End.DECEASED if died else Membership.End.MOVED_AWAY
    person.leave(day, end)


def _who_came(block):
    """Some of the 340 came in 2021: two from elsewhere, two from another cell."""
    rng = block.rng("came")
    came = rng.sample(block.ordinary(on=DATE), 4)
    for person in came[:2]:
        person.stays[0].started_on = any_day(rng, 2021)
    for person in came[2:]:
        stay = person.stays[0]
        since, moved_on = stay.started_on, any_day(rng, 2021)
        earlier = block.cells[(block.cells.index(stay.cell) + 1) % 9]
        stay.started_on = moved_on
        person.settle(
            earlier,
            max(since, earlier.started_on),
            until=moved_on - DAY,
            reason=Membership.End.MOVED_CELL,
        )


def _who_is_suspended(block):
    cell = block.cells[SUSPENDED_IN]
    person = block.ordinary(on=DATE, cell=cell)[0]
    person.busy_in = 2022
    person.miss(
        Absence.Kind.SUSPENDED,
        datetime.date(2021, 11, 15),
        "Đình chỉ sinh hoạt đảng trong thời gian xem xét kỷ luật",
        until=datetime.date(2022, 2, 12),
        decision_no="61-QĐ/ĐU",
    )
    person.leave(datetime.date(2022, 2, 12), Membership.End.EXPELLED)
