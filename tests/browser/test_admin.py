"""The office keeps records in Django admin, on a desktop, under the portal's CSP."""

import datetime

import pytest
from playwright.sync_api import expect

from cells.models import Term
from tests.browser.conftest import DESKTOP, axe
from tests.factories import make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, sign_in, office):
    page.set_viewport_size(DESKTOP)
    sign_in(office)
    return page


def choose(page, field, typed, name):
    page.locator(f".field-{field} .select2-selection").click()
    page.keyboard.type(typed)
    page.get_by_role("option", name=name).click()


def test_the_office_records_an_office_held(desk, live_server, errors, cell):
    member = make_member(cell=cell, full_name="Đặng Thị Ủy")
    desk.goto(f"{live_server.url}/quan-tri/cells/term/add/")
    choose(desk, "member", "dang uy", "Đặng Thị Ủy, Chi bộ thôn Đông")
    choose(desk, "cell", "dong", "Chi bộ thôn Đông")
    desk.get_by_label("Chức vụ").select_option("Phó bí thư chi bộ")
    desk.locator("#id_started_on").fill("01/01/2022")
    desk.locator(".field-started_on .date-icon").click()
    desk.locator(".calendarbox").get_by_role("link", name="5", exact=True).first.click()
    desk.get_by_role("button", name="Lưu", exact=True).click()
    expect(desk.get_by_text("Đã thêm chức vụ")).to_be_visible()
    term = Term.objects.get()
    assert (term.member, term.cell) == (member, cell)
    assert term.started_on == datetime.date(2022, 1, 5)
    assert errors == []


def test_a_masked_field_opens_and_what_was_typed_stays(desk, live_server, errors, cell):
    member = make_member(cell=cell, phone="0912345678")
    desk.goto(f"{live_server.url}/quan-tri/members/member/{member.pk}/change/")
    desk.get_by_label("Nghề nghiệp").fill("Giáo viên")
    desk.locator(".field-phone").get_by_role("button", name="Hiện để sửa").click()
    expect(desk.get_by_label("Điện thoại")).to_have_value("0912345678")
    expect(desk.get_by_label("Nghề nghiệp")).to_have_value("Giáo viên")
    assert errors == []


@pytest.mark.parametrize(
    "page_of", ["members/member/add", "cells/term/add", "cells/meeting", "members"]
)
def test_pages_of_admin_are_accessible(desk, live_server, draft, errors, page_of):
    desk.goto(f"{live_server.url}/quan-tri/{page_of}/")
    assert errors == []
    # It sets styles of its own, which the CSP reports.
    assert axe(desk) == []
