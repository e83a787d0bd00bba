"""What an article and the way to it are called for search engines: JSON-LD."""

import json

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from news.models import Article
from partyportal.vietnamese import iso

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
    # Scheme and host, once for all addresses.
    root = request.build_absolute_uri("/")[:-1]
    return json_ld(_article(root, article), breadcrumbs(root, ways))


def breadcrumbs(root: str, ways: list[tuple[str, str]]) -> dict:
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": f"{root}{address}",
        }
        for position, (name, address) in enumerate(ways, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _article(root, article) -> dict:
    publisher = _publisher(root)
    said = {
        "@type": "NewsArticle",
        "mainEntityOfPage": f"{root}{article.get_absolute_url()}",
        "headline": article.title,
        "description": article.lead,
        "datePublished": iso(article.published_at),
        "dateModified": iso(article.modified_at),
        "articleSection": article.category.name,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "image": _pictures(root, article),
        "author": [{"@type": "Person", "name": name} for name in article.writers]
        or publisher,
        "publisher": publisher,
    }
    return {name: value for name, value in said.items() if value}


def _pictures(root, article):
    if not (article.image and article.image.file):
        return []
    addresses = [article.image.shared_url, article.image.url]
    return [f"{root}{address}" for address in addresses]


def _publisher(root):
    return {
        "@type": "Organization",
        "name": PUBLISHER,
        "url": f"{root}/",
        "logo": {
            "@type": "ImageObject",
            "url": f"{root}{static('favicon.svg')}",
        },
    }
