"""Whatever is typed into an article: no error, nothing that runs, nothing unseen."""

from unicodedata import is_normalized, normalize

import pytest
from django.urls import reverse

from news.models import Article
from tests.admin_pages import posted
from tests.factories import make_article

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
TEXTS = ["title", "lead", "body"]


def save(client, article, **fields):
    address = reverse("admin:news_article_change", args=[article.pk])
    return client.post(address, posted(client.get(address), **fields))


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def test_a_script_in_every_field_runs_nowhere(desk):
    article = make_article()
    fields = dict.fromkeys(TEXTS, f"Chữ {SCRIPT}")
    response = save(desk, article, **fields, bylines=f"Bài: {SCRIPT}")
    assert response.status_code == 302
    article.refresh_from_db()
    pages = [
        article.get_absolute_url(),
        "/tin-tuc/",
        "/",
        reverse("admin:news_article_change", args=[article.pk]),
        reverse("admin:news_article_history", args=[article.pk]),
        reverse("admin:news_article_changelist"),
    ]
    for address in pages:
        html = desk.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


@pytest.mark.parametrize("field", [*TEXTS, "bylines"])
@pytest.mark.parametrize("character", ["\0", "\x1b", "\u202e", "\u2066", "\u200f"])
def test_what_nobody_sees_is_refused_or_left_out(desk, field, character):
    article = make_article()
    response = save(desk, article, **{field: f"Bài: A{character}n"})
    assert response.status_code in (200, 302)
    assert character not in getattr(Article.objects.get(), field)
    assert character not in desk.get(article.get_absolute_url()).content.decode()
    if response.status_code == 200:
        # Refused with a sentence, and what was typed is still there.
        assert response.context["adminform"].form.errors[field]
        assert "Bài: A" in response.content.decode()


def test_letters_of_a_mac_become_those_of_everyone(desk):
    article = make_article()
    save(desk, article, **dict.fromkeys(TEXTS, normalize("NFD", "Đảng ủy xã")))
    article.refresh_from_db()
    assert article.slug == "dang-uy-xa"
    assert article.body == "<p>Đảng ủy xã</p>"
    assert all(is_normalized("NFC", getattr(article, name)) for name in TEXTS)


def test_a_megabyte_is_refused_with_a_page(desk):
    article = make_article()
    response = save(desk, article, body="x" * 1_100_000)
    assert response.status_code == 400
    assert Article.objects.get().body == "<p>Đoạn thứ nhất.</p>"
