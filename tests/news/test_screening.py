"""What makes a moderator look twice: each sign adds its named reason, and no more."""

import unicodedata
from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Comment
from news.screening import QUICKEST, Reason, reasons_in
from tests.factories import make_article, make_comment, typed_comment


@pytest.fixture
def article(db):
    return make_article()


@pytest.fixture
def reasons(client, article):
    """Send a comment as a reader would, and say what a moderator is told of it."""

    def reasons(headers=None, network="203.0.113.7", **typed):
        sent = typed_comment(article, **typed)
        url = article.get_absolute_url()
        response = client.post(url, sent, headers=headers, REMOTE_ADDR=network)
        assert response.status_code == 303
        return Comment.objects.latest("pk").reasons

    return reasons


@pytest.mark.parametrize(
    "text",
    [
        "Bài viết rất hay, cảm ơn chi ủy thôn.",
        "Số hộ nghèo còn 12, năm 2021 là 1.536 hộ, đạt 89,9 %.",
        "Tôi lo để các cháu học hành tử tế.",
        "Đồng chí nói rất đúng. Việt Nam ta",
        "Đàn cá động đậy dưới ao.",
        "",
    ],
)
def test_plain_words_give_no_reason(text):
    assert reasons_in(text) == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Xem https://x.example", Reason.LINK),
        ("Vào trang lo-de88.VIP nhé", Reason.LINK),
        ("Gọi 0912 345 678", Reason.CONTACT),
        ("Gọi 0912.345.678", Reason.CONTACT),
        ("Viết cho ban@x nhé", Reason.CONTACT),
        ("VAY TIỀN nhanh", Reason.WORDS),
        ("vay,tiền nhanh", Reason.WORDS),
        ("vay tien nhanh, lai suat thap", Reason.WORDS),
        (unicodedata.normalize("NFC", "chơi tài xỉu"), Reason.WORDS),
    ],
)
def test_words_that_give_a_reason(text, reason):
    assert reasons_in(text) == {reason}


def test_reading_two_thousand_letters_is_quick():
    for text in ("a" * 2000, "1 " * 1000, "a." * 1000, "@" * 2000, "vay " * 500):
        started = timezone.now()
        reasons_in(text)
        assert timezone.now() - started < timedelta(seconds=0.2)


def test_a_reader_who_takes_time_gives_no_reason(reasons):
    assert reasons() == []
    same = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert reasons(headers=same, text="Một ý nữa", seconds=str(QUICKEST)) == []


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"website": "https://x.example"}, "trap"),
        ({"website": "\0"}, "trap"),
        ({"seconds": "0"}, "quick"),
        ({"seconds": ""}, "untimed"),
        ({"seconds": "-5"}, "untimed"),
        ({"seconds": "²"}, "untimed"),
        ({"seconds": "٣٠"}, "untimed"),
        ({"seconds": "9" * 5000}, "untimed"),
        ({"headers": {"Origin": "https://x.example"}}, "foreign"),
        ({"headers": {"Origin": "null"}}, "foreign"),
        ({"headers": {"Sec-Fetch-Site": "cross-site"}}, "foreign"),
        ({"network": "10.0.0.1"}, "no_network"),
        ({"name": "Vay tiền"}, "words"),
    ],
)
def test_the_way_of_sending_gives_a_reason(reasons, typed, reason):
    assert reasons(**typed) == [reason]


@pytest.mark.parametrize(("days", "found"), [(29, ["same_words"]), (31, [])])
def test_the_words_of_another_reader(reasons, days, found):
    sent_at = timezone.now() - timedelta(days=days)
    make_comment(article=make_article(), text="Bài viết rất hay.", sent_at=sent_at)
    assert reasons() == found


def test_a_network_that_sends_much(reasons, article):
    for _ in range(3):
        make_comment(article=article, network="203.0.113.0")
    assert reasons() == ["busy_network"]
    assert reasons(network="198.51.100.1", text="Nơi khác") == []


@pytest.mark.parametrize(
    "known", [{"email": "BANDOC@rieng.example"}, {"network": "203.0.113.0"}]
)
def test_who_was_refused_before(reasons, article, moderator, known):
    fields = {"email": "khac@rieng.example", "network": "198.51.100.0", **known}
    make_comment(article=article, state="refused", by=moderator, **fields)
    assert reasons() == ["once_refused"]


def test_an_unknown_network_is_not_held_against_anyone(reasons, article, moderator):
    fields = {"email": "khac@rieng.example", "network": None}
    make_comment(article=article, state="refused", by=moderator, **fields)
    assert reasons(network="") == ["no_network"]


def test_reasons_come_in_their_order(reasons):
    sent = {"website": "x", "seconds": "0", "text": "Gọi 0912345678, casino.com"}
    assert reasons(**sent) == ["trap", "quick", "link", "contact", "words"]
