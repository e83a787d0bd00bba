"""A reader comments, a moderator approves, the reader sees it; pages on the way."""

import pytest
from playwright.sync_api import expect

from news.models import Comment
from tests.browser.conftest import DESKTOP, PHONE, axe
from tests.factories import make_article, make_category, make_comment, make_image

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def article():
    return make_article(
        category=make_category(name="Xây dựng Đảng"),
        title="Giao ban sáng thứ Hai ở các thôn",
        body="<h2>Việc của thôn</h2><p>Bàn ngay tại thôn.</p>"
        '<table><tr><th scope="row">Nước</th><td>Đã sửa</td></tr></table>',
        image=make_image(),
        bylines="Bài, ảnh: Thu Hà",
    )


@pytest.fixture
def reader_page(browser, size, scripts):
    context = browser.new_context(
        viewport=size, java_script_enabled=scripts, locale="vi-VN"
    )
    yield context.new_page()
    context.close()


def box(page, label):
    return page.get_by_role("textbox", name=label, exact=True)


def write(page, **typed):
    for label, text in typed.items():
        box(page, label).fill(text)
    page.get_by_role("button", name="Gửi ý kiến").click()


@pytest.mark.parametrize(
    ("size", "scripts"),
    [(PHONE, True), (DESKTOP, False)],
    ids=["phone", "desktop-without-scripts"],
)
def test_a_comment_waits_is_approved_and_appears(
    reader_page, page, live_server, sign_in, moderator, article
):
    reader_page.goto(live_server.url)
    reader_page.get_by_role("link", name=article.title).click()
    expect(reader_page.get_by_role("heading", level=1)).to_have_text(article.title)

    write(reader_page, Email="khong-phai", **{"Ý kiến": "Rất mong thôn tôi cũng làm."})
    alert = reader_page.get_by_role("alert")
    expect(alert).to_be_focused()
    alert.get_by_role("link", name="Họ tên").click()
    expect(box(reader_page, "Họ tên")).to_be_focused()
    expect(box(reader_page, "Ý kiến")).to_have_value("Rất mong thôn tôi cũng làm.")
    write(reader_page, Email="bandoc@rieng.example", **{"Họ tên": "Nguyễn Thị Đọc"})
    expect(reader_page.get_by_role("status")).to_contain_text("đang chờ duyệt")

    reader_page.get_by_role("link", name=article.title).click()
    comment = reader_page.get_by_text("Rất mong thôn tôi cũng làm.")
    expect(comment).to_have_count(0)

    approve_all(page, live_server, sign_in, moderator)
    reader_page.reload()
    expect(comment).to_be_visible()
    expect(reader_page.get_by_text("Nguyễn Thị Đọc")).to_be_visible()
    assert "rieng.example" not in reader_page.content()
    assert reader_page.context.cookies() == []


def approve_all(page, live_server, sign_in, moderator):
    sign_in(moderator)
    page.set_viewport_size(DESKTOP)
    page.goto(live_server.url + "/quan-tri/")
    page.get_by_role("link", name="Ý kiến", exact=True).first.click()
    # The box of the row itself: the one above it waits for a script of the page.
    page.locator("input[name=_selected_action]").check()
    page.locator("select[name=action]").select_option("approve")
    page.locator("button[name=index]").click()
    expect(page.get_by_text("Đã duyệt 1 ý kiến.")).to_be_visible()
    assert Comment.objects.get().decided_by == moderator


@SIZES
def test_pages_of_the_news(page, live_server, errors, article, moderator, size):
    make_comment(article=article, state="approved", by=moderator)
    others = [make_article(category=article.category) for _ in range(13)]
    others[0].withdraw()
    page.set_viewport_size(size)
    wrong = []
    for path in [
        "/",
        "/tin-tuc/",
        "/tin-tuc/?page=2",
        article.category.get_absolute_url(),
        make_category().get_absolute_url(),
        article.get_absolute_url(),
        f"/tin-tuc/y-kien/{article.pk}/da-gui/",
        others[0].get_absolute_url(),
    ]:
        page.goto(live_server.url + path)
        wrong += faults(page, path)
    page.goto(live_server.url + article.get_absolute_url())
    write(page, Email="khong-phai")
    expect(page.get_by_role("alert")).to_be_visible()
    wrong += faults(page, "form errors")
    assert wrong == []
    # The page of a withdrawn article is meant to be one.
    assert [error for error in errors if "status of 410" not in error] == []


def faults(page, name):
    """What axe finds, and whether the page is wider than the screen."""
    found = [f"{name}: {broken}" for broken in axe(page)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{name}: wider than the screen")
    return found
