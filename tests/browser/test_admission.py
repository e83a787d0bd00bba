"""One person, followed from the first day in the cell to full member to rated."""

import datetime

import pytest
from playwright.sync_api import expect

from members.intervals import months_after
from members.models import Admission
from members.models.admission_step import COMMITTEE_STEPS, StepKind
from partyportal.vietnamese import today
from tests.browser.conftest import DESKTOP, PHONE, axe
from tests.factories import make_campaign, make_members, make_user

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Đỗ Thị Mới"
A_DAY = datetime.timedelta(days=1)


def days_of_steps():
    """A day for each step, so that probation is served just now."""
    first = months_after(today(), -26)
    days = {kind: first + 20 * n * A_DAY for n, kind in enumerate(StepKind)}
    served = months_after(days[StepKind.CEREMONY], 12)
    days[StepKind.RECOGNITION_VOTED] = served
    days[StepKind.RECOGNISED] = served + 10 * A_DAY
    return days


def fill_day(page, label, day):
    page.get_by_label(label).fill(f"{day:%d/%m/%Y}")


def begin(page, live_server, day):
    """The secretary begins to follow somebody."""
    page.goto(f"{live_server.url}/noi-bo/ket-nap/")
    page.get_by_role("link", name="Thêm người để theo dõi").click()
    page.get_by_label("Họ và tên").fill(NAME)
    page.get_by_label("Giới tính").select_option(label="Nữ")
    fill_day(page, "Ngày sinh", datetime.date(1999, 8, 7))
    fill_day(page, "Theo dõi từ ngày", day)
    page.get_by_role("button", name="Bắt đầu theo dõi").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()


def record(page, kind, day):
    """Record the next step on the page of the person, whoever is signed in."""
    page.reload()
    expect(page.get_by_role("heading", name=f"Ghi bước: {kind.label}")).to_be_visible()
    fill_day(page, "Ngày", day)
    if kind in (StepKind.CELL_VOTED, StepKind.RECOGNITION_VOTED):
        page.get_by_label("Số tán thành").fill("10")
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text(f"Đã ghi bước “{kind.label}”.")).to_be_visible()


def follow_to_full_member(page, live_server, sign_in, *, secretary, committee):
    """Lead a person through every page; return the Member, a full one by now."""
    days = days_of_steps()
    sign_in(secretary)
    begin(page, live_server, days[StepKind.FOLLOWED])
    for kind in list(StepKind)[1:]:
        sign_in(committee if kind in COMMITTEE_STEPS else secretary)
        record(page, kind, days[kind])
    return Admission.objects.select_related("member").get(full_name=NAME).member


def rate(page, live_server, cell, year):
    """The Party committee gives the person a level, and decides."""
    page.goto(f"{live_server.url}/noi-bo/xep-loai/")
    page.get_by_role("link", name=f"Năm {year}").click()
    page.get_by_role("link", name="Ghi mức xếp loại").click()
    page.get_by_role("link", name=str(cell)).click()
    page.get_by_label(NAME).select_option(label="Hoàn thành tốt nhiệm vụ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu 1 thay đổi.")).to_be_visible()
    page.goto(f"{live_server.url}/noi-bo/xep-loai/{year}/quyet-dinh/")
    page.get_by_role("button", name="Ghi quyết định và khóa kết quả").click()
    expect(page.get_by_text(f"Đã ghi quyết định xếp loại năm {year}.")).to_be_visible()


def test_person_goes_all_the_way_to_full_member_and_is_rated(
    page, live_server, sign_in, errors, cell, secretary, party_committee, office
):
    make_members(11, cell=cell)
    member = follow_to_full_member(
        page,
        live_server,
        sign_in,
        secretary=secretary,
        committee=party_committee,
    )
    assert member.is_official(on=today())
    assert member.official_on == months_after(member.admitted_on, 12)
    expect(page.get_by_text("Tán thành 10/12 đảng viên chính thức")).to_have_count(2)
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_text("Đảng viên chính thức,")).to_be_visible()

    campaign = make_campaign(by=office, year=today().year - 1)
    others = campaign.ratings.exclude(member=member).values_list("pk", flat=True)
    campaign.ratings.decide(dict.fromkeys(others, "good"), by=office, on=today())
    sign_in(party_committee)
    rate(page, live_server, cell, campaign.year)
    sign_in(make_user(member=member))
    page.goto(f"{live_server.url}/noi-bo/xep-loai/{campaign.year}/")
    expect(page.get_by_text("Hoàn thành tốt nhiệm vụ.")).to_be_visible()
    assert errors == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_of_admissions_are_open_to_all(
    page, live_server, sign_in, errors, secretary, size
):
    page.set_viewport_size(size)
    sign_in(secretary)
    begin(page, live_server, today())
    person = page.url
    for path in ("", "moi/"):
        page.goto(f"{live_server.url}/noi-bo/ket-nap/{path}")
        assert axe(page) == [], path
    for path in ("", "thoi/"):
        page.goto(person + path)
        assert axe(page) == [], path
    assert errors == []
