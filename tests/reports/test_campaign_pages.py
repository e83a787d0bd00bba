"""Pages of a rating: shares, names, levels recorded, the decision."""

import datetime
import re
from unicodedata import normalize

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cells.models import Term
from members.models import Regulation
from reports.caps import rule_on
from reports.models import Indicator, Rating, RatingCampaign, Unit
from tests.factories import (
    decide_campaign,
    make_absence,
    make_campaign,
    make_cell,
    make_indicator,
    make_member,
    make_members,
    make_officer,
    make_unit,
)

pytestmark = pytest.mark.usefixtures("november")

Level = Rating.Level
YEAR_END = datetime.date(2021, 12, 31)
LIST = "/noi-bo/xep-loai/"
URL = "/noi-bo/xep-loai/2025/"
NAMES = f"{URL}danh-sach/"
EDIT = f"{URL}ghi/"
DECIDE = f"{URL}quyet-dinh/"
FREEZE = f"{URL}chot/"
CATCH_UP = f"{URL}cap-nhat/"
EARLY = "/noi-bo/xep-loai/2026/chot/"


@pytest.fixture
def campaign(office, cell, other_cell):
    """Two cells; three members in one of them and one, left out, in the other."""
    make_members(3, cell=cell)
    make_absence(member=make_member(cell=other_cell, full_name="Ngô Thị Miễn"))
    return make_campaign(by=office)


@pytest.fixture
def decided(campaign, office):
    ratings = campaign.ratings.rated()
    first = ratings.of_members().first()
    cell = ratings.of_cells().first()
    levels = {first.pk: Level.EXCELLENT, cell.pk: Level.COMPLETED}
    ratings.decide(levels, by=office, on=campaign.last_day)
    return decide_campaign(campaign, by=office)


