"""Addresses of readers go when their time is over; what they said stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from news.models.comment import EMAIL_KEPT_DAYS
from tests.factories import make_article, make_comment

pytestmark = pytest.mark.django_db


def erase():
    said = StringIO()
    call_command("erase_comment_emails", stdout=said)
    return said.getvalue()


@pytest.fixture
def old(moderator):
    sent = timezone.now() - timedelta(days=EMAIL_KEPT_DAYS, minutes=1)
    article = make_article()
    return make_comment(article=article, sent_at=sent, state="approved", by=moderator)


def test_old_addresses_go_and_new_ones_stay(old):
    sent = timezone.now() - timedelta(days=EMAIL_KEPT_DAYS - 1)
    new = make_comment(article=old.article, sent_at=sent)
    # Whose address was erased on request before its time.
    asked = make_comment(article=old.article, sent_at=old.sent_at, email="")
    assert "của 2 ý kiến" in erase()
    asked.refresh_from_db()
    assert asked.network is None
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.email, old.network) == ("", None)
    assert (new.email, new.network) == ("bandoc@rieng.example", "203.0.113.0")
    assert "của 0 ý kiến" in erase()


def test_the_comment_stays_and_no_history_keeps_the_address(client, old):
    before = old.events.count()
    erase()
    assert old.text in client.get(old.article.get_absolute_url()).content.decode()
    assert old.events.count() == before
    columns = {field.name for field in old.events.model._meta.fields}
    assert not columns & {"email", "network"}


def test_the_moderator_is_told_that_it_is_gone(client, moderator, old):
    client.force_login(moderator)
    erase()
    page = client.get(old.get_absolute_url()).content.decode()
    assert "email đã xóa" in page


def test_the_form_promises_what_the_command_does(client, old):
    page = client.get(old.article.get_absolute_url()).content.decode()
    assert f"bị xóa sau {EMAIL_KEPT_DAYS} ngày" in page
