"""A briefing a month, with what each cell and some of the units heard."""

import datetime
from random import Random

from cells.demo.days import months_until
from cells.demo.world import SEED
from cells.models import Term
from reports.demo import texts
from reports.models import Briefing, BriefingAttendance, BriefingEntry, Unit

SINCE = datetime.date(2020, 6, 18)
DAY_OF_MONTH = 27
PLACE = "Hội trường Đảng ủy xã"
UNITS_HEARD = 3
Status = BriefingAttendance.Status


def load(world) -> None:
    units = [
        Unit(name=name, kind=kind, started_on=SINCE, position=position)
        for position, (name, kind) in enumerate(texts.UNITS, 1)
    ]
    Unit.objects.bulk_create(units)
    briefings, attendances, entries = [], [], []
    for month in months_until(world.today):
        held_on = month.replace(day=DAY_OF_MONTH)
        if held_on < world.today:
            rng = Random(f"{SEED}/briefing/{month}")
            briefing = _briefing(world, month, held_on)
            briefings.append(briefing)
            attendances += _attendances(world, rng, briefing, units)
            entries += _entries(world, rng, briefing, units)
    Briefing.objects.bulk_create(briefings)
    BriefingAttendance.objects.bulk_create(attendances)
    BriefingEntry.objects.bulk_create(entries)


def _briefing(world, month, held_on):
    return Briefing(
        for_month=month,
        held_on=held_on,
        place=PLACE,
        chair=_holder(world, Term.Office.COMMUNE_SECRETARY, None, held_on),
        conclusions=texts.conclusions(Random(f"{SEED}/conclusions/{month}"), month),
        published_on=min(held_on + datetime.timedelta(days=2), world.today),
    )


def _holder(world, office, cell, day):
    terms = world.terms_in(cell, on=day)
    return next(term.member for term in terms if term.office == office)


def _attendances(world, rng, briefing, units):
    for cell in world.cells:
        secretary = _holder(world, Term.Office.SECRETARY, cell, briefing.held_on)
        yield _attendance(rng, briefing, str(secretary), cell=cell)
    for unit in units:
        yield _attendance(rng, briefing, "Đại diện lãnh đạo đơn vị", unit=unit)


def _attendance(rng, briefing, name, **subject):
    if rng.random() < 0.05:
        reason = rng.choice(texts.REASONS)
        return BriefingAttendance(
            briefing=briefing, status=Status.ABSENT, reason=reason, **subject
        )
    return BriefingAttendance(briefing=briefing, represented_by=name, **subject)


def _entries(world, rng, briefing, units):
    for cell in world.cells:
        yield _entry(rng, briefing, texts.OF_CELLS, cell=cell)
    for unit in rng.sample(units, UNITS_HEARD):
        yield _entry(rng, briefing, texts.OF_UNITS, unit=unit)


def _entry(rng, briefing, choices, **subject):
    limits, solutions = rng.choice(choices.troubles)
    return BriefingEntry(
        briefing=briefing,
        strengths=" ".join(rng.sample(choices.strengths, 2)),
        limits=limits,
        solutions=solutions,
        **subject,
    )
