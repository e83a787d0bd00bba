"""Masked fields of a person: dots until somebody asks, and a log of who asked."""

import datetime

from members.models import Admission, Member, Reveal, revealable
from partyportal.vietnamese import short_date

DOTS = "••••••"


def mask(person: Member | Admission, field: str) -> str:
    """Dots in the place of a value, as many whatever it is; "" where there is none.

    LookupError for a field that is not masked.
    """
    return DOTS if _value(person, field) else ""


def reveal(person: Member | Admission, field: str, *, by) -> str:
    """Write down that `by` looked, and return the value as people read it.

    LookupError for a field that is not masked.
    """
    value = _value(person, field)
    about = "member" if isinstance(person, Member) else "admission"
    Reveal.objects.create(user=by, field=field, **{about: person})
    return short_date(value) if isinstance(value, datetime.date) else value


def _value(person, field: str):
    return getattr(person, revealable(field, type(person)).attname)
