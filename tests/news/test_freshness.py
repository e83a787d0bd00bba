"""Who has the newest page gets a 304; whoever has not gets the page, at once."""

import gzip
import itertools
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from news import freshness
from news.models import Article, Category, Comment, Document, Stamp
from news.tokens import SLOT, slot_of
from tests.factories import (
    make_article,
    make_category,
    make_comment,
    make_document,
    make_illustration,
    make_image,
    make_tag,
)
from tests.memory import forget_pages

pytestmark = pytest.mark.django_db

LIST = reverse("news:article_list")


def etag(client, url=LIST):
    return client.get(url).headers["ETag"]


def start_of_ten_hours():
    """The coming one: what these tests compare lies within one."""
    start = (slot_of(timezone.now()) + 1) * SLOT.total_seconds()
    return datetime.fromtimestamp(start, UTC)


def answer(client, tag, url=LIST):
    return client.get(url, headers={"If-None-Match": tag}).status_code


@pytest.fixture
def article():
    return make_article(image=make_image())


def test_304_takes_one_query(client, article, django_assert_num_queries):
    for url in (LIST, article.get_absolute_url(), article.category.get_absolute_url()):
        tag = etag(client, url)
        with django_assert_num_queries(1):
            assert answer(client, tag, url) == 304


def test_a_process_asks_for_the_hours_when_it_learns_of_a_change(
    client, article, django_assert_num_queries
):
    for change, queries in [
        (forget_pages, 1),
        (lambda: None, 1),
        (make_article, 2),
        (lambda: None, 1),
    ]:
        change()
        with django_assert_num_queries(queries):
            freshness.news_version()


def test_any_version_of_a_missing_page_is_still_missing(client, article):
    url = article.get_absolute_url()
    article.delete()
    assert answer(client, "*", url) == answer(client, " *", url) == 404


def test_a_304_says_what_the_page_said(client, article):
    url = article.get_absolute_url()
    page = client.get(url)
    same = client.get(url, headers={"If-None-Match": f'"x", {page.headers["ETag"]}'})
    assert same.status_code == 304
    for name in ("ETag", "Cache-Control", "Vary"):
        assert same.headers[name] == page.headers[name]


def test_headers(client, article):
    headers = client.get(article.get_absolute_url()).headers
    assert headers["Cache-Control"] == "public, no-cache"
    assert headers["Vary"] == "Accept-Encoding"
    assert not {"Last-Modified", "Set-Cookie", "Expires"} & headers.keys()


def changes(article, moderator):
    waiting = make_comment(article=article)
    category, image = article.category, article.image
    draft = make_article(published=None)
    tag, gone = make_tag(), make_article(category=category)
    yield "edit", lambda: Article.objects.filter(pk=article.pk).update(lead="Mới")
    yield "publish", lambda: draft.publish(by=moderator)
    yield "approve", lambda: article.comments.approve(by=moderator)
    yield "answer", lambda: waiting.answer("Cảm ơn bạn.", by=moderator)
    yield "undo", lambda: article.comments.reconsider()
    yield "rename", lambda: Category.objects.filter(pk=category.pk).update(name="Tên")
    yield "picture", lambda: type(image).objects.update(caption="Khác")
    # Each alone: a new category or picture would raise the stamp besides.
    yield "illustration", lambda: make_illustration(article=article, image=image)
    yield "withdraw", article.withdraw
    yield "new", lambda: make_article(category=category)
    yield "deleted", gone.delete
    yield "tag", lambda: type(tag).objects.update(name="Thẻ")
    yield "document", make_document
    yield "abstract", lambda: Document.objects.update(abstract="Khác")
    yield "no document", lambda: Document.objects.all().delete()
    shown = {"article": article, "state": "approved", "by": moderator}
    yield "restored", lambda: make_comment(**shown)
    yield "taken away", lambda: Comment.objects.approved().delete()
    yield "comment gone", lambda: Comment.objects.all().delete()


def test_each_change_is_seen_on_the_next_request(client, article, moderator):
    for name, change in changes(article, moderator):
        tag = etag(client)
        before = Stamp.objects.get().number
        change()
        if name == "comment gone":
            # The one that was there waited, so nobody saw it go.
            assert answer(client, tag) == 304
        else:
            assert Stamp.objects.get().number > before, name
            assert answer(client, tag) == 200, name


def test_what_nobody_sees_changes_nothing(client, article):
    tag = etag(client)
    make_comment(article=article)
    draft = make_article(published=None, category=article.category)
    draft.title = "Tên khác"
    draft.save()
    draft.delete()
    assert answer(client, tag) == 304


