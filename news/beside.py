"""What stands beside an article: others like it, and the latest."""

import datetime
from operator import attrgetter

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from news.models import Article, Tagging

RELATED = 5
LATEST = 5
# Of each kind, so that as many stay when some are shown as another kind.
LOOKED_AT = RELATED + LATEST


def beside(article: Article, *, at: datetime.datetime) -> tuple[list, list]:
    """Articles of its tags, then of its category; and the latest others. One query."""
    around = list(_around(article, Article.objects.published(at=at)))
    akin = [a for a in around if a.shared or a.category_id == article.category_id]
    related = sorted(akin, key=attrgetter("shared", "published_at"), reverse=True)
    related = related[:RELATED]
    newest = sorted(around, key=attrgetter("published_at", "pk"), reverse=True)
    return related, [other for other in newest if other not in related][:LATEST]


def _around(article, published):
    """The newest of all, of its category and of its tags, with `shared` tags."""
    others = published.exclude(pk=article.pk).newest_first()
    taggings = Tagging.objects.filter(tag__articles=article)
    newest = others.values("pk")
    of_category = newest.filter(category=article.category)
    of_tags = newest.filter(pk__in=taggings.values("article"))
    shared = taggings.filter(article=OuterRef("pk")).order_by().values("article")
    return (
        others.for_titles()
        .filter(
            Q(pk__in=newest[:LOOKED_AT])
            | Q(pk__in=of_category[:LOOKED_AT])
            | Q(pk__in=of_tags[:LOOKED_AT])
        )
        .annotate(shared=Coalesce(Subquery(shared.values(n=Count("pk"))), 0))
    )
