"""Django admin for the news, asked as its users ask it."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.models import Article, Category, Illustration, Image, State
from partyportal.vietnamese import today
from tests.admin_pages import errors, posted
from tests.factories import (
    make_article,
    make_category,
    make_document,
    make_image,
    make_tag,
    make_upload,
)

pytestmark = pytest.mark.django_db

OPENS = {
    "editor": {"article", "category", "image"},
    "publisher": {"article", "category", "image"},
    "office": set(),
    "administrator": set(),
}


def url(page, *args, **query):
    return reverse(f"admin:news_{page}", args=args, query=query)


@pytest.fixture
def as_role(client, request):
    def as_role(role):
        client.force_login(request.getfixturevalue(role))
        return client

    return as_role


@pytest.fixture
def article():
    return make_article(image=make_image())


def act(client, model, action, *rows):
    sent = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(url(f"{model}_changelist"), sent, follow=True)


# Who opens what


@pytest.mark.parametrize("role", OPENS)
def test_lists_and_rows_open_for_their_people(as_role, article, role):
    client = as_role(role)
    rows = {
        "article": article,
        "category": article.category,
        "image": article.image,
    }
    for model, row in rows.items():
        expected = 200 if model in OPENS[role] else 403
        assert client.get(url(f"{model}_changelist")).status_code == expected
        response = client.get(url(f"{model}_change", row.pk))
        assert response.status_code == expected


def test_look_ups_find_nothing_for_others(article, editor, office, administrator):
    """The third line of defence, should a page let somebody in."""
    rows = [article, article.category, article.image, make_document(), make_tag()]
    for model in map(type, rows):
        assert model.objects.visible_to(editor, on=today()).exists()
        for user in (office, administrator):
            assert not model.objects.visible_to(user, on=today()).exists()


@pytest.mark.parametrize("role", OPENS)
def test_nothing_is_deleted(as_role, article, role):
    client = as_role(role)
    for row in (article, article.image, article.category):
        response = client.post(
            url(f"{row._meta.model_name}_delete", row.pk), {"post": "yes"}
        )
        assert response.status_code in (302, 403, 404)
        assert type(row).objects.exists()


def test_who_may_take_back_records_deletes_no_news(client, office, article):
    office.held_duties.create(kind="editor", started_on=today())
    client.force_login(office)
    draft = make_article(published=None)
    client.post(url("article_delete", draft.pk), {"post": "yes"})
    assert Article.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("page", ["image_add", "document_add", "article_add"])
def test_a_new_row_shows_nothing_that_is_not_there_yet(as_role, page):
    content = as_role("publisher").get(url(page)).content.decode()
    assert "None" not in content


def test_a_published_document_asks_an_editor_nothing(as_role):
    response = as_role("editor").get(url("document_change", make_document().pk))
    assert "None" not in response.content.decode()
    assert "độ mật" not in response.content.decode().lower()


# Writing


def test_an_editor_writes_a_draft(as_role, editor):
    client = as_role("editor")
    sent = {
        "category": make_category().pk,
        "title": "Bài mới",
        "lead": "Lời dẫn",
        "body": "Đoạn một.\r\n\r\nĐoạn <strong>hai</strong>.<script>x</script>",
        "published_at_0": "01/01/2024",
        "published_at_1": "07:00",
        "illustrations-TOTAL_FORMS": 0,
        "illustrations-INITIAL_FORMS": 0,
    }
    assert client.post(url("article_add"), sent).status_code == 302
    article = Article.objects.get()
    expected = "<p>Đoạn một.</p>\n\n<p>Đoạn <strong>hai</strong>.</p>"
    assert article.body == expected
    assert article.author == editor
    # What was sent beyond the form is not read.
    assert article.published_at is None


def test_pictures_and_tags_are_added_beside_the_article(as_role):
    html = as_role("editor").get(url("article_add")).content.decode()
    for name in ("image", "tags", "illustrations-__prefix__-image"):
        assert f'id="add_id_{name}"' in html
    assert 'id="add_id_category"' not in html
    window = url("image_add") + "?_popup=1"
    sent = {"alternative_text": "", "is_decorative": "on", "caption": "Đồng lúa"}
    response = as_role("editor").post(window, {**sent, "_popup": 1})
    written = json.loads(response.context["popup_response_data"])
    assert written["obj"] == "Đồng lúa"


def test_an_editor_is_not_asked_for_an_hour(as_role):
    html = as_role("editor").get(url("article_add")).content.decode()
    assert "published_at" not in html
    assert "expires_at" not in html


def test_an_editor_reads_what_is_published_and_leaves_it(as_role, article):
    client = as_role("editor")
    page = client.get(url("article_change", article.pk))
    assert "_save" not in page.content.decode()
    response = client.post(url("article_change", article.pk), {"title": "Khác"})
    assert response.status_code == 403
    act(client, "article", "withdraw", article)
    article.refresh_from_db()
    assert not article.is_withdrawn


def test_an_editor_leaves_the_picture_of_what_is_approved(as_role, publisher):
    image = make_image()
    draft = make_article(published=None, image=image)
    change = url("image_change", image.pk)
    sent = {"alternative_text": "Cờ", "caption": "Khác"}
    assert as_role("editor").post(change, sent).status_code == 302
    draft.approve(by=publisher)
    assert as_role("editor").post(change, sent).status_code == 403
    assert as_role("publisher").post(change, sent).status_code == 302
    other = Illustration.objects.create(article=draft, number=1, image=make_image())
    change = url("image_change", other.image.pk)
    assert as_role("editor").post(change, sent).status_code == 403


def press(client, article, button, **changes):
    change = url("article_change", article.pk)
    sent = posted(client.get(change), **changes)
    return client.post(change, {**sent, f"_{button}": "x"}, follow=True)


def test_an_article_goes_from_hand_to_hand(as_role, editor, publisher):
    draft = make_article(published=None, author=editor)

    def state():
        draft.refresh_from_db()
        return draft.state(at=timezone.now())

    press(as_role("editor"), draft, "submit", title="Tên mới")
    assert (state(), draft.title) == (State.WAITING, "Tên mới")
    response = press(as_role("publisher"), draft, "send_back")
    assert "Hãy ghi lý do" in errors(response, "reason")[0]
    assert state() is State.WAITING
    press(as_role("publisher"), draft, "send_back", reason="Thiếu số liệu")
    assert (state(), draft.decided_by) == (State.RETURNED, publisher)
    page = as_role("editor").get(url("article_change", draft.pk)).content.decode()
    assert "Thiếu số liệu" in page
    press(as_role("editor"), draft, "submit")
    assert (state(), draft.return_reason) == (State.WAITING, "")
    press(as_role("publisher"), draft, "approve")
    assert (state(), draft.author) == (State.APPROVED, editor)
    press(as_role("publisher"), draft, "publish")
    assert state() is State.PUBLISHED
    press(as_role("publisher"), draft, "withdraw")
    assert state() is State.WITHDRAWN


def test_a_button_decides_only_on_what_was_read(as_role):
    draft = make_article(published=None)
    draft.submit()
    change = url("article_change", draft.pk)
    read = posted(as_role("publisher").get(change))
    press(as_role("editor"), draft, "save", title="Đổi sau lưng")
    client = as_role("publisher")
    response = client.post(change, {**read, "title": "Đổi sau lưng", "_approve": "x"})
    assert "đã lưu mục này" in response.content.decode()
    draft.refresh_from_db()
    assert draft.state(at=timezone.now()) is State.WAITING


@pytest.mark.parametrize("button", ["approve", "publish", "send_back", "withdraw"])
def test_an_editor_only_submits(as_role, button):
    draft = make_article(published=None)
    draft.submit()
    hour = {"published_at_0": "01/01/2024", "published_at_1": "07:00"}
    press(as_role("editor"), draft, button, title="Mới", reason="Vì", **hour)
    draft.refresh_from_db()
    assert draft.title == "Mới"
    assert draft.state(at=timezone.now()) is State.WAITING


def test_what_was_imported_names_nobody(as_role):
    change = url("article_change", make_article().pk)
    page = as_role("publisher").get(change).content.decode()
    assert '<div class="readonly">–</div>' in page
    assert "None" not in page


def test_what_readers_have_seen_keeps_its_hour(as_role):
    article = make_article()
    moment = article.published_at
    for sent in ({"published_at_0": "", "published_at_1": ""}, {}):
        hour = {"published_at_0": "01/01/2030", "published_at_1": "07:00", **sent}
        press(as_role("publisher"), article, "save", title="Đã sửa", **hour)
        article.refresh_from_db()
        assert (article.title, article.published_at) == ("Đã sửa", moment)


def test_expiry_upon_publication_is_refused_beside_its_field(as_role):
    hour = timezone.make_aware(datetime(2020, 1, 1, 7))
    article = make_article(published=hour)
    early = {"expires_at_0": "01/01/2020", "expires_at_1": "07:00"}
    response = press(as_role("publisher"), article, "save", **early)
    assert "hết hạn sau giờ đăng" in errors(response, "expires_at")[0]


def test_expiry_without_an_hour_asks_for_the_hour(as_role):
    draft = make_article(published=None)
    end = {"expires_at_0": "01/01/2090", "expires_at_1": "07:00"}
    response = press(as_role("publisher"), draft, "publish", **end)
    assert "Hãy ghi giờ đăng trước" in errors(response, "expires_at")[0]


def test_what_is_live_says_that_a_save_is_seen_at_once(as_role):
    live, draft = make_article(), make_article(published=None)
    client = as_role("publisher")
    for article, is_live in [(live, True), (draft, False)]:
        page = client.get(url("article_change", article.pk))
        html = page.content.decode()
        assert ("Lưu và đăng thay đổi" in html) is is_live
        assert 'name="reason"' not in html
        assert ('name="_continue"' in html) is not is_live
        assert html.count('name="_save"') == 1
        sent = posted(page, title="Đã sửa")
        saved = client.post(url("article_change", article.pk), sent, follow=True)
        assert ("bạn đọc thấy ngay" in saved.content.decode()) is is_live
    sent = posted(client.get(url("article_change", draft.pk)), _publish="x")
    published = client.post(url("article_change", draft.pk), sent, follow=True)
    html = published.content.decode()
    assert "Bài đang hiện trên cổng." in html
    assert "bạn đọc thấy ngay" not in html


def test_a_publisher_publishes_and_withdraws(as_role, publisher):
    client = as_role("publisher")
    draft = make_article(published=None)
    act(client, "article", "publish", draft)
    draft.refresh_from_db()
    assert draft.state(at=timezone.now()) is State.DRAFT
    draft.approve(by=publisher)
    act(client, "article", "publish", draft)
    draft.refresh_from_db()
    assert draft.is_published(at=timezone.now())
    act(client, "article", "withdraw", draft)
    draft.refresh_from_db()
    assert draft.is_withdrawn
    assert client.get(url("article_change", draft.pk)).status_code == 200


@pytest.mark.parametrize("action", ["publish", "withdraw"])
@pytest.mark.parametrize("make", [make_article, make_document])
def test_rows_are_locked_before_an_action_decides(as_role, make, action):
    client, row = as_role("publisher"), make()
    with CaptureQueriesContext(connection) as queries:
        act(client, row._meta.model_name, action, row)
    assert any("FOR UPDATE" in query["sql"] for query in queries)


def test_a_publisher_sets_the_hour(as_role, publisher):
    client = as_role("publisher")
    draft = make_article(published=None)
    page = client.get(url("article_change", draft.pk))
    hour = {"published_at_0": "05/01/2030", "published_at_1": "07:30"}
    # With a button beside the hour: it does what it could when the page was opened.
    sent = posted(page, **hour, _approve="x")
    done = client.post(url("article_change", draft.pk), sent, follow=True)
    assert "Bài đã duyệt" in done.content.decode()
    draft.refresh_from_db()
    assert f"{timezone.localtime(draft.published_at):%d/%m/%Y %H:%M}" == (
        "05/01/2030 07:30"
    )
    assert draft.state(at=timezone.now()) is State.SCHEDULED
    assert draft.decided_by == publisher


@pytest.mark.parametrize("key", ["x", "\0", "9" * 30])
def test_tags_that_could_be_none_are_refused(as_role, key):
    client = as_role("editor")
    draft = make_article(published=None)
    page = client.get(url("article_change", draft.pk))
    sent = posted(page, tags=key)
    assert errors(client.post(url("article_change", draft.pk), sent), "tags")


@pytest.mark.parametrize("model", ["article", "document", "tag"])
@pytest.mark.parametrize("key", ["x", "\0", "9" * 30])
def test_rows_that_could_be_none_lead_back_to_the_list(as_role, model, key):
    client, address = as_role("publisher"), url(f"{model}_changelist")
    sent = {"action": "merge" if model == "tag" else "publish", "_selected_action": key}
    response = client.post(address, sent)
    assert (response.status_code, response.url) == (302, address)


def test_a_form_that_names_no_field_is_like_any(as_role):
    draft = make_article(published=None)
    address = url("article_change", draft.pk)
    client = as_role("editor")
    sent = posted(client.get(address), title="Tên khác", _to_field="")
    assert client.post(address, sent).status_code == 302


@pytest.mark.parametrize("day", ["01/01/0001", "05/01/0022", "31/12/9999"])
@pytest.mark.parametrize("field", ["published_at", "expires_at"])
def test_an_hour_of_another_age_is_refused(as_role, field, day):
    """One such row would answer every public page with an error."""
    client = as_role("publisher")
    draft = make_article(published=None)
    page = client.get(url("article_change", draft.pk))
    sent = posted(page, **{f"{field}_0": day, f"{field}_1": "07:30"})
    response = client.post(url("article_change", draft.pk), sent)
    assert "bốn chữ số" in errors(response, field)[0]


def test_bylines_are_written_as_lines(as_role):
    client = as_role("editor")
    draft = make_article(published=None)
    page = client.get(url("article_change", draft.pk))
    sent = posted(page, bylines="bài , ảnh : Thu Hà")
    response = client.post(url("article_change", draft.pk), sent)
    assert "Dòng “bài , ảnh : Thu Hà” chưa đúng" in errors(response, "bylines")[0]
    sent = posted(page, bylines="bài, ảnh : Thu  Hà\r\n\r\nnguồn: Đài xã")
    assert client.post(url("article_change", draft.pk), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.bylines == "Bài, ảnh: Thu Hà\nNguồn: Đài xã"


def test_states_filter_the_list_and_name_the_row(as_role, publisher):
    client = as_role("editor")
    now = timezone.now()
    rows = {state: make_article(published=None) for state in State}
    rows["waiting"].submit()
    rows["returned"].send_back(reason="Sửa tên", by=publisher)
    rows["approved"].approve(by=publisher)
    rows["scheduled"] = make_article(published=now + timedelta(hours=1))
    rows["published"].publish(by=publisher)
    rows["expired"] = make_article(expires_at=now)
    rows["withdrawn"].publish(by=publisher)
    rows["withdrawn"].withdraw()
    for state, row in rows.items():
        page = client.get(url("article_changelist", **{"trang-thai": state}))
        assert row in page.context["cl"].queryset
        assert {r.state(at=timezone.now()) for r in page.context["cl"].queryset} == {
            state
        }
    page = client.get(url("article_changelist", **{"trang-thai": "khac"}))
    assert page.status_code == 200


def test_an_editor_finds_what_is_theirs(as_role, editor):
    own = make_article(author=editor)
    make_article()
    page = as_role("editor").get(url("article_changelist", **{"nguoi-soan": "toi"}))
    assert list(page.context["cl"].queryset) == [own]


def test_search_ignores_accents(as_role):
    article = make_article(title="Đảng bộ xã")
    make_article(title="Khác")
    page = as_role("editor").get(url("article_changelist", q="dang bo"))
    assert list(page.context["cl"].queryset) == [article]


def test_lists_do_not_grow_queries(as_role, django_assert_max_num_queries):
    client = as_role("editor")
    for _ in range(5):
        make_article(image=make_image())
    for model in ("article", "image"):
        with django_assert_max_num_queries(9):
            client.get(url(f"{model}_changelist"))


# Pictures


def test_a_picture_says_what_it_shows(as_role):
    client = as_role("editor")
    sent = {"file": make_upload(), "caption": "Đường làng"}
    response = client.post(url("image_add"), sent)
    assert "Hãy tả ảnh" in errors(response, "alternative_text")[0]
    sent = {"file": make_upload(), "alternative_text": "Đường rợp cờ"}
    assert client.post(url("image_add"), sent).status_code == 302
    image = Image.objects.get()
    page = client.get(url("image_change", image.pk)).content.decode()
    assert f'src="{image.url}"' in page
    assert f'href="{image.url}"' in page


def test_a_file_that_is_no_picture_is_refused(as_role):
    sent = {"file": make_upload(kind="GIF"), "is_decorative": "on"}
    response = as_role("editor").post(url("image_add"), sent)
    assert "không phải ảnh" in errors(response, "file")[0]


def test_a_picture_is_taken_off_and_put_back(as_role):
    client = as_role("publisher")
    image = make_image()
    change = url("image_change", image.pk)
    kept = {"alternative_text": "Cờ đỏ", "caption": "Cờ trước cổng"}
    assert client.post(change, {**kept, "file-clear": "on"}).status_code == 302
    image.refresh_from_db()
    assert (image.file.name, image.width) == ("", None)
    assert client.post(change, {**kept, "file": make_upload()}).status_code == 302
    image.refresh_from_db()
    assert image.width == 64


# Categories


def test_a_category_has_an_address_of_its_own(as_role):
    client = as_role("publisher")
    sent = {"name": "Đời sống", "slug": "doi-song", "position": 1}
    assert client.post(url("category_add"), sent).status_code == 302
    assert "đã có" in errors(client.post(url("category_add"), sent), "slug")[0].lower()
    assert Category.objects.get().name == "Đời sống"
