"""Every page on a phone and on a desk: axe finds nothing, the CSP holds, all fits."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cells import sealing
from tests.browser.conftest import DESKTOP, PHONE, axe, too_low
from tests.factories import (
    decide_campaign,
    make_absence,
    make_article,
    make_briefing,
    make_campaign,
    make_category,
    make_comment,
    make_document,
    make_entry,
    make_full_minutes,
    make_illustration,
    make_image,
    make_member,
    make_members,
    make_sealed_meeting,
    make_tag,
    make_unit,
    make_upload,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(cell, secretary, office, other_secretary):
    """Something to show on each page: minutes, a draft, members in every standing."""
    members = make_members(6, cell=cell, probationary=1)
    make_absence(member=make_member(cell=cell))
    return {
        "sealed": make_sealed_meeting(
            cell=cell,
            by=secretary,
            absent=members[:2],
            kind="thematic",
            topic="Nông thôn mới",
        ),
        "full": _full(cell, secretary),
        "member": members[0],
        "cell": cell,
        "briefing": _briefing(cell),
        "rated": decide_campaign(make_campaign(by=office), by=office),
        "open": make_campaign(by=office, year=2026),
    }


def _full(cell, secretary):
    """Sealed minutes with a row of everything, and a correction."""
    meeting = make_full_minutes(cell=cell, by=secretary, held_on=date(2026, 3, 3))
    sealing.seal(meeting, by=secretary)
    meeting.corrections.create(
        field="place", label="Địa điểm", after="Đình", reason="Nhầm", made_by=secretary
    )
    return meeting


def _briefing(cell):
    briefing = make_briefing(chair=make_member())
    make_entry(briefing=briefing, cell=cell, limits="Họp muộn.")
    briefing.attendances.create(cell=cell, status="absent", reason="Ốm")
    briefing.attendances.create(unit=make_unit(), represented_by="Hà Thị Dự")
    return briefing


@pytest.fixture
def addresses(world, draft):
    """The pages of the office, who opens them all."""
    return [
        "/noi-bo/",
        "/noi-bo/chi-bo/",
        world["cell"].get_absolute_url(),
        f"/noi-bo/chi-bo/{world['cell'].pk}/hop-moi/",
        "/noi-bo/hop/",
        "/noi-bo/hop/?year=1999",
        world["sealed"].get_absolute_url(),
        world["full"].get_absolute_url(),
        f"{world['full'].get_absolute_url()}dinh-chinh/?field=place",
        f"/xac-minh/{world['full'].verification_code}/",
        draft.get_absolute_url(),
        draft.get_edit_url(),
        f"{draft.get_absolute_url()}huy/",
        f"{draft.get_absolute_url()}giao/",
        "/noi-bo/dang-vien/",
        "/noi-bo/dang-vien/?q=khong-co-ai",
        world["member"].get_absolute_url(),
        "/noi-bo/giao-ban/",
        world["briefing"].get_absolute_url(),
        "/noi-bo/xep-loai/",
        world["rated"].get_absolute_url(),
        f"{world['rated'].get_absolute_url()}danh-sach/?result=excluded",
        f"{world['open'].get_absolute_url()}ghi/",
        f"{world['open'].get_absolute_url()}ghi/{world['cell'].pk}/",
        f"{world['open'].get_absolute_url()}quyet-dinh/",
        "/noi-bo/bao-cao/",
        "/noi-bo/bao-cao/2025/",
        "/noi-bo/bao-cao/2025/dang-vien-hoan-thanh/",
        "/noi-bo/khong-co/",
        "/mat-khau/doi/",
        "/xac-minh/",
    ]


# What WCAG asks of a page: no scrolling in two directions down to here.
NARROWEST = 320
PUBLIC = ["/", "/dang-nhap/", "/mat-khau/quen/", "/khong-co-trang-nay/"]


def check(page, url, errors):
    """Everything that is wrong with a page in the browser, at each of the widths."""
    del errors[:]
    page.set_viewport_size(PHONE)
    page.goto(url)
    wrong = axe(page) + too_low(page)
    page.set_viewport_size(DESKTOP)
    wrong += axe(page) + too_low(page)
    wrong += [error for error in errors if "status of 4" not in error]
    for width in (DESKTOP["width"], PHONE["width"], NARROWEST):
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"does not fit into {width} pixels")
    return [f"{url}: {fault}" for fault in wrong]


def test_public_pages(page, live_server, errors, cell):
    wrong = [check(page, live_server.url + path, errors) for path in PUBLIC]
    assert sum(wrong, []) == []


@pytest.fixture
def news(moderator):
    """An article with all that there may be in one, another withdrawn, a document."""
    article = make_article(
        body="<h2>Mục</h2><p>Đoạn.</p><p>[ảnh 1]</p><table><caption>Lịch</caption>"
        "<tbody><tr><th scope='row'>Sáng</th><td>Họp</td></tr></tbody></table>",
        image=make_image(file=make_upload(size=(700, 500))),
        bylines="Bài: An\nẢnh: Bình",
    )
    make_illustration(article=article, image=make_image(file=make_upload(kind="PNG")))
    article.tags.add(make_tag(name="Nông thôn mới"))
    make_comment(article=article, state="approved", by=moderator)
    make_document()
    return article


@pytest.fixture
def pages_of_news(news):
    # So many that the list has a second page.
    gone, *_ = [make_article(category=news.category) for _ in range(13)]
    gone.withdraw()
    day = timezone.localdate(news.published_at)
    return [
        "/",
        news.get_absolute_url(),
        "/tin-tuc/",
        "/tin-tuc/?page=2",
        f"/tin-tuc/{day.year}/{day.month}/",
        news.category.get_absolute_url(),
        make_category().get_absolute_url(),
        "/the/nong-thon-moi/",
        gone.get_absolute_url(),
        f"/tin-tuc/y-kien/{news.pk}/da-gui/",
        "/tim-kiem/?q=dang+bo",
        "/tim-kiem/?q=khong-co-gi",
        "/van-ban/",
        "/quyen-rieng-tu/",
    ]


@pytest.mark.parametrize("part", range(2))
def test_pages_of_news(page, live_server, errors, pages_of_news, part):
    paths = pages_of_news[part::2]
    wrong = [check(page, live_server.url + path, errors) for path in paths]
    assert sum(wrong, []) == []


# In parts, so that no worker is left alone with all of them at the end.
@pytest.mark.parametrize("part", range(4))
def test_private_pages(page, live_server, sign_in, errors, office, addresses, part):
    sign_in(office)
    paths = addresses[part::4]
    wrong = [check(page, live_server.url + path, errors) for path in paths]
    assert sum(wrong, []) == []


def test_page_in_charge_of_a_cell(page, live_server, sign_in, errors, in_charge, world):
    sign_in(in_charge)
    path = f"{world['full'].get_absolute_url()}xac-nhan/"
    assert check(page, live_server.url + path, errors) == []


def test_pages_of_a_member(page, live_server, sign_in, errors, reader, world):
    sign_in(reader)
    paths = [
        "/noi-bo/",
        world["cell"].get_absolute_url(),
        world["sealed"].get_absolute_url(),
        "/noi-bo/dang-vien/toi/",
        world["rated"].get_absolute_url(),
    ]
    wrong = [check(page, live_server.url + path, errors) for path in paths]
    assert sum(wrong, []) == []


def test_typed_sign_in_leads_home(page, live_server, secretary):
    page.goto(live_server.url + "/")
    page.get_by_role("link", name="Đăng nhập").first.tap()
    page.get_by_label("Tên đăng nhập").fill(secretary.username)
    page.locator("[name=password]").fill("mat-khau-thu-2026")
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc cần làm")


def test_skip_link_comes_first_by_keyboard(page, live_server, sign_in, office):
    sign_in(office)
    page.goto(live_server.url + "/noi-bo/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#noi-dung"
