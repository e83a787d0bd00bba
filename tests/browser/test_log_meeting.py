"""A secretary on a phone in the village hall logs the meeting of the month."""

import datetime
import re
import time
import uuid

import pytest
from playwright.sync_api import expect

from cells import changes
from cells.models import Attendance, Meeting
from partyportal.vietnamese import today
from tests.factories import (
    make_absence,
    make_item,
    make_meeting,
    make_member,
    make_members,
    mandate_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


PASTE = """(box, text) => {
    box.value = text;
    box.dispatchEvent(new Event("input", {bubbles: true}));
}"""


class Taps:
    """Counts what a thumb does."""

    def __init__(self):
        self.count = 0

    def __call__(self, locator):
        locator.tap()
        self.count += 1


@pytest.fixture
def hall(cell, secretary):
    """The 31 members of the secretary's cell, three on probation, and two exempt."""
    members = make_members(30, cell=cell, probationary=3)
    for _ in range(2):
        make_absence(member=make_member(cell=cell))
    return members


def line_of(page, member):
    return page.locator(f"#f-attendance-{member.pk}")


def write(meeting, field, value, *, by):
    """Somebody else changes a field elsewhere."""
    was = getattr(meeting, field)
    sent = changes.Change(uuid.uuid4(), field, was, value)
    changes.apply(Meeting.objects.get(pk=meeting.pk), [sent], by=by, on=today())


def stored(meeting, field, value):
    """Wait until the server holds the value."""
    end = time.monotonic() + 10
    while getattr(meeting, field) != value and time.monotonic() < end:
        time.sleep(0.1)
        meeting.refresh_from_db()
    assert getattr(meeting, field) == value


def saved(page):
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def test_roll_call_with_three_absences_takes_at_most_twelve_taps(
    page, live_server, sign_in, errors, secretary, hall
):
    tap = Taps()
    ill, busy, *_, missing = hall
    sign_in(secretary)
    page.goto(live_server.url + "/noi-bo/")

    tap(page.get_by_role("link", name=f"Ghi buổi họp tháng {today().month}"))
    tap(page.get_by_role("button", name="Bắt đầu ghi"))
    expect(page.locator("[data-counter]")).to_have_text(
        "Có mặt 31/31 (chính thức 28/28, dự bị 3/3)"
    )
    for member, reason in [(ill, "Ốm"), (busy, "Công tác")]:
        tap(line_of(page, member).get_by_text("Có lý do", exact=True))
        tap(line_of(page, member).get_by_text(reason, exact=True))
    tap(line_of(page, missing).get_by_text("Không lý do", exact=True))
    expect(page.locator("[data-counter]")).to_have_text(
        "Có mặt 28/31 (chính thức 26/28, dự bị 2/3)"
    )
    tap(page.get_by_role("button", name="Lưu điểm danh"))
    expect(page.get_by_text("Đã lưu điểm danh")).to_be_visible()

    assert tap.count <= 12
    meeting = Meeting.objects.with_attendance().get()
    assert meeting.is_roll_called
    assert (meeting.presence.part, meeting.presence.whole) == (28, 31)
    assert Attendance.objects.filter(status="exempt").count() == 2
    assert errors == []

    page.goto(live_server.url + f"/noi-bo/chi-bo/{meeting.cell_id}/")
    expect(page.locator("main")).to_contain_text("28/31")


def test_meeting_is_written_sealed_and_counted(
    page, live_server, sign_in, secretary, draft
):
    make_item(meeting=draft)
    mandate_of(draft.cell)
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.get_by_role("button", name="Lưu điểm danh").tap()
    page.get_by_role("textbox", name="Kết luận", exact=True).fill(
        "Thống nhất làm trước Tết."
    )
    for post in ["Chủ trì", "Người ghi biên bản"]:
        page.get_by_label(post, exact=True).select_option(label=str(secretary.member))
    expect(page.get_by_text("Đã lưu điểm danh")).to_be_visible()
    saved(page)
    page.get_by_role("link", name="Xem biên bản").tap()
    page.get_by_role("button", name="Niêm phong").tap()
    draft.refresh_from_db()
    assert not draft.is_sealed
    page.get_by_label("Tôi đã đọc lại biên bản").check()
    page.get_by_role("button", name="Niêm phong").tap()
    expect(page.get_by_text("Đã niêm phong biên bản")).to_be_visible()
    draft.refresh_from_db()
    assert draft.is_sealed
    assert draft.conclusion == "Thống nhất làm trước Tết."


def test_reason_is_asked_for_before_the_roll_is_saved(
    page, live_server, sign_in, secretary, hall, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    line_of(page, hall[0]).get_by_text("Có lý do", exact=True).tap()
    page.get_by_role("button", name="Lưu điểm danh").tap()
    expect(page.get_by_text("Hãy chọn lý do vắng.")).to_be_visible()
    draft.refresh_from_db()
    assert not draft.is_roll_called


def test_writing_goes_on_without_a_network_and_is_sent_once(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.context.set_offline(True)
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Ghi khi mất mạng")
    expect(page.get_by_text("đang giữ trên máy này")).to_be_visible()
    page.get_by_role("textbox", name="Địa điểm").fill("Vẫn ghi tiếp")
    page.context.set_offline(False)
    saved(page)
    draft.refresh_from_db()
    assert draft.conclusion == "Ghi khi mất mạng"
    assert draft.place == "Vẫn ghi tiếp"
    assert draft.version == 2


def test_without_a_network_nobody_leaves_the_page(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.context.set_offline(True)
    page.get_by_role("link", name="Xem biên bản").tap()
    expect(page.locator("[data-saved]")).to_have_text(
        "Mất kết nối; đồng chí cứ ghi tiếp"
    )
    page.context.set_offline(False)
    page.get_by_role("link", name="Xem biên bản").tap()
    expect(page).to_have_url(live_server.url + draft.get_absolute_url())


def test_text_whose_answer_was_lost_is_no_conflict_with_itself(
    page, live_server, sign_in, secretary, draft
):
    """The server stores the change, the network swallows the answer."""
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    lost = []

    def swallow(route):
        lost.append(route.fetch())
        route.abort()

    page.route("**/thay-doi/", swallow, times=1)
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Một")
    expect(page.get_by_text("đang giữ trên máy này")).to_be_visible()
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Một, hai")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    draft.refresh_from_db()
    assert len(lost) == 1
    assert draft.conclusion == "Một, hai"
    expect(page.locator(".conflict")).to_have_count(0)


def test_unsent_text_survives_a_reload(page, live_server, sign_in, secretary, draft):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.route("**/thay-doi/", lambda route: route.abort())
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Chưa gửi được")
    expect(page.get_by_text("đang giữ trên máy này")).to_be_visible()
    page.unroute("**/thay-doi/")
    page.reload()
    expect(page.get_by_role("textbox", name="Kết luận", exact=True)).to_have_value(
        "Chưa gửi được"
    )
    saved(page)
    draft.refresh_from_db()
    assert draft.conclusion == "Chưa gửi được"


def test_session_that_ended_loses_nothing(page, live_server, sign_in, secretary, draft):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.context.clear_cookies()
    page.get_by_role("textbox", name="Kết luận", exact=True).fill(
        "Viết sau khi hết phiên"
    )
    expect(page.get_by_role("button", name="Đăng nhập lại")).to_be_visible()
    sign_in(secretary)
    page.reload()
    saved(page)
    draft.refresh_from_db()
    assert draft.conclusion == "Viết sau khi hết phiên"


def test_second_writer_is_shown_both_texts(
    page, live_server, sign_in, new_context, secretary, deputy, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    other = new_context().new_page()
    sign_in(deputy, on=other)
    other.goto(live_server.url + draft.get_edit_url())
    other.get_by_role("textbox", name="Kết luận", exact=True).fill("Của phó bí thư")
    saved(other)

    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Của bí thư")
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text(str(deputy))
    expect(conflict).to_contain_text("Của phó bí thư")
    expect(conflict).to_contain_text("Của bí thư")
    draft.refresh_from_db()
    assert draft.conclusion == "Của phó bí thư"

    page.get_by_role("button", name="Giữ bản của tôi").tap()
    saved(page)
    draft.refresh_from_db()
    assert draft.conclusion == "Của bí thư"


def test_letter_typed_beside_both_texts_overwrites_nothing(
    page, live_server, sign_in, secretary, deputy, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    write(draft, "conclusion", "Của phó bí thư", by=deputy)
    content = page.get_by_role("textbox", name="Kết luận", exact=True)
    content.fill("Của bí thư")
    expect(page.locator(".conflict")).to_be_visible()
    content.press_sequentially(" thêm")
    page.get_by_role("textbox", name="Địa điểm").fill("Để gửi một lần nữa")
    stored(draft, "place", "Để gửi một lần nữa")
    assert draft.conclusion == "Của phó bí thư"
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "error")

    page.get_by_role("button", name="Giữ bản của tôi").tap()
    saved(page)
    draft.refresh_from_db()
    assert draft.conclusion == "Của bí thư thêm"


def test_both_texts_are_shown_again_after_a_reload(
    page, live_server, sign_in, secretary, deputy, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    write(draft, "conclusion", "Của phó bí thư", by=deputy)
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Của bí thư")
    expect(page.locator(".conflict")).to_be_visible()
    page.reload()
    expect(page.locator(".conflict")).to_contain_text("Của bí thư")
    page.get_by_role("button", name="Dùng bản này").tap()
    saved(page)
    expect(page.get_by_role("textbox", name="Kết luận", exact=True)).to_have_value(
        "Của phó bí thư"
    )


def test_refused_text_is_kept_until_it_is_put_right(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    held_on = page.get_by_role("textbox", name="Ngày họp")
    held_on.fill("31/02/2022")
    held_on.blur()
    expect(page.get_by_text("không có trong lịch")).to_be_visible()
    page.reload()
    expect(held_on).to_have_value("31/02/2022")
    expect(page.get_by_text("không có trong lịch")).to_be_visible()
    held_on.fill("05/01/2022")
    held_on.blur()
    stored(draft, "held_on", datetime.date(2022, 1, 5))


def test_half_a_day_is_not_sent(page, live_server, sign_in, secretary, draft):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    held_on = page.get_by_role("textbox", name="Ngày họp")
    held_on.clear()
    held_on.press_sequentially("05/01")
    page.wait_for_timeout(1500)
    expect(page.get_by_text("không có trong lịch")).to_have_count(0)
    held_on.press_sequentially("/2022")
    held_on.blur()
    stored(draft, "held_on", datetime.date(2022, 1, 5))


def test_minutes_open_only_after_what_was_written_is_stored(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Viết xong xem ngay")
    page.get_by_role("link", name="Xem biên bản").tap()
    expect(page.get_by_role("link", name="Ghi tiếp").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Viết xong xem ngay")


def test_another_tab_keeps_what_this_one_has_not_sent(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    other = page.context.new_page()
    other.goto(live_server.url + draft.get_edit_url())
    page.route("**/thay-doi/", lambda route: route.abort())
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Ghi ở thẻ thứ nhất")
    expect(page.get_by_text("đang giữ trên máy này")).to_be_visible()
    page.close()
    other.get_by_role("textbox", name="Địa điểm").fill("Ghi ở thẻ thứ hai")
    saved(other)
    other.reload()
    stored(draft, "conclusion", "Ghi ở thẻ thứ nhất")


def test_writing_long_without_a_network_holds_two_changes_of_a_field(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.route("**/thay-doi/", lambda route: route.abort())
    content = page.get_by_role("textbox", name="Kết luận", exact=True)
    for number in range(4):
        with page.expect_event("requestfailed"):
            content.fill(f"Lần {number}")
            page.evaluate("window.dispatchEvent(new Event('online'))")
    held = page.evaluate("JSON.parse(Object.values(localStorage)[0])")
    assert [change["is"] for change in held] == ["Lần 0", "Lần 3"]


def test_change_of_another_field_by_somebody_else_appears(
    page, live_server, sign_in, new_context, secretary, deputy, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    other = new_context().new_page()
    sign_in(deputy, on=other)
    other.goto(live_server.url + draft.get_edit_url())
    other.get_by_role("textbox", name="Địa điểm").fill("Phó bí thư kết luận")
    saved(other)
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Bí thư ghi nội dung")
    expect(page.get_by_role("textbox", name="Địa điểm")).to_have_value(
        "Phó bí thư kết luận"
    )
    expect(page.get_by_text(re.compile(f"{deputy} vừa sửa mục này"))).to_be_visible()


def send_as(user, meeting, texts):
    """Somebody else sends changes of fields that were empty."""
    sent = [
        changes.Change(uuid.uuid4(), field, "", value) for field, value in texts.items()
    ]
    changes.apply(Meeting.objects.get(pk=meeting.pk), sent, by=user, on=today())


def test_rows_that_somebody_else_adds_appear(
    page, live_server, sign_in, secretary, deputy, draft, errors
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    item, motion = uuid.uuid4(), uuid.uuid4()
    texts = {"position": "1", "title": "Nước sạch", "content": "Phó bí thư ghi."}
    send_as(deputy, draft, {f"item.{item}.{part}": texts[part] for part in texts})
    texts = {"position": "1", "text": "Góp quỹ khuyến học"}
    send_as(deputy, draft, {f"motion.{motion}.{part}": texts[part] for part in texts})
    page.get_by_role("textbox", name="Địa điểm").fill("Nhà văn hóa")
    for row, title, part, text in [
        (f'[data-key="{item}"]', "Nước sạch", "Diễn biến", "Phó bí thư ghi."),
        (f'[data-key="{motion}"]', "Góp quỹ khuyến học", "Tán thành", ""),
    ]:
        added = page.locator(row)
        expect(added.locator("[data-title]")).to_have_text(title)
        expect(added.get_by_label(part, exact=True)).to_have_value(text)
        expect(added).to_contain_text(f"Đồng chí {deputy} vừa sửa")
    expect(page.locator('[data-note="motion"]')).to_have_text("1 lần")
    assert errors == []


def test_an_election_is_proposed_as_a_ballot(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.locator("#bieu-quyet > summary").tap()
    page.get_by_role("button", name="Thêm biểu quyết").tap()
    page.get_by_label("Loại biểu quyết").select_option(value="election")
    expect(page.get_by_label("Phiếu kín")).to_be_checked()
    page.get_by_text("Giơ tay", exact=True).tap()
    page.get_by_label("Nội dung biểu quyết").fill("Bầu phó bí thư")
    saved(page)
    assert draft.motions.get().method == "hands"


def test_a_link_to_a_field_goes_into_it(page, live_server, sign_in, secretary, draft):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url() + "#f-end_time")
    expect(page.get_by_label("Kết thúc lúc")).to_be_focused()
    expect(page.get_by_label("Kết thúc lúc")).to_be_in_viewport()


def test_until_the_roll_is_saved_the_bar_says_so(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.get_by_role("textbox", name="Địa điểm").fill("Nhà văn hóa")
    expect(page.locator("[data-saved]")).to_contain_text("; chưa lưu điểm danh")
    page.get_by_role("button", name="Lưu điểm danh").tap()
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"lúc \d+:\d+$"))


def test_sealed_meanwhile_says_so_and_keeps_the_text(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    draft.cancel(by=secretary, reason="Bão")
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Quá muộn")
    expect(page.get_by_text("đã hủy nên không ghi thêm được")).to_be_visible()
    expect(page.get_by_role("textbox", name="Kết luận", exact=True)).to_have_value(
        "Quá muộn"
    )


def test_text_that_is_too_long_is_told_at_once_and_kept(
    page, live_server, sign_in, errors, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    conclusion = page.get_by_role("textbox", name="Kết luận", exact=True)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.context.set_offline(True)
    pasted = "Chi bộ bàn việc chung.\n" * 2_500
    # Not by fill(), which types so much for half a minute.
    conclusion.evaluate(PASTE, pasted)
    told = page.get_by_text("mỗi mục dài nhất 50.000 ký tự")
    expect(told).to_be_visible()
    page.get_by_role("textbox", name="Địa điểm").fill("Nhà văn hóa")
    page.context.set_offline(False)
    stored(draft, "place", "Nhà văn hóa")
    expect(page.locator("[data-saved]")).to_contain_text("Có mục chưa lưu")

    page.reload()
    expect(told).to_be_visible()
    expect(conclusion).to_have_value(pasted)
    conclusion.fill("Đã rút ngắn.")
    # The server refuses a still longer one with all that comes along: it is not asked.
    assert "bàn việc chung" not in "".join(sent)
    expect(told).to_have_count(0)
    stored(draft, "conclusion", "Đã rút ngắn.")
    saved(page)


def test_more_than_one_request_takes_is_sent_in_several(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    text = "ậ" * 45_000
    left = [
        {"id": str(key), "field": f"item.{key}.content", "was": "", "is": text}
        for key in (uuid.uuid4() for _ in range(8))
    ]
    page.evaluate(
        "([key, left]) => localStorage.setItem(key, JSON.stringify(left))",
        [f"bien-ban:{secretary.pk}:{draft.pk}", left],
    )
    page.reload()
    # More letters than a year of minutes has: on a busy machine they take a while.
    bar = page.locator("[data-saved]")
    expect(bar).to_contain_text("Đã lưu lúc", timeout=30_000)
    contents = draft.items.filter(content=text)
    assert contents.count() == len(left)


def test_guest_is_added(page, live_server, sign_in, secretary, draft):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.get_by_role("button", name="Thêm khách mời").tap()
    page.get_by_role("textbox", name="Họ và tên").last.fill("Lê Thị Khách")
    page.get_by_role("textbox", name="Chức vụ, đơn vị").last.fill("Đảng ủy viên")
    saved(page)
    guest = draft.guests.get()
    assert (guest.name, guest.title) == ("Lê Thị Khách", "Đảng ủy viên")


def test_enter_in_a_field_does_not_save_the_roll_call(
    page, live_server, sign_in, secretary, draft
):
    sign_in(secretary)
    page.goto(live_server.url + draft.get_edit_url())
    page.get_by_role("textbox", name="Địa điểm").fill("Nhà văn hóa")
    page.get_by_role("textbox", name="Địa điểm").press("Enter")
    saved(page)
    draft.refresh_from_db()
    assert not draft.is_roll_called


def test_roll_call_is_two_columns_on_a_wide_screen(
    page, live_server, sign_in, secretary, cell, draft
):
    make_members(2, cell=cell)
    sign_in(secretary)
    page.set_viewport_size({"width": 992, "height": 800})
    page.goto(live_server.url + draft.get_edit_url())
    first, second, third = page.locator(".rollcall > li").all()
    top, below, beside = (line.bounding_box() for line in (first, second, third))
    assert below["x"] == top["x"] < beside["x"]
    assert beside["y"] == top["y"] < below["y"]
    # By keyboard and to the ear, the second column follows the first.
    second.locator("summary").focus()
    page.keyboard.press("Tab")
    expect(third.get_by_role("radio", name="Có mặt")).to_be_focused()
    page.set_viewport_size({"width": 991, "height": 800})
    assert third.bounding_box()["y"] > second.bounding_box()["y"]


def test_without_javascript_the_form_does_the_same(
    live_server, sign_in, new_context, secretary, hall, draft
):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(secretary, on=page)
    page.goto(live_server.url + draft.get_edit_url())
    line_of(page, hall[0]).get_by_text("Có lý do", exact=True).tap()
    line_of(page, hall[0]).get_by_text("Ốm", exact=True).tap()
    page.get_by_role("textbox", name="Kết luận", exact=True).fill(
        "Không cần mã kịch bản"
    )
    page.get_by_role("button", name="Lưu điểm danh").tap()
    expect(page.locator("[data-counter]")).to_contain_text("30/31")
    draft.refresh_from_db()
    assert draft.is_roll_called
    assert draft.conclusion == "Không cần mã kịch bản"


def test_without_javascript_a_meeting_begins(
    live_server, sign_in, new_context, secretary, cell
):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(secretary, on=page)
    page.goto(live_server.url + f"/noi-bo/chi-bo/{cell.pk}/hop-moi/")
    page.get_by_label("Hình thức sinh hoạt").select_option(label="Sinh hoạt chuyên đề")
    page.get_by_role("textbox", name="Chuyên đề").fill("Xây dựng nông thôn mới")
    page.get_by_role("button", name="Bắt đầu ghi").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xây dựng nông thôn mới")


def test_meeting_on_a_day_to_come_has_no_roll_call_yet(
    page, live_server, sign_in, secretary, cell, hall
):
    meeting = make_meeting(cell=cell, held_on=today() + datetime.timedelta(days=2))
    sign_in(secretary)
    page.goto(live_server.url + meeting.get_edit_url())
    expect(page.get_by_text("Buổi họp chưa diễn ra")).to_be_visible()
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Chuẩn bị trước")
    saved(page)
