from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import Article, Category, State
from tests.factories import make_article, make_category, make_image, make_tag
from tests.memory import forget_pages

pytestmark = pytest.mark.django_db

LIST = reverse("news:article_list")
HOUR = timedelta(hours=1)


def titles(response):
    return [article.title for article in response.context["page"]]


def test_newest_first_and_only_what_is_published(client):
    now = timezone.now()
    make_article(title="Cũ", published=now - 2 * HOUR)
    make_article(title="Mới", published=now - HOUR)
    make_article(title="Hẹn giờ", published=now + HOUR)
    make_article(title="Nháp", published=None)
    make_article(title="Đã gỡ", published=now - HOUR).withdraw()
    assert titles(client.get(LIST)) == ["Mới", "Cũ"]


def test_filters_and_methods_agree(db):
    """Twins: published() and is_published(), in_state() and state()."""
    now = timezone.now()
    for moment in (now - HOUR, now, now + HOUR, None):
        make_article(published=moment)
    make_article(published=now - HOUR).withdraw()
    make_article(published=now - HOUR, expires_at=now)
    published = set(Article.objects.published(at=now))
    assert published == {a for a in Article.objects.all() if a.is_published(at=now)}
    assert len(published) == 2
    for state in State:
        found = set(Article.objects.in_state(state, at=now))
        assert found == {a for a in Article.objects.all() if a.state(at=now) is state}


def test_category_shows_its_own(client):
    category = make_category(name="Xây dựng Đảng")
    make_article(title="Trong mục", category=category)
    make_article(title="Nháp", category=category, published=None)
    make_article(title="Ngoài mục")
    response = client.get("/tin-tuc/xay-dung-dang/")
    assert titles(response) == ["Trong mục"]
    assert "<h1>Xây dựng Đảng</h1>" in response.content.decode()


def test_a_new_category_stands_last(db):
    first, second = (Category.objects.named(name) for name in ("Vườn", "Ao"))
    assert list(Category.objects.all()) == [first, second]


def test_unknown_category_is_404(client):
    assert client.get("/tin-tuc/khong-co/").status_code == 404


def test_a_renamed_category_takes_its_old_addresses_along(client):
    category = make_category(name="Tin xã")
    article = make_article(category=category)
    old, old_article = category.get_absolute_url(), article.get_absolute_url()
    for slug in ("tin-cua-xa", "doi-song"):
        category.slug = slug
        category.save()
    article.refresh_from_db()
    for address, now_at in [(old, category), ("/tin-tuc/tin-cua-xa/", category)]:
        response = client.get(address)
        assert (response.status_code, response.url) == (301, now_at.get_absolute_url())
    assert client.get(old_article).url == article.get_absolute_url()
    # Whoever bears the name today is meant.
    other = make_category(name="Tin xã")
    assert client.get(old).context["category"] == other
    # When nobody bears it any more, whoever had it last is.
    other.slug = "tin-khac"
    other.save()
    assert client.get(old).url == "/tin-tuc/tin-khac/"


def test_empty_category_says_so(client):
    category = make_category()
    html = client.get(category.get_absolute_url()).content.decode()
    assert "Chưa có bài nào ở đây." in html
    # Nothing leads to it either.
    assert category.get_absolute_url() not in client.get(LIST).content.decode()


def test_pages(client):
    category = make_category()
    for _ in range(13):
        make_article(category=category)
    assert len(titles(client.get(LIST))) == 12
    assert len(titles(client.get(LIST, {"page": 2}))) == 1
    for odd in ("0", "99", "x", "\0", "9" * 400):
        assert client.get(LIST, {"page": odd}).status_code == 200


def test_date_in_words(client):
    moment = timezone.make_aware(datetime(2022, 1, 5))
    make_article(published=moment)
    assert "Thứ Tư, 05/01/2022" in client.get(LIST).content.decode()


def test_queries_do_not_grow(client, django_assert_num_queries):
    for _ in range(4):
        make_article(image=make_image())
    tag = make_tag()
    tag.articles.add(*Article.objects.all())
    category = Category.objects.first()
    month = "/tin-tuc/2026/11/"
    for url in (LIST, category.get_absolute_url(), tag.get_absolute_url(), month):
        forget_pages()
        for queries in (5, 1):
            with django_assert_num_queries(queries):
                assert client.get(url).status_code == 200


def test_archive_by_month(client):
    for month, title in [(1, "Tháng Giêng"), (2, "Tháng Hai")]:
        moment = timezone.make_aware(datetime(2022, month, 1))
        make_article(title=title, published=moment)
    make_article(
        title="Đêm cuối", published=timezone.make_aware(datetime(2022, 1, 31, 23))
    )
    make_article(published=moment).withdraw()
    page = client.get("/tin-tuc/2022/1/")
    assert titles(page) == ["Đêm cuối", "Tháng Giêng"]
    assert "<h1>Tin tức tháng 1/2022</h1>" in page.content.decode()
    (year,) = page.context["years"]
    assert [(m.first_day.month, m.count) for m in year.months] == [(2, 1), (1, 2)]
    assert (year.number, year.count) == (2022, 3)
    assert "Tháng này không có bài" in client.get("/tin-tuc/2022/12/").content.decode()
    for odd in ("2022/0", "2022/13", "0000/1", "9999/12", "99999999999/1"):
        assert client.get(f"/tin-tuc/{odd}/").status_code == 404
