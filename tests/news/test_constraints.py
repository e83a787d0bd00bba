"""What the database refuses past every form."""

from datetime import timedelta
from unicodedata import normalize

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import CheckConstraint, F, Value
from django.utils import timezone
from pghistory.models import Event

from news.models import Article, Category, Comment, Document, Image, Stamp, Tag
from partyportal.fields import NfcConstraint
from tests.factories import (
    make_article,
    make_comment,
    make_document,
    make_illustration,
    make_image,
    make_tag,
    make_user,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db

MODELS = [
    model
    for model in apps.get_app_config("news").get_models()
    if not issubclass(model, Event)
]
HELD = [
    (model, name)
    for model in MODELS
    for check in model._meta.constraints
    if isinstance(check, NfcConstraint)
    for name in check.fields
]
# Text that is not held to NFC, and why it need not be.
OTHER_TEXT = {
    ("Image", "file"): "made from a hash",
    ("Document", "file"): "made from a hash",
}

# What else must be true for the text to be looked at.
BEGINS = {"bylines": "Bài: "}
BESIDE = {
    "return_reason": {
        "returned_at": timezone.now(),
        "approved_at": None,
        "published_at": None,
    }
}


@pytest.fixture
def article():
    article = make_article(image=make_image(), bylines="Bài: An")
    article.tags.add(make_tag())
    make_comment(article=article).answer("Cảm ơn bạn.", by=make_user())
    make_document()
    return article


def test_every_text_is_held_to_nfc():
    texts = {
        (model, field.name)
        for model in MODELS
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    assert {(m.__name__, f) for m, f in texts - set(HELD)} <= set(OTHER_TEXT)


@pytest.mark.parametrize(("model", "field"), HELD)
def test_other_forms_are_refused(article, model, field):
    # As an expression, which no field cleans.
    text = Value(BEGINS.get(field, "") + normalize("NFD", "Đảng"), models.TextField())
    with refused("text_is_nfc"):
        model.objects.update(**{field: text}, **BESIDE.get(field, {}))


@pytest.mark.parametrize(("model", "field"), [(Comment, "state"), (Document, "kind")])
def test_choices_are_known(article, moderator, model, field):
    Comment.objects.approve(by=moderator)
    with refused("_known"):
        model.objects.update(**{field: "khac"})
    known = next(c for c in model._meta.constraints if c.name.endswith("_known"))
    assert type(known) is CheckConstraint
    choices = set(dict(model._meta.get_field(field).choices))
    assert set(known.condition.children[0][1]) - {""} == choices


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (Article, {"bylines": "An"}, "bylines_whole"),
        (Article, {"bylines": "Bài: "}, "bylines_whole"),
        (Article, {"bylines": "Bài: An\nBình"}, "bylines_whole"),
        (Article, {"published_at": None}, "withdrawn_after_publication"),
        (Article, {"approved_at": None}, "approved_before_publication"),
        (Article, {"return_reason": "Sửa tên"}, "returned_whole"),
        (Article, {"returned_at": timezone.now()}, "returned_whole"),
        (
            Article,
            {"returned_at": timezone.now(), "return_reason": "Sửa tên"},
            "returned_whole",
        ),
        (Image, {"alternative_text": ""}, "says_what_it_shows"),
        (Image, {"is_decorative": True}, "says_what_it_shows"),
        (Image, {"width": None}, "size_with_file"),
        (Image, {"height": 0}, "size_with_file"),
        (Image, {"file": "", "width": None, "height": None, "caption": ""}, "shows_"),
        (Comment, {"state": "approved"}, "decided_by_somebody"),
        (Comment, {"decided_at": timezone.now()}, "decided_by_somebody"),
        (Comment, {"reply": ""}, "replied_by_somebody"),
        (Comment, {"replied_at": None}, "replied_by_somebody"),
        (Comment, {"reasons": ["khac"]}, "reasons_known"),
        (Category, {"slug": None}, "slug"),
        (Tag, {"slug": ""}, "has_an_address"),
        (Tag, {"merged_into": F("pk")}, "merged_into_another"),
        (Document, {"file": ""}, "has_a_file"),
        (Document, {"published_at": None, "withdrawn_at": timezone.now()}, "withdrawn"),
    ],
)
def test_what_belongs_together_stays_together(article, model, change, constraint):
    article.withdraw()
    with refused(constraint):
        model.objects.update(**change)


def test_withdrawal_comes_after_publication(article):
    with refused("withdrawn_after_publication"):
        Article.objects.update(withdrawn_at=article.published_at - timedelta(hours=1))


def test_expiry_comes_after_publication(article):
    with refused("expires_after_publication"):
        Article.objects.update(expires_at=article.published_at)
    draft = make_article(published=None)
    with refused("expires_after_publication"):
        Article.objects.filter(pk=draft.pk).update(expires_at=timezone.now())


@pytest.mark.parametrize("moment", ["0001-01-01 00:00:00+07", "infinity"])
@pytest.mark.parametrize("field", ["published_at", "expires_at"])
def test_hours_can_be_read_back(article, field, moment):
    change = f"UPDATE news_article SET {field} = %s"
    with refused("article_"), connection.cursor() as cursor:
        cursor.execute(change, [moment])


def test_a_decision_stands_beside_what_was_decided(article, publisher):
    draft = make_article(published=None)
    with refused("decided_on"):
        Article.objects.filter(pk=draft.pk).update(decided_by=publisher)


def test_a_page_is_imported_once(article):
    Article.objects.update(source_key="bai-cu")
    with refused("imported_once"):
        make_article(source_key="bai-cu")


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: Category.objects.create(name="Ao", slug="ao"), "news_category_slug"),
        (lambda: Tag.objects.create(name="Ao"), "news_tag_slug"),
        (lambda: make_document(number="1-NQ/ĐU"), "document_number_once_a_day"),
    ],
)
def test_none_stands_twice(make, constraint):
    make()
    with refused(constraint):
        make()


def test_the_number_of_a_picture_fits_in_the_text(article):
    with refused("illustration_number_fits_in_text"):
        make_illustration(article=article, number=100)


def test_the_stamp_is_one_row(article):
    make_article()
    assert Stamp.objects.count() == 1
