"""A whole evening from roll call to correction, and a quarter whose tasks come back."""

import re

import pytest
from playwright.sync_api import expect

from members.intervals import months_after
from partyportal.vietnamese import short_date, today
from tests.browser.conftest import axe
from tests.factories import (
    make_admission,
    make_meeting,
    make_members,
    mandate_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def saved(page):
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")


def unfold(page, part):
    """Open a part of the editor by its heading."""
    fold = page.locator("details.fold").filter(
        has=page.get_by_role("heading", name=part, exact=True)
    )
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.tap()
    return fold


def add(page, part, button):
    """Add a row to a part of the editor; the row."""
    fold = unfold(page, part)
    rows = fold.locator(".row-card")
    before = rows.count()
    fold.get_by_role("button", name=button, exact=True).tap()
    expect(rows).to_have_count(before + 1)
    return rows.nth(before)


def write(row, **texts):
    for label, text in texts.items():
        row.get_by_label(label.replace("_", " "), exact=True).fill(text)


def count(row, votes_for, votes_against):
    write(row, **{"Tán thành": str(votes_for), "Không tán thành": str(votes_against)})


def test_an_evening_from_roll_call_to_correction(
    page, live_server, sign_in, errors, cell, secretary
):
    # 31 full members, of whom two thirds are 21.
    hall = make_members(30, cell=cell)
    candidate = make_admission(cell=cell, by=secretary, full_name="Lò Thị Mới")
    mandate_of(cell)
    meeting = make_meeting(
        cell=cell, chair=secretary.member, minute_taker=secretary.member
    )
    sign_in(secretary)
    page.goto(live_server.url + meeting.get_edit_url())

    late = page.locator(f"#f-attendance-{hall[0].pk}")
    late.locator("summary").tap()
    page.get_by_role("button", name="Lưu điểm danh").tap()
    expect(page.get_by_text("Đã lưu điểm danh")).to_be_visible()
    late.get_by_label("Đến muộn, lúc").fill("19:50")

    for title in ["Nước sạch", "Kết nạp đảng viên"]:
        item = add(page, "Chương trình", "Thêm mục")
        write(item, Nội_dung=title, Diễn_biến="Chi bộ đã bàn kỹ.")
    page.get_by_role("button", name="Đánh dấu các mục còn lại").tap()

    lost = add(page, "Biểu quyết", "Thêm biểu quyết")
    lost.get_by_label("Loại biểu quyết").select_option(value="admission")
    write(lost, Nội_dung_biểu_quyết="Đề nghị kết nạp quần chúng Lò Thị Mới")
    lost.get_by_label("Về ai").select_option(value=f"admission:{candidate.pk}")
    count(lost, 20, 10)
    expect(lost.locator("[data-verdict]")).to_contain_text("20/31 đồng chí")
    expect(lost.locator("[data-verdict]")).to_contain_text("không được thông qua")
    carried = add(page, "Biểu quyết", "Thêm biểu quyết")
    write(carried, Nội_dung_biểu_quyết="Thông qua nghị quyết tháng")
    count(carried, 28, 2)
    expect(carried.locator("[data-verdict]")).to_have_text(
        re.compile("28/31 đồng chí, bằng 90,3.% .*: được thông qua")
    )
    for motion in (lost, carried):
        write(motion, Biểu_quyết_lúc="19:40")

    task = add(page, "Giao việc", "Giao thêm việc")
    write(task, Việc_phải_làm="Thau rửa bể nước", Hạn=short_date(today()))
    task.get_by_label("Người làm").select_option(label=str(hall[1]))
    unfold(page, "Kết luận buổi họp")
    page.get_by_role("textbox", name="Kết luận", exact=True).fill("Làm ngay.")
    saved(page)
    assert axe(page) == []

    page.get_by_role("link", name="Xem biên bản").tap()
    page.get_by_label("Tôi đã đọc lại biên bản").check()
    page.get_by_role("button", name="Niêm phong").tap()
    expect(page.get_by_text("Đã niêm phong biên bản. Số 01-BB/CB")).to_be_visible()
    expect(page.get_by_text("đến lúc 19:50", exact=True)).to_be_visible()
    meeting.refresh_from_db()
    [first, second] = meeting.motions.all()
    assert (first.votes_for, first.base, first.in_room) == (20, 31, 30)
    assert (second.votes_for, second.entitled) == (28, 31)
    assert meeting.tasks.get().assignee == hall[1]

    page.emulate_media(media="print")
    for printed in (".paper-head", ".paper-title", ".signatures", ".proof-qr"):
        expect(page.locator(printed)).to_be_visible()
    for left_out in ("Đã niêm phong biên bản", "Xem danh sách", "Xem bản niêm phong"):
        expect(page.get_by_text(left_out)).to_be_hidden()
    expect(page.get_by_role("link", name="Đính chính")).to_be_hidden()
    page.emulate_media(media="screen")

    # The links beside each place show themselves when they are asked for.
    page.get_by_role("link", name="Đính chính").tap()
    place = page.get_by_role("link", name="Đính chính kết luận của người chủ trì")
    expect(place).to_be_visible()
    page.emulate_media(media="print")
    expect(place).to_be_hidden()
    page.emulate_media(media="screen")
    place.tap()
    page.get_by_label("Nay đính chính là").fill("Làm trước Tết.")
    page.get_by_label("Lý do").fill("Ghi thiếu")
    page.get_by_role("button", name="Ghi đính chính").tap()
    expect(page.get_by_text("Đã ghi đính chính")).to_be_visible()
    expect(page.get_by_text("Làm trước Tết.")).to_be_visible()
    expect(page.get_by_text("Làm ngay.").first).to_be_visible()
    assert errors == []


def seal(page):
    page.get_by_role("link", name="Xem biên bản").tap()
    page.get_by_label("Tôi đã đọc lại biên bản").check()
    page.get_by_role("button", name="Niêm phong").tap()
    expect(page.get_by_text("Đã niêm phong biên bản")).to_be_visible()


def test_a_quarter_in_which_a_task_comes_back_until_it_is_done(
    page, live_server, sign_in, errors, cell, secretary
):
    mandate_of(cell)
    sign_in(secretary)
    for months_ago, heard in [(3, None), (2, "Đang làm"), (1, "Đã xong")]:
        held_on = months_after(today().replace(day=1), -months_ago)
        page.goto(f"{live_server.url}/noi-bo/chi-bo/{cell.pk}/hop-moi/")
        page.get_by_label("Ngày họp").fill(short_date(held_on))
        page.get_by_role("button", name="Bắt đầu ghi").tap()
        page.get_by_role("button", name="Lưu điểm danh").tap()
        page.get_by_role("button", name="Đánh dấu các mục còn lại").tap()
        if heard is None:
            task = add(page, "Giao việc", "Giao thêm việc")
            write(task, Việc_phải_làm="Thau rửa bể nước", Hạn=short_date(held_on))
            task.get_by_label("Người làm").select_option(label=str(secretary.member))
        else:
            told = unfold(page, "Việc kỳ trước")
            expect(told).to_contain_text("Thau rửa bể nước")
            told.get_by_text(heard, exact=True).tap()
        unfold(page, "Kết luận buổi họp")
        page.get_by_role("textbox", name="Kết luận", exact=True).fill("Làm tiếp.")
        taker = unfold(page, "Thời gian, địa điểm, người điều hành")
        for post in ["Chủ trì", "Người ghi biên bản"]:
            person = str(secretary.member)
            taker.get_by_label(post, exact=True).select_option(label=person)
        saved(page)
        seal(page)

    page.goto(f"{live_server.url}/noi-bo/hop/viec/?state=all")
    expect(page.locator("main")).to_contain_text("Đã làm 1/1 việc được giao")
    page.get_by_role("link", name="Thau rửa bể nước").tap()
    for told in ["Đang làm", "Đã xong"]:
        expect(page.locator("ol.rows")).to_contain_text(told)
    assert errors == []
