"""The accounts of the demo world and the one password they share."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from cells.demo.offices import leaders
from cells.models import Term
from members.models import Duty, User
from partyportal.sign_in import DEMO_PASSWORD

SINCE = datetime.date(2021, 1, 4)
Office, Kind = Term.Office, Duty.Kind

# Username, name, duty; none of them but the office is a Party member.
STAFF = [
    ("vanphong", None, Kind.OFFICE),
    ("bientap", "Hà Thu Trang", Kind.EDITOR),
    ("xuatban", "Lưu Đức Khải", Kind.PUBLISHER),
    ("kiemduyet", "Bùi Thùy Ngân", Kind.MODERATOR),
    ("quantri", "Kiều Minh Nhật", Kind.ADMINISTRATOR),
]


@dataclass
class Account:
    """One row of the table that load_demo prints."""

    user: User
    role: str


def open_accounts(world) -> None:
    # One hash for all: making one takes a quarter of a second.
    password = make_password(DEMO_PASSWORD)
    for user, role in [*_officers(world), *_staff(world)]:
        user.password = password
        world.accounts.append(Account(user, role))
    _lock_former_secretaries(world)


def _officers(world):
    for number, cell in enumerate(world.cells, 1):
        secretary = _holder(world, Office.SECRETARY, cell)
        yield _user(f"bithu{number}", secretary), f"Bí thư {cell}"
    first = world.cells[0]
    deputy = _holder(world, Office.DEPUTY, first)
    yield _user("phobithu1", deputy), f"Phó bí thư {first}"
    committee_member = _holder(world, Office.COMMITTEE_MEMBER, first)
    yield _user("chiuy1", committee_member), f"Chi ủy viên {first}"
    guide = _holder(world, Office.IN_CHARGE, first)
    yield _user("phutrach1", guide), "Cấp ủy viên phụ trách ba chi bộ đầu"
    head = _holder(world, Office.COMMUNE_SECRETARY, None)
    yield _user("bithudanguy", head), "Bí thư Đảng ủy xã"
    yield _user("dangvien1", _plain_member(world)), f"Đảng viên {first}"


def _staff(world):
    for username, name, kind in STAFF:
        member = None if name else leaders(world)[-1].member
        user = User(
            username=username,
            name=name or member.full_name,
            email=f"{username}@bacbinh.example",
            member=member,
        )
        world.duties.append(Duty(user=user, kind=kind, started_on=SINCE))
        yield user, kind.label


def _holder(world, office, cell):
    terms = world.terms_in(cell, on=world.today)
    return next(world.person_of(t.member) for t in terms if t.office == office)


def _plain_member(world):
    block = world.blocks[0]
    people = block.ordinary(on=world.today, cell=block.cells[0])
    return next(p for p in people if 30 <= p.age_in(world.today.year) <= 55)


def _user(username, person, **fields):
    return User(
        username=username,
        name=person.member.full_name,
        email=f"{username}@bacbinh.example",
        member=person.member,
        **fields,
    )


def _lock_former_secretaries(world):
    """Who sealed the minutes of earlier years keeps an account that is locked."""
    known = {id(a.user.member): a.user for a in world.accounts if a.user.member}
    for number, cell in enumerate(world.cells, 1):
        for term in world.terms:
            is_secretary = term.cell is cell and term.office == Office.SECRETARY
            if is_secretary and term.started_on <= world.today:
                user = known.get(id(term.member))
                if user is None:
                    user = _former(world, number, term)
                    known[id(term.member)] = user
    world.user_of = known


def _former(world, number, term):
    person = world.person_of(term.member)
    username = f"bithu{number}-{term.started_on.year}"
    user = _user(username, person, is_active=False)
    user.set_unusable_password()
    world.locked_users.append(user)
    return user