def html(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def sent(response, **changes):
    """What a browser sends back of the levels it was shown, some of them changed."""
    form = response.context["form"]
    posted = {}
    for field in form:
        posted[field.html_name] = field.value() or ""
        if field.field.show_hidden_initial:
            posted[field.html_initial_name] = field.initial
    return {**posted, **changes}


# The list of campaigns


def test_members_see_decided_campaigns_only(client, reader, decided, office):
    make_campaign(by=office, year=2026)
    client.force_login(reader)
    page = html(client, LIST)
    assert "Năm 2025" in page
    assert "Năm 2026" not in page


def test_office_sees_open_ones_as_provisional(client, office, campaign):
    make_campaign(by=office, year=2026, frozen=False)
    client.force_login(office)
    page = html(client, LIST)
    assert "tạm tính" in page
    assert "Chưa chốt danh sách." in page
    assert "3/4" in page
    assert page.index("Năm 2026") < page.index("Năm 2025")


def test_empty_list_says_so(client, office):
    client.force_login(office)
    assert "Chưa có kết quả xếp loại nào." in html(client, LIST)


# One campaign


def test_shares_stand_with_their_base(client, party_committee, decided):
    client.force_login(party_committee)
    page = html(client, URL)
    assert ">1</a><span" in page
    assert ">2</a></span>" in page
    assert "chi bộ được xếp loại, 50,0" in page
    assert "đảng viên trong danh sách, 80,0" in page
    assert "đảng viên được xếp loại, 25,0" in page


def test_those_left_out_stand_with_their_reason(client, office, decided):
    client.force_login(office)
    page = html(client, URL)
    assert "Được miễn công tác và sinh hoạt đảng" in page
    assert ">1</a>/4 đảng viên trong danh sách" in page


def test_too_many_excellent_are_a_warning(client, office, decided):
    client.force_login(office)
    page = html(client, URL)
    assert "vượt 1" in page
    assert "theo quy định" in page


def test_officers_see_their_own_cell_alone(client, secretary, decided, other_cell):
    client.force_login(secretary)
    page = html(client, URL)
    assert "Chi bộ thôn Đông" in page
    assert other_cell.name not in page
    assert "Tỷ lệ xuất sắc tối đa" not in page
    assert f"{NAMES}?subject=cell" not in page


def test_a_member_sees_own_rating_and_the_shares(client, office, reader, cell):
    decide_campaign(make_campaign(by=office), by=office)
    client.force_login(reader)
    page = html(client, URL)
    assert "Kết quả của tôi" in page
    assert "Hoàn thành tốt nhiệm vụ." in page
    assert "Từng chi bộ" not in page


def test_an_open_campaign_is_404_for_members(client, reader, campaign):
    client.force_login(reader)
    assert client.get(URL).status_code == 404


def test_levels_that_are_not_decided_are_seen_by_the_commune_alone(
    secretary, reader, office, campaign, november
):
    everything = Rating.objects.all()
    assert everything.visible_to(office, on=november).count() == everything.count()
    for user in (secretary, reader):
        assert not everything.visible_to(user, on=november).exists()


def test_units_and_figures_are_seen_by_the_commune_alone(secretary, office, november):
    make_unit()
    make_indicator()
    for model in (Unit, Indicator):
        assert model.objects.visible_to(office, on=november).exists()
        assert not model.objects.visible_to(secretary, on=november).exists()


def test_an_editor_finds_no_campaign_and_no_rating(decided, editor, november):
    assert not RatingCampaign.objects.visible_to(editor, on=november).exists()
    assert not decided.ratings.visible_to(editor, on=november).exists()


def test_a_secretary_finds_no_campaign_to_decide(campaign, secretary, november):
    assert not RatingCampaign.objects.decidable_by(secretary, on=november).exists()


def test_unknown_year_is_404(client, office):
    client.force_login(office)
    assert client.get("/noi-bo/xep-loai/1999/").status_code == 404
    assert client.get("/noi-bo/xep-loai/99999/").status_code == 404


def test_without_a_rule_the_page_says_so(client, office, campaign):
    Regulation.objects.filter(subject="excellent_cap").delete()
    client.force_login(office)
    assert "Chưa tính được tỷ lệ xuất sắc tối đa." in html(client, URL)


def test_campaign_without_list_says_so(client, office):
    make_campaign(by=office, frozen=False)
    client.force_login(office)
    assert "Chưa chốt danh sách xếp loại." in html(client, URL)


@pytest.mark.parametrize(
    ("excellent", "good", "limits"),
    [(60, 210, [42, 54]), (3, 7, [1, 2]), (42, 210, [42, 50]), (0, 0, [0, 0])],
)
def test_the_cap_is_reckoned_on_the_base_of_the_rule(db, excellent, good, limits):
    caps = rule_on(YEAR_END).caps(excellent=excellent, good=good, waiting=0)
    assert [cap.limit for cap in caps] == limits
    assert [cap.whole for cap in caps] == [good, good + excellent]
    assert [cap.is_of_rule for cap in caps] == [True, False]
    assert [cap.is_exceeded for cap in caps] == [excellent > n for n in limits]
    assert not caps[0].is_possible


@pytest.mark.parametrize(
    ("waiting", "limits"), [(11, [1, 2]), (305, [50, 61]), (340, [56, 68])]
)
def test_without_levels_the_cap_is_the_most_possible(db, waiting, limits):
    caps = rule_on(YEAR_END).caps(excellent=0, good=0, waiting=waiting)
    assert [cap.limit for cap in caps] == limits
    assert all(cap.is_possible for cap in caps)


def test_the_base_of_the_rule_in_force_comes_first(db):
    value = {"part": 20, "whole": 100, "of": "good_or_better"}
    rules = Regulation.objects.filter(subject="excellent_cap")
    rules.in_force(on=YEAR_END).update(value=value)
    first, second = rule_on(YEAR_END).caps(excellent=60, good=210, waiting=0)
    assert (first.base, first.limit, first.is_of_rule) == ("good_or_better", 54, True)
    assert (second.base, second.is_of_rule) == ("good", False)


def test_the_cap_stands_with_its_base_and_its_paper(client, office, campaign):
    client.force_login(office)
    rule = Regulation.objects.rule("excellent_cap", on=campaign.last_day)
    page = html(client, URL)
    assert rule.citation in page
    assert "có thể đến" in page
    decide_campaign(campaign, by=office)
    page = html(client, URL)
    assert "2 chi bộ hoàn thành tốt nhiệm vụ" in page
    assert "20\u00a0% của 2" in page
    assert "có thể đến" not in page


# The names


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 6),
        ({"subject": "cell"}, 2),
        ({"subject": "member"}, 4),
        ({"result": "excellent"}, 1),
        ({"result": "good_or_better"}, 4),
        ({"result": "good"}, 3),
        ({"result": "completed_or_better"}, 5),
        ({"result": "completed", "subject": "cell"}, 1),
        ({"result": "rated", "subject": "member"}, 3),
        ({"result": "waiting"}, 0),
        ({"result": "excluded"}, 1),
        ({"result": "exempt"}, 1),
        ({"result": "new"}, 0),
        ({"result": "added"}, 0),
        ({"q": "mien ngo"}, 1),
        ({"q": "mien", "result": "rated"}, 0),
        ({"q": "\x00"}, 6),
        ({"result": "khác", "subject": "khác", "cell": "khác"}, 6),
    ],
)
def test_names_behind_a_share(client, office, decided, query, count):
    client.force_login(office)
    response = client.get(NAMES, query)
    assert response.context["page"].paginator.count == count


