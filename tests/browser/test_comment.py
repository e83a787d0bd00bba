"""A reader comments, a moderator approves, the reader sees it; pages on the way."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from news.models import Article, Comment
from tests.browser.conftest import DESKTOP, PHONE, axe, too_low
from tests.factories import make_article, make_category, make_comment, make_image

pytestmark = pytest.mark.django_db(transaction=True)

OLD_PAGE = Path(__file__).parent.parent / "data/bai-cu.txt"
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
def imported():
    """A page of the old site; the tests of the import have the real one as well."""
    call_command("import_articles", str(OLD_PAGE), stdout=StringIO())
    return Article.objects.get()


# What the page of the old site says, from top to bottom, and the form below it.
ELEMENTS = [
    "Nông thôn mới",
    "Đặng xá “thay áo mới” nhờ cách làm của các chi bộ",
    "Thứ Sáu, 11/02/2022",
    "Chọn việc nhỏ làm trước",
    "Cán bộ thôn trao đổi với nhân dân về việc mở đường",
    "Đồng chí bí thư chi bộ cho biết",
    "Giúp từng hộ, từng việc",
    "Bài, ảnh: Hoài An",
    "Ý kiến của bạn",
    "Họ tên",
    "Email",
]


def shows_all(page, *more):
    """Every element is read after the one before it, and fits, on both screens."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        text = page.get_by_role("main").inner_text()
        places = [text.find(element) for element in [*ELEMENTS, *more]]
        assert -1 not in places
        assert places[: len(ELEMENTS)] == sorted(places[: len(ELEMENTS)])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
    reader_page, page, live_server, sign_in, moderator, imported, size, scripts
):
    article = imported
    reader_page.goto(live_server.url)
    reader_page.get_by_role("link", name=article.title).click()
    shows_all(reader_page)
    reader_page.set_viewport_size(size)

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
    shows_all(reader_page, "Ý kiến bạn đọc (1)", "Nguyễn Thị Đọc")
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
    page.get_by_role("button", name="Không đăng các ý kiến đã chọn").click()
    expect(page.get_by_text("Chưa chọn ý kiến nào.")).to_be_in_viewport()
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
def test_what_the_form_refuses_is_open_to_all(page, live_server, errors, article, size):
    page.set_viewport_size(size)
    page.goto(live_server.url + article.get_absolute_url())
    write(page, Email="khong-phai")
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page, "form errors") == errors == []
    # What is there for programs alone would take what a person types into it.
    trap = page.locator("[name=website]").bounding_box()
    assert trap["x"] + trap["width"] < 0


def faults(page, name):
    """What axe finds, and what is too low for a thumb or too wide for the screen."""
    found = [f"{name}: {fault}" for fault in axe(page) + too_low(page)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{name}: wider than the screen")
    return found
