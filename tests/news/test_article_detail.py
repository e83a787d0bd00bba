import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from news.models import Image
from news.reading import COMMENTS_ON_A_PAGE
from tests.factories import (
    make_article,
    make_category,
    make_comment,
    make_image,
    make_tag,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def article():
    return make_article(
        category=make_category(name="Xây dựng Đảng"),
        title="Đảng bộ xã “xanh” & sạch",
        lead="Lời dẫn của bài này.",
        body="<p>Đoạn một.</p><h2>Mục hai</h2>",
        image=make_image(caption="Chú thích của ảnh", credit="Hoài An"),
        bylines="Bài, ảnh: Thu Hà\nNguồn: Đài xã",
    )


def page_of(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def test_everything_stands_in_its_place(client, article):
    html = page_of(client, article)
    assert article.get_absolute_url() == (
        f"/tin-tuc/xay-dung-dang/dang-bo-xa-xanh-sach-{article.pk}/"
    )
    parts = [
        'aria-label="Đường dẫn"',
        '<p class="kicker"><a href="/tin-tuc/xay-dung-dang/">',
        "<h1>Đảng bộ xã “xanh” &amp; sạch</h1>",
        "<time datetime=",
        "Lời dẫn của bài này.</p>",
        'width="64" height="48" alt="Cờ đỏ"',
        "<figcaption>Chú thích của ảnh",
        "Hoài An",
        "<p>Đoạn một.</p><h2>Mục hai</h2>",
        "Bài, ảnh: Thu Hà",
        "Nguồn: Đài xã",
        "Ý kiến của bạn",
        "Họ tên",
    ]
    places = [html.index(part) for part in parts]
    assert places == sorted(places)


def test_article_survives_without_picture_lead_and_byline(client):
    article = make_article(lead="")
    html = page_of(client, article)
    assert "<figure" not in html
    assert 'class="byline"' not in html
    assert "reading-lead" not in html


def test_caption_stays_where_the_picture_was_lost(client):
    image = Image.objects.create(caption="Người dân làm đường")
    html = page_of(client, make_article(image=image))
    assert "<figcaption>Người dân làm đường" in html
    assert "<img" not in html


@pytest.mark.parametrize(
    "wrong", ["/tin-tuc/muc-khac/{slug}-{pk}/", "/tin-tuc/xay-dung-dang/ten-cu-{pk}/"]
)
def test_old_addresses_lead_to_the_new_one(client, article, wrong):
    response = client.get(wrong.format(slug=article.slug, pk=article.pk))
    assert response.status_code == 301
    assert response.url == article.get_absolute_url()


def test_title_that_changes_takes_its_old_address_along(client, article):
    old = article.get_absolute_url()
    article.title = "Tên mới"
    article.save()
    assert client.get(old).url == article.get_absolute_url()
    assert "/ten-moi-" in article.get_absolute_url()


def test_title_without_letters_has_an_address(client):
    article = make_article(title="“…”")
    assert article.slug == "tin"
    assert client.get(article.get_absolute_url()).status_code == 200


def test_title_of_wide_letters_has_an_address_that_fits(client):
    article = make_article(title="㎢ " * 100)
    assert article.slug == "-".join(["km2"] * 50)


@pytest.mark.parametrize(
    "path", ["x-0", "x-999999", f"x-{'9' * 18}", f"x-{'9' * 19}", "x", "-1", "x-1a"]
)
def test_no_such_article_is_404(client, path):
    assert client.get(f"/tin-tuc/muc/{path}/").status_code == 404


def test_drafts_and_what_waits_for_its_hour_are_404(client):
    for moment in (None, timezone.now() + HOUR):
        article = make_article(published=moment)
        assert client.get(article.get_absolute_url()).status_code == 404
        assert client.post(article.get_absolute_url(), {}).status_code == 404
        assert client.get(f"/tin-tuc/y-kien/{article.pk}/da-gui/").status_code == 404


def test_withdrawn_is_410_and_may_come_back(client, article, publisher):
    moment = article.published_at
    article.withdraw()
    article.withdraw()
    assert client.get(article.get_absolute_url()).status_code == 410
    assert client.post(article.get_absolute_url(), {}).status_code == 410
    assert client.get(f"/tin-tuc/y-kien/{article.pk}/da-gui/").status_code == 404
    article.publish(by=publisher)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert article.published_at == moment


def test_expired_is_410_and_comes_back_for_good(client, article, publisher):
    article.expires_at = timezone.now()
    article.save()
    assert client.get(article.get_absolute_url()).status_code == 410
    assert article.title not in client.get("/tin-tuc/").content.decode()
    article.publish(by=publisher)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert article.expires_at is None


def headlines(client, article):
    """Related and latest ones: what each says, and where it leads."""
    shown = client.get(article.get_absolute_url()).context
    return _lines(shown["related"]), _lines(shown["latest"])


def _lines(html):
    lines = re.findall('<a href="([^"]+)">([^<]+)</a>', html)
    return {unescape(title): address for address, title in lines}


def test_latest_are_others_and_published(client, article):
    other = make_article(title="Bài khác")
    make_article(title="Nháp", published=None)
    make_article(title="Chờ đến giờ", published=timezone.now() + HOUR)
    make_article(title="Đã gỡ").withdraw()
    assert headlines(client, article) == ({}, {"Bài khác": other.get_absolute_url()})


def test_related_are_of_its_tags_then_of_its_category(client, article):
    tags = [make_tag(), make_tag()]
    article.tags.add(*tags)
    of_category = make_article(title="Cùng mục", category=article.category)
    of_both, of_one = make_article(title="Hai thẻ"), make_article(title="Một thẻ")
    of_one.tags.add(tags[0])
    of_both.tags.add(*tags)
    make_article(title="Nháp", published=None, category=article.category)
    other = make_article(title="Khác")
    related, latest = headlines(client, article)
    assert list(related) == ["Hai thẻ", "Một thẻ", "Cùng mục"]
    # What stands there already is not said again.
    assert list(latest) == ["Khác"]
    # Pages of one version share the lists.
    assert "Cùng mục" in headlines(client, of_one)[1]
    assert article.title in headlines(client, of_category)[0]
    assert len(headlines(client, other)[1]) == 4


@pytest.mark.parametrize(
    ("lead", "described"),
    [("a" * 160, "a" * 160), ("a" * 158 + " bc", "a" * 158 + "…")],
)
def test_others_show_the_lead_as_far_as_there_is_room(client, lead, described):
    url = make_article(lead=lead).get_absolute_url()
    html = client.get(url).content.decode()
    assert f'<meta name="description" content="{described}">' in html
    assert f'<meta property="og:description" content="{described}">' in html


def test_a_printed_page_says_where_it_is_from(client, article):
    said = f"Nguồn: http://testserver{article.get_absolute_url()}<"
    assert said in page_of(client, article)


def test_only_approved_comments_show_and_no_address(client, article, moderator):
    for state in ("approved", "refused"):
        make_comment(
            article=article,
            state=state,
            by=moderator,
            text=f"Ý kiến {state}",
            email=f"{state}@rieng.example",
        )
    make_comment(article=article, text="Ý kiến waiting")
    html = page_of(client, article)
    assert "Ý kiến approved" in html
    assert "Ý kiến refused" not in html
    assert "Ý kiến waiting" not in html
    assert "rieng.example" not in html
    assert "203.0.113" not in html


def test_comments_are_plain_text(client, article, moderator):
    make_comment(
        article=article,
        state="approved",
        by=moderator,
        name="<b>Tên</b>",
        text="<script>alert(1)</script>\nhttps://x.example",
    )
    html = page_of(client, article)
    assert "&lt;b&gt;Tên" in html
    assert "&lt;script&gt;" in html
    assert "x.example</a>" not in html


def test_many_comments_stand_on_pages(
    client, article, moderator, django_assert_num_queries
):
    now = timezone.now()
    for number in range(COMMENTS_ON_A_PAGE + 2):
        make_comment(
            article=article,
            state="approved",
            by=moderator,
            text=f"Ý kiến số {number}.",
            sent_at=now - HOUR * number,
            **answered(moderator, number),
        )
    address = article.get_absolute_url()
    with django_assert_num_queries(4):
        first = page_of(client, article)
    assert f"Ý kiến bạn đọc ({COMMENTS_ON_A_PAGE + 2})" in first
    assert "Ý kiến số 0." in first
    assert f"Ý kiến số {COMMENTS_ON_A_PAGE}." not in first
    assert 'href="?page=2#y-kien"' in first
    second = client.get(f"{address}?page=2").content.decode()
    assert "Trả lời 0." in first
    assert f"Trả lời {COMMENTS_ON_A_PAGE}." in second
    assert f"Ý kiến số {COMMENTS_ON_A_PAGE - 1}." not in second
    assert f'rel="canonical" href="http://testserver{address}"' in second
    assert f'action="{address}"' in second


def answered(by, number):
    replied = {"replied_by": by, "replied_at": timezone.now()}
    return {"reply": f"Trả lời {number}.", **replied}


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "", "\0", "9" * 30, "²"])
def test_a_page_that_no_comments_fill_is_404(client, article, page):
    response = client.get(article.get_absolute_url(), {"page": page})
    assert response.status_code == 404


def test_queries_do_not_grow(client, django_assert_num_queries, article, moderator):
    for _ in range(5):
        make_article(image=make_image())
        make_comment(article=article, state="approved", by=moderator)
    article.tags.add(make_tag())
    for queries in (4, 1):
        with django_assert_num_queries(queries):
            client.get(article.get_absolute_url())


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, article, method):
    assert getattr(client, method)(article.get_absolute_url()).status_code == 405