def test_names_of_one_cell(client, office, decided, cell):
    client.force_login(office)
    page = client.get(NAMES, {"cell": cell.pk}).context["page"]
    assert page.paginator.count == 4


def test_officers_find_their_own_cell_alone(
    client, secretary, decided, cell, other_cell
):
    client.force_login(secretary)
    page = html(client, NAMES)
    assert "Ngô Thị Miễn" not in page
    assert other_cell.name not in page
    rows = list(client.get(NAMES).context["page"])
    assert [row.cell for row in rows if row.cell] == [cell]
    assert len(rows) == 5


def test_no_name_is_found_outside_the_own_cell(client, secretary, decided):
    client.force_login(secretary)
    page = html(client, NAMES, q="mien")
    assert "Không có chi bộ, đảng viên nào như vậy." in page
    assert 'value="mien"' in page


def test_queries_do_not_grow(client, office, party_committee):
    client.force_login(party_committee)

    def count(url):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    def grow(year, cells):
        for _ in range(cells):
            make_members(2, cell=make_cell())
        decide_campaign(make_campaign(by=office, year=year), by=office)

    grow(2024, 1)
    few = [count(url.replace("2025", "2024")) for url in (LIST, URL, NAMES)]
    grow(2025, 4)
    assert [count(url) for url in (LIST, URL, NAMES)] == few


# The list


def test_the_list_is_frozen_on_its_page(client, office, cell):
    make_absence(member=make_member(cell=cell, full_name="Ngô Thị Miễn"))
    campaign = make_campaign(by=office, frozen=False)
    client.force_login(office)
    assert FREEZE in html(client, URL)
    page = html(client, FREEZE)
    assert "Ngô Thị Miễn" in page
    assert "chưa hết" not in page
    assert client.post(FREEZE).url == URL
    campaign.refresh_from_db()
    assert (campaign.frozen_by, campaign.ratings.count()) == (office, 2)
    assert client.post(FREEZE).url == URL
    assert campaign.ratings.count() == 2


def test_before_the_year_is_over_the_list_asks_for_a_yes(client, office, cell):
    campaign = make_campaign(by=office, year=2026, frozen=False)
    client.force_login(office)
    assert "Năm 2026 chưa hết." in html(client, EARLY)
    refused = client.post(EARLY).content.decode()
    assert "Hãy đánh dấu ô này nếu vẫn muốn làm sớm." in refused
    campaign.refresh_from_db()
    assert not campaign.is_frozen
    assert client.post(EARLY, {"is_known_early": "on"}).status_code == 302
    campaign.refresh_from_db()
    assert campaign.is_frozen


def test_without_a_rule_the_list_is_not_frozen(client, office):
    campaign = make_campaign(by=office, frozen=False)
    Regulation.objects.all().delete()
    client.force_login(office)
    assert "Chưa ghi quy định" in client.post(FREEZE).content.decode()
    campaign.refresh_from_db()
    assert not campaign.is_frozen


