"""The versions of an article: who wrote each, when, and what became of which words."""

import datetime
import difflib
import re
from dataclasses import dataclass

from django.db import models

from news.html import words_of
from news.models import Article
from partyportal import history

# What one revision may differ in; the steps to publication stand in the history.
TEXTS = ("title", "lead", "body", "bylines")
KEPT = (*TEXTS, "category", "image")
BLOCK_ENDS = re.compile(r"(?<=</p>)|(?<=</h2>)|(?<=</h3>)|(?<=</li>)|(?<=</tr>)")
WORDS = re.compile(r"\S+|\n")
# Words that stay the same on each side of a change, so that it can be found.
AROUND = 8
ONLY_FORM = "Chỉ đổi cách trình bày, không đổi chữ."


@dataclass
class Piece:
    """Words that stayed ("="), came ("+"), went ("-") or are left out here ("…")."""

    sign: str
    words: str


@dataclass
class Change:
    """What became of one field."""

    label: str
    pieces: list[Piece]


@dataclass
class Revision:
    """One version; `key` is that of its event."""

    key: int
    at: datetime.datetime
    by: str
    changes: list[Change]


def revisions(article: Article) -> list[Revision]:
    """The versions of the text of an article, newest first."""
    found = []
    before = None
    events = history.events_of(article)
    authors = history.authors_of(events)
    for event, by in zip(reversed(events), reversed(authors), strict=True):
        changes = _changes(before, event)
        if before is None or changes:
            at = event.pgh_created_at
            found.append(Revision(event.pgh_id, at, by, changes))
        before = event
    return found[::-1]


def restore(article: Article, key: int) -> None:
    """Give an article the words of an earlier version, which makes one more.

    Raises DoesNotExist for a version that is not of this article.
    """
    event = article.pgh_event_model.objects.get(pgh_obj=article.pk, pgh_id=key)
    for name in KEPT:
        field = Article._meta.get_field(name)
        setattr(article, field.attname, getattr(event, field.attname))
    article.save(update_fields=[*KEPT, "slug", "updated_at"])


def _changes(before, after) -> list[Change]:
    if before is None:
        return []
    fields = map(Article._meta.get_field, KEPT)
    return [
        Change(field.verbose_name, _pieces(field, before, after))
        for field in fields
        if getattr(before, field.attname) != getattr(after, field.attname)
    ]


def _pieces(field, before, after) -> list[Piece]:
    old, new = _shown(field, before), _shown(field, after)
    if old == new:
        return [Piece("…", ONLY_FORM)]
    return word_pieces(old, new)


def _shown(field, event) -> str:
    if isinstance(field, models.ForeignKey):
        row = field.related_model.objects.filter(pk=getattr(event, field.attname))
        return str(row.first() or "")
    value = getattr(event, field.attname)
    if field.name != "body":
        return value
    return "\n".join(filter(None, map(words_of, BLOCK_ENDS.split(value))))


def word_pieces(old: str, new: str) -> list[Piece]:
    """The difference of two texts in words, with few of those that stayed."""
    old, new = WORDS.findall(old), WORDS.findall(new)
    pieces = []
    for kind, a, b, c, d in _opcodes(old, new):
        if kind == "equal":
            pieces += _stayed(old[a:b], is_first=a == 0, is_last=b == len(old))
            continue
        if a < b:
            pieces.append(Piece("-", " ".join(old[a:b])))
        if c < d:
            pieces.append(Piece("+", " ".join(new[c:d])))
    return pieces


def _opcodes(old, new) -> list[tuple]:
    """Those of difflib, which takes seconds for long texts: both ends are cut first."""
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    a, b = len(old) - end, len(new) - end
    matcher = difflib.SequenceMatcher(None, old[start:a], new[start:b], autojunk=False)
    between = [
        (kind, *(start + place for place in places))
        for kind, *places in matcher.get_opcodes()
    ]
    first = [("equal", 0, start, 0, start)] if start else []
    last = [("equal", a, len(old), b, len(new))] if end else []
    return first + between + last


def _same(old, new) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))


def _stayed(words, *, is_first, is_last) -> list[Piece]:
    head = [] if is_first else words[:AROUND]
    tail = [] if is_last else words[-AROUND:]
    if len(words) <= len(head) + len(tail):
        return [Piece("=", " ".join(words))]
    shown = [Piece("=", " ".join(head)), Piece("…", "…"), Piece("=", " ".join(tail))]
    return [piece for piece in shown if piece.words]
