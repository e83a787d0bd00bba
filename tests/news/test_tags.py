from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from news.models import Stamp, Tag
from tests.admin_pages import errors, posted
from tests.factories import make_article, make_tag
from tests.locks import elsewhere, wait_for_locks

pytestmark = pytest.mark.django_db


def titles(response):
    return [article.title for article in response.context["page"]]


@pytest.fixture
def tag():
    return make_tag(name="Nông thôn mới")


@pytest.fixture
def article(tag):
    article = make_article(title="Hiến đất làm đường")
    article.tags.add(tag)
    return article


def test_a_tag_shows_its_articles(client, tag, article):
    make_article(title="Bài khác")
    make_article(title="Nháp", published=None).tags.add(tag)
    page = client.get("/the/nong-thon-moi/")
    assert titles(page) == ["Hiến đất làm đường"]
    assert "<h1>Nông thôn mới</h1>" in page.content.decode()


def test_a_tag_without_articles_says_so(client, tag):
    page = client.get(tag.get_absolute_url())
    assert page.status_code == 200
    assert "Chưa có bài nào ở đây." in page.content.decode()
    assert client.get("/the/khong-co/").status_code == 404


def test_one_word_is_one_tag_however_it_is_written(tag):
    assert make_tag(name="NÔNG  THÔN MỚI") == tag
    assert make_tag(name="Nông thôn mới") == tag


def test_tags_become_one_and_the_old_address_leads_on(client, tag, article):
    other, third = make_tag(name="NTM"), make_tag(name="Xã NTM")
    third.merge_into(tag)
    tag.merge_into(other)
    tag.merge_into(third)
    assert titles(client.get("/the/ntm/")) == ["Hiến đất làm đường"]
    for old in ("nong-thon-moi", "xa-ntm"):
        response = client.get(f"/the/{old}/")
        assert (response.status_code, response.url) == (301, "/the/ntm/")
    assert make_tag(name="Nông thôn mới") == other
    assert article.tags.get() == other


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_at_once_make_no_circle(client):
    one, other, third = make_tag(name="Một"), make_tag(name="Hai"), make_tag()
    article = make_article()
    article.tags.add(one)

    @elsewhere
    def merge_back():
        Tag.objects.get(name="Hai").merge_into(one)
        Tag.objects.get(name="Hai").merge_into(third)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        one.merge_into(other)
        second = pool.submit(merge_back)
        wait_for_locks()
    second.result()
    for address in ("/the/mot/", "/the/hai/"):
        assert client.get(address).url == third.get_absolute_url()
    assert article.tags.get() == third


def test_a_renamed_tag_takes_its_old_address_along(client, tag, article):
    tag.name = "Nông thôn kiểu mẫu"
    tag.save()
    response = client.get("/the/nong-thon-moi/")
    assert (response.status_code, response.url) == (301, tag.get_absolute_url())
    tag.merge_into(make_tag(name="NTM"))
    assert client.get("/the/nong-thon-moi/").url == "/the/ntm/"
    # Whose name it becomes has it from then on.
    other = make_tag(name="Nông thôn mới")
    assert client.get("/the/nong-thon-moi/").context["tag"] == other


def test_an_editor_changes_no_word_that_readers_see(client, editor, publisher, tag):
    address = reverse("admin:news_tag_change", args=[tag.pk])
    draft = make_article(published=None)
    draft.tags.add(tag)
    client.force_login(editor)
    assert client.post(address, {"name": "Nông thôn xanh"}).status_code == 302
    draft.approve(by=publisher)
    assert client.post(address, {"name": "Lời khác"}).status_code == 403
    client.force_login(publisher)
    assert client.post(address, {"name": "Nông thôn mới"}).status_code == 302


def test_an_article_opened_before_a_merge_gets_the_tag_that_stays(client, editor, tag):
    draft, other = make_article(published=None), make_tag(name="NTM")
    draft.tags.add(tag)
    client.force_login(editor)
    change = reverse("admin:news_article_change", args=[draft.pk])
    sent = posted(client.get(change), title="Đã sửa")
    tag.merge_into(other)
    assert client.post(change, sent).status_code == 302
    assert draft.tags.get() == other


