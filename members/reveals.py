"""Masked fields of a member: dots until somebody asks, and a log of who asked."""

import datetime

from members.models import Member, Reveal, revealable
from partyportal.vietnamese import short_date

DOTS = "••••••"


def mask(member: Member, field: str) -> str:
    """Dots in the place of a value, as many whatever it is; "" where there is none.

    LookupError for a field that is not masked.
    """
    return DOTS if _value(member, field) else ""


def reveal(member: Member, field: str, *, by) -> str:
    """Write down that `by` looked, and return the value as people read it.

    LookupError for a field that is not masked.
    """
    value = _value(member, field)
    Reveal.objects.create(user=by, member=member, field=field)
    return short_date(value) if isinstance(value, datetime.date) else value


def _value(member: Member, field: str):
    return getattr(member, revealable(field).attname)
