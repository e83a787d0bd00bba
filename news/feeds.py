"""The newest articles for programs that read news: RSS and Atom, of all or a part."""

from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.db.models import F, OuterRef, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from news.freshness import public_page
from news.metadata import PUBLISHER
from news.models import Article, Category, Tag

ON_A_FEED = 30


@dataclass
class Part:
    """Of which news a feed is: its name, the page for people, the articles."""

    name: str
    address: str
    articles: list[Article]


def _part(category, tag) -> Part:
    """In one query, unless there is nothing to read."""
    if category:
        return _of_category(category)
    if tag:
        return _of_tag(tag)
    return Part("Tin tức", reverse("news:article_list"), _newest(_articles()))


def _articles():
    return Article.objects.published(at=timezone.now()).for_lists().newest_first()


def _newest(articles) -> list[Article]:
    return list(articles[:ON_A_FEED])


def _of_category(slug) -> Part:
    articles = _articles().filter(category__slug=slug)
    found = _newest(articles.annotate(part=F("category__name")))
    if not found:
        return _without_articles(Category, slug, _of_category)
    return Part(found[0].part, reverse("news:category_detail", args=[slug]), found)


def _of_tag(slug) -> Part:
    # Who follows a tag that was merged goes on reading.
    tags = Tag.objects.meant_by(slug)
    own = tags.filter(articles=OuterRef("pk")).values("name")
    articles = _articles().filter(tags__in=tags)
    found = _newest(articles.annotate(part=Subquery(own[:1])))
    if not found:
        return _without_articles(Tag, slug, _of_tag)
    return Part(found[0].part, reverse("news:tag_detail", args=[slug]), found)


def _without_articles(model, slug, part_at) -> Part:
    """Of a row with nothing to read; or of the one that had this address before."""
    row = model.objects.now_or_once_at(slug)
    if row is None:
        raise Http404
    if row.slug != slug:
        return part_at(row.slug)
    return Part(row.name, row.get_absolute_url(), [])


class RssFeed(Feed):
    language = "vi"
    author_name = PUBLISHER

    def get_object(self, request, category="", tag=""):
        return _part(category, tag)

    def title(self, part):
        return f"{part.name} – {PUBLISHER}"

    def subtitle(self, part):
        return self.description(part)

    def description(self, part):
        return f"{part.name}: tin, bài của {PUBLISHER}."

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
        return ", ".join(article.writers) or PUBLISHER

    def item_categories(self, article):
        return [article.category.name]


class AtomFeed(RssFeed):
    feed_type = Atom1Feed

    # Plain text in Atom.
    def item_title(self, article):
        return article.title


rss = public_page(RssFeed(), asks=())
atom = public_page(AtomFeed(), asks=())
