"""People on the way into the Party as pages show them: a year, steps, alerts."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from members.models import (
    Admission,
    AdmissionStep,
    AdmissionTarget,
    Membership,
    NoRegulation,
    Regulation,
)
from members.models.admission_step import COMMITTEE_STEPS, StepKind
from members.models.regulation import Subject
from partyportal.share import Share
from partyportal.vietnamese import short_date

CERTIFICATE_WARNING = datetime.timedelta(days=90)
PROBATION_WARNING = datetime.timedelta(days=30)
# From then on it is late to begin with somebody new for this year.
LAST_QUARTER = 10
SATURDAY = 5


def cells_of(user, *, on: datetime.date) -> QuerySet:
    """The cells whose candidates the user may see that day."""
    # cells is not imported here, so its model is reached over the relation.
    cells = Membership._meta.get_field("cell").related_model.objects.all()
    if user.duties(on=on).reads_all_cells:
        return cells
    return cells.overseen_by(user, on=on)


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The last of so many working days after `day`; holidays count as working days."""
    while count:
        day += datetime.timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


# A year


@dataclass(frozen=True)
class CellYear:
    """What a cell was to do in a year, and what it did."""

    cell: object
    target: int
    admitted: int

    @property
    def share(self) -> Share:
        """Of the target; more than that is said beside it."""
        part = min(self.admitted, self.target)
        return Share(part=part, whole=self.target, of="chỉ tiêu")

    @property
    def beyond(self) -> int:
        return self.admitted - self.share.part

    @property
    def is_met(self) -> bool:
        return self.admitted >= self.target


@dataclass(frozen=True)
class Admitted:
    """Who became a member in a cell here, and the file if the user sees it."""

    home: Membership
    file: Admission | None


@dataclass(frozen=True)
class Year:
    """The targets of a year, cell by cell, and who came how far in it."""

    number: int
    rows: list[CellYear]
    admitted: list[Admitted]
    sent_to_class: list[Admission]

    @property
    def cells_met(self) -> Share:
        """Cells that reached their target, of those that had one."""
        rows = [row for row in self.rows if row.target]
        met = sum(row.is_met for row in rows)
        return Share(part=met, whole=len(rows), of="chi bộ có chỉ tiêu")

    @property
    def target(self) -> int:
        return sum(row.target for row in self.rows)


def year_of(user, number: int, *, on: datetime.date) -> Year:
    """A year as the user may see it. Six queries."""
    last_day = min(datetime.date(number, 12, 31), on)
    visible = Admission.objects.visible_to(user, on=on).with_steps()
    everywhere = cells_of(user, on=on)
    homes = Membership.objects.admitted(datetime.date(number, 1, 1), last_day)
    homes = list(homes.filter(cell__in=everywhere).select_related("member", "cell"))
    files = visible.filter(member__in=[home.member_id for home in homes])
    by_member = {admission.member_id: admission for admission in files}
    count = Counter(home.cell_id for home in homes)
    cells = list(everywhere.on(last_day))
    targets = AdmissionTarget.objects.counts(year=number, cells=cells)
    return Year(
        number,
        [CellYear(c, targets.get(c.pk, 0), count[c.pk]) for c in cells],
        [Admitted(home, by_member.get(home.member_id)) for home in homes],
        list(visible.reached(StepKind.CLASS_PROPOSED, year=number)),
    )


def years(*, on: datetime.date) -> list[int]:
    """This year and each before it that anything is known of, newest first."""
    steps = AdmissionStep.objects.order_by("done_on").values_list("done_on", flat=True)
    first = steps.first()
    return list(range(on.year, first.year - 1 if first else on.year - 1, -1))


# What needs somebody


@dataclass(frozen=True)
class Alert:
    """Something to look after, and whether it is late already."""

    text: str
    is_late: bool = False


def alerts_of(
    admission: Admission, rules: Iterable[Regulation], *, on: datetime.date
) -> list[Alert]:
    """What needs somebody; nothing where no rule says how long there is time.

    `rules` is a kept Regulation.objects.all(), so a list of people costs one query.
    """
    checks = (_certificate, _ceremony, _probation, _age)
    found = []
    for check in checks:
        try:
            found.append(check(admission, rules, on))
        except NoRegulation:
            continue
    return [alert for alert in found if alert]


