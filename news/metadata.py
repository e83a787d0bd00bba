"""What an article and the way to it are called for search engines: JSON-LD."""

import json

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from news.models import Article

PUBLISHER = "Đảng bộ xã Bắc Bình"
# Nothing within may end the element or begin another one.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(*things: dict) -> SafeString:
    """The element with what is said; browsers take it as data, not as a script."""
    said = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(said, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),
    )


def article_metadata(request, article: Article) -> SafeString:
    category = article.category
    ways = [
        ("Trang chủ", reverse("front")),
        ("Tin tức", reverse("news:article_list")),
        (category.name, category.get_absolute_url()),
        (article.title, article.get_absolute_url()),
    ]
    return json_ld(_article(request, article), breadcrumbs(request, ways))


def breadcrumbs(request, ways: list[tuple[str, str]]) -> dict:
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": request.build_absolute_uri(address),
        }
        for position, (name, address) in enumerate(ways, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _article(request, article) -> dict:
    address = request.build_absolute_uri(article.get_absolute_url())
    said = {
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "headline": article.title,
        "description": article.lead,
        "datePublished": _moment(article.published_at),
        "dateModified": _moment(article.modified_at),
        "articleSection": article.category.name,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "image": _pictures(request, article),
        "author": [{"@type": "Person", "name": name} for name in article.writers]
        or _publisher(request),
        "publisher": _publisher(request),
    }
    return {name: value for name, value in said.items() if value}


def _pictures(request, article):
    if not (article.image and article.image.file):
        return []
    addresses = [article.image.shared_url, article.image.url]
    return [request.build_absolute_uri(address) for address in addresses]


def _publisher(request):
    return {
        "@type": "Organization",
        "name": PUBLISHER,
        "url": request.build_absolute_uri("/"),
        "logo": {
            "@type": "ImageObject",
            "url": request.build_absolute_uri(static("favicon.svg")),
        },
    }


def _moment(moment) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
