"""Public pages are the same for everyone: no session, no cookie, no further query."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from cells.models import Meeting
from news.models import Article, Document
from news.previews import preview_token
from tests.factories import (
    make_article,
    make_cell,
    make_document,
    make_image,
    make_sealed_meeting,
    make_tag,
    make_user,
)

# Public pages whose address has parts: name and what makes an example of the parts.
EXAMPLES = {
    "news:category_detail": lambda article: {"slug": article.category.slug},
    "news:article_detail": lambda article: {
        "category": article.category.slug,
        "slug": article.slug,
        "pk": article.pk,
    },
    "news:article_preview": lambda article: {
        "token": preview_token(Article.objects.latest("published_at"))
    },
    "verify": lambda article: {"code": Meeting.objects.get().verification_code},
    "news:comment_sent": lambda article: {"pk": article.pk},
    "news:tag_detail": lambda article: {"slug": article.tags.get().slug},
    "news:article_month": lambda article: {"year": 2026, "month": 11},
    "news:rss_of_category": lambda article: {"category": article.category.slug},
    "news:atom_of_category": lambda article: {"category": article.category.slug},
    "news:rss_of_tag": lambda article: {"tag": article.tags.get().slug},
    "news:atom_of_tag": lambda article: {"tag": article.tags.get().slug},
    "news:document_file": lambda article: {
        "name": Document.objects.get().file.name.removeprefix("documents/")
    },
    "news:picture_file": lambda article: {
        "name": article.image.file.name.removeprefix("images/")
    },
}


def views_by_name(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from views_by_name(pattern, namespace + inner)
        elif pattern.name:
            yield namespace + pattern.name, pattern.callback


VIEWS = dict(views_by_name())
PUBLIC = [n for n, view in VIEWS.items() if getattr(view, "readers", "") == "public"]


@pytest.fixture
def article(db):
    article = make_article(image=make_image())
    article.tags.add(make_tag())
    make_article(published=timezone.now() + timedelta(days=1))
    make_document()
    make_sealed_meeting(cell=make_cell(), by=make_user())
    return article


def ask(client, name, article):
    """The answer, and how many queries it took."""
    parts = EXAMPLES[name](article) if name in EXAMPLES else {}
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(name, kwargs=parts))
    return response, len(queries)


def test_front_page_is_among_the_public_pages():
    assert "front" in PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_session_makes_no_difference(client, secretary, article, name):
    ask(client, name, article)
    stranger, queries_of_stranger = ask(client, name, article)
    client.force_login(secretary)
    signed_in, queries_of_signed_in = ask(client, name, article)

    assert stranger.status_code == signed_in.status_code == 200
    assert stranger.getvalue() == signed_in.getvalue()
    assert queries_of_stranger == queries_of_signed_in
    for response in (stranger, signed_in):
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_token_that_is_none_brings_no_other(client, article, name):
    client.cookies.load({"csrftoken": "x", "messages": "x"})
    response, _ = ask(client, name, article)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_opens_no_transaction(name):
    assert VIEWS[name]._non_atomic_requests == {"default"}


def test_nothing_but_public_and_account_pages_opens_without_sign_in():
    """Django admin's list of texts for its scripts says nothing of anybody."""
    opened = {
        name
        for name, view in VIEWS.items()
        if not getattr(view, "login_required", True)
        and getattr(view, "readers", "") not in ("public", "account")
    }
    assert opened <= {"admin:login", "admin:jsi18n"}
