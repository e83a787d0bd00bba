"""The days on which the cells of the demo world meet."""

import datetime
from collections.abc import Iterator

FIRST_MONTH = datetime.date(2021, 1, 1)
# From then on every cell meets on the 3rd; before, each had a day of its own.
ONE_DAY_FOR_ALL = datetime.date(2025, 11, 1)
# The first day of the lunar year; cells meet before or after the holidays.
LUNAR_NEW_YEARS = [
    datetime.date(*day)
    for day in (
        (2021, 2, 12),
        (2022, 2, 1),
        (2023, 1, 22),
        (2024, 2, 10),
        (2025, 1, 29),
        (2026, 2, 17),
        (2027, 2, 6),
        (2028, 1, 26),
        (2029, 2, 13),
        (2030, 2, 3),
        (2031, 1, 23),
    )
]
HOLIDAYS = [datetime.timedelta(days=days) for days in (-2, 5)]


def months_until(day: datetime.date) -> Iterator[datetime.date]:
    """The first day of each month from January 2021 on, the month of `day` included."""
    month = FIRST_MONTH
    while month <= day:
        yield month
        month = next_month(month)


def next_month(month: datetime.date) -> datetime.date:
    return (month + datetime.timedelta(days=31)).replace(day=1)


def regular_day(number: int, month: datetime.date) -> datetime.date:
    """The day of the regular meeting of cell `number` in that month."""
    day = 3 if month >= ONE_DAY_FOR_ALL else 3 + number % 5
    # The 2nd and 3rd of September are the national holiday.
    if month.month == 9:
        day += 2
    return _after_holidays(month.replace(day=day))


def thematic_day(number: int, month: datetime.date) -> datetime.date | None:
    """The day of a thematic meeting: one a quarter, in some cells a fifth one."""
    quarter, place = divmod(month.month - 1, 3)
    is_due = place == (number + quarter) % 3
    is_extra = number % 5 == 2 and month.month == 8
    if not (is_due or is_extra):
        return None
    return _after_holidays(month.replace(day=14 + (3 * number + month.month) % 11))


def _after_holidays(day):
    for first in LUNAR_NEW_YEARS:
        if first + HOLIDAYS[0] <= day <= first + HOLIDAYS[1]:
            return first + HOLIDAYS[1] + datetime.timedelta(days=1)
    return day
