"""The parts of a row of minutes: plain values, people, and other rows."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from cells.draft.text import as_text, cleaned
from partyportal.vietnamese import clean_line

NO_SUCH_PERSON = "Hãy chọn một người có trong danh sách của buổi họp."
NO_SUCH_PLACE = "Thứ tự này không đúng."
# Far above what any minutes have, far below what the column takes: rows that come
# after the last one still find a place.
LAST_PLACE = 10_000
NO_SUCH_ROW = "Mục được chọn không còn trong biên bản."
STAYS_WHERE_IT_IS = "Ý kiến đã ghi ở mục nào thì thuộc mục đó."


@dataclass(frozen=True)
class Value:
    """A value in a column of the row."""

    name: str
    column: str = ""
    # Whether a row that has nothing else is a row.
    counts: bool = True

    def _field(self, row):
        return row._meta.get_field(self.column or self.name)

    def read(self, row) -> str:
        return as_text(getattr(row, self._field(row).attname))

    def canonical(self, row, text: str) -> str:
        return as_text(cleaned(self._field(row), text))

    def write(self, draft, row, text: str) -> None:
        field = self._field(row)
        setattr(row, field.attname, cleaned(field, text))

    def forget(self, row, gone) -> None:
        """Let go of what this part of a row points at, where that is gone."""

    def columns(self) -> list[str]:
        return [self.column or self.name]


@dataclass(frozen=True)
class Position(Value):
    """Where the row stands among its like; empty, or none, for one that comes last."""

    def read(self, row) -> str:
        return as_text(row.position or None)

    def write(self, draft, row, text: str) -> None:
        place = cleaned(self._field(row), text) or 0
        if place > LAST_PLACE:
            raise ValidationError(NO_SUCH_PLACE)
        row.position = place


@dataclass(frozen=True)
class RowLink(Value):
    """Another row of the same minutes, by its UUID."""

    kind: str = ""
    # Whether the row hangs from the other one, and stays there.
    is_parent: bool = False

    def canonical(self, row, text: str) -> str:
        return text

    def write(self, draft, row, text: str) -> None:
        if self.is_parent and self.read(row) and text:
            raise ValidationError(STAYS_WHERE_IT_IS)
        key = self._key(draft, text) if text else None
        setattr(row, self._field(row).attname, key)

    def _key(self, draft, text):
        known = {str(key): key for key in draft.rows[self.kind].present}
        if text not in known:
            raise ValidationError(NO_SUCH_ROW)
        return known[text]

    def forget(self, row, gone) -> None:
        attname = self._field(row).attname
        if getattr(row, attname) in gone.get(self.kind, ()):
            setattr(row, attname, None)


@dataclass(frozen=True)
class MemberLink(Value):
    """Somebody on the roster of the meeting, by key."""

    def canonical(self, row, text: str) -> str:
        return text

    def write(self, draft, row, text: str) -> None:
        person = draft.roll.line(text).member.pk if text else None
        setattr(row, self._field(row).attname, person)


@dataclass(frozen=True)
class Person(Value):
    """Somebody as "member:<key>", "guest:<uuid>", "admission:<key>" or a plain name.

    Each kind of person has a column of its own, of which one at most is filled.
    """

    member: str = ""
    guest: str = ""
    admission: str = ""
    plain: str = ""

    def columns(self) -> list[str]:
        names = (self.member, self.guest, self.admission, self.plain)
        return [name for name in names if name]

    def read(self, row) -> str:
        for prefix in ("member", "guest", "admission"):
            column = getattr(self, prefix)
            key = column and getattr(row, f"{column}_id")
            if key:
                return f"{prefix}:{key}"
        return getattr(row, self.plain) if self.plain else ""

    def canonical(self, row, text: str) -> str:
        return clean_line(text)

    def write(self, draft, row, text: str) -> None:
        prefix, _, key = text.partition(":")
        column, value = self._found(draft, row, prefix, key, text)
        for name in self.columns():
            setattr(row, name if name == self.plain else f"{name}_id", None)
        if self.plain:
            setattr(row, self.plain, "")
        if column:
            setattr(row, column, value)

    def _found(self, draft, row, prefix, key, text):
        if not text:
            return "", None
        if prefix == "member" and self.member:
            return f"{self.member}_id", draft.roll.line(key).member.pk
        if prefix == "guest" and self.guest:
            return f"{self.guest}_id", _guest(draft, key)
        if prefix == "admission" and self.admission:
            return f"{self.admission}_id", _admission(draft, key)
        if not self.plain:
            raise ValidationError(NO_SUCH_PERSON)
        return self.plain, cleaned(row._meta.get_field(self.plain), text)

    def forget(self, row, gone) -> None:
        if self.guest and getattr(row, f"{self.guest}_id") in gone.get("guest", ()):
            setattr(row, f"{self.guest}_id", None)


def _guest(draft, key: str) -> uuid.UUID:
    known = {str(pk): pk for pk in draft.rows["guest"].present}
    if key not in known:
        raise ValidationError(NO_SUCH_PERSON)
    return known[key]


def _admission(draft, key: str) -> int:
    if key not in draft.admissions:
        raise ValidationError(NO_SUCH_PERSON)
    return draft.admissions[key].pk
