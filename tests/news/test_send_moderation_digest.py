"""The mail to moderators: when something waits, to them alone, about nobody."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.mail.backends.filebased import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from members.models import User
from partyportal.vietnamese import today
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


def send():
    said = StringIO()
    call_command("send_moderation_digest", "https://xa.example/", stdout=said)
    return said.getvalue()


@pytest.fixture
def moderator(moderator):
    User.objects.filter(pk=moderator.pk).update(email="duyet@xa.example")
    return moderator


def test_no_mail_where_nothing_waits(moderator, mailoutbox):
    make_comment(article=make_article(), state="approved", by=moderator)
    assert "0 ý kiến" in send()
    assert mailoutbox == []


def test_each_moderator_is_told_what_waits(moderator, mailoutbox):
    second = make_user(duty="moderator")
    User.objects.filter(pk=second.pk).update(email="duyet2@xa.example")
    assert not make_user(duty="moderator").email
    article = make_article(title="Đường làng “mới” & đẹp")
    make_comment(article=article, sent_at=timezone.now() - timedelta(days=1))
    make_comment(article=article, reasons=["link"])
    assert "2 ý kiến chờ duyệt, đã gửi 2 thư." in send()
    assert sorted(mail.to for mail in mailoutbox) == [
        ["duyet2@xa.example"],
        ["duyet@xa.example"],
    ]
    mail = mailoutbox[0]
    assert mail.subject == "Có 2 ý kiến bạn đọc chờ duyệt"
    expected = "Đường làng “mới” & đẹp: 2 ý kiến, 1 có dấu hiệu cần xem kỹ; lâu nhất từ"
    assert expected in mail.body
    assert "https://xa.example/noi-bo/y-kien/\n" in mail.body


def test_no_word_about_the_readers(moderator, settings, tmp_path):
    """As it leaves: a whole mail, headers and all."""
    settings.EMAIL_BACKEND = f"{EmailBackend.__module__}.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    comment = make_comment(article=make_article(), name="Nguyễn Thị Kín")
    send()
    [file] = tmp_path.iterdir()
    text = file.read_bytes().decode()
    assert "To: duyet@xa.example" in text
    for private in (comment.name, comment.email, comment.text, comment.network):
        assert private not in text


def with_an_ended_duty(moderator):
    moderator.held_duties.update(
        started_on=today() - timedelta(days=9), ended_on=today() - timedelta(days=1)
    )


def with_a_closed_account(moderator):
    User.objects.filter(pk=moderator.pk).update(is_active=False)


@pytest.mark.parametrize("stands", [with_an_ended_duty, with_a_closed_account])
def test_who_is_no_moderator_today_gets_nothing(moderator, mailoutbox, stands):
    make_comment(article=make_article())
    make_user(duty="publisher")
    stands(moderator)
    with pytest.raises(CommandError, match="không người duyệt nào có địa chỉ email"):
        send()
    assert mailoutbox == []