def test_an_article_appears_on_its_minute(client, monkeypatch):
    now = timezone.now()
    make_article(title="Hẹn giờ", published=now + timedelta(minutes=5))
    tag = etag(client)
    assert answer(client, tag) == 304
    later = now + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    response = client.get(LIST, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "Hẹn giờ" in response.content.decode()


def test_an_article_goes_on_the_minute_it_expires(client, monkeypatch):
    now = timezone.now()
    end = now + timedelta(minutes=5)
    article = make_article(title="Lịch tiêm", expires_at=end)
    # A newer one that stays: its hour alone would tell nothing.
    make_article(published=now)
    tag = etag(client)
    assert answer(client, tag) == 304
    monkeypatch.setattr(timezone, "now", lambda: end)
    assert "Lịch tiêm" not in client.get(LIST).content.decode()
    assert answer(client, tag) == 200
    assert answer(client, tag, article.get_absolute_url()) == 410


def test_an_article_appears_and_is_gone_between_two_requests(client, monkeypatch):
    now = start_of_ten_hours()
    article = make_article(
        title="Hẹn giờ",
        published=now + timedelta(minutes=5),
        expires_at=now + timedelta(minutes=9),
    )
    pages = [reverse("front"), LIST, article.category.get_absolute_url(), "/rss/"]
    seen = {}
    for minutes, is_there in [
        (0, False),
        (5, True),
        (8, True),
        (9, False),
        (10, False),
    ]:
        at = now + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        for url in pages:
            known = {"If-None-Match": seen.get((url, "tag"), "")}
            response = client.get(url, headers=known)
            is_same = seen.get((url, "there")) == is_there
            assert response.status_code == (304 if is_same else 200), (minutes, url)
            if not is_same:
                assert ("Hẹn giờ" in response.content.decode()) == is_there
                seen |= {(url, "tag"): response["ETag"], (url, "there"): is_there}
        gone = client.get(article.get_absolute_url()).status_code
        assert gone == (200 if is_there else 404 if minutes < 5 else 410)


def test_a_clock_that_is_set_back_brings_back_what_was_there(client, monkeypatch):
    now = start_of_ten_hours()
    make_article(title="Hẹn giờ", published=now + timedelta(minutes=5))
    tags = {}
    for minutes in (0, 6, 4, 7):
        at = now + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        page = client.get(LIST)
        is_there = minutes >= 5
        assert ("Hẹn giờ" in page.content.decode()) == is_there
        assert tags.setdefault(is_there, page["ETag"]) == page["ETag"]


def test_a_change_of_tags_is_seen_on_the_next_request(client, article):
    tag, other = make_tag(name="Một"), make_tag(name="Hai")
    url = tag.get_absolute_url()
    title = f">{article.title}<"
    assert title not in client.get(url).content.decode()
    article.tags.add(tag)
    assert title in client.get(url).content.decode()
    tag.merge_into(other)
    assert client.get(url).status_code == 301
    assert title in client.get(other.get_absolute_url()).content.decode()
    article.tags.clear()
    assert title not in client.get(other.get_absolute_url()).content.decode()


def test_a_second_page_asks_for_its_article_alone(
    client, article, django_assert_num_queries
):
    other = make_article(category=article.category)
    client.get(article.get_absolute_url())
    with django_assert_num_queries(2):
        client.get(other.get_absolute_url())


def test_what_pages_share_changes_with_the_version(client, article):
    other = make_article(title="Bài bên", category=make_category(name="Mục bên"))
    url = article.get_absolute_url()
    before = client.get(url).content.decode()
    Article.objects.filter(pk=other.pk).update(title="Tên mới của bài")
    Category.objects.filter(pk=other.category_id).update(name="Tên mới của mục")
    after = client.get(url).content.decode()
    for old, new in [("Bài bên", "Tên mới của bài"), ("Mục bên", "Tên mới của mục")]:
        assert f">{old}<" in before
        assert f">{new}<" in after
        assert old not in after


def test_memory_forgets_what_pages_of_old_versions_shared():
    for version in range(100):
        freshness.shared_by(str(version))
    assert freshness.shared_by.cache_info().currsize < 10


def test_a_new_release_makes_its_own_pages(client, article, settings, tmp_path):
    old = etag(client)
    settings.BASE_DIR = tmp_path
    freshness.release.cache_clear()
    new = etag(client)
    freshness.release.cache_clear()
    assert new != old


def test_who_writes_a_template_sees_it_at_once(client, article, settings):
    settings.DEBUG = True
    client.get(article.get_absolute_url())
    assert freshness.shared_by(freshness.news_version()) == {}


def test_kept_pages_are_packed_for_who_understands_it(client, article):
    url = article.get_absolute_url()
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["ETag"] == packed.headers["ETag"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_what_trackers_add_makes_no_page_of_its_own(
    client, article, django_assert_num_queries
):
    url = article.get_absolute_url()
    tag = etag(client, url)
    with django_assert_num_queries(1):
        assert client.get(f"{url}?fbclid=x&q=7").content
    assert answer(client, tag, f"{url}?utm_source=zalo") == 304


@pytest.mark.parametrize("url", [LIST, "/", "/rss/", "/sitemap.xml"])
@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "TRACE"])
def test_a_kept_page_answers_no_other_method(client, article, method, url):
    assert client.get(url).status_code == 200
    assert client.generic(method, url).status_code == 405


