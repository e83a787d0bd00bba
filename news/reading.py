"""An article with what stands on its page: tags and comments, in one statement."""

import datetime
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db import connection, models

from news.models import Article, Category, Image, Tag

COMMENTS_ON_A_PAGE = 30
# Longer numbers of pages are no numbers of pages.
MOST_DIGITS = 4
# A function, see migration 0024: writing the statement, and planning it, would take
# longer than reading.
READ = "SELECT news_reading(%s, %s, %s, %s)"


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
    before = (int(number) - 1) * COMMENTS_ON_A_PAGE
    with connection.cursor() as cursor:
        cursor.execute(READ, [pk, at, before, COMMENTS_ON_A_PAGE])
        ((told,),) = cursor.fetchall()
    if told is None or (before and not told["comments"]):
        return None
    tags = [Tag(**tag) for tag in told["tags"]]
    return Reading(_article(told), tags, _comments(told, int(number)))


def _article(told) -> Article:
    article = _row(Article, told["article"])
    article.category = _row(Category, told["category"])
    article.image = told["image"] and _row(Image, told["image"])
    return article


def _row(model, columns) -> models.Model:
    """A row by its columns; one that is missing is asked for when it is used."""
    fields = [f for f in model._meta.concrete_fields if f.attname in columns]
    values = [_value(field, columns[field.attname]) for field in fields]
    return model.from_db(connection.alias, [f.attname for f in fields], values)


def _value(field, value):
    return _moment(value) if isinstance(field, models.DateTimeField) else value


def _moment(text) -> datetime.datetime | None:
    return text and datetime.datetime.fromisoformat(text)


def _comments(told, number) -> Page:
    comments = [_comment(**columns) for columns in told["comments"]]
    return Page(comments, number, Paginator(range(told["count"]), COMMENTS_ON_A_PAGE))


def _comment(sent_at, replied_at, **texts) -> PublicComment:
    return PublicComment(
        sent_at=_moment(sent_at), replied_at=_moment(replied_at), **texts
    )
