"""Ratings from 2021 on: the list of each year's last day, and the levels decided."""

import datetime
from random import Random

from django.db import transaction
from django.utils import timezone

from cells.demo.world import SEED
from members.models import User
from reports import freezing
from reports.forms import DECIDING_BODY
from reports.models import Rating, RatingCampaign

FIRST_YEAR = 2021
OPENED, FROZEN, DECIDED = (11, 20), (12, 1), (12, 29)
Level = Rating.Level
# Of eleven cells and of 305 members rated in 2021; the rest are good.
CELLS, EXCELLENT_CELLS, COMPLETED_CELLS = 11, 3, 1
MEMBERS, EXCELLENT_MEMBERS, COMPLETED_MEMBERS = 305, 60, 35


def load(world) -> None:
    by = User.objects.get(username="vanphong")
    for year in range(FIRST_YEAR, world.today.year + 1):
        if datetime.date(year, *OPENED) <= world.today:
            _rate(world, year, by)


@transaction.atomic
def _rate(world, year, by):
    campaign = RatingCampaign.objects.create(
        year=year,
        opened_on=datetime.date(year, *OPENED),
        frozen_at=_morning(min(datetime.date(year, *FROZEN), world.today)),
        frozen_by=by,
    )
    decided_on = datetime.date(year, *DECIDED)
    is_decided = decided_on <= world.today
    ratings = [
        Rating(campaign=campaign, **subject)
        for subject in freezing.subjects(on=campaign.last_day)
    ]
    if is_decided:
        _give_levels(Random(f"{SEED}/ratings/{year}"), year, ratings)
        for rating in ratings:
            if rating.level:
                rating.decided_on, rating.decided_by = decided_on, by
    Rating.objects.bulk_create(ratings)
    if is_decided:
        campaign.decide(
            by=DECIDING_BODY, on=decided_on, document_no=f"{year % 97}-QĐ/ĐU"
        )


def _give_levels(rng, year, ratings):
    cells = [rating for rating in ratings if rating.cell]
    rated = [r for r in ratings if not r.cell and not r.excluded_reason]
    few = rng.randint(-1, 0) if year > FIRST_YEAR else 0
    _spread(
        rng,
        cells,
        EXCELLENT_CELLS * len(cells) // CELLS + few,
        COMPLETED_CELLS * len(cells) // CELLS,
    )
    _spread(
        rng,
        rated,
        (EXCELLENT_MEMBERS + 3 * few) * len(rated) // MEMBERS,
        COMPLETED_MEMBERS * len(rated) // MEMBERS,
    )
    if year > FIRST_YEAR:
        rng.choice(rated).level = Level.NOT_COMPLETED


def _spread(rng, ratings, excellent, completed):
    """Give so many the highest level, so many the third, and all others the second."""
    shuffled = rng.sample(ratings, len(ratings))
    for place, rating in enumerate(shuffled):
        if place < excellent:
            rating.level = Level.EXCELLENT
        elif place < excellent + completed:
            rating.level = Level.COMPLETED
        else:
            rating.level = Level.GOOD


def _morning(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(8)))
