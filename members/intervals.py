"""Facts that were true for a time: `started_on` to `ended_on`, both days included.

`ended_on` is the last day a fact was true, empty while it lasts.
"""

import calendar
import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Func, Q, Value

END_BEFORE_START = "Ngày kết thúc không được trước ngày bắt đầu."


def true_on(day: datetime.date, *, through: str = "") -> Q:
    """The condition that a fact, reached over the relation `through`, held on `day`."""
    prefix = f"{through}__" if through else ""
    return Q(**{f"{prefix}started_on__lte": day}) & (
        Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gte": day})
    )


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on; 31 August is followed by 28 or 29 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(day.day, last))


class DatedQuerySet(models.QuerySet):
    def on(self, day):
        """Narrow to what was true on `day`."""
        return self.filter(true_on(day))

    def ending_within(self, days, *, on):
        last_day = on + datetime.timedelta(days=days)
        return self.filter(ended_on__gte=on, ended_on__lte=last_day)


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


BOTH_DAYS_COUNT = DateRange(F("started_on"), F("ended_on"), Value("[]"))


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
        violation_error_message=END_BEFORE_START,
    )


class NoOverlap(ExclusionConstraint):
    """An exclusion constraint that forms check only where they can."""

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        # Django's own raises FieldError for a field of the condition that was refused
        # already, such as an office that does not exist.
        if not self._expression_refs_exclude(
            model, self.condition or Q(), exclude or ()
        ):
            super().validate(model, instance, exclude=exclude, using=using)


def no_overlap(
    name: str, *same: str, message: str, condition: Q | None = None
) -> NoOverlap:
    """At most one row at a time for equal values of the fields `same`.

    Rows with NULL in one of `same` are never compared: give them their own constraint.
    """
    return NoOverlap(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in same),
            (BOTH_DAYS_COUNT, RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


def clean_dates(fact: models.Model) -> None:
    """Refuse an end before its start, on the field `ended_on`.

    The exclusion constraints build a range from both days, and Postgres answers a
    range of reversed bounds with DataError, so this has to be said before them.
    """
    if fact.started_on and fact.ended_on and fact.ended_on < fact.started_on:
        raise ValidationError({"ended_on": END_BEFORE_START})
