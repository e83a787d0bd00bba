"""The pictures of the guide: an evening of a secretary, an article, the comments.

`DRAW_GUIDE=yes script/test --slow tests/browser/test_guide.py` draws them anew into
docs/pictures; otherwise they go where pytest throws them away.
"""

import io
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import expect

from cells.models import Meeting
from members.models import User
from tests.browser.conftest import DESKTOP

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PICTURES = Path(__file__).parents[2] / "docs/pictures"
LARGEST = 60_000
COLOURS = 128


@pytest.fixture
def demo(november, transactional_db):
    call_command(
        "load_demo", "--into-this-database", f"--today={november}", verbosity=0
    )


@pytest.fixture
def start(page, live_server, sign_in, november):
    """Open what needs somebody, with the clock of the server and no movement."""
    page.emulate_media(reduced_motion="reduce")
    page.clock.set_fixed_time(f"{november}T19:45:00+07:00")

    def start(username, address="/noi-bo/"):
        page.context.clear_cookies()
        sign_in(User.objects.get(username=username))
        page.goto(live_server.url + address)

    return start


@pytest.fixture
def draw(page, tmp_path):
    """Take a picture of what the window shows, small enough for a guide."""
    folder = PICTURES if os.environ.get("DRAW_GUIDE") else tmp_path

    def draw(name):
        shot = Image.open(io.BytesIO(page.screenshot()))
        few = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(folder / f"{name}.png", optimize=True)
        assert (folder / f"{name}.png").stat().st_size < LARGEST
        assert (PICTURES / f"{name}.png").exists()

    return draw


def saved(page):
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def to_top(locator):
    locator.evaluate("part => part.scrollIntoView({block: 'start'})")


def an_evening_of_a_secretary(page, start, draw):
    start("bithu1")
    begin = page.get_by_role("link", name="Ghi buổi họp tháng 11")
    expect(begin).to_be_visible()
    draw("viec-can-lam")

    begin.tap()
    page.get_by_role("button", name="Bắt đầu ghi").tap()
    absent = page.locator(".rollcall > li").nth(1)
    absent.get_by_text("Có lý do", exact=True).tap()
    absent.get_by_text("Ốm", exact=True).tap()
    saved(page)
    to_top(page.locator("#diem-danh"))
    draw("diem-danh")

    page.get_by_role("button", name="Lưu điểm danh").tap()
    votes = page.locator("details.fold").filter(
        has=page.get_by_role("heading", name="Biểu quyết", exact=True)
    )
    votes.locator("summary").first.tap()
    votes.get_by_role("button", name="Thêm biểu quyết").tap()
    votes.get_by_label("Nội dung biểu quyết").fill("Góp tiền thắp sáng đường thôn")
    votes.get_by_role("button", name="Tất cả tán thành").tap()
    expect(votes.locator("[data-verdict]")).to_contain_text("được thông qua")
    saved(page)
    votes.locator("[data-verdict]").evaluate(
        "line => line.scrollIntoView({block: 'center'})"
    )
    draw("bieu-quyet")

    page.get_by_role("link", name="Xem biên bản").tap()
    expect(page.get_by_text("phải ghi xong trước khi niêm phong")).to_be_visible()
    to_top(page.locator("#niem-phong"))
    draw("niem-phong")


def a_correction(page, start, draw):
    sealed = Meeting.objects.sealed().filter(cell__position=1, kind="regular")
    start("bithu1", sealed.latest("held_on").get_absolute_url())
    page.get_by_role("link", name="Đính chính", exact=True).tap()
    expect(page.get_by_role("link", name="Đính chính địa điểm")).to_be_visible()
    draw("dinh-chinh")


def an_article(page, start, draw):
    page.set_viewport_size(DESKTOP)
    start("bientap")
    page.get_by_role("link", name="Mở trang Quản trị").click()
    page.locator(".model-article").get_by_role("link", name="Thêm").first.click()
    page.get_by_label("Tiêu đề").fill("Thôn Đồng Gạo thắp sáng đường quê")
    page.get_by_label("Lời dẫn").fill("Bà con góp tiền, góp công, nửa tháng là xong.")
    page.get_by_role("button", name="Mục", exact=True).click()
    page.keyboard.type("Việc chung của cả thôn")
    draw("soan-bai")


def the_comments(page, start, draw):
    start("kiemduyet")
    page.get_by_role("link", name="Duyệt ý kiến").tap()
    expect(page.get_by_role("button", name="Duyệt đăng").first).to_be_visible()
    draw("duyet-y-kien")


def test_the_portal_does_what_the_guide_shows(page, demo, start, draw):
    # One after the other: the demo takes longer to load than all of them.
    an_evening_of_a_secretary(page, start, draw)
    a_correction(page, start, draw)
    the_comments(page, start, draw)
    an_article(page, start, draw)
