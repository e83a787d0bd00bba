from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_article,
    make_category,
    make_cell,
    make_image,
    make_member,
    make_members,
)

pytestmark = pytest.mark.django_db


def test_front_page_says_who_we_are(client, cell):
    make_members(3, cell=cell)
    html = client.get(reverse("front")).content.decode()
    assert "Ban Chấp hành Đảng bộ xã Bắc Bình" in html
    assert "Chi bộ thôn Đông" in html
    assert "1 chi bộ trực thuộc, 3 đảng viên" in html
    assert reverse("account_login") in html


def test_closed_cell_is_not_on_the_front_page(client):
    make_cell(name="Chi bộ đã giải thể", ended_on="2020-12-31")
    assert "giải thể" not in client.get(reverse("front")).content.decode()


def test_front_page_names_no_person(client, secretary):
    assert "Bí Thư" not in client.get(reverse("front")).content.decode()


def test_queries_of_the_front_page_do_not_grow(client, django_assert_num_queries):
    for _ in range(5):
        make_members(2, cell=make_cell())
        make_article(image=make_image())
    with django_assert_num_queries(7):
        client.get(reverse("front"))
    with django_assert_num_queries(1):
        client.get(reverse("front"))


def test_front_page_leads_with_the_newest_article(client):
    hour = timedelta(hours=1)
    category = make_category(name="Xây dựng Đảng")
    moments = [timezone.now() - number * hour for number in range(12)]
    articles = [make_article(category=category, published=m) for m in moments[1:]]
    articles.insert(0, make_article(title="Mục chỉ có bài này", published=moments[0]))
    make_article(title="Bài còn chờ", published=timezone.now() + hour)
    make_article(title="Bản nháp", published=None)
    page = client.get(reverse("front"))
    assert page.context["first_article"] == articles[0]
    assert page.context["next_articles"] == articles[1:6]
    assert page.context["blocks"] == [(category, articles[6:10])]
    html = page.content.decode()
    assert "Bài còn chờ" not in html
    assert "Bản nháp" not in html


def test_front_page_is_sent_only_when_it_changed(client):
    first = client.get(reverse("front"))
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get(reverse("front"), headers=again).status_code == 304
    make_article()
    assert client.get(reverse("front"), headers=again).status_code == 200


def test_front_page_counts_the_members_of_this_moment(client, cell):
    for count in (1, 2):
        make_member(cell=cell)
        assert f"{count} đảng viên" in client.get(reverse("front")).content.decode()
    make_cell(name="Chi bộ thôn Mới")
    assert "Chi bộ thôn Mới" in client.get(reverse("front")).content.decode()


@pytest.mark.parametrize("name", ["front", "health", "robots"])
def test_public_page_takes_no_post(client, name):
    assert client.post(reverse(name)).status_code == 405


def test_health_asks_the_database_once(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(reverse("health"))
    assert response.status_code == 200


def test_health_says_that_the_database_is_away(client, monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get(reverse("health"))
    assert response.status_code == 503
    assert response.content.decode() == "Cơ sở dữ liệu chưa trả lời.\n"


def test_robots_keep_out_of_private_pages(client):
    lines = client.get(reverse("robots")).content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /noi-bo/", "Disallow: /quan-tri/", "Disallow: /dang-nhap/"} <= {
        *lines
    }
