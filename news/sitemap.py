"""All public pages of news for search engines, with the day each last changed."""

from collections import defaultdict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from news.freshness import public_page
from news.models import Article

# Search engines read 50,000 addresses of one map.
MOST_ARTICLES = 45_000
OTHERS = ["news:document_list"]


@public_page(asks=())
def sitemap(request):
    articles = Article.objects.published(at=timezone.now()).newest_first()
    own_tags = ArrayAgg("tags__slug", filter=Q(tags__slug__isnull=False))
    articles = list(articles.for_titles().annotate(tag_slugs=own_tags)[:MOST_ARTICLES])
    pages = [(article.get_absolute_url(), article.modified_at) for article in articles]
    pages = [*_lists(articles), *((reverse(name), None) for name in OTHERS), *pages]
    context = {"pages": [(request.build_absolute_uri(a), m) for a, m in pages]}
    return render(request, "news/sitemap.xml", context, "application/xml")


def _lists(articles):
    """Pages that list articles change when one of theirs does."""
    changes = defaultdict(list)
    for article in articles:
        for address in _lists_of(article):
            changes[address].append(article.modified_at)
    return [(address, max(moments)) for address, moments in changes.items()]


def _lists_of(article):
    yield reverse("front")
    yield reverse("news:article_list")
    yield article.category.get_absolute_url()
    for slug in article.tag_slugs or []:
        yield reverse("news:tag_detail", args=[slug])
