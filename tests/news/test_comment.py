"""A reader writes below an article: it waits, or is refused in words."""

import re
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from news.models import Comment
from news.models.comment import MOST_FROM_A_NETWORK, MOST_ON_AN_ARTICLE
from news.tokens import form_token
from tests.factories import make_article, make_comment, typed_comment
from tests.locks import elsewhere, wait_for_locks

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def send(client, article):
    """Send the form as a browser that has just read the page."""

    def send(to=article, network="203.0.113.7", **typed):
        sent = typed_comment(article, **typed)
        return client.post(to.get_absolute_url(), sent, REMOTE_ADDR=network)

    return send


def error(response, field):
    assert response.status_code == 200
    assert not Comment.objects.exists()
    return " ".join(response.context["form"].errors[field])


def test_a_comment_waits_and_is_thanked_for(send, client, article):
    response = send()
    assert response.status_code == 303
    assert response.url == reverse("news:comment_sent", args=[article.pk])
    comment = Comment.objects.get()
    assert comment.state == "waiting"
    assert comment.network == "203.0.113.0"
    assert "rất hay" not in client.get(article.get_absolute_url()).content.decode()


def test_thanks_know_nobody(send, client, article):
    address = send().url
    html = client.get(address).content.decode()
    assert "Cảm ơn bạn" in html
    assert "Bạn Đọc" not in html
    assert "rieng.example" not in html
    article.withdraw()
    assert client.get(address).status_code == 404


def test_no_cookie_and_no_cache_for_what_was_typed(send):
    for response in (send(), send(name="")):
        assert not response.cookies
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "họ tên"),
        ("name", "x" * 101, "100"),
        ("name", "An\u202eh", "ký tự ẩn"),
        ("email", "", "email"),
        ("email", "khong-phai", "chưa đúng"),
        ("email", "a\0b@x.example", "ký tự"),
        ("email", "a@x\u202e.example", "ký tự ẩn"),
        ("email", f"{'a' * 250}@x.example", "254"),
        ("text", "", "ý kiến"),
        ("text", " \u200b ", "ý kiến"),
        ("text", "x" * 2001, "2000"),
        ("text", "Chữ\0ẩn", "ký tự ẩn"),
        ("text", "Chữ\x1bẩn", "ký tự ẩn"),
        ("text", "Chữ\u202eẩn", "ký tự ẩn"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(send, field, typed, sentence):
    assert sentence in error(send(**{field: typed}), field)


def test_what_was_typed_stays(send):
    html = send(email="khong-phai", seconds="7").content.decode()
    assert "Bài viết rất hay." in html
    assert 'value="khong-phai"' in html
    assert 'value="Trần Thị Bạn Đọc"' in html
    assert 'name="seconds" value="7"' in html
    assert 'href="#id_email"' in html
    assert 'aria-invalid="true"' in html


def test_text_is_stored_in_nfc(send):
    send(text=unicodedata.normalize("NFD", "Đồng ý với đồng chí"))
    assert Comment.objects.get().text == "Đồng ý với đồng chí"


def test_script_in_every_field_is_text(send):
    evil = '"><script>alert(1)</script>'
    names = ("name", "text", "email", "token", "website", "seconds")
    html = send(**dict.fromkeys(names, evil)).content.decode()
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


@pytest.mark.parametrize("field", ["name", "text"])
def test_the_own_address_is_kept_out_of_what_is_public(send, field):
    typed = {field: "Hỏi tôi ở BanDoc@rieng.example nhé"}
    sent = send(email="bandoc@Rieng.example", **typed)
    assert "hiện công khai" in error(sent, field)


def test_one_megabyte_is_refused_in_words(send):
    response = send(text="x" * 2**20)
    assert response.status_code == 413
    assert "vẫn còn ở đó" in response.content.decode()
    assert not Comment.objects.exists()


def test_files_are_refused_before_they_are_read(client, article):
    sent = {"text": "x", "file": __file__}
    response = client.post(
        article.get_absolute_url(), sent, headers={"Content-Length": "5000000"}
    )
    assert response.status_code == 413


def test_a_long_text_stays_to_be_shortened(send):
    text = "Rất dài. " * 9000
    response = send(text=text)
    assert text.strip() in response.content.decode()
    assert "80999 ký tự" in error(response, "text")


def test_nonsense_is_no_error_of_ours(client, article):
    url = article.get_absolute_url()
    form = "application/x-www-form-urlencoded"
    for content_type, sent in [
        ("application/json", b"\xff\0{"),
        ("multipart/form-data", b"\xff\0{"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n"),
        ("text/plain", b"\xff\0{"),
        (f"{form}; charset=utf-7", b"text=x"),
        (f"{form}; charset=khong-co", b"text=x"),
        (form, b"text=%ed%a0%80%ff&name=%00&email=%00&website=%00&seconds=%00"),
        (form, b"x=1&" * 2000),
    ]:
        response = client.generic("POST", url, sent, content_type)
        assert response.status_code in (200, 400)
    assert not Comment.objects.exists()


# The token


def test_page_carries_a_token_that_works(client, send, article):
    page = client.get(article.get_absolute_url()).content.decode()
    (token,) = re.findall('name="token" value="([^"]+)"', page)
    assert send(token=token).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "1.2:x", "é\0", "1:2:3"])
