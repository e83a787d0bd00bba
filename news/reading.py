"""An article with what stands on its page: tags and comments, in one statement.

Django takes longer to write this statement than Postgres to answer it, so it is written
once.
"""

import datetime
import functools
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, F, OuterRef, Window
from django.db.models.functions import JSONObject, RowNumber

from news.models import Article, Category, Comment, Image, Tag

COMMENTS_ON_A_PAGE = 30
# Longer numbers of pages are no numbers of pages.
MOST_DIGITS = 4


class PublicComment(NamedTuple):
    """What the public sees of a comment, and no more."""

    name: str
    text: str
    sent_at: datetime.datetime
    reply: str
    replied_at: datetime.datetime | None


class Reading(NamedTuple):
    """An article whose hour has come, its tags, and one page of its comments."""

    article: Article
    tags: list[Tag]
    comments: Page


def read(pk: int, *, at, number: str = "1") -> Reading | None:
    """The article with one page of the approved comments, newest first.

    None where the article's hour has not come, or where there is no such page.
    """
    if not (number.isdecimal() and len(number) <= MOST_DIGITS and int(number)):
        return None
    last = int(number) * COMMENTS_ON_A_PAGE
    row = _row({PK: pk, AT: at, BEFORE: last - COMMENTS_ON_A_PAGE, LAST: last})
    if row is None:
        return None
    *columns, tags, comments = row
    if not comments and int(number) > 1:
        return None
    return Reading(
        _article(columns), [Tag(**tag) for tag in tags], _page(comments, number)
    )


# What stands in the statement as it is written, in place of the values of each call.
PK, BEFORE, LAST = -1, -2, -3
AT = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)


@functools.cache
def _statement():
    """What Django writes, with the values in their order, and reads rows by."""
    compiler = _query().query.get_compiler(connection=connection)
    return compiler, *compiler.as_sql()


def _row(values) -> tuple | None:
    compiler, sql, parameters = _statement()
    with connection.cursor() as cursor:
        cursor.execute(sql, [values.get(value, value) for value in parameters])
        rows = cursor.fetchall()
    return next(compiler.results_iter([rows]), None)


def _names(model, path="") -> list[str]:
    """The columns of a model but those that only the database reads."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    return [f"{path}{field.attname}" for field in fields]


def _query():
    columns = [
        *_names(Article),
        *_names(Category, "category__"),
        *_names(Image, "image__"),
    ]
    found = Article.objects.appeared(at=AT).filter(pk=PK)
    return found.order_by().values_list(
        *columns, ArraySubquery(_tags()), ArraySubquery(_comments())
    )


def _tags():
    tags = Tag.objects.filter(articles=OuterRef("pk"))
    return tags.values(
        json=JSONObject(**{name: name for name in ("id", "name", "slug")})
    )


def _comments():
    newest = [F("sent_at").desc(), F("pk").desc()]
    approved = (
        Comment.objects.approved()
        .filter(article=OuterRef("pk"))
        .alias(number=Window(RowNumber(), order_by=newest))
    )
    approved = approved.annotate(total=Window(Count("pk"))).order_by(*newest)
    page = approved.filter(number__gt=BEFORE, number__lte=LAST)
    names = [*PublicComment._fields, "total"]
    return page.values(json=JSONObject(**{name: name for name in names}))


def _article(columns) -> Article:
    columns = iter(columns)

    def one(model):
        names = _names(model)
        return model.from_db("default", names, [next(columns) for _ in names])

    article, category, image = one(Article), one(Category), one(Image)
    article.category = category
    article.image = image if image.pk else None
    return article


def _page(comments, number) -> Page:
    total = comments[0].pop("total") if comments else 0
    public = [_public(**comment) for comment in comments]
    return Page(public, int(number), Paginator(range(total), COMMENTS_ON_A_PAGE))


def _public(sent_at, replied_at, total=None, **texts) -> PublicComment:
    moments = [m and datetime.datetime.fromisoformat(m) for m in (sent_at, replied_at)]
    return PublicComment(sent_at=moments[0], replied_at=moments[1], **texts)
