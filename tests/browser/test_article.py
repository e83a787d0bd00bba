"""An editor writes, a publisher sends back and publishes, a reader reads it."""

import pytest
from playwright.sync_api import expect

from news.models import Article
from tests.browser.conftest import DESKTOP, axe
from tests.factories import make_article, make_category, make_tag

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page):
    page.set_viewport_size(DESKTOP)
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def write(page):
    """A body with a subhead, bold words, a list and a link, through the editor."""
    body = page.get_by_role("textbox", name="Nội dung")
    body.press_sequentially("Bà con góp ")
    body.press("Control+b")
    body.press_sequentially("công")
    body.press("Enter")
    press(page, "Mục")
    expect(body).to_be_focused()
    body.press_sequentially("Việc của thôn")
    body.press("Enter")
    press(page, "Danh sách")
    expect(body).to_be_focused()
    body.press_sequentially("Đường hoa")


WRITTEN = (
    "<p>Bà con góp <strong>công</strong></p><h2>Việc của thôn</h2>"
    "<ul><li><p>Đường hoa</p></li></ul>"
)


def test_an_article_goes_from_the_editor_to_its_reader(
    desk, live_server, sign_in, errors, editor, publisher
):
    make_category(name="Nông thôn mới")
    sign_in(editor)
    add = f"{live_server.url}/quan-tri/news/article/add/"
    desk.goto(add)
    desk.get_by_label("Tiêu đề").fill("Thôn Đông mở đường")
    desk.locator(".field-category .select2-selection").click()
    desk.get_by_role("option", name="Nông thôn mới").click()
    write(desk)
    expect(desk.get_by_text("Đã lưu tạm trên máy này")).to_be_visible()

    # The session ends before the text is sent, and nothing is lost.
    desk.context.clear_cookies(name="sessionid")
    press(desk, "Gửi duyệt")
    expect(desk.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    errors.clear()
    sign_in(editor)
    desk.goto(add)
    press(desk, "Lấy lại bản viết dở")
    expect(desk.get_by_role("textbox", name="Nội dung")).to_contain_text("Đường hoa")
    # What a refusal gave back is no second copy, to be offered after the save.
    desk.get_by_label("Tác giả, nguồn").fill("Thu Hà")
    press(desk, "Gửi duyệt")
    expect(desk.get_by_text("Dòng “Thu Hà” chưa đúng")).to_be_visible()
    desk.get_by_label("Tác giả, nguồn").fill("Bài: Thu Hà")
    press(desk, "Gửi duyệt")
    expect(desk.get_by_text("Bài đã được gửi")).to_be_visible()
    article = Article.objects.get()
    assert (article.body, str(article.category)) == (WRITTEN, "Nông thôn mới")
    desk.goto(add)
    expect(desk.get_by_role("textbox", name="Nội dung")).to_be_visible()
    assert not desk.get_by_text("bản viết dở").count()

    sign_in(publisher)
    change = f"{live_server.url}/quan-tri/news/article/{article.pk}/change/"
    desk.goto(change)
    desk.get_by_label("Lý do trả lại").fill("Thêm số hộ")
    press(desk, "Trả lại")
    expect(desk.get_by_text("Bài đã được trả lại")).to_be_visible()
    desk.goto(change)
    press(desk, "Đăng ngay")
    expect(desk.get_by_text("Bài đang hiện trên cổng")).to_be_visible()

    desk.context.clear_cookies()
    desk.goto(live_server.url + article.get_absolute_url())
    expect(desk.locator(".reading-body h2")).to_have_text("Việc của thôn")
    expect(desk.locator(".reading-body li")).to_have_text("Đường hoa")
    # Larger text stays so on this machine, without a cookie.
    desk.get_by_text("Chữ to").click()
    desk.reload()
    expect(desk.get_by_label("Chữ to")).to_be_checked()
    desk.get_by_text("Chữ to").click()
    desk.reload()
    expect(desk.get_by_label("Chữ to")).not_to_be_checked()
    assert desk.context.cookies() == []
    assert errors == []


PASTE = """box => {
  const data = new DataTransfer();
  data.setData("text/html", "<p style='color: red'>Từ <b style=x>Word</b></p>");
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
}"""


def test_the_form_has_names_and_takes_what_word_gives(
    desk, live_server, sign_in, errors, publisher
):
    article = make_article(body="<p>Một</p>", published=None)
    article.tags.add(make_tag())
    sign_in(publisher)
    desk.goto(f"{live_server.url}/quan-tri/news/article/{article.pk}/change/")
    # Not the plain box of the same name, which the editor hides when it is there.
    body = desk.locator("[contenteditable][aria-label='Nội dung']")
    body.click()
    body.evaluate(PASTE)
    expect(body).to_contain_text("Từ Word")
    press(desk, "Ảnh")
    # The place stands after the paragraph, and below its picture is asked for.
    expect(body.locator("p").nth(1)).to_have_text("[ảnh 1]")
    expect(desk.locator("#id_illustrations-0-number")).to_have_value("1")
    expect(desk.locator("#illustrations-0 .select2-selection")).to_be_focused()
    # The row comes back with the text.
    expect(desk.get_by_text("Đã lưu tạm trên máy này")).to_be_visible()
    desk.reload()
    press(desk, "Lấy lại bản viết dở")
    expect(body.locator("p").nth(1)).to_have_text("[ảnh 1]")
    expect(desk.locator("#id_illustrations-0-number")).to_have_value("1")
    # Typed into the search of a list that is open, by its name.
    desk.locator(".field-category .select2-selection").click()
    expect(desk.get_by_role("searchbox", name="Tìm: Chuyên mục")).to_be_focused()
    desk.keyboard.press("Escape")
    assert errors == []
    assert axe(desk) == []
