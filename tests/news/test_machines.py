"""What programs read: feeds, the sitemap, JSON-LD, Open Graph, canonical addresses."""

import json
import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from news import feeds as news_feeds
from news import sitemap
from news.models import Article
from tests.factories import (
    make_article,
    make_category,
    make_image,
    make_tag,
)
from tests.memory import forget_pages

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def article():
    article = make_article(
        category=make_category(name="Xây dựng Đảng"),
        title="Đảng bộ “xanh” & <sạch>",
        lead="Lời dẫn </script><b>",
        image=make_image(),
        bylines="Bài, ảnh: Thu Hà, Minh An",
        published=timezone.make_aware(datetime(2022, 1, 5, 7, 30)),
    )
    article.tags.add(make_tag(name="Nông thôn mới"))
    return article


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def feeds(kind):
    return [
        reverse(f"news:{kind}"),
        reverse(f"news:{kind}_of_category", args=["xay-dung-dang"]),
        reverse(f"news:{kind}_of_tag", args=["nong-thon-moi"]),
    ]


def test_rss(client, article):
    make_article(title="Nháp", published=None)
    for url in feeds("rss"):
        root = read(client, url)
        (item,) = root.iter("item")
        assert item.findtext("link").endswith(article.get_absolute_url())
        assert item.findtext("pubDate") == "Wed, 05 Jan 2022 07:30:00 +0700"
        assert item.findtext("description") == "Lời dẫn &lt;/script&gt;&lt;b&gt;"
        assert item.findtext("category") == "Xây dựng Đảng"


def test_programs_know_an_article_again_when_its_title_changed(client, article):
    def guid():
        return read(client, "/rss/").findtext("channel/item/guid")

    before = guid()
    article.title = "Tên khác hẳn"
    article.save()
    assert guid() == before


def test_atom(client, article):
    for url in feeds("atom"):
        root = read(client, url)
        (entry,) = root.iter(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == article.title
        assert entry.findtext(f"{ATOM}published") == "2022-01-05T07:30:00+07:00"
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Thu Hà, Minh An"


def test_feeds_of_a_part_leave_out_the_rest_and_may_be_empty(client, article):
    make_article(title="Bài khác")
    assert len(list(read(client, "/rss/").iter("item"))) == 2
    assert len(list(read(client, "/rss/the/nong-thon-moi/").iter("item"))) == 1
    make_category(name="Trống")
    make_tag(name="Trống")
    for url in ("/rss/chuyen-muc/trong/", "/atom/the/trong/"):
        assert "Trống" in client.get(url).content.decode()
    for url in ("/rss/chuyen-muc/khong-co/", "/atom/the/khong-co/"):
        assert client.get(url).status_code == 404


def test_machines_are_told_of_so_many_and_no_more(client, article, monkeypatch):
    newest = make_article(title="Bài mới nhất")
    monkeypatch.setattr(news_feeds, "ON_A_FEED", 1)
    monkeypatch.setattr(sitemap, "MOST_ARTICLES", 1)
    assert len(list(read(client, "/rss/").iter("item"))) == 1
    forget_pages()
    shown = client.get("/sitemap.xml").content.decode()
    assert newest.get_absolute_url() in shown
    assert article.get_absolute_url() not in shown


def test_feed_of_a_merged_tag_goes_on(client, article):
    article.tags.get().merge_into(make_tag(name="NTM"))
    assert len(list(read(client, "/rss/the/nong-thon-moi/").iter("item"))) == 1


def test_feeds_go_on_where_a_name_changed(client, article):
    tag, category = article.tags.get(), article.category
    addresses = (*feeds("rss"), *feeds("atom"))
    tag.name = "Nông thôn kiểu mẫu"
    tag.save()
    category.slug = "dang-ta"
    category.save()
    for address in addresses:
        assert f"tin-tuc:{article.pk}<" in client.get(address).content.decode()
    tag.merge_into(make_tag(name="NTM"))
    assert len(list(read(client, "/rss/the/nong-thon-moi/").iter("item"))) == 1


def test_a_feed_takes_two_queries_and_one(client, article, django_assert_num_queries):
    for _ in range(3):
        make_article(category=article.category, image=make_image())
    for url in (*feeds("rss"), *feeds("atom")):
        for queries in (2, 1):
            with django_assert_num_queries(queries):
                client.get(url)


def test_sitemap_has_every_page_with_its_date(client, article):
    make_article(title="Hẹn giờ", published=timezone.now() + timedelta(hours=1))
    before = make_article(category=article.category)
    Article.objects.filter(pk=before.pk).update(
        published_at=article.published_at, updated_at=article.published_at
    )
    root = read(client, "/sitemap.xml")
    found = {
        url.findtext(f"{MAP}loc").removeprefix("http://testserver"): url.findtext(
            f"{MAP}lastmod"
        )
        for url in root.iter(f"{MAP}url")
    }
    assert set(found) == {
        "/",
        "/tin-tuc/",
        "/tin-tuc/xay-dung-dang/",
        "/the/nong-thon-moi/",
        "/van-ban/",
        article.get_absolute_url(),
        before.get_absolute_url(),
    }
    modified = timezone.localtime(article.modified_at).isoformat()
    for address in ("/", "/tin-tuc/xay-dung-dang/", article.get_absolute_url()):
        assert found[address] == modified
    assert "Sitemap: http://testserver/sitemap.xml" in (
        client.get("/robots.txt").content.decode()
    )


def test_sitemap_takes_two_queries(client, article, django_assert_num_queries):
    make_article()
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")


def described(client, article):
    html = client.get(article.get_absolute_url()).content.decode()
    (script,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', html, re.S
    )
    return html, json.loads(script)["@graph"]


def test_json_ld_says_what_the_article_is(client, article):
    html, (news, crumbs) = described(client, article)
    address = f"http://testserver{article.get_absolute_url()}"
    assert news["headline"] == article.title
    assert news["description"] == "Lời dẫn </script><b>"
    assert news["datePublished"] == "2022-01-05T07:30:00+07:00"
    assert datetime.fromisoformat(news["dateModified"]) == (
        article.modified_at.replace(microsecond=0)
    )
    assert news["dateModified"].endswith("+07:00")
    assert [author["name"] for author in news["author"]] == ["Thu Hà", "Minh An"]
    assert news["image"][0] == f"http://testserver{article.image.shared_url}"
    assert news["mainEntityOfPage"] == address
    names = [item["name"] for item in crumbs["itemListElement"]]
    assert names == ["Trang chủ", "Tin tức", "Xây dựng Đảng", article.title]
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert (
        '<meta property="og:title" content="Đảng bộ “xanh” &amp; &lt;sạch&gt;">' in html
    )
    assert article.image.shared_url in html[: html.index("</head>")]


def test_the_date_of_change_is_never_before_the_day_it_appeared(client):
    written = make_article(published=timezone.now() - timedelta(minutes=1))
    type(written).objects.update(updated_at=timezone.now() - timedelta(days=9))
    _, (news, _) = described(client, written)
    assert news["dateModified"] == news["datePublished"]


def test_an_article_without_picture_and_writer_is_described_too(client):
    lost = make_image(file="")
    for article in (make_article(lead=""), make_article(lead="", image=lost)):
        _, (news, _) = described(client, article)
        assert "image" not in news
    assert news["author"]["name"] == "Đảng bộ xã Bắc Bình"


def test_canonical_addresses_know_no_trackers(client, article):
    html = client.get("/tin-tuc/?utm_source=zalo&page=1").content.decode()
    assert '<link rel="canonical" href="http://testserver/tin-tuc/">' in html
    assert "utm_source" not in html
