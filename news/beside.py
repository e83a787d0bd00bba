"""What stands beside an article: others like it, and the latest.

Read from lists of headlines, of all articles, of each category and of each tag, which
pages of one version share.
"""

import datetime
from collections import Counter
from operator import attrgetter
from typing import NamedTuple

from django.db.models import IntegerField, Value
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from news.models import Article
from news.models.article import address_of

RELATED = 5
LATEST = 5
# In a list, so that as many stay when some are shown elsewhere, and the article itself.
IN_A_LIST = RELATED + LATEST + 1
ALL = ("all", 0)


class Headline(NamedTuple):
    """One article in a list, with its line as pages show it."""

    pk: int
    published_at: datetime.datetime
    line: SafeString

    @property
    def order(self):
        return self.published_at, self.pk


def beside(article, tags, *, at, shared: dict) -> tuple[SafeString, SafeString]:
    """Headlines of its tags, then of its category; and of the latest others.

    One query at most, for the lists that `shared` does not hold yet, see public_page.
    """
    of_tags = [("tag", tag.pk) for tag in tags]
    of_category = ("category", article.category_id)
    lists = _lists([ALL, of_category, *of_tags], at, shared)
    in_common = Counter(headline.pk for key in of_tags for headline in lists[key])
    akin = {h.pk: h for key in (of_category, *of_tags) for h in lists[key]}
    related = sorted(
        akin.values(), key=lambda h: (in_common[h.pk], *h.order), reverse=True
    )
    related = [h for h in related if h.pk != article.pk][:RELATED]
    shown = {article.pk, *(h.pk for h in related)}
    latest = [h for h in lists[ALL] if h.pk not in shown][:LATEST]
    return _lines(related), _lines(latest)


def _lines(headlines) -> SafeString:
    return mark_safe("".join(headline.line for headline in headlines))


def _lists(keys, at, shared) -> dict[tuple, list[Headline]]:
    kept = shared.setdefault("headlines", {})
    missing = [key for key in keys if key not in kept]
    if missing:
        kept |= _read(missing, at)
    return kept


def _read(keys, at) -> dict[tuple, list[Headline]]:
    """The lists by their keys, in one query."""
    lists = {key: [] for key in keys}
    parts = [_part(number, *key, at) for number, key in enumerate(keys)]
    for row in parts[0].union(*parts[1:], all=True):
        lists[keys[row["number"]]].append(_headline(row))
    for headlines in lists.values():
        headlines.sort(key=attrgetter("order"), reverse=True)
    return lists


def _headline(row) -> Headline:
    address = address_of(row["category__slug"], row["slug"], row["pk"])
    shown = {"article": {**row, "get_absolute_url": address}}
    line = render_to_string("news/_headline.html", shown)
    return Headline(row["pk"], row["published_at"], line)


def _part(number, kind, pk, at):
    articles = Article.objects.published(at=at).newest_first()
    if kind == "category":
        articles = articles.filter(category=pk)
    elif kind == "tag":
        articles = articles.filter(tags=pk)
    fields = ["number", "pk", "title", "slug", "published_at", "category__slug"]
    numbered = articles.annotate(number=Value(number, output_field=IntegerField()))
    return numbered.values(*fields)[:IN_A_LIST]