def test_who_came_later_is_named_and_taken_in(client, office, campaign, cell):
    make_member(cell=cell, full_name="Đỗ Thị Muộn")
    client.force_login(office)
    assert "Chưa có trong danh sách: Đỗ Thị Muộn." in html(client, URL)
    assert "Đỗ Thị Muộn" in html(client, CATCH_UP)
    assert client.post(CATCH_UP).url == URL
    assert "Đỗ Thị Muộn" not in html(client, URL)
    page = html(client, NAMES, result="added")
    assert "Đỗ Thị Muộn" in page
    assert "bổ sung ngày 23/11/2026" in page
    assert "Danh sách khớp với hồ sơ." in html(client, CATCH_UP)


def test_who_left_later_is_named_with_the_reason(client, office, campaign):
    rating = campaign.ratings.of_members().rated().first()
    make_absence(member=rating.member)
    client.force_login(office)
    assert "Không còn thuộc diện xếp loại" in html(client, URL)
    assert "Được miễn công tác" in html(client, CATCH_UP)


def test_after_the_decision_whoever_came_is_named_still(client, office, decided, cell):
    make_member(cell=cell, full_name="Đỗ Thị Muộn")
    client.force_login(office)
    page = html(client, URL)
    assert "Chưa có trong danh sách: Đỗ Thị Muộn." in page
    assert "kết quả đã khóa không đổi" in page
    assert client.get(CATCH_UP).status_code == 404
    assert client.post(CATCH_UP).status_code == 404


# Recording levels


def test_one_level_for_all_who_have_none(client, office, campaign):
    client.force_login(office)
    first, second = campaign.ratings.of_cells().in_order()
    posted = sent(client.get(EDIT), others="good", **{f"level_{first.pk}": "excellent"})
    response = client.post(EDIT, posted, follow=True)
    assert "Đã lưu 2 thay đổi." in response.content.decode()
    levels = campaign.ratings.of_cells().in_order().values_list("level", flat=True)
    assert list(levels) == ["excellent", "good"]


def test_the_last_saving_is_undone(client, office, party_committee, campaign):
    client.force_login(office)
    posted = sent(client.get(EDIT), others="good")
    page = client.post(EDIT, posted, follow=True).content.decode()
    assert "Hoàn tác 2 thay đổi vừa lưu" in page
    first, second = campaign.ratings.of_cells().in_order()
    levels = {second.pk: Level.EXCELLENT}
    campaign.ratings.decide(levels, by=party_committee, on=campaign.last_day)
    page = client.post(f"{URL}hoan-tac/", follow=True).content.decode()
    assert "Đã hoàn tác 1 thay đổi." in page
    assert "Hoàn tác 2" not in page
    found = campaign.ratings.of_cells().in_order().values_list("level", flat=True)
    assert list(found) == ["", "excellent"]
    page = client.post(f"{URL}hoan-tac/", follow=True).content.decode()
    assert "Đã hoàn tác 0 thay đổi." in page


def test_levels_of_cells_are_saved_in_one_go(client, office, campaign, november):
    client.force_login(office)
    first, second = campaign.ratings.of_cells().in_order()
    posted = sent(client.get(EDIT), **{f"level_{first.pk}": "excellent"})
    response = client.post(EDIT, posted, follow=True)
    assert "Đã lưu 1 thay đổi." in response.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.level, first.decided_by, first.decided_on) == (
        "excellent",
        office,
        november,
    )
    assert second.level == ""


def test_levels_of_members_of_a_cell(client, party_committee, campaign, cell):
    client.force_login(party_committee)
    url = f"{EDIT}{cell.pk}/"
    response = client.get(url)
    levels = {
        f"level_{rating.pk}": "good"
        for rating in campaign.ratings.of_members().in_cell(cell).rated()
    }
    client.post(url, sent(response, **levels))
    assert set(campaign.ratings.of_members().in_cell(cell).values_list("level")) == {
        ("good",)
    }


def test_those_left_out_are_shown_without_a_field(client, office, campaign, other_cell):
    client.force_login(office)
    page = html(client, f"{EDIT}{other_cell.pk}/")
    assert "Ngô Thị Miễn" in page
    assert "Không có ai thuộc diện xếp loại ở đây." in page
    rating = campaign.ratings.excluded().get()
    client.post(f"{EDIT}{other_cell.pk}/", {f"level_{rating.pk}": "good"})
    rating.refresh_from_db()
    assert rating.level == ""


