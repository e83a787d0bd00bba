"""Search in Vietnamese: with and without accents, phrases, numbers of documents.

The database keeps what is searched in generated columns. Two configurations read it:
"vietnamese" without accents finds, Postgres' "simple" with them says what is spelt as
it was asked for.
"""

import re

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import models
from django.db.models import Case, F, Func, Value, When

from partyportal.fields import Folded
from partyportal.vietnamese import clean_line, fold

WITHOUT_ACCENTS = "vietnamese"
WITH_ACCENTS = "simple"
# Ranking reads the words of every row found; of more than these the newest are ranked.
MOST_RANKED = 500
# Rows where the words of a phrase stand side by side; each of these is read for it.
MOST_PAIRED = 5 * MOST_RANKED
LONGEST = 100
# 25-NQ/ĐU: Postgres would take it for the name of a file, but only without the Đ.
NUMBER = re.compile(r"\w+(?:[/-]\w+)+")
JOINTS = str.maketrans("/-", "  ")
SEVERAL_WORDS = re.compile(r"[^\W_]\S*\s.*[^\W_]")
EITHER = re.compile(r"\bor\b", re.I)


def clean_question(text: str) -> str:
    """What somebody asked, as it is shown again and searched for."""
    writable = "".join(c if c.isprintable() else " " for c in text)
    return clean_line(writable)[:LONGEST].strip()


def _as_web_search(question: str) -> str:
    """The question for Postgres, with each number of a document as a phrase."""
    parts = question.split('"')
    # Every second part stood between quotes.
    parts[::2] = [NUMBER.sub(r'"\g<0>"', part) for part in parts[::2]]
    return '"'.join(parts).translate(JOINTS)


def query(question: str, config: str = WITHOUT_ACCENTS) -> SearchQuery:
    return SearchQuery(_as_web_search(question), config=config, search_type="websearch")


def phrases(question: str) -> list[str]:
    """What a row that answers the question has word by word, none where it may not."""
    parts = _as_web_search(question).split('"')
    # One side of an "or" is enough.
    if EITHER.search(" ".join(parts[::2])):
        return []
    return list(filter(SEVERAL_WORDS.search, parts[1::2]))


class Pairs(Func):
    """Which words of a searched column stand side by side.

    A phrase of common words is rare: without an index of pairs each row that has the
    words somewhere would be read for it.
    """

    function = "news_pairs"
    output_field = ArrayField(models.TextField())


class Words(Func):
    """The words of a text or of HTML, with joints of numbers as spaces."""

    template = (
        "translate(regexp_replace(%(expressions)s, '<[^>]*>', ' ', 'g'), '/-', '  ')"
    )
    output_field = models.TextField()


class WithoutPlaces(Func):
    """HTML without the paragraphs that say where a picture stands.

    See also news.illustrations.PLACE.
    """

    template = (
        "regexp_replace(%(expressions)s, "
        r"'<p>\s*\[[Ảả][Nn][Hh] [1-9][0-9]?\]\s*</p>', ' ', 'g')"
    )
    output_field = models.TextField()


@models.BigAutoField.register_lookup
class AnyOf(models.Lookup):
    """One of few keys that a query finds: each row is looked up by its key.

    With IN Postgres would rather read the whole table than ask the index so often.
    """

    lookup_name = "any_of"

    def as_sql(self, compiler, connection):
        key, of_key = self.process_lhs(compiler, connection)
        keys, of_keys = self.process_rhs(compiler, connection)
        return f"{key} = ANY(ARRAY{keys})", (*of_key, *of_keys)


def search_column(*fields, config: str = WITHOUT_ACCENTS) -> models.GeneratedField:
    """A column of the words of fields or expressions, the first weighing most."""
    vectors = [
        SearchVector(Words(field), weight=weight, config=config)
        for field, weight in zip(fields, "ABCD", strict=False)
    ]
    expression = vectors[0]
    for vector in vectors[1:]:
        expression += vector
    return models.GeneratedField(
        expression=expression, output_field=SearchVectorField(), db_persist=True
    )


def label_of(field: str, choices) -> Case:
    """What people call the choice of a row, for a column of words."""
    whens = [When(**{field: value}, then=Value(label)) for value, label in choices]
    return Case(*whens, default=Value(""), output_field=models.TextField())


class SearchedQuerySet(models.QuerySet):
    """Rows with the columns `search` and `search_exact`."""

    def found(self, question: str):
        return self.filter(search=query(question))

    def best_first(self, question: str):
        """Spelt as asked before other spellings, then by where the words stand."""
        exact = query(question, WITH_ACCENTS)
        return self.annotate(
            is_exact=models.ExpressionWrapper(
                models.Q(search_exact=exact), models.BooleanField()
            ),
            rank=SearchRank(F("search"), query(question)),
        ).order_by("-is_exact", "-rank", *self.model.SEARCH_ORDER)

    def ranked(self, question: str) -> list[int]:
        """The keys of the newest rows found, best first; one more than are ranked."""
        found = self.found(question)
        if paired := phrases(question):
            found = found.filter(pk__any_of=self._paired(paired))
        newest = found.order_by(*self.model.SEARCH_ORDER)
        newest = newest.values("pk")[: MOST_RANKED + 1]
        best = self.model.objects.filter(pk__any_of=newest).best_first(question)
        return list(best.values_list("pk", flat=True))

    def _paired(self, phrases: list[str]):
        """The keys of the newest rows that have each two words of the phrases."""
        rows = self.alias(pairs=Pairs("search"))
        for phrase in phrases:
            words = SearchVector(Value(phrase), config=WITHOUT_ACCENTS)
            rows = rows.filter(pairs__contains=Pairs(words))
        return rows.order_by(*self.model.SEARCH_ORDER).values("pk")[:MOST_PAIRED]

    def like(self, question: str):
        """Rows whose title is spelt nearly as the question, the nearest first."""
        return (
            self.annotate(folded=Folded("title"))
            .filter(folded__trigram_word_similar=fold(question))
            .order_by(_distance(question))
        )


def _distance(question):
    return Func(
        Value(fold(question)),
        F("folded"),
        function="word_similarity",
        output_field=models.FloatField(),
    ).desc()
