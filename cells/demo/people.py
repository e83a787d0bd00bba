"""The people of the demo world: who they are, and where they belonged when."""

import datetime
from dataclasses import dataclass, field
from random import Random

from cells.models import Cell
from members.models import Absence, Member, Membership

DAY = datetime.timedelta(days=1)
HOME, TEMPORARY = Membership.Kind.HOME, Membership.Kind.TEMPORARY

# (share of the cell in percent, youngest, oldest) at the end of 2021
VILLAGE_AGES = [(15, 73, 91), (25, 60, 72), (35, 40, 59), (25, 25, 39)]
STAFF_AGES = [(20, 50, 58), (50, 38, 49), (30, 26, 37)]
FEAST_DAYS = [(2, 3), (3, 26), (5, 19), (9, 2), (11, 7), (12, 22)]


@dataclass(eq=False)
class Person:
    """A member with all that happens to them."""

    member: Member
    stays: list[Membership] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    # Where they hold offices, now or later: "cell", "commune", or nowhere. Who has a
    # calling neither dies nor moves within the years told here.
    calling: str = ""
    # One event a year at most, so that events never cross.
    busy_in: int = 0
    # How readily this person misses a meeting, beside the others of the cell.
    absence_weight: float = 1.0

    def stay_on(self, day, kind=HOME) -> Membership | None:
        return next((s for s in self.stays if s.kind == kind and _held(s, day)), None)

    def home_on(self, day) -> Cell | None:
        stay = self.stay_on(day)
        return stay and stay.cell

    def absence_on(self, day) -> Absence | None:
        return next((a for a in self.absences if _held(a, day)), None)

    def age_in(self, year: int) -> int:
        return year - self.member.born_on.year

    def settle(self, cell, day, *, kind=HOME, until=None, reason="") -> None:
        self.stays.append(
            Membership(
                member=self.member,
                cell=cell,
                kind=kind,
                started_on=day,
                ended_on=until,
                end_reason=reason,
            )
        )

    def leave(self, day, reason) -> None:
        """End membership and absences; `day` is the last day."""
        stay = self.stay_on(day)
        stay.ended_on, stay.end_reason = day, reason
        for absence in self.absences:
            if _held(absence, day):
                absence.ended_on = day

    def move(self, day, cell) -> None:
        """Belong to another cell from `day` on."""
        stay = self.stay_on(day)
        stay.ended_on, stay.end_reason = day - DAY, Membership.End.MOVED_CELL
        self.settle(cell, day)

    def miss(self, kind, day, reason, *, until=None, decision_no="") -> None:
        self.absences.append(
            Absence(
                member=self.member,
                kind=kind,
                started_on=day,
                ended_on=until,
                reason=reason,
                decision_no=decision_no,
            )
        )


def _held(fact, day) -> bool:
    return fact.started_on <= day and (fact.ended_on is None or day <= fact.ended_on)


def any_day(rng: Random, year: int) -> datetime.date:
    return datetime.date(year, 1, 1) + rng.randrange(360) * DAY


def a_year_after(day: datetime.date) -> datetime.date:
    # 29 February is followed by 28 February.
    return day.replace(
        year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day
    )


def ceremony_day(rng: Random, year: int) -> datetime.date:
    """Most are admitted on a day that is celebrated."""
    if rng.random() < 0.6:
        return datetime.date(year, *rng.choice(FEAST_DAYS))
    return any_day(rng, year)


def age_at_census(rng: Random, kind: str, position: int, size: int) -> int:
    """An age for the person at `position` of a cell, oldest first."""
    ages = VILLAGE_AGES if kind == Cell.Kind.VILLAGE else STAFF_AGES
    percent = 100 * position / size
    for share, *bounds in ages:
        if percent < share:
            return rng.randint(*bounds)
        percent -= share
    raise ValueError(f"no person {position} of {size}")


