"""The figures of a year that come from admissions."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q

from cells.models import Cell
from members.models import Admission, AdmissionStep, AdmissionTarget, Member, Membership
from partyportal.share import Share
from partyportal.vietnamese import short_date
from reports.figure import Figure, Line
from reports.models import PublishedFigure

Kind = PublishedFigure.Figure
Step = AdmissionStep.Kind


def admission_figures(year) -> list[Figure]:
    admissions = Membership.objects.admitted(year.first, year.last)
    admitted = list(admissions.select_related("member", "cell"))
    targets = AdmissionTarget.objects.counts(year=year.year, cells=year.cells)
    return [
        _admitted(year, admitted, targets),
        _villages_admitting(year, admitted, targets),
        _sent_to_class(year),
    ]


def _admitted(year, admitted, targets):
    """Whoever became a member in a cell here, by the day of the ceremony."""
    homes = Membership.objects.filter(kind=Membership.Kind.HOME)
    of_year = homes.filter(
        Q(ended_on=None) | Q(ended_on__gte=year.first), started_on__lte=year.last
    )
    everyone = Member.objects.filter(pk__in=of_year.values("member"))
    return Figure(
        Kind.ADMITTED,
        Share(
            part=len(admitted),
            whole=everyone.count(),
            of="đảng viên sinh hoạt trong năm",
        ),
        lambda: (
            [_admission_line(home) for home in admitted]
            + _others(everyone, {home.member_id for home in admitted})
        ),
        is_provisional=not year.is_over,
        note=f"Tính theo ngày lễ kết nạp. {_target(sum(targets.values()))}".strip(),
    )


def _admission_line(home):
    return Line(
        home.member.full_name,
        home.member.get_absolute_url(),
        f"{home.cell}, kết nạp ngày {short_date(home.started_on)}",
    )


def _others(everyone, admitted):
    """The rest of the base, by their names."""
    return [
        Line(
            member.full_name,
            member.get_absolute_url(),
            f"Vào Đảng ngày {short_date(member.admitted_on)}",
            is_counted=False,
        )
        for member in everyone.exclude(pk__in=admitted).order_by("name_key", "pk")
    ]


def _target(count):
    return f"Chỉ tiêu {count} người." if count else ""


def _villages_admitting(year, admitted, targets):
    """Village cells in which somebody became a member, each with the names."""
    names = defaultdict(list)
    for home in admitted:
        names[home.cell_id].append(home.member.full_name)
    villages = [cell for cell in year.cells if cell.kind == Cell.Kind.VILLAGE]
    return Figure(
        Kind.VILLAGES_ADMITTING,
        Share(
            part=sum(cell.pk in names for cell in villages),
            whole=len(villages),
            of="chi bộ thôn",
        ),
        lambda: [
            _village_line(cell, names[cell.pk], targets.get(cell.pk, 0))
            for cell in villages
        ],
        is_provisional=not year.is_over,
    )


def _village_line(cell, names, target):
    said = [f"Kết nạp: {', '.join(names)}." if names else "", _target(target)]
    return Line(
        cell.name,
        cell.get_absolute_url(),
        " ".join(filter(None, said)),
        is_counted=bool(names),
    )


def _sent_to_class(year):
    def step(kind, **days):
        steps = AdmissionStep.objects.filter(admission=OuterRef("pk"), kind=kind)
        return Exists(steps.filter(**days))

    followed = Admission.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=year.first),
        step(Step.FOLLOWED, done_on__lte=year.last),
        ~step(Step.CEREMONY, done_on__lt=year.first),
    ).annotate(
        is_sent=step(Step.CLASS_PROPOSED, done_on__range=(year.first, year.last))
    )
    people = list(
        followed.select_related("cell").order_by("cell__position", "name_key")
    )
    return Figure(
        Kind.CLASS,
        Share(
            part=sum(person.is_sent for person in people),
            whole=len(people),
            of="quần chúng được theo dõi trong năm",
        ),
        lambda: [
            Line(p.full_name, p.get_absolute_url(), str(p.cell), is_counted=p.is_sent)
            for p in people
        ],
        is_provisional=not year.is_over,
    )
