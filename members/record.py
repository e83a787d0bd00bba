"""A member's record as pages show it: facts, masked ones apart; attendance; readers."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q

from members.duties import CELL_OFFICES
from members.models import Absence, Admission, Duty, Member
from members.reveals import mask
from partyportal.share import Share
from partyportal.vietnamese import short_date

# Which fields stand together, and in what order.
SECTIONS = {
    "Đảng tịch": [
        "admitted_on",
        "admitted_at",
        "official_on",
        "card_no",
        "card_issued_on",
        "card_issued_at",
        "old_card_no",
        "file_no",
    ],
    "Cá nhân": [
        "phone",
        "other_names",
        "sex",
        "born_on",
        "personal_id",
        "old_personal_id",
        "ethnicity",
        "religion",
        "home_place",
        "birth_registered_at",
        "address",
    ],
    "Trình độ": ["occupation", "schooling", "qualification", "political_theory"],
}


@dataclass(frozen=True)
class Fact:
    """One line of a record; a masked one may be asked for by its field."""

    person: Member | Admission
    field: str
    label: str
    value: str
    is_masked: bool = False
    is_revealed: bool = False

    @property
    def reveal_url(self) -> str:
        return self.person.get_reveal_url(self.field)


def masked_fact(person: Member | Admission, name: str) -> Fact:
    label = person._meta.get_field(name).verbose_name
    return Fact(person, name, label, mask(person, name), is_masked=True)


def revealed_fact(person: Member | Admission, name: str, value: str) -> Fact:
    label = person._meta.get_field(name).verbose_name
    return Fact(person, name, label, value, is_revealed=True)


@dataclass(frozen=True)
class Section:
    """Facts under one heading, and the labels of those not written yet."""

    heading: str
    facts: list[Fact]
    missing: list[str]


def sections(member: Member, revealed: Fact | None = None) -> list[Section]:
    """All facts of a record, in place of one the revealed fact."""
    return [_section(member, heading, revealed) for heading in SECTIONS]


def _section(member, heading, revealed) -> Section:
    facts = [_fact(member, name, revealed) for name in SECTIONS[heading]]
    written = [fact for fact in facts if fact.value]
    return Section(heading, written, [fact.label for fact in facts if not fact.value])


def _fact(member, name, revealed) -> Fact:
    if revealed and revealed.field == name:
        return revealed
    if name in Member.MASKED_FIELDS:
        return masked_fact(member, name)
    label = Member._meta.get_field(name).verbose_name
    return Fact(member, name, label, _plain(member, name))


def _plain(member, name) -> str:
    value = getattr(member, name)
    if isinstance(value, datetime.date):
        return short_date(value)
    if name == "sex":
        return member.get_sex_display()
    return value or ""


class Row:
    """A member in a list, read with_home_cell() and with_absence() of the day `on`."""

    def __init__(self, member: Member, *, on: datetime.date):
        self.member = member
        self.is_probationary = not member.is_official(on=on)
        kind = member.absence_kind
        self.absence_label = Absence.Kind(kind).label if kind else ""


class Summary:
    """A member in one line, as of the day `on`."""

    def __init__(self, member: Member, *, on: datetime.date):
        self.standing = "chính thức" if member.is_official(on=on) else "dự bị"
        self.party_age = member.party_age(on=on)
        self.places = [m.cell for m in member.memberships.on(on).select_related("cell")]


class History:
    """Where a member belonged, what offices they held, when nobody expected them."""

    def __init__(self, member: Member):
        self.memberships = member.memberships.select_related("cell")
        self.absences = member.absences.all()
        self.terms = member.terms.select_related("cell")


@dataclass(frozen=True)
class AttendanceYear:
    """Twelve months of one member's attendance: the figure and the rows behind it."""

    rows: list = field(default_factory=list)

    @property
    def share(self) -> Share:
        """Only meetings at which the member was expected make the base."""
        expected = [row for row in self.rows if row.is_expected]
        present = sum(row.is_present for row in expected)
        return Share(part=present, whole=len(expected), of="buổi phải dự họp")

    @property
    def is_provisional(self) -> bool:
        return any(not row.meeting.is_sealed for row in self.rows)


def attendance_year(member: Member, user, *, on: datetime.date) -> AttendanceYear:
    """What `user` may see of the twelve months up to `on`, newest first. One query."""
    first = datetime.date(on.year - 1, on.month, 1)
    month_after = (first + datetime.timedelta(days=31)).replace(day=1)
    rows = member.attendances.visible_to(user, on=on).counted()
    rows = rows.held_between(month_after, on).select_related("meeting__cell")
    return AttendanceYear(list(rows.order_by("-meeting__held_on", "-meeting")))


@dataclass(frozen=True)
class Reader:
    """People who may open a record, by the reason why."""

    why: str
    names: list[str]


def readers_of(member: Member, *, on: datetime.date) -> list[Reader]:
    """Who may open this record that day beside the member, and why. Two queries.

    See also MemberQuerySet.visible_to(), which decides.
    """
    readers: dict[str, list[str]] = {}
    for term in _terms_that_read(member, on):
        why = (
            f"{term.get_office_display()}, {term.cell}"
            if term.cell
            else term.get_office_display()
        )
        readers.setdefault(why, []).append(term.member.full_name)
    for duty in _duties_that_read(on):
        readers.setdefault(duty.get_kind_display(), []).append(str(duty.user))
    return [Reader(why, names) for why, names in readers.items()]


def _terms_that_read(member, on):
    # cells is not imported here, so its model is reached over the relation.
    terms = Member._meta.get_field("terms").related_model.objects.on(on)
    places = member.memberships.on(on).values("cell")
    of_the_cell = Q(cell__in=places, office__in=[*CELL_OFFICES, "in_charge"])
    with_account = terms.filter(member__user__is_active=True)
    reading = with_account.filter(Q(cell=None) | of_the_cell).exclude(member=member)
    return reading.select_related("member", "cell").order_by("cell", "office", "pk")


def _duties_that_read(on):
    duties = Duty.objects.on(on).filter(user__is_active=True)
    reading = duties.filter(kind__in=[Duty.Kind.OFFICE, Duty.Kind.ADMINISTRATOR])
    return reading.select_related("user").order_by("-kind", "user")
