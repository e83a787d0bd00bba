"""The newest articles for programs that read news: RSS and Atom, of all or a part."""

from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.db.models import F, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from news.freshness import public_page
from news.models import Article, Category, Tag

SITE = "Đảng bộ xã Bắc Bình"
ON_A_FEED = 30


@dataclass
class Part:
    """Of which news a feed is: its name, the page for people, the articles."""

    name: str
    address: str
    articles: list[Article]


def _part(category, tag) -> Part:
    """In one query, unless there is nothing to read."""
    articles = Article.objects.published(at=timezone.now()).for_lists().newest_first()
    if category:
        articles = articles.filter(category__slug=category)
        found = list(articles.annotate(part=F("category__name"))[:ON_A_FEED])
        if not found and (other := _newer_address(Category, category)):
            return _part(other, "")
        name = found[0].part if found else get_object_or_404(Category, slug=category)
        return Part(name, reverse("news:category_detail", args=[category]), found)
    if tag:
        # Who follows a tag that was merged goes on reading.
        tags = Tag.objects.filter(Q(slug=tag) | Q(merged__slug=tag), merged_into=None)
        own = tags.filter(articles=OuterRef("pk")).values("name")
        articles = articles.filter(tags__in=tags).annotate(part=Subquery(own[:1]))
        found = list(articles[:ON_A_FEED])
        if not found and (other := _newer_address(Tag, tag)):
            return _part("", other)
        name = found[0].part if found else get_object_or_404(tags)
        return Part(name, reverse("news:tag_detail", args=[tag]), found)
    return Part("Tin tức", reverse("news:article_list"), list(articles[:ON_A_FEED]))


def _newer_address(model, slug) -> str | None:
    """Of what had this address before its name changed: the one it has now."""
    row = model.objects.now_or_once_at(slug)
    return row.slug if row and row.slug != slug else None


class RssFeed(Feed):
    language = "vi"
    author_name = SITE

    def get_object(self, request, category="", tag=""):
        return _part(category, tag)

    def title(self, part):
        return f"{part.name} – {SITE}"

    def subtitle(self, part):
        return self.description(part)

    def description(self, part):
        return f"{part.name}: tin, bài của {SITE}."

    def link(self, part):
        return part.address

    def items(self, part):
        return part.articles

    # Programs show it as HTML.
    def item_description(self, article):
        return escape(article.lead)

    # Stays the same when the title, and with it the address, changes.
    def item_guid(self, article):
        return f"urn:bac-binh:tin-tuc:{article.pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, article):
        return timezone.localtime(article.published_at)

    def item_updateddate(self, article):
        return timezone.localtime(article.modified_at)

    def item_author_name(self, article):
        return ", ".join(article.writers) or SITE

    def item_categories(self, article):
        return [article.category.name]


class AtomFeed(RssFeed):
    feed_type = Atom1Feed

    # Plain text in Atom.
    def item_title(self, article):
        return article.title


rss = public_page(RssFeed(), asks=())
atom = public_page(AtomFeed(), asks=())
