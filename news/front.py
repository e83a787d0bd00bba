"""The news of the front page: a lead story, the latest, then category by category."""

import datetime

from news.models import Article, Category, Document

LATEST = 5
OF_A_CATEGORY = 4
DOCUMENTS = 4


def front_news(*, at: datetime.datetime) -> dict:
    """What the template needs, in four queries."""
    published = Article.objects.published(at=at)
    newest = list(published.for_lists().newest_first()[: 1 + LATEST])
    categories = list(Category.objects.in_use(at=at))
    shown = {article.pk for article in newest}
    return {
        "first_article": newest[0] if newest else None,
        "next_articles": newest[1:],
        "blocks": _blocks(published.exclude(pk__in=shown), categories),
        "categories": categories,
        "documents": Document.objects.published()[:DOCUMENTS],
    }


def _blocks(published, categories) -> list[tuple[Category, list[Article]]]:
    """The newest of each category; by the index of each, not by ranking them all."""
    if not categories:
        return []
    newest = [
        published.filter(category=category).newest_first().values("pk")[:OF_A_CATEGORY]
        for category in categories
    ]
    keys = newest[0].union(*newest[1:], all=True) if newest[1:] else newest[0]
    articles = list(Article.objects.filter(pk__in=keys).for_lists().newest_first())
    blocks = [
        (category, [a for a in articles if a.category_id == category.pk])
        for category in categories
    ]
    return [(category, own) for category, own in blocks if own]