def _certificate(admission, rules, on):
    if not admission.step(StepKind.CERTIFIED) or admission.step(StepKind.CELL_VOTED):
        return None
    expires_on = admission.certificate_expires_on(rules)
    if expires_on < on:
        text = f"Giấy chứng nhận học lớp đã hết giá trị ngày {short_date(expires_on)}."
        return Alert(text, is_late=True)
    if expires_on - on <= CERTIFICATE_WARNING:
        text = f"Giấy chứng nhận học lớp chỉ có giá trị đến {short_date(expires_on)}."
        return Alert(text)
    return None


def _ceremony(admission, rules, on):
    decision = admission.step(StepKind.DECIDED)
    if not decision or admission.step(StepKind.CEREMONY):
        return None
    days = rules.read(Subject.CEREMONY_WORKING_DAYS, on=decision.done_on)
    last_day = working_days_after(decision.done_on, days)
    if last_day < on:
        text = f"Lễ kết nạp đã quá hạn; hạn là ngày {short_date(last_day)}."
        return Alert(text, is_late=True)
    return Alert(f"Cần tổ chức lễ kết nạp muộn nhất ngày {short_date(last_day)}.")


def _probation(admission, rules, on):
    if not admission.member_id or admission.step(StepKind.RECOGNITION_VOTED):
        return None
    served = admission.probation_ends_on(rules)
    if served > on:
        soon = served - on <= PROBATION_WARNING
        text = f"Thời gian dự bị hết ngày {short_date(served)}."
        return Alert(text) if soon else None
    text = (
        f"Thời gian dự bị đã hết ngày {short_date(served)}; "
        "chi bộ cần xét công nhận chính thức."
    )
    return Alert(text, is_late=_is_vote_late(served, rules, on))


def _is_vote_late(served, rules, on):
    try:
        days = rules.read(Subject.RECOGNITION_WORKING_DAYS, on=served)
    except NoRegulation:
        return False
    return working_days_after(served, days) < on


def _age(admission, rules, on):
    if admission.step(StepKind.CELL_VOTED):
        return None
    ages = rules.read(Subject.ADMISSION_AGE, on=on)
    if ages.holds(admission.age(on=on)):
        return None
    return Alert(f"Tuổi chưa đúng quy định: từ đủ {ages.first} đến {ages.last} tuổi.")


# People under way


@dataclass(frozen=True)
class Person:
    """Somebody under way in a list."""

    admission: Admission
    since: datetime.date
    alerts: list[Alert]

    @property
    def is_late(self) -> bool:
        return any(alert.is_late for alert in self.alerts)


@dataclass
class Group:
    """Everyone whose last step is the same."""

    people: list[Person] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.people[0].admission.state


def people_under_way(user, *, on: datetime.date) -> list[Group]:
    """By the last step, in the order of the steps. Three queries."""
    visible = Admission.objects.visible_to(user, on=on).under_way(on=on)
    rules = Regulation.objects.all()
    groups = {kind: Group() for kind in StepKind}
    for admission in visible.with_steps():
        if last := admission.last_step:
            alerts = alerts_of(admission, rules, on=on)
            person = Person(admission, last.done_on, alerts)
            groups[last.kind].people.append(person)
    return [group for group in groups.values() if group.people]


def late_cells(year: Year, *, on: datetime.date) -> list[CellYear]:
    """Cells short of this year's target in its last quarter."""
    if year.number != on.year or on.month < LAST_QUARTER:
        return []
    return [row for row in year.rows if not row.is_met]


# One person


@dataclass(frozen=True)
class Milestone:
    """A step on the page of a person: done, next, or still to come."""

    label: str
    step: AdmissionStep | None
    is_next: bool
    whose: str
    may_correct: bool


def milestones(admission: Admission, user, *, on: datetime.date) -> list[Milestone]:
    done, following = admission.steps_by_kind(), admission.next_kind
    records = {
        is_committees: admission.is_recorded_by(user, kind, on=on)
        for is_committees, kind in [(True, StepKind.DECIDED), (False, StepKind.APPLIED)]
    }
    return [
        Milestone(
            kind.label,
            done.get(kind),
            kind == following,
            "cấp ủy ghi" if kind in COMMITTEE_STEPS else "chi bộ ghi",
            may_correct=records[kind in COMMITTEE_STEPS],
        )
        for kind in StepKind
    ]
