"""The rows of minutes of one kind: found, written, and saved in few statements."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models

from cells.draft.parts import Value
from cells.draft.text import NO_SUCH_FIELD


def uuid_key(text: str) -> uuid.UUID:
    """A row's own key, which the browser may have made."""
    try:
        key = uuid.UUID(text)
    except ValueError:
        raise ValidationError(NO_SUCH_FIELD) from None
    if str(key) != text:
        raise ValidationError(NO_SUCH_FIELD)
    return key


def row_of_meeting(draft, key: uuid.UUID, model):
    return model(pk=key, meeting=draft.meeting)


@dataclass(frozen=True)
class Kind:
    """How the rows of one model stand in a draft: `<name>.<key>.<part>`."""

    name: str
    model: type[models.Model]
    # Where the meeting has them.
    manager: str
    parts: tuple[Value, ...]
    # So many at most, and how the refusal calls them.
    most: int
    words: str
    # What a row is known by within its meeting, and how that is read.
    key: str = "pk"
    key_of: Callable = uuid_key
    # Make a row of that key; ValidationError where there can be none.
    new: Callable = row_of_meeting
    # Refuse parts that do not go together.
    check: Callable = lambda row: None
    # The kind of row that goes with one of these, and so keeps it.
    child: str = ""
    is_ordered: bool = False

    @cached_property
    def part(self) -> dict[str, Value]:
        return {part.name: part for part in self.parts}

    @property
    def columns(self) -> list[str]:
        return [column for part in self.parts for column in part.columns()]

    def is_blank(self, row) -> bool:
        """Whether nothing stands in a row that a new one has not."""
        new = self.model()
        return all(p.read(row) == p.read(new) for p in self.parts if p.counts)


class Rows:
    """The rows of one kind in one draft."""

    def __init__(self, kind: Kind, draft):
        self.kind = kind
        self.draft = draft
        self._new = {}
        self._touched = set()
        self._asked = set()

    @cached_property
    def stored(self) -> dict:
        rows = getattr(self.draft.meeting, self.kind.manager).all()
        return {getattr(row, self.kind.key): row for row in rows}

    @property
    def present(self) -> dict:
        """The rows there are, those written just now among them."""
        written = {k: row for k, row in self._new.items() if not self._is_blank(row)}
        return self.stored | written

    def expect(self, keys: Iterable[str]) -> None:
        """Name keys that will be asked for, so that one query looks for all of them."""
        for key in keys:
            try:
                self._asked.add(self.kind.key_of(key))
            except ValidationError:
                continue

    def text(self, rest: str) -> str:
        row, part = self._find(rest)
        return part.read(row)

    def canonical(self, rest: str, text: str) -> str:
        row, part = self._find(rest)
        return part.canonical(row, text)

    def write(self, rest: str, text: str) -> None:
        row, part = self._find(rest)
        key = getattr(row, self.kind.key)
        self._refuse_too_many(key)
        before = dict(row.__dict__)
        try:
            part.write(self.draft, row, text)
            self.kind.check(row)
        except ValidationError:
            row.__dict__ = before
            raise
        if key not in self.stored:
            self._new[key] = row
        self._touched.add(key)

    # Saving: what is gone is known before what stays is stored without it.

    def gone(self, others: dict[str, set]) -> set:
        """The keys of rows that have become empty and that no other row needs."""
        rows = ((key, self._row(key)) for key in self._touched)
        blank = {key for key, row in rows if self._is_blank(row)}
        return blank - self._needed(others) if blank and self.kind.child else blank

    def store(self, gone: dict[str, set]) -> None:
        if not self._touched:
            return
        for row in self.stored.values():
            self._let_go(row, gone)
        kept = self._touched - gone[self.kind.name]
        if self.kind.is_ordered:
            self._put_last([self._row(key) for key in kept])
        # Never over a row that is there: it would be another meeting's.
        self.kind.model.objects.bulk_create(
            [self._new[key] for key in kept if key in self._new]
        )
        self.kind.model.objects.bulk_create(
            [self.stored[key] for key in kept if key in self.stored],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=self.kind.columns,
        )

    def remove(self, gone: set) -> None:
        keys = [self.stored[key].pk for key in gone if key in self.stored]
        if keys:
            getattr(self.draft.meeting, self.kind.manager).filter(pk__in=keys).delete()

    def _put_last(self, rows):
        known = [*self.stored.values(), *rows]
        last = max((row.position for row in known), default=0)
        for row in rows:
            if not row.position:
                row.position = last = last + 1

    def _let_go(self, row, gone):
        for part in self.kind.parts:
            part.forget(row, gone)

    def _needed(self, gone):
        children = self.draft.rows[self.kind.child]
        return {
            getattr(row, f"{self.kind.name}_id")
            for key, row in children.present.items()
            if key not in gone[self.kind.child]
        }

    def _is_blank(self, row):
        return self.kind.is_blank(row)

    # Finding

    def _find(self, rest):
        key, _, name = rest.partition(".")
        part = self.kind.part.get(name)
        if part is None:
            raise ValidationError(NO_SUCH_FIELD)
        return self._row(self.kind.key_of(key)), part

    def _row(self, key):
        row = self.stored.get(key) or self._new.get(key)
        if row is None:
            self._refuse_elsewhere(key)
            row = self.kind.new(self.draft, key, self.kind.model)
        return row

    def _refuse_elsewhere(self, key):
        if self.kind.key != "pk":
            return
        if key not in self._asked:
            self._asked.add(key)
            self.__dict__.pop("_elsewhere", None)
        if key in self._elsewhere:
            raise ValidationError(NO_SUCH_FIELD)

    @cached_property
    def _elsewhere(self) -> set:
        """Which of the keys asked for name rows of other meetings."""
        unknown = self._asked - self.stored.keys()
        rows = self.kind.model.objects.filter(pk__in=unknown)
        return set(rows.values_list("pk", flat=True)) if unknown else set()

    def _refuse_too_many(self, key):
        known = self.stored.keys() | self._new.keys()
        if key not in known and len(known) >= self.kind.most:
            raise ValidationError(
                f"Biên bản đã có {self.kind.most} {self.kind.words}, "
                "không ghi thêm được nữa."
            )
