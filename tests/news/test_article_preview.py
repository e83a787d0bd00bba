"""An unpublished article, for whoever was sent the link, and for a week."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from news.previews import preview_token
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db


def preview(client, article):
    return client.get(reverse("news:article_preview", args=[preview_token(article)]))


@pytest.fixture
def draft():
    return make_article(published=None, image=make_image(), title="Chưa đăng")


def test_the_link_shows_the_page_and_nobody_keeps_it(client, draft):
    response = preview(client, draft)
    html = response.content.decode()
    assert "<h1>Chưa đăng</h1>" in html
    assert "Cờ trước cổng làng" in html
    assert "Bản xem trước" in html
    address = f"http://testserver{draft.get_absolute_url()}"
    assert f'<link rel="canonical" href="{address}">' in html
    assert "Ý kiến của bạn" not in html
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies


def test_what_waits_for_its_hour_shows_that_hour(client):
    article = make_article(published=timezone.now() + timedelta(days=3))
    html = preview(client, article).content.decode()
    assert f"{timezone.localtime(article.published_at):%d/%m/%Y}" in html


def test_a_link_that_is_a_week_old_says_so(client, draft, monkeypatch):
    address = reverse("news:article_preview", args=[preview_token(draft)])
    later = timezone.now().timestamp() + timedelta(days=7, minutes=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)
    response = client.get(address)
    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "Chưa đăng" not in response.content.decode()


@pytest.mark.parametrize("token", ["1", "MQ:1abc:xyz", "%00", "x" * 3000])
def test_a_forged_link_is_404(client, draft, token):
    assert client.get(f"/xem-truoc/{token}/").status_code == 404


def test_a_token_of_something_else_is_404(client, draft):
    token = signing.dumps(draft.pk, salt="khac")
    assert client.get(f"/xem-truoc/{token}/").status_code == 404


def test_it_leads_to_what_was_published_and_not_to_what_was_withdrawn(
    client, draft, publisher
):
    draft.publish(by=publisher)
    assert preview(client, draft).url == draft.get_absolute_url()
    draft.withdraw()
    assert preview(client, draft).status_code == 410


def test_the_editor_finds_the_link(client, editor, draft, publisher):
    client.force_login(editor)
    change = reverse("admin:news_article_change", args=[draft.pk])
    assert "/xem-truoc/" in client.get(change).content.decode()
    draft.publish(by=publisher)
    draft.withdraw()
    assert "/xem-truoc/" not in client.get(change).content.decode()