def kept():
    # Memory has no other way to ask how full it is.
    shared = freshness.shared_by(freshness.news_version())
    return len(caches["pages"]._cache), len(shared)


@pytest.mark.parametrize(
    "asked",
    [
        "/van-ban/?q={}",
        "/van-ban/?loai={}",
        "/van-ban/?page=2{}",
        "/tin-tuc/?page={}",
        "/quyen-rieng-tu/?page=1{}",
    ],
)
def test_strangers_questions_fill_no_memory(client, article, asked):
    client.get(asked.partition("?")[0])
    client.get(asked.format("000000"))
    before = kept()
    for number in range(3):
        assert client.get(asked.format(f"{number:06}")).status_code == 200
    assert kept() == before


def test_zeros_make_no_further_addresses(client, article):
    url = article.get_absolute_url()
    longer = url.replace(f"-{article.pk}/", f"-00{article.pk}/")
    assert client.get(longer).url == url
    for address in (f"/tin-tuc/y-kien/0{article.pk}/da-gui/", "/tin-tuc/2026/011/"):
        assert client.get(address).status_code == 404


def test_a_page_too_long_to_keep_is_the_same(client, article, monkeypatch):
    page = client.get(LIST)
    forget_pages()
    monkeypatch.setattr(freshness, "MOST_KEPT", 1000)
    for _ in range(2):
        again = client.get(LIST)
        assert (again.content, again["ETag"]) == (page.content, page["ETag"])
    assert answer(client, page["ETag"]) == 304
    assert not any("W/" in key for key in caches["pages"]._cache)


def test_what_pages_share_is_right_on_each_of_them(client, article):
    """Whichever page made a part first, the others say the same as alone."""
    tag, other = make_tag(), make_article(image=make_image())
    article.tags.add(tag)
    pages = [article, other, article.category, other.category, tag]
    urls = ["/", LIST, "/tin-tuc/2026/11/", "/van-ban/", "/quyen-rieng-tu/"]
    urls += [page.get_absolute_url() for page in pages]

    def alone(url):
        forget_pages()
        return client.get(url).content

    expected = {url: alone(url) for url in urls}
    for order in (urls, urls[::-1]):
        forget_pages()
        for url in order:
            assert client.get(url).content == expected[url], url


def test_a_page_names_the_host_that_was_asked(client, article, settings):
    settings.ALLOWED_HOSTS = ["xa.example", "www.xa.example"]
    asked = itertools.product(settings.ALLOWED_HOSTS, [False, True])
    for host, is_secure in asked:
        root = f"{'https' if is_secure else 'http'}://{host}"
        for url in (LIST, article.get_absolute_url()):
            page = client.get(url, headers={"Host": host}, secure=is_secure)
            html = page.content.decode()
            assert f'rel="canonical" href="{root}{url}"' in html
            named = set(re.findall('"(https?://[^/"]+)', html))
            assert named - {"https://schema.org"} == {root}


def test_each_page_of_a_list_is_kept_apart(client):
    category = make_category()
    for _ in range(13):
        make_article(category=category)
    first, second = client.get(LIST), client.get(f"{LIST}?page=2")
    assert first.headers["ETag"] != second.headers["ETag"]
    assert client.get(f"{LIST}?page=2").content == second.content != first.content
    assert [", trang 2 –" in page.content.decode() for page in (first, second)] == [
        False,
        True,
    ]


def test_no_page_stays_longer_than_ten_hours(client, article, monkeypatch):
    tag = etag(client)
    later = timezone.now() + timedelta(hours=10)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert answer(client, tag) == 200


def test_a_backup_that_was_restored_counts_on_from_its_stamp(client, article):
    """What was seen since the backup had the same numbers, and other words."""
    tag = etag(client)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE news_stamp RENAME TO before_the_loss")
        cursor.execute("CREATE TABLE news_stamp AS TABLE before_the_loss")
    assert answer(client, tag) == 200


def test_a_backup_that_was_restored_elsewhere_has_other_versions():
    """Restored twice, each time on a new server, its tables may have the same ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_postmaster_start_time()::text")
        (started,) = cursor.fetchone()
    for _ in range(2):
        assert started in freshness.news_version()


def test_an_empty_portal_answers(client):
    assert answer(client, etag(client)) == 304
    make_category()
    assert Stamp.objects.get().number == 1


def test_no_stranger_moves_the_addresses_that_pages_share(client, article):
    forget_pages()
    for _ in range(2):
        html = client.get(LIST, SCRIPT_NAME="/elsewhere").content.decode()
        assert "/elsewhere" not in html
        assert f'href="{article.get_absolute_url()}"' in html
