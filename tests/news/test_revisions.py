"""The versions of an article: who, when, what became of which words, and back again."""

import pytest
from django.urls import reverse

from news.models import Article
from news.revisions import ONLY_FORM, revisions, word_pieces
from tests.admin_pages import posted
from tests.factories import make_article, make_category, make_image

pytestmark = pytest.mark.django_db


def signs(old, new):
    return [(piece.sign, piece.words) for piece in word_pieces(old, new)]


@pytest.fixture
def article():
    return make_article(published=None, title="Tên cũ", body="<p>Một hai</p>")


def change(client, article, **fields):
    address = reverse("admin:news_article_change", args=[article.pk])
    return client.post(address, posted(client.get(address), **fields))


def versions_url(article):
    return reverse("admin:news_article_history", args=[article.pk])


def test_the_difference_is_told_in_words():
    assert signs("Năm thôn góp công", "Sáu thôn góp của") == [
        ("-", "Năm"),
        ("+", "Sáu"),
        ("=", "thôn góp"),
        ("-", "công"),
        ("+", "của"),
    ]


def test_what_stayed_is_shortened_but_around_a_change():
    same = " ".join(map(str, range(50)))
    assert signs(f"{same} cũ", f"{same} mới") == [
        ("…", "…"),
        ("=", "42 43 44 45 46 47 48 49"),
        ("-", "cũ"),
        ("+", "mới"),
    ]


def test_one_word_within_a_long_text_is_found_at_once():
    # Comparing each word with each other one would take minutes.
    same = "và " * 30_000
    stayed = " ".join(["và"] * 8)
    assert signs(f"{same}cũ {same}", f"{same}mới hơn {same}") == [
        ("…", "…"),
        ("=", stayed),
        ("-", "cũ"),
        ("+", "mới hơn"),
        ("=", stayed),
        ("…", "…"),
    ]
    assert signs("a b a", "a a") == [("=", "a"), ("-", "b"), ("=", "a")]


def test_each_save_is_a_version_with_its_writer(client, article, editor, publisher):
    client.force_login(editor)
    change(client, article, title="Tên mới", body="<p>Một ba</p><h2>Mục</h2>")
    client.force_login(publisher)
    change(client, article, body="<p><strong>Một</strong> ba</p><h2>Mục</h2>")
    newest, second, first = revisions(article)
    assert (newest.by, second.by, first.by) == (str(publisher), str(editor), "")
    assert [p.words for p in newest.changes[0].pieces] == [ONLY_FORM]
    title, body = second.changes
    assert [(p.sign, p.words) for p in title.pieces] == [
        ("=", "Tên"),
        ("-", "cũ"),
        ("+", "mới"),
    ]
    assert [(p.sign, p.words) for p in body.pieces] == [
        ("=", "Một"),
        ("-", "hai"),
        ("+", "ba \n Mục"),
    ]


def test_a_step_to_publication_is_no_version(article, publisher):
    article.submit()
    article.publish(by=publisher)
    assert len(revisions(article)) == 1


def test_another_picture_or_category_is_a_version(article):
    article.category, article.image = make_category(name="Mục"), make_image()
    article.save()
    labels = [change.label for change in revisions(article)[0].changes]
    assert labels == ["chuyên mục", "ảnh đầu bài"]


def test_an_earlier_version_comes_back_as_a_new_one(client, article, editor):
    client.force_login(editor)
    change(client, article, title="Tên mới", body="<p>Khác</p>", bylines="Bài: An")
    page = client.get(versions_url(article)).content.decode()
    assert "<del>cũ</del>" in page
    assert "<ins>mới</ins>" in page
    first = revisions(article)[-1]
    client.post(versions_url(article), {"version": first.key})
    article.refresh_from_db()
    assert (article.title, article.slug) == ("Tên cũ", "ten-cu")
    assert (article.body, article.bylines) == ("<p>Một hai</p>", "")
    assert len(revisions(article)) == 3
    assert revisions(article)[0].by == str(editor)


def test_an_editor_restores_nothing_of_what_is_approved(
    client, article, editor, publisher
):
    first = revisions(article)[0]
    article.title = "Tên mới"
    article.save()
    article.approve(by=publisher)
    client.force_login(editor)
    page = client.get(versions_url(article)).content.decode()
    assert "Lấy lại bản này" not in page
    response = client.post(versions_url(article), {"version": first.key})
    assert response.status_code == 403
    client.force_login(publisher)
    back = client.post(versions_url(article), {"version": first.key}, follow=True)
    assert Article.objects.get().title == "Tên cũ"
    assert "bạn đọc thấy ngay" not in back.content.decode()
    article.publish(by=publisher)
    back = client.post(versions_url(article), {"version": first.key}, follow=True)
    assert "bạn đọc thấy ngay" in back.content.decode()


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "0"])
def test_a_version_that_is_not_there_is_404(client, article, editor, key):
    client.force_login(editor)
    response = client.post(versions_url(article), {"version": key})
    assert response.status_code == 404


def test_a_version_of_another_article_is_404(client, article, editor):
    client.force_login(editor)
    other = revisions(make_article(published=None))[0]
    response = client.post(versions_url(article), {"version": other.key})
    assert response.status_code == 404
    assert Article.objects.get(pk=article.pk).title == "Tên cũ"


def test_markup_in_a_version_is_shown_as_text(client, article, editor):
    article.title = "<script>alert(1)</script>"
    article.save()
    client.force_login(editor)
    assert "<script>alert" not in client.get(versions_url(article)).content.decode()


def test_the_body_is_told_in_words_alone(client, article, editor):
    client.force_login(editor)
    change(client, article, body="<p>Khác</p>")
    page = client.get(versions_url(article)).content.decode()
    assert "<ins>Khác</ins>" in page
    assert "&lt;p&gt;" not in page
