"""Pictures within the text of an article."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from news.illustrations import numbers_in, without_places
from tests.admin_pages import posted
from tests.factories import make_article, make_illustration, make_image

pytestmark = pytest.mark.django_db

BODY = "<p>Một.</p>\n\n<p>[ảnh 2]</p>\n\n<p>Hai.</p>\n\n<p>[Ảnh 1]</p>\n\n<p>Ba.</p>"


def page_of(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def in_order(html, *parts):
    places = [html.index(part) for part in parts]
    return places == sorted(places)


def test_each_stands_at_its_place(client, django_assert_num_queries):
    article = make_article(body=BODY)
    for number in (1, 2):
        image = make_image(alternative_text=f"Tả {number}", caption=f"Chú {number}")
        make_illustration(article=article, number=number, image=image)
    with django_assert_num_queries(5):
        html = page_of(client, article)
    assert in_order(html, "Một.", "Tả 2", "Chú 2", "Hai.", "Tả 1", "Chú 1", "Ba.")
    assert html.count('loading="lazy"') == 2
    assert "[" not in html[html.index("Một.") : html.index("Ba.")].lower()


def test_a_place_without_a_picture_and_a_second_place_go(client):
    article = make_article(body=f"{BODY}<p>[ảnh 2]</p><p>Xem [ảnh 2].</p>")
    make_illustration(article=article, number=2)
    html = page_of(client, article)
    assert html.count("<figure") == 1
    assert "<p>[ảnh" not in html.lower()
    assert "<p>Xem [ảnh 2].</p>" in html


def test_a_place_is_a_paragraph_of_its_own():
    assert numbers_in(BODY) == {1, 2}
    assert numbers_in("<p>Xem [ảnh 3]</p><p>[ảnh 0]</p><p>[ảnh 100]</p>") == set()
    assert without_places("<p>a</p><p>[ảnh 1]</p>\n<p>b</p>") == "<p>a</p><p>b</p>"


def test_one_picture_for_a_number():
    first = make_illustration(article=make_article(), number=1)
    with pytest.raises(IntegrityError, match="illustration_once_in_article"):
        make_illustration(article=first.article, number=1)


# Django admin


@pytest.fixture
def draft():
    return make_article(published=None, body="<p>Một.</p>")


def url_of(article):
    return reverse("admin:news_article_change", args=[article.pk])


def row(number, image):
    return {
        "illustrations-TOTAL_FORMS": 1,
        "illustrations-0-number": number,
        "illustrations-0-image": image.pk,
    }


def test_an_editor_places_a_picture(client, editor, draft):
    client.force_login(editor)
    sent = posted(client.get(url_of(draft)), body=BODY.replace("[ảnh 2]", "…"))
    image = make_image()
    assert client.post(url_of(draft), {**sent, **row(1, image)}).status_code == 302
    assert draft.illustrations.get().image == image


def test_a_picture_goes_with_its_place(client, editor, draft):
    client.force_login(editor)
    type(draft).objects.update(body="<p>Một.</p><p>[ảnh 1]</p>")
    illustration = make_illustration(article=draft, number=1)
    sent = posted(client.get(url_of(draft)), body="<p>Một.</p>")
    taken = {
        **row(1, illustration.image),
        "illustrations-0-id": illustration.pk,
        "illustrations-0-DELETE": "on",
    }
    assert client.post(url_of(draft), {**sent, **taken}).status_code == 302
    assert not draft.illustrations.exists()


@pytest.mark.parametrize(
    ("body", "number", "sentence"),
    [
        ("<p>Một.</p>", 3, "Hãy viết [ảnh 3]"),
        ("<p>[ảnh 1]</p><p>[ảnh 4]</p>", 1, "có [ảnh 4] mà chưa chọn"),
    ],
)
def test_pictures_and_places_belong_together(
    client, editor, draft, body, number, sentence
):
    client.force_login(editor)
    sent = posted(client.get(url_of(draft)), body=body)
    response = client.post(url_of(draft), {**sent, **row(number, make_image())})
    assert sentence in response.content.decode()
    assert not draft.illustrations.exists()


def test_pictures_of_what_is_published_are_not_an_editors(client, editor, publisher):
    article = make_article(body="<p>[ảnh 1]</p>")
    make_illustration(article=article, number=1)
    for user, writes in [(editor, False), (publisher, True)]:
        client.force_login(user)
        page = client.get(url_of(article)).content.decode()
        assert ('name="illustrations-0-number"' in page) == writes
