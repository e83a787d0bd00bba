"""The moderators' queue: what waits, why to look twice, decisions and the way back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news.models import Comment
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

LIST = reverse("news:comment_list")
DECIDE = reverse("news:comment_decide")


@pytest.fixture
def article():
    return make_article(title="Đường làng mới")


@pytest.fixture
def queue(client, moderator):
    client.force_login(moderator)
    return client


def shown(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return list(response.context["page"])


def decide(client, decision, *comments, query=""):
    sent = {"decision": decision, "comments": [comment.pk for comment in comments]}
    return client.post(DECIDE + query, sent, follow=True)


def state(comment):
    comment.refresh_from_db()
    return comment.state


@pytest.mark.parametrize(
    ("role", "status"),
    [("moderator", 200), ("publisher", 200), ("editor", 403), ("office", 403)],
)
def test_who_reads_comments(client, request, article, role, status):
    comment = make_comment(article=article)
    client.force_login(request.getfixturevalue(role))
    assert client.get(LIST).status_code == status
    expected = 404 if role == "publisher" else status
    assert client.get(comment.get_absolute_url()).status_code == expected


def test_the_longest_waiting_stands_first(queue, article, moderator):
    new = make_comment(article=article)
    old = make_comment(article=article, sent_at=timezone.now() - timedelta(days=2))
    make_comment(article=article, state="approved", by=moderator)
    assert shown(queue) == [old, new]


def test_a_comment_is_shown_with_all_that_helps_to_decide(queue, article):
    make_comment(article=article, text="Dòng một\n<b>hai</b>", reasons=["link", "trap"])
    html = queue.get(LIST).content.decode()
    for expected in [
        "Dòng một\n&lt;b&gt;hai&lt;/b&gt;",
        "bandoc@rieng.example",
        article.get_absolute_url(),
        "Có địa chỉ trang web",
        "Đã điền ô bẫy máy",
        "<kbd>A</kbd> duyệt đăng",
    ]:
        assert expected in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "approved"}, ["approved"]),
        ({"state": "khong-co"}, ["plain", "marked"]),
        ({"reason": "link"}, ["marked"]),
        ({"reason": "none"}, ["plain"]),
        ({"reason": "khong-co"}, ["plain", "marked"]),
        ({"q": "duong lang"}, ["plain", "marked"]),
        ({"q": "hay qua"}, ["plain"]),
        ({"q": "nguoi xa"}, ["marked"]),
        ({"q": "\0%"}, []),
    ],
)
def test_search(queue, article, moderator, query, found):
    rows = {
        "plain": make_comment(article=article, text="Hay quá"),
        "marked": make_comment(article=article, name="Người Xa", reasons=["link"]),
        "approved": make_comment(article=article, state="approved", by=moderator),
    }
    if "\0" in query.get("q", ""):
        assert queue.get(LIST, query).status_code == 200
    else:
        assert shown(queue, **query) == [rows[name] for name in found]


@pytest.mark.parametrize(
    ("decision", "expected"), [("approve", "approved"), ("refuse", "refused")]
)
def test_many_are_decided_at_once_and_taken_back(
    queue, article, moderator, decision, expected
):
    first, second, third = (make_comment(article=article) for _ in range(3))
    response = decide(queue, decision, first, second)
    assert (state(first), state(second), state(third)) == (
        expected,
        expected,
        "waiting",
    )
    assert first.decided_by == moderator
    assert set(response.context["last"]) == {first, second}
    assert 'value="undo"' in response.content.decode()
    response = decide(queue, "undo", *response.context["last"])
    assert (state(first), state(second)) == ("waiting", "waiting")
    assert response.context["last"] == []
    label = Comment.State.WAITING.label
    events = first.events.order_by("pgh_id")
    assert [e.state for e in events] == ["waiting", expected, "waiting"]
    assert events[1].pgh_context.metadata["user"] == moderator.pk
    assert label in queue.get(LIST).content.decode()


def test_the_last_decision_comes_first_to_take_back(queue, article):
    first, second = (make_comment(article=article) for _ in range(2))
    decide(queue, "approve", first)
    assert decide(queue, "refuse", second).context["last"] == [second]
    # Somebody else has taken it back meanwhile.
    decide(queue, "reconsider", second)
    response = decide(queue, "reconsider", second)
    assert "1 ý kiến vừa có người khác quyết định" in response.content.decode()


def test_the_way_back_is_open_for_an_hour(queue, article, moderator):
    comment = make_comment(article=article, state="approved", by=moderator)
    assert queue.get(LIST).context["last"] == [comment]
    Comment.objects.update(decided_at=timezone.now() - timedelta(hours=1, minutes=1))
    assert queue.get(LIST).context["last"] == []
    decide(queue, "reconsider", comment)
    assert state(comment) == "waiting"


def test_nobody_undoes_what_another_decided(queue, article):
    other = make_user(duty="moderator")
    comment = make_comment(article=article, state="refused", by=other)
    assert queue.get(LIST).context["last"] == []
    # The page was opened while it waited, or when it had been decided by its reader.
    for decision in ("approve", "undo"):
        response = decide(queue, decision, comment)
        assert state(comment) == "refused"
        assert comment.decided_by == other
        assert "1 ý kiến vừa có người khác quyết định" in response.content.decode()


def test_what_was_looked_for_stays(queue, article):
    comment = make_comment(article=article, reasons=["link"])
    response = decide(queue, "refuse", comment, query="?reason=link")
    assert response.redirect_chain == [(f"{LIST}?reason=link", 302)]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"decision": "approve"},
        {"decision": "approve", "comments": ["x"]},
        {"decision": "approve", "comments": ["9" * 30]},
        {"decision": "approve", "comments": ["\0"]},
        {"decision": "loeschen", "comments": ["1"]},
    ],
)
def test_nonsense_decides_nothing(queue, article, sent):
    make_comment(article=article)
    response = queue.post(DECIDE, sent, follow=True)
    assert "Chưa chọn ý kiến nào." in response.content.decode()
    assert Comment.objects.get().state == "waiting"


def test_only_moderators_decide(client, publisher, article):
    client.force_login(publisher)
    assert decide(client, "approve", make_comment(article=article)).status_code == 403


def test_a_publisher_sees_what_is_public_and_no_address(
    client, publisher, moderator, article
):
    make_comment(article=article, text="Đang chờ")
    make_comment(article=article, text="Đã duyệt rồi", state="approved", by=moderator)
    client.force_login(publisher)
    html = client.get(LIST).content.decode()
    assert "Đã duyệt rồi" in html
    assert "Đang chờ" not in html
    assert "rieng.example" not in html


def test_queries_do_not_grow(queue, article, moderator, django_assert_max_num_queries):
    for _ in range(10):
        make_comment(article=make_article(), reasons=["link"])
        make_comment(article=make_article(), state="approved", by=moderator)
    for query in ({}, {"state": "approved"}):
        with django_assert_max_num_queries(8):
            shown(queue, **query)


def test_home_leads_to_what_waits(queue, article):
    home = reverse("home")
    assert "Không có ý kiến nào đang chờ duyệt" in queue.get(home).content.decode()
    make_comment(article=article)
    html = queue.get(home).content.decode()
    assert "Có 1 ý kiến chờ duyệt." in html
    assert f'href="{LIST}"' in html