class Registry:
    """Makes people, numbers them and gives them names."""

    def __init__(self, names, numbers):
        self.names = names
        self.numbers = numbers
        self.people: list[Person] = []

    def enter(
        self, rng, cell, *, born, admitted_on, since=None, decided_on=None
    ) -> Person:
        """A member of `cell`, born in that year, since admission or a later day."""
        women = 0.62 if cell.kind == Cell.Kind.SCHOOL else 0.36
        sex = Member.Sex.FEMALE if rng.random() < women else Member.Sex.MALE
        member = Member(
            full_name=self.names.pick(rng, sex, born),
            sex=sex,
            born_on=any_day(rng, born),
            admitted_on=admitted_on,
            admission_decided_on=decided_on or admitted_on - rng.randint(4, 24) * DAY,
            official_on=a_year_after(admitted_on),
            admitted_at=_admitted_at(rng, cell, admitted_on, since),
            **self._papers(rng, sex, born, admitted_on),
            **_background(rng, cell, born),
        )
        person = Person(member, absence_weight=_absence_weight(rng, born))
        person.settle(cell, since or max(admitted_on, cell.started_on))
        self.people.append(person)
        return person

    def _papers(self, rng, sex, born, admitted_on):
        number = next(self.numbers)
        # 000 is no province and 09000 no network, so these belong to nobody.
        century = 2 * (born >= 2000) + (sex == Member.Sex.FEMALE)
        return {
            "personal_id": f"000{century}{born % 100:02}{number:06}",
            "old_personal_id": f"000{number:06}" if born < 1995 else "",
            "phone": f"09000{number:05}",
            "card_no": f"000000{number:06}",
            "card_issued_at": "Ban Thường vụ cấp ủy cấp trên",
            "card_issued_on": a_year_after(admitted_on) + rng.randint(60, 200) * DAY,
            "old_card_no": f"00.{number:06}" if admitted_on.year < 2005 else "",
            "file_no": f"{number:06}",
        }


def _admitted_at(rng, cell, admitted_on, since):
    # Of those admitted since 2021 the cell has the admission itself, see members.demo.
    is_told = admitted_on.year >= 2021 and since is None
    return cell.name if rng.random() < 0.8 or is_told else "Chi bộ trong quân đội"


def _absence_weight(rng, born):
    base = 1.6 if born < 1946 or born > 1986 else 1.0
    return base * rng.uniform(0.5, 1.6)


def _background(rng, cell, born):
    ethnicity = rng.choices(["Kinh", "Sán Dìu", "Tày"], [93, 5, 2])[0]
    religion = rng.choices(["Không", "Phật giáo", "Công giáo"], [92, 5, 3])[0]
    return {
        "ethnicity": ethnicity,
        "religion": religion,
        "birth_registered_at": "Xã Bắc Bình",
        "home_place": "Xã Bắc Bình" if rng.random() < 0.85 else "Xã khác trong tỉnh",
        "address": _address(cell),
        "schooling": rng.choice(["7/10", "10/10"]) if born < 1964 else "12/12",
        **_learning(rng, cell, born),
    }


def _address(cell):
    if cell.kind == Cell.Kind.VILLAGE:
        village = cell.name.removeprefix("Chi bộ thôn ")
        return f"Thôn {village}, xã Bắc Bình"
    return "Xã Bắc Bình"


def _learning(rng, cell, born):
    if cell.kind == Cell.Kind.SCHOOL:
        occupation, qualification = "Giáo viên", "Đại học sư phạm"
    elif cell.kind == Cell.Kind.OFFICE:
        occupation = rng.choice(["Công chức xã", "Cán bộ xã"])
        qualification = rng.choice(["Đại học", "Đại học", "Cao đẳng"])
    elif born < 1962:
        occupation, qualification = rng.choice(["Hưu trí", "Nông dân"]), ""
    else:
        occupation = rng.choice(["Nông dân", "Nông dân", "Công nhân", "Buôn bán nhỏ"])
        qualification = rng.choice(["", "", "Sơ cấp", "Trung cấp", "Cao đẳng"])
    is_staff = cell.kind != Cell.Kind.VILLAGE
    theory = "Trung cấp" if is_staff and rng.random() < 0.6 else "Sơ cấp"
    return {
        "occupation": occupation,
        "qualification": qualification,
        "political_theory": theory,
    }
