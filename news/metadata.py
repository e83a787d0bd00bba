"""What an article and the way to it are called for search engines: JSON-LD."""

import functools
import json

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from news.models import Article
from partyportal.vietnamese import iso

PUBLISHER = "Đảng bộ xã Bắc Bình"
# Nothing within may end the element or begin another one.
ESCAPES = [("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")]
# For each address that the portal is asked under; there are few.
for_each_root = functools.lru_cache(maxsize=8)


def json_ld(*things: dict) -> SafeString:
    """The element with what is said; browsers take it as data, not as a script."""
    said = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(said, ensure_ascii=False)
    for letter, escape in ESCAPES:
        text = text.replace(letter, escape)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),
    )


def article_metadata(request, article: Article) -> SafeString:
    # Scheme and host, once for all addresses.
    root = request.build_absolute_uri("/")[:-1]
    return json_ld(_article(root, article), _breadcrumbs(root, article))


def _breadcrumbs(root, article) -> dict:
    category = article.category
    items = [
        *_first_crumbs(root),
        _crumb(root, 3, category.name, category.get_absolute_url()),
        _crumb(root, 4, article.title, article.get_absolute_url()),
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@for_each_root
def _first_crumbs(root) -> list[dict]:
    return [
        _crumb(root, 1, "Trang chủ", reverse("front")),
        _crumb(root, 2, "Tin tức", reverse("news:article_list")),
    ]


def _crumb(root, position, name, address) -> dict:
    item = f"{root}{address}"
    return {"@type": "ListItem", "position": position, "name": name, "item": item}


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


@for_each_root
def _publisher(root) -> dict:
    return {
        "@type": "Organization",
        "name": PUBLISHER,
        "url": f"{root}/",
        "logo": {
            "@type": "ImageObject",
            "url": f"{root}{static('favicon.svg')}",
        },
    }
