"""The archive of the news: which months of which years have something to read."""

import datetime
from dataclasses import dataclass, field

from django.urls import reverse


@dataclass
class Month:
    first_day: datetime.date
    count: int

    def get_absolute_url(self) -> str:
        parts = [self.first_day.year, self.first_day.month]
        return reverse("news:article_month", args=parts)


@dataclass
class Year:
    number: int
    months: list[Month] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(month.count for month in self.months)


def archive(months: list[tuple[datetime.date, int]]) -> list[Year]:
    """The months, newest first, by their years."""
    years: dict[int, Year] = {}
    for first_day, count in months:
        year = years.setdefault(first_day.year, Year(first_day.year))
        year.months.append(Month(first_day, count))
    return list(years.values())