def test_an_unknown_level_is_a_sentence_beside_its_name(client, office, campaign):
    client.force_login(office)
    rating = campaign.ratings.of_cells().first()
    posted = sent(client.get(EDIT), **{f"level_{rating.pk}": "tuyệt vời"})
    response = client.post(EDIT, posted)
    assert response.status_code == 200
    assert "không có trong danh sách." in response.content.decode()
    assert not campaign.ratings.exclude(level="").exists()


def test_what_somebody_else_recorded_is_not_overwritten(
    client, office, party_committee, campaign
):
    client.force_login(office)
    first, second = campaign.ratings.of_cells().in_order()
    changes = {f"level_{first.pk}": "excellent", f"level_{second.pk}": "good"}
    posted = sent(client.get(EDIT), **changes)
    campaign.ratings.decide(
        {first.pk: Level.COMPLETED}, by=party_committee, on=campaign.last_day
    )
    response = client.post(EDIT, posted)
    assert "Người khác vừa ghi “Hoàn thành nhiệm vụ”" in response.content.decode()
    first.refresh_from_db()
    assert first.level == Level.COMPLETED
    # Who chose the same has nothing to choose anew.
    same = posted | {f"level_{first.pk}": "completed"}
    assert client.post(EDIT, same).status_code == 302


def test_a_field_left_alone_keeps_what_somebody_else_recorded(
    client, office, party_committee, campaign
):
    client.force_login(office)
    first, second = campaign.ratings.of_cells().in_order()
    posted = sent(client.get(EDIT), **{f"level_{second.pk}": "good"})
    campaign.ratings.decide(
        {first.pk: Level.COMPLETED}, by=party_committee, on=campaign.last_day
    )
    assert client.post(EDIT, posted).status_code == 302
    first.refresh_from_db()
    assert first.level == Level.COMPLETED


def test_statements_do_not_grow_with_members(client, office, cell):
    client.force_login(office)
    campaign = make_campaign(by=office)

    def statements(year, members):
        make_members(members, cell=cell)
        campaign = make_campaign(by=office, year=year)
        url = f"/noi-bo/xep-loai/{year}/ghi/{cell.pk}/"
        ratings = campaign.ratings.of_members()
        changes = {f"level_{rating.pk}": "good" for rating in ratings}
        posted = sent(client.get(url), **changes)
        with CaptureQueriesContext(connection) as queries:
            assert client.post(url, posted).status_code == 302
        return len(queries)

    assert campaign.ratings.count() == 1
    assert statements(2023, 2) == statements(2024, 30)


def test_a_decided_campaign_is_closed(client, office, decided):
    client.force_login(office)
    for url in (EDIT, f"{URL}hoan-tac/"):
        assert client.post(url, {}).status_code == 404
    assert client.get(EDIT).status_code == 404
    told = {"decided_on": "20/11/2026", "decided_by": "Ai đó"}
    assert client.post(DECIDE, told).url == URL
    decided.refresh_from_db()
    assert decided.decided_by == "Ban Thường vụ Đảng ủy xã"


def test_a_list_that_is_not_frozen_is_not_decided(client, office):
    make_campaign(by=office, frozen=False)
    client.force_login(office)
    for url in (EDIT, DECIDE, CATCH_UP):
        assert client.get(url).status_code == 404
        assert client.post(url, {}).status_code == 404


def test_every_number_of_a_campaign_opens_as_many_names(client, office, decided):
    client.force_login(office)
    links = re.findall(rf'href="({NAMES}[^"]+)">([0-9.]+)</a>', html(client, URL))
    assert len(links) == 9
    for url, number in links:
        page = client.get(url.replace("&amp;", "&")).context["page"]
        assert page.paginator.count == int(number), url


def test_members_of_an_unknown_cell(client, office, campaign):
    client.force_login(office)
    assert client.get(f"{EDIT}999999/").status_code == 404


# The decision


