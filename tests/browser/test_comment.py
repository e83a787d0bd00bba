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
    reader_page, page, live_server, sign_in, moderator, article, size, scripts
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

    sign_in(moderator)
    page.set_viewport_size(size)
    page.goto(live_server.url + "/noi-bo/")
    page.get_by_role("link", name="Duyệt ý kiến").click()
    timed = "Viết xong trong chưa đầy" if scripts else "Không đo được thời gian viết"
    expect(page.locator(".reasons")).to_contain_text(timed)
    decide_by_keys(page)
    reader_page.reload()
    expect(comment).to_be_visible()
    expect(reader_page.get_by_text("Nguyễn Thị Đọc")).to_be_visible()
    assert "rieng.example" not in reader_page.content()
    assert reader_page.context.cookies() == []


def decide_by_keys(page):
    """Refuse and take back, then approve, as a moderator does without a mouse."""
    expect(page.locator(".queue > li")).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_text("Không đăng 1 ý kiến")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(".queue > li")).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_text("Đã duyệt 1 ý kiến")).to_be_visible()
    assert Comment.objects.get().state == "approved"


@SIZES
def test_the_queue_from_the_keyboard(
    page, live_server, errors, sign_in, moderator, article, size
):
    names = ["Một", "Hai", "Ba", "Bốn"]
    for name in names:
        make_comment(article=article, name=name, reasons=["link", "words"])
    sign_in(moderator)
    page.set_viewport_size(size)
    page.goto(live_server.url + "/noi-bo/y-kien/")
    wrong = faults(page, "queue")
    cards = page.locator(".queue > li")
    for key, name in [("j", "Hai"), ("j", "Ba"), ("k", "Hai")]:
        page.keyboard.press(key)
        expect(page.locator(":focus")).to_contain_text(name)
    # Letters typed for the search are no decisions.
    page.get_by_role("searchbox").press_sequentially("ar")
    expect(cards).to_have_count(4)
    page.get_by_role("searchbox").fill("")
    cards.nth(1).focus()
    page.keyboard.press("a")
    expect(cards).to_have_count(3)
    expect(page.locator(":focus")).to_contain_text("Ba")
    page.get_by_role("button", name="Chọn cả trang").click()
    page.keyboard.press("x")
    page.get_by_role("button", name="Không đăng các ý kiến đã chọn").click()
    expect(page.get_by_text("Không đăng 2 ý kiến")).to_be_visible()
    states = dict(Comment.objects.values_list("name", "state"))
    assert states == {
        "Một": "refused",
        "Hai": "approved",
        "Ba": "waiting",
        "Bốn": "refused",
    }
    page.goto(live_server.url + Comment.objects.get(name="Một").get_absolute_url())
    wrong += faults(page, "one comment")
    assert wrong == errors == []


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
