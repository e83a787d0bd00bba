"""The page that says what is kept of readers."""

from django.urls import reverse

from news.models.comment import EMAIL_KEPT_DAYS


def test_page_says_what_is_kept_and_how_long(client, db, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = client.get("/quyen-rieng-tu/").content.decode()
    assert page.count(f"{EMAIL_KEPT_DAYS} ngày từ khi gửi") == 2
    assert "91/2025/QH15" in page
    assert "Văn phòng Đảng ủy xã Bắc Bình" in page


def test_every_page_leads_there(client, db):
    for path in ("/", "/tin-tuc/", "/dang-nhap/"):
        page = client.get(path).content.decode()
        assert f'href="{reverse("news:privacy")}"' in page