def test_the_decision_closes_the_campaign(client, office, campaign, november):
    waiting = campaign.ratings.waiting().values_list("pk", flat=True)
    campaign.ratings.decide(dict.fromkeys(waiting, "good"), by=office, on=november)
    client.force_login(office)
    posted = {
        "decided_on": "20/11/2026",
        "decided_by": "Ban Thường vụ Đảng ủy xã",
        "document_no": "12-QĐ/ĐU",
    }
    response = client.post(DECIDE, posted)
    assert response.url == URL
    campaign.refresh_from_db()
    assert campaign.decided_on == datetime.date(2026, 11, 20)
    assert "số 12-QĐ/ĐU" in html(client, URL)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Còn 5 chi bộ, đảng viên trong danh sách chưa có mức xếp loại."),
        ({"decided_on": "24/11/2026"}, "Ngày quyết định không được sau hôm nay."),
        ({"decided_on": "31/02/2026"}, "Ngày này không có trong lịch"),
        ({"decided_by": ""}, "Mục này chưa được điền."),
        ({"document_no": "9" * 51}, "Nội dung này chỉ"),
    ],
)
def test_a_decision_that_cannot_stand(client, office, campaign, changes, sentence):
    client.force_login(office)
    posted = {"decided_on": "20/11/2026", "decided_by": "Ban Thường vụ", **changes}
    response = client.post(DECIDE, posted)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    campaign.refresh_from_db()
    assert not campaign.is_decided


def test_a_decision_before_the_year_is_over_asks_for_a_yes(client, office, cell):
    campaign = make_campaign(by=office, year=2026)
    levels = {campaign.ratings.get().pk: Level.GOOD}
    campaign.ratings.decide(levels, by=office, on=datetime.date(2026, 11, 23))
    client.force_login(office)
    url = "/noi-bo/xep-loai/2026/quyet-dinh/"
    assert "không vào được danh sách nữa" in html(client, url)
    posted = {"decided_on": "23/11/2026", "decided_by": "Ban Thường vụ"}
    refused = client.post(url, posted).content.decode()
    assert "Hãy đánh dấu ô này nếu vẫn muốn làm sớm." in refused
    assert client.post(url, {**posted, "is_known_early": "on"}).status_code == 302


def test_a_decision_before_the_opening(client, office, campaign):
    client.force_login(office)
    posted = {"decided_on": "01/01/2025", "decided_by": "Ban Thường vụ"}
    response = client.post(DECIDE, posted)
    assert "không được trước ngày mở" in response.content.decode()


def test_secretary_of_a_cell_records_no_levels(client, secretary, campaign):
    client.force_login(secretary)
    assert client.post(EDIT, {}).status_code == 403
    assert client.post(DECIDE, {}).status_code == 403


def test_somebody_in_charge_reads_that_cell(client, other_cell, decided):
    guide = make_officer(Term.Office.IN_CHARGE, cell=other_cell)
    client.force_login(guide)
    page = html(client, NAMES)
    assert "Ngô Thị Miễn" in page
    assert "Chi bộ thôn Đông" not in page


def test_hostile_input_is_refused_or_cleaned(client, office, campaign):
    client.force_login(office)
    for value in ("tuyệt vời", "x" * 100_000, "good\x00"):
        posted = sent(client.get(EDIT), others=value)
        assert client.post(EDIT, posted).status_code == 200
    assert not campaign.ratings.exclude(level="").exists()
    forged = sent(client.get(EDIT), level_999999="good", others="good")
    assert client.post(EDIT, forged).status_code == 302
    levels = dict.fromkeys(campaign.ratings.values_list("pk", flat=True), "good")
    campaign.ratings.decide(levels, by=office, on=campaign.last_day)
    decided_by = "Ban Thường vụ"
    told = {"decided_on": "20/11/2026", "decided_by": normalize("NFD", decided_by)}
    assert client.post(DECIDE, told).status_code == 302
    campaign.refresh_from_db()
    assert campaign.decided_by == decided_by


@pytest.mark.parametrize(
    ("url", "posted"),
    [(URL, True), (NAMES, True), (f"{URL}hoan-tac/", False)],
)
def test_the_wrong_method_is_405(client, office, campaign, url, posted):
    client.force_login(office)
    response = client.post(url) if posted else client.get(url)
    assert response.status_code == 405


def test_a_secretary_freezes_and_undoes_nothing(client, secretary, campaign, cell):
    client.force_login(secretary)
    for url in (FREEZE, CATCH_UP, f"{URL}hoan-tac/", f"{EDIT}{cell.pk}/"):
        assert client.post(url, {"others": "good"}).status_code == 403
    assert not campaign.ratings.exclude(level="").exists()