def test_a_forged_token_is_refused(send, token):
    assert "mở đã lâu" in error(send(token=token), "__all__")


def test_a_token_of_another_article_is_refused(send):
    other = form_token(make_article().pk, at=timezone.now())
    assert "mở đã lâu" in error(send(token=other), "__all__")


@pytest.mark.parametrize(
    ("age", "status"), [(20 * HOUR, 303), (31 * HOUR, 200), (-11 * HOUR, 200)]
)
def test_a_token_is_good_for_thirty_hours(send, article, age, status):
    token = form_token(article.pk, at=timezone.now() - age)
    assert send(token=token).status_code == status


def test_after_an_old_token_the_page_brings_a_new_one(send):
    html = send(token="x").content.decode()
    assert "Bài viết rất hay." in html
    token = html.partition('name="token" value="')[2].partition('"')[0]
    assert send(token=token).status_code == 303


# Machines, bursts, the same again


def test_sent_twice_is_kept_once(send):
    assert send().status_code == send().status_code == 303
    again = send(name="trần thị BẠN ĐỌC ", email="BanDoc@rieng.example")
    assert again.status_code == 303
    assert Comment.objects.count() == 1


def test_others_with_the_same_words_are_others(send):
    send()
    send(email="khac@rieng.example")
    send(name="Người Khác")
    other = make_article()
    send(to=other, token=form_token(other.pk, at=timezone.now()))
    assert Comment.objects.count() == 4


def test_the_same_words_another_day_are_new(send):
    send()
    Comment.objects.update(sent_at=timezone.now() - 25 * HOUR)
    send()
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    "burst",
    [2 * MOST_FROM_A_NETWORK, pytest.param(200, marks=pytest.mark.slow, id="200")],
)
def test_a_burst_from_one_network_ends(send, burst):
    answers = Counter(
        send(text=f"Ý kiến {number}", network=f"203.0.113.{number}").status_code
        for number in range(burst)
    )
    # Each was either kept or refused with a page that says so.
    assert answers == {303: MOST_FROM_A_NETWORK, 429: burst - MOST_FROM_A_NETWORK}
    assert Comment.objects.count() == MOST_FROM_A_NETWORK
    refused = send(text="Thêm nữa", network="203.0.113.250")
    assert refused.status_code == 429
    assert "sau một giờ" in refused.content.decode()
    assert "Thêm nữa" in refused.content.decode()
    assert send(text="Nơi khác", network="198.51.100.7").status_code == 303
    Comment.objects.update(sent_at=timezone.now() - 2 * HOUR)
    assert send(text="Thêm nữa").status_code == 303


def test_readers_behind_an_unknown_proxy_do_not_share_a_limit(send):
    for number in range(MOST_FROM_A_NETWORK + 1):
        sent = send(text=f"Ý kiến {number}", network="127.0.0.1")
        assert sent.status_code == 303
    comment = Comment.objects.latest("pk")
    assert (comment.network, "no_network" in comment.reasons) == (None, True)


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_is_kept_once(article):
    sent = {"name": "Hà", "email": "ha@rieng.example", "text": "Rất hay."}

    @elsewhere
    def receive():
        Comment.objects.receive(article=article, network=None, **sent)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Comment.objects.receive(article=article, network=None, **sent)
        second = pool.submit(receive)
        wait_for_locks()
    second.result()
    assert Comment.objects.count() == 1


def test_an_article_fills_no_queue(send, article):
    for _ in range(MOST_ON_AN_ARTICLE):
        make_comment(article=article, network=None)
    refused = send(text="Thêm nữa")
    assert refused.status_code == 429
    assert "Bài này vừa nhận" in refused.content.decode()
    assert "Thêm nữa" in refused.content.decode()
    other = make_article()
    token = form_token(other.pk, at=timezone.now())
    assert send(to=other, token=token).status_code == 303
    Comment.objects.update(sent_at=timezone.now() - 2 * HOUR)
    assert send(text="Thêm nữa").status_code == 303


def test_sending_takes_few_queries(send, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        send()


def test_address_is_stored_composed(send, article):
    send(email=unicodedata.normalize("NFD", "ban@é.vn"))
    assert Comment.objects.get().email == "ban@é.vn"


def test_no_log_has_the_address(send, caplog):
    for typed in ({}, {"token": "x"}, {"text": "x" * 2**20}, {"name": "\0"}):
        send(**typed)
    assert "rieng" not in caplog.text


def test_history_does_not_name_who_was_signed_in(client, send, reader):
    client.force_login(reader)
    response = send()
    event = Comment.pgh_event_model.objects.get()
    assert event.pgh_context.metadata["user"] is None
    assert "Cookie" not in response.headers.get("Vary", "")
