"""What stands beside an article: others like it, and the latest.

Read from lists of headlines, of all articles, of each category and of each tag, which
pages of one version share.
"""

import datetime
from collections import Counter
from operator import attrgetter
from typing import NamedTuple

from django.core.cache import caches
from django.db.models import CharField, Value
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from news.models import Article
from news.models.article import address_of

RELATED = 5
LATEST = 5
# In a list, so that as many stay when some are shown elsewhere, and the article itself.
IN_A_LIST = RELATED + LATEST + 1


class Headline(NamedTuple):
    """One article in a list, with its line as pages show it."""

    pk: int
    title: str
    published_at: datetime.datetime
    line: SafeString

    @property
    def order(self):
        return self.published_at, self.pk


def beside(article, tags, *, at, version=None) -> tuple[list, list]:
    """Headlines of its tags, then of its category; and the latest others.

    One query at most, for the lists that no page of this version needed before.
    """
    of_tags = [("tag", tag.pk) for tag in tags]
    of_category = ("category", article.category_id)
    lists = _lists([("all", 0), of_category, *of_tags], at, version)
    shared = Counter(headline.pk for key in of_tags for headline in lists[key])
    akin = {h.pk: h for key in (of_category, *of_tags) for h in lists[key]}
    related = sorted(
        akin.values(), key=lambda h: (shared[h.pk], *h.order), reverse=True
    )
    related = [h for h in related if h.pk != article.pk][:RELATED]
    shown = {article.pk, *(h.pk for h in related)}
    return related, [h for h in lists["all", 0] if h.pk not in shown][:LATEST]


def _lists(keys, at, version) -> dict[tuple, list[Headline]]:
    kept = caches["pages"]
    names = {f"{version}/{kind}-{pk}": (kind, pk) for kind, pk in keys}
    found = kept.get_many(names) if version else {}
    missing = {name: key for name, key in names.items() if name not in found}
    if missing:
        read = _read(missing, at)
        if version:
            kept.set_many(read, None)
        found |= read
    return {names[name]: headlines for name, headlines in found.items()}


def _read(names, at) -> dict[str, list[Headline]]:
    """The lists by their names, in one query."""
    parts = [_part(name, kind, pk, at) for name, (kind, pk) in names.items()]
    lists = {name: [] for name in names}
    for row in parts[0].union(*parts[1:], all=True):
        lists[row["name"]].append(_headline(row))
    for headlines in lists.values():
        headlines.sort(key=attrgetter("order"), reverse=True)
    return lists


def _headline(row) -> Headline:
    address = address_of(row["category__slug"], row["slug"], row["pk"])
    shown = {"article": {**row, "get_absolute_url": address}}
    line = render_to_string("news/_headline.html", shown)
    return Headline(row["pk"], row["title"], row["published_at"], line)


def _part(name, kind, pk, at):
    articles = Article.objects.published(at=at).newest_first()
    if kind == "category":
        articles = articles.filter(category=pk)
    elif kind == "tag":
        articles = articles.filter(tags=pk)
    fields = ["name", "pk", "title", "slug", "published_at", "category__slug"]
    named = articles.annotate(name=Value(name, output_field=CharField()))
    return named.values(*fields)[:IN_A_LIST]