@contextmanager
def refused(message):
    with pytest.raises(IntegrityError, match=message) as raised, transaction.atomic():
        yield
    assert raised.value.__cause__.sqlstate == "23001"


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_keeps_articles_off_a_merged_tag(tag, article):
    other = make_tag(name="NTM")
    merge = "UPDATE news_tag SET merged_into_id = %s WHERE id = %s"
    with refused("Còn bài gắn thẻ này"):
        execute(merge, other.pk, tag.pk)
    tag.merge_into(other)
    with refused("đã gộp vào thẻ khác"):
        execute("UPDATE news_article_tags SET tag_id = %s", tag.pk)
    give = (
        "INSERT INTO news_article_tags (article_id, tag_id) VALUES (%s, %s), (%s, %s)"
    )
    draft = make_article(published=None)
    with refused("đã gộp vào thẻ khác"):
        execute(give, draft.pk, other.pk, draft.pk, tag.pk)
    execute(merge, None, tag.pk)
    execute(give, draft.pk, other.pk, draft.pk, tag.pk)


@pytest.mark.django_db(transaction=True)
def test_an_article_gets_no_tag_while_it_is_merged():
    tag, other, article = make_tag(name="Một"), make_tag(name="Hai"), make_article()

    @elsewhere
    def give_tag():
        with refused("đã gộp vào thẻ khác"):
            article.tags.add(tag)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        tag.merge_into(other)
        second = pool.submit(give_tag)
        wait_for_locks()
    second.result()


@pytest.mark.django_db(transaction=True)
def test_an_article_saved_while_its_tag_is_merged_gets_the_other():
    tag, other, article = make_tag(name="Một"), make_tag(name="Hai"), make_article()

    @elsewhere
    def merge():
        tag.merge_into(other)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            # This raises the stamp, for which the merge waits, holding no tag yet.
            article.withdraw()
            second = pool.submit(merge)
            wait_for_locks()
            article.tags.add(tag)
        second.result()
    assert article.tags.get() == other


@pytest.mark.django_db(transaction=True)
def test_an_article_saved_while_its_tag_is_renamed_gets_it(client, publisher):
    tag, article = make_tag(name="Một"), make_article()
    client.force_login(publisher)
    address = reverse("admin:news_tag_change", args=[tag.pk])

    @elsewhere
    def rename():
        return client.post(address, {"name": "Hai"})

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            article.withdraw()
            second = pool.submit(rename)
            wait_for_locks()
            article.tags.add(tag)
        assert second.result().status_code == 302
    assert article.tags.get().name == "Hai"


@pytest.mark.django_db(transaction=True)
def test_a_merge_passes_an_article_that_is_being_saved(client, publisher):
    tag, other, article = make_tag(name="Một"), make_tag(name="Hai"), make_article()
    article.tags.add(tag)
    client.force_login(publisher)
    change = reverse("admin:news_article_change", args=[article.pk])
    sent = posted(client.get(change), title="Đã sửa")

    @elsewhere
    def save():
        return client.post(change, sent)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Stamp.objects.hold()
            second = pool.submit(save)
            wait_for_locks()
            tag.merge_into(other)
        assert second.result().status_code == 302
    assert article.tags.get() == other


@pytest.mark.django_db(transaction=True)
def test_a_tag_is_not_merged_past_an_article_that_gets_it():
    tag, other, article = make_tag(name="Một"), make_tag(name="Hai"), make_article()

    @elsewhere
    def merge():
        with refused("Còn bài gắn thẻ này"):
            Tag.objects.filter(pk=tag.pk).update(merged_into=other)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            article.tags.add(tag)
            second = pool.submit(merge)
            wait_for_locks()
        second.result()


def test_history_keeps_what_was_tagged(article):
    event = article.tags.through.__subclasses__()[0].pgh_event_model.objects.get()
    assert (event.article, event.pgh_label) == (article, "insert")
    article.tags.clear()
    assert type(event).objects.latest("pgh_id").pgh_label == "delete"


def test_an_editor_makes_a_tag_and_only_a_publisher_merges(client, editor, publisher):
    client.force_login(editor)
    add = reverse("admin:news_tag_add")
    assert client.post(add, {"name": "Chuyển đổi số"}).status_code == 302
    again = client.post(add, {"name": "chuyển đổi  SỐ"})
    assert errors(again, "name") == ["Đã có thẻ này."]
    assert "chữ hoặc số" in errors(client.post(add, {"name": "…"}), "name")[0]
    kept = Tag.objects.get()
    make_article().tags.add(kept)
    merged = make_tag(name="Số hóa")
    rows = {"action": "merge", "_selected_action": [kept.pk, merged.pk]}
    client.post(reverse("admin:news_tag_changelist"), rows)
    assert not Tag.objects.filter(merged_into=kept).exists()
    client.force_login(publisher)
    tags = reverse("admin:news_tag_changelist")
    client.post(tags, rows)
    assert Tag.objects.get(merged_into=kept) == merged
    page = client.post(tags, rows, follow=True)
    assert "Hãy chọn từ hai thẻ trở lên." in page.content.decode()
    assert list(page.context["cl"].result_list) == [kept]
