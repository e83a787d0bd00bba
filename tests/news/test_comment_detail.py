"""One comment: its history, and what the office of the committee answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_article, make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(moderator):
    return make_comment(article=make_article(), state="approved", by=moderator)


def public_page(client, comment):
    return client.get(comment.article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["moderator", "publisher"])
def test_the_office_answers_once_below_the_comment(client, request, comment, role):
    user = request.getfixturevalue(role)
    client.force_login(user)
    sent = {"reply": "Cảm ơn bạn.\r\n<b>Xã</b> sẽ làm."}
    response = client.post(comment.get_absolute_url(), sent, follow=True)
    assert "Đã lưu câu trả lời." in response.content.decode()
    html = public_page(client, comment)
    assert "Văn phòng Đảng ủy xã trả lời" in html
    assert "Cảm ơn bạn.\n&lt;b&gt;Xã&lt;/b&gt; sẽ làm." in html
    assert str(user) not in html
    client.post(comment.get_absolute_url(), {"reply": "", "was": sent["reply"]})
    assert "trả lời" not in public_page(client, comment)


def test_an_answer_to_what_is_not_shown_waits_with_it(client, moderator, comment):
    client.force_login(moderator)
    type(comment).objects.reconsider()
    client.post(comment.get_absolute_url(), {"reply": "Xin trả lời sau."})
    assert "Xin trả lời" not in public_page(client, comment)
    page = client.get(comment.get_absolute_url()).content.decode()
    assert "chỉ hiện khi ý kiến được duyệt" in page
    type(comment).objects.approve(by=moderator)
    assert "Xin trả lời" in public_page(client, comment)


def test_a_decision_loses_no_answer_that_was_just_written(client, moderator, comment):
    client.force_login(moderator)
    type(comment).objects.reconsider()
    sent = {"reply": "Xin cảm ơn.", "decision": "approve", "comments": comment.pk}
    client.post(comment.get_absolute_url(), sent)
    assert "Xin cảm ơn." in public_page(client, comment)


def test_who_does_not_moderate_decides_nothing(client, publisher, comment):
    client.force_login(publisher)
    assert "decision" not in client.get(comment.get_absolute_url()).content.decode()
    sent = {"reply": "", "decision": "reconsider", "comments": comment.pk}
    client.post(comment.get_absolute_url(), sent)
    comment.refresh_from_db()
    assert comment.state == "approved"


def test_the_same_answer_again_changes_nothing(client, moderator, publisher, comment):
    comment.answer("Cảm ơn bạn.", by=moderator)
    client.force_login(publisher)
    sent = {"reply": "Cảm ơn bạn. ", "was": "Cảm ơn."}
    assert client.post(comment.get_absolute_url(), sent).status_code == 302
    comment.refresh_from_db()
    assert comment.replied_by == moderator


def sent_from(page, **changes):
    """What the form of a page sends, as it was filled in when the page was opened."""
    return {name: page.context["form"][name].value() for name in ("reply", "was")} | (
        changes
    )


def test_who_answers_second_sees_the_first_answer(
    client, moderator, publisher, comment
):
    client.force_login(publisher)
    opened = client.get(comment.get_absolute_url())
    comment.answer("Xã đã\nsửa đường.", by=moderator)
    sent = sent_from(opened, reply="Xin cảm ơn.")
    asked = client.post(comment.get_absolute_url(), sent)
    html = asked.content.decode()
    assert "đã có người lưu một câu trả lời khác" in html
    assert "Xã đã\nsửa đường.</p>" in html
    assert "Xin cảm ơn.</textarea>" in html
    comment.refresh_from_db()
    assert comment.reply == "Xã đã\nsửa đường."
    # Asked, and sent once more.
    client.post(comment.get_absolute_url(), sent_from(asked))
    comment.refresh_from_db()
    assert (comment.reply, comment.replied_by) == ("Xin cảm ơn.", publisher)


def test_an_answer_taken_away_meanwhile_is_told(client, moderator, publisher, comment):
    comment.answer("Cảm ơn bạn.", by=moderator)
    client.force_login(publisher)
    opened = client.get(comment.get_absolute_url())
    comment.answer("", by=moderator)
    sent = sent_from(opened, reply="Cảm ơn bạn nhiều.")
    asked = client.post(comment.get_absolute_url(), sent)
    assert "đã có người bỏ câu trả lời" in asked.content.decode()
    comment.refresh_from_db()
    assert comment.reply == ""


def test_a_decision_leaves_the_answer_that_came_meanwhile(
    client, moderator, publisher, comment
):
    client.force_login(moderator)
    opened = client.get(comment.get_absolute_url())
    comment.answer("Cảm ơn bạn.", by=publisher)
    sent = sent_from(opened, decision="reconsider", comments=comment.pk)
    client.post(comment.get_absolute_url(), sent)
    comment.refresh_from_db()
    assert (comment.reply, comment.state) == ("Cảm ơn bạn.", "waiting")


def test_a_comment_is_locked_before_it_is_answered(client, moderator, comment):
    client.force_login(moderator)
    with CaptureQueriesContext(connection) as queries:
        client.post(comment.get_absolute_url(), {"reply": "Cảm ơn bạn."})
    assert any("FOR UPDATE" in query["sql"] for query in queries)


@pytest.mark.parametrize("reply", ["x" * 2001, "Chữ\0ẩn", "An\u202eh"])
def test_what_cannot_be_kept_is_refused(client, moderator, comment, reply):
    client.force_login(moderator)
    response = client.post(comment.get_absolute_url(), {"reply": reply})
    assert response.context["form"].errors["reply"]
    comment.refresh_from_db()
    assert comment.reply == ""


def test_history_says_who_decided_and_when(client, moderator):
    comment = make_comment(article=make_article())
    client.force_login(moderator)
    decide = "/noi-bo/y-kien/duyet/"
    for decision in ("refuse", "reconsider", "approve"):
        client.post(decide, {"decision": decision, "comments": comment.pk})
    client.post(comment.get_absolute_url(), {"reply": "Cảm ơn bạn."})
    page = client.get(comment.get_absolute_url())
    titles = [step.by for step in page.context["steps"]]
    assert titles == [str(moderator)] * 4 + [""]
    html = page.content.decode()
    for expected in ("Trạng thái: Không đăng", "Trạng thái: Đã duyệt", "Bạn đọc gửi"):
        assert expected in html


def test_a_publisher_answers_only_what_was_approved(client, publisher, comment):
    client.force_login(publisher)
    assert (
        "rieng.example" not in client.get(comment.get_absolute_url()).content.decode()
    )
    type(comment).objects.reconsider()
    sent = {"reply": "Cảm ơn bạn."}
    assert client.post(comment.get_absolute_url(), sent).status_code == 404
