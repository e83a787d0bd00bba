"""Year reports: figures with the names behind them, and what was published."""

import datetime
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from cells.models import Term
from reports.models import Indicator, PublishedFigure
from reports.year import Year, known_years
from tests.factories import (
    decide_campaign,
    make_absence,
    make_admission,
    make_attendance,
    make_briefing,
    make_campaign,
    make_cell,
    make_indicator,
    make_meeting,
    make_member,
    make_members,
    make_officer,
    make_published_figure,
    make_sealed_meeting,
)

pytestmark = pytest.mark.usefixtures("november")

TODAY = datetime.date(2026, 11, 23)
LIST = "/noi-bo/bao-cao/"
URL = "/noi-bo/bao-cao/2025/"
COMPARISON = f"{URL}doi-chieu/"
NOW = "/noi-bo/bao-cao/2026/"


@pytest.fixture
def year(cell, secretary):
    """2025 in one cell: one member absent in May, present in June."""
    absent = make_member(cell=cell, full_name="Trần Văn Vắng")
    may, june = datetime.date(2025, 5, 5), datetime.date(2025, 6, 5)
    make_sealed_meeting(cell=cell, by=secretary, held_on=may, absent=[absent])
    make_sealed_meeting(cell=cell, by=secretary, held_on=june)
    return Year(2025, on=TODAY)


def html(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def figure(kind, *, of=2025):
    return Year(of, on=TODAY).figures()[kind]


def names(kind, *, of=2025, counted=True):
    lines = figure(kind, of=of).lines()
    return [line.name for line in lines if line.is_counted == counted]


# Which years


def test_years_are_listed_from_the_first_that_is_told(client, office, year):
    client.force_login(office)
    page = html(client, LIST)
    assert page.index("Năm 2026") < page.index("Năm 2025")
    assert "Năm 2024" not in page


@pytest.mark.parametrize("make", [make_indicator, make_campaign])
def test_an_indicator_or_a_rating_tells_of_a_year(office, make):
    fields = {"by": office} if make is make_campaign else {}
    make(year=2019, **fields)
    assert known_years(on=TODAY) == range(2019, 2027)


@pytest.mark.parametrize("url", [f"{LIST}1999/", f"{LIST}2027/", f"{LIST}99999/"])
def test_unknown_year_is_404(client, office, year, url):
    client.force_login(office)
    assert client.get(url).status_code == 404
    assert client.get(f"{url}dang-vien/").status_code == 404


def test_unknown_figure_is_404(client, office, year):
    client.force_login(office)
    assert client.get(f"{URL}khac/").status_code == 404


def test_reports_take_no_post(client, office, year):
    client.force_login(office)
    for url in (LIST, URL, f"{URL}dang-vien/"):
        assert client.post(url).status_code == 405


def test_a_year_without_anything_but_its_members(client, office, cell):
    client.force_login(office)
    page = html(client, NOW)
    assert "Chưa mở đợt xếp loại năm 2026." in page
    assert "Số liệu đã công bố" not in page


# Cells and members


def test_cells_and_members_of_the_last_day(year, cell):
    make_cell(name="Chi bộ trường", kind="school")
    make_cell(started_on=datetime.date(2026, 1, 1))
    make_cell(ended_on=datetime.date(2025, 12, 30))
    make_member(cell=cell, probationary=True)
    make_member(cell=cell, since=datetime.date(2026, 1, 1))
    assert figure("chi-bo").share.fraction == "1/2"
    assert names("chi-bo") == ["Chi bộ thôn Đông"]
    assert names("chi-bo", counted=False) == ["Chi bộ trường"]
    assert figure("dang-vien").share.fraction == "2/3"
    assert len(names("dang-vien")) == 2
    [probationary] = [x for x in figure("dang-vien").lines() if not x.is_counted]
    assert probationary.note == "Chi bộ thôn Đông, dự bị"


def test_members_open_from_the_list(client, office, year):
    client.force_login(office)
    page = html(client, f"{URL}dang-vien/")
    assert "Trần Văn Vắng" in page
    assert "2 đảng viên; trong đó" not in page
    assert "2 đảng viên, đảng viên chính thức 2/2." in page


def test_a_cell_with_a_secretary_alone_has_no_committee(year, cell, other_cell):
    make_officer(Term.Office.COMMITTEE_MEMBER, cell=other_cell)
    ended = {"ended_on": datetime.date(2025, 12, 30)}
    make_officer(Term.Office.COMMITTEE_MEMBER, cell=cell, **ended)
    assert figure("ban-chi-uy").share.fraction == "1/2"
    assert names("ban-chi-uy", counted=False) == ["Chi bộ thôn Đông"]


# Meetings


def test_attendance_is_present_of_expected(year, cell):
    found = figure("du-sinh-hoat")
    assert found.share.fraction == "3/4"
    assert not found.is_provisional
    assert [str(line.share) for line in found.lines()] == [
        "3/4 lượt phải dự họp, 75,0\u00a0%"
    ]


def test_exempt_members_are_in_no_base(cell, secretary):
    make_absence(member=make_member(cell=cell))
    make_sealed_meeting(cell=cell, by=secretary, held_on=datetime.date(2025, 5, 5))
    assert figure("du-sinh-hoat").share.fraction == "1/1"


def test_a_cell_without_a_meeting_appears_with_nothing(year, other_cell):
    lines = figure("thuong-ky").lines()
    assert [line.share.fraction for line in lines] == ["0/12", "2/12"]


def test_meetings_of_the_committee_count_nowhere(year, cell, secretary):
    make_sealed_meeting(
        cell=cell, by=secretary, kind="committee", held_on=datetime.date(2025, 7, 5)
    )
    assert figure("du-sinh-hoat").share.fraction == "3/4"
    assert figure("thuong-ky").share.fraction == "2/12"


def test_thematic_meetings_count_by_quarter(year, cell, secretary):
    thematic = {"cell": cell, "kind": "thematic", "topic": "Nước sạch"}
    for day in ((2025, 1, 15), (2025, 3, 15), (2025, 12, 15)):
        make_sealed_meeting(by=secretary, held_on=datetime.date(*day), **thematic)
    assert figure("chuyen-de").share.fraction == "2/4"


def test_a_cell_is_due_from_the_month_it_was_founded(office):
    make_cell(started_on=datetime.date(2026, 6, 30))
    assert figure("thuong-ky", of=2026).share.fraction == "0/6"
    assert figure("chuyen-de", of=2026).share.fraction == "0/3"


def test_a_month_that_is_not_sealed_is_provisional(year, cell, secretary):
    called = make_meeting(
        cell=cell,
        held_on=datetime.date(2025, 8, 5),
        roll_called_at=datetime.datetime(2025, 8, 5, tzinfo=datetime.UTC),
    )
    make_attendance(meeting=called, member=secretary.member)
    report = Year(2025, on=TODAY)
    assert [m.first_day.month for m in report.months if m.is_provisional] == [8]
    assert report.figures()["du-sinh-hoat"].is_provisional


def test_this_month_is_provisional(client, office, year):
    report = Year(2026, on=TODAY)
    assert len(report.months) == 11
    assert [m.first_day.month for m in report.months if m.is_provisional] == [11]
    client.force_login(office)
    assert "tạm tính" in html(client, NOW)


def test_briefings_are_of_months(client, office, year):
    chair = make_member()
    make_briefing(chair=chair, month=datetime.date(2025, 3, 1))
    make_briefing(chair=chair, month=datetime.date(2025, 4, 1), published=False)
    found = figure("giao-ban")
    assert found.share.fraction == "2/12"
    assert [bool(line.url) for line in found.lines()][2:4] == [True, False]
    assert names("giao-ban") == ["Tháng 3/2025", "Tháng 4/2025"]
    client.force_login(office)
    assert "không tính" in html(client, f"{URL}giao-ban/")


# Admissions


def test_admitted_by_the_day_of_the_ceremony(year, cell, secretary):
    make_admission(
        cell=cell,
        by=secretary,
        since=datetime.date(2025, 3, 3),
        until="ceremony",
        full_name="Đỗ Thị Mới",
    )
    found = figure("ket-nap")
    assert names("ket-nap") == ["Đỗ Thị Mới"]
    assert found.share.fraction == "1/3"


def test_village_cells_that_admitted_stand_with_the_names(year, cell, secretary):
    make_cell(name="Chi bộ thôn Nam")
    make_cell(name="Chi bộ trường", kind="school")
    cell.admission_targets.create(year=2025, count=2)
    since = datetime.date(2025, 3, 3)
    make_admission(
        cell=cell, by=secretary, since=since, until="ceremony", full_name="Đỗ Thị Mới"
    )
    found = figure("thon-ket-nap")
    assert found.share.fraction == "1/2"
    assert names("thon-ket-nap", counted=False) == ["Chi bộ thôn Nam"]
    assert [line.note for line in found.names(counted_only=True)] == [
        "Kết nạp: Đỗ Thị Mới. Chỉ tiêu 2 người."
    ]


def test_who_came_from_elsewhere_was_not_admitted_here(year, cell):
    make_member(
        cell=cell,
        admitted_on=datetime.date(2025, 2, 3),
        probationary=True,
        since=datetime.date(2025, 9, 1),
    )
    assert names("ket-nap") == []


def test_target_stands_with_the_admitted(year, cell):
    cell.admission_targets.create(year=2025, count=2)
    assert "Chỉ tiêu 2 người." in figure("ket-nap").note


def test_sent_to_the_class_of_those_followed(year, cell, secretary):
    day = datetime.date(2025, 3, 3)
    sent = {"until": "class_proposed", "full_name": "Đỗ Thị Học"}
    make_admission(cell=cell, by=secretary, since=day, **sent)
    make_admission(cell=cell, by=secretary, since=day, full_name="Đỗ Thị Chờ")
    make_admission(cell=cell, by=secretary, since=datetime.date(2026, 1, 5))
    assert figure("hoc-cam-tinh").share.fraction == "1/2"
    assert names("hoc-cam-tinh") == ["Đỗ Thị Học"]
    assert names("hoc-cam-tinh", counted=False) == ["Đỗ Thị Chờ"]


# Ratings


def test_ratings_with_their_names(year, cell, office):
    make_absence(member=make_member(cell=cell, full_name="Ngô Thị Miễn"))
    decide_campaign(make_campaign(by=office), by=office)
    assert figure("chi-bo-tot").share.fraction == "1/1"
    assert figure("chi-bo-xuat-sac").share.fraction == "0/1"
    assert figure("dang-vien-hoan-thanh").share.fraction == "2/3"
    assert names("dang-vien-hoan-thanh", counted=False) == ["Ngô Thị Miễn"]
    assert figure("dang-vien-xuat-sac").share.fraction == "0/2"


def test_ratings_that_are_not_decided_are_provisional(year, office):
    make_campaign(by=office)
    assert figure("chi-bo-tot").is_provisional


# The names behind each number


def test_every_number_opens_as_many_names(client, office, year, cell, secretary):
    """Each link of the report that is a number, and the length of its list."""
    day = datetime.date(2025, 3, 3)
    make_admission(cell=cell, by=secretary, since=day, until="ceremony")
    make_admission(cell=cell, by=secretary, since=day)
    make_cell(kind="school")
    make_absence(member=make_member(cell=cell))
    make_member(cell=cell, probationary=True)
    make_briefing(chair=secretary.member, month=datetime.date(2025, 3, 1))
    decide_campaign(make_campaign(by=office), by=office)
    client.force_login(office)
    page = html(client, URL)
    links = re.findall(rf'href="({URL}[^"]+)">([0-9.]+)</a>', page)
    lengths = {url: client.get(url).context["page"].paginator.count for url, _ in links}
    assert lengths == {url: int(number) for url, number in links}
    sums = {"thuong-ky", "chuyen-de", "du-sinh-hoat"}
    kinds = set(PublishedFigure.Figure.values) - sums
    assert {url.split("/")[4] for url, _ in links} == kinds
    assert len(links) == 2 * len(kinds)


@pytest.mark.parametrize("kind", ["thuong-ky", "chuyen-de", "du-sinh-hoat"])
def test_a_sum_is_that_of_its_lines(year, other_cell, kind):
    found = figure(kind)
    sums = [(line.share.part, line.share.whole) for line in found.lines()]
    total = tuple(sum(column) for column in zip(*sums, strict=True))
    assert total == (found.share.part, found.share.whole)


def test_each_month_opens_its_names(client, office, year, other_cell):
    client.force_login(office)
    page = html(client, URL)
    assert f'href="{URL}thuong-ky/?thang=5"' in page
    assert f'href="{URL}du-sinh-hoat/?thang=5"' in page
    for month in year.months:
        query = {"thang": month.first_day.month}
        held = client.get(f"{URL}thuong-ky/", query).context["page"]
        assert held.paginator.count == month.held.whole
        query["chon"] = "tinh"
        held = client.get(f"{URL}thuong-ky/", query).context["page"]
        assert held.paginator.count == month.held.part
        lines = client.get(f"{URL}du-sinh-hoat/", query).context["page"]
        assert sum(line.share.part for line in lines) == month.attendance.part
        assert sum(line.share.whole for line in lines) == month.attendance.whole


@pytest.mark.parametrize(
    "query", ["dang-vien/?thang=5", "thuong-ky/?thang=13", "thuong-ky/?thang=x"]
)
def test_a_month_that_has_no_such_figure_is_404(client, office, year, query):
    client.force_login(office)
    assert client.get(f"{URL}{query}").status_code == 404


def test_those_counted_are_shown_alone(client, office, year, cell):
    make_member(cell=cell, probationary=True, full_name="Lê Thị Dự Bị")
    client.force_login(office)
    assert "Lê Thị Dự Bị" in html(client, f"{URL}dang-vien/")
    page = html(client, f"{URL}dang-vien/?chon=tinh")
    assert "Lê Thị Dự Bị" not in page
    assert "Trần Văn Vắng" in page


# Published figures


def test_a_figure_that_cannot_be_does_not_agree(client, office, year):
    decide_campaign(make_campaign(by=office), by=office)
    make_published_figure(claimed=92, note="Không thể có.")
    client.force_login(office)
    page = html(client, COMPARISON)
    assert "“92% chi bộ”" in page
    assert "không khớp</span>" in page
    assert "8 điểm phần trăm" in page
    assert "Không thể có." in page


def test_the_report_leads_to_the_comparison_and_on_to_the_names(client, office, year):
    decide_campaign(make_campaign(by=office), by=office)
    make_published_figure(claimed=92)
    client.force_login(office)
    page = html(client, URL)
    assert "0/1 số đã công bố khớp với hồ sơ" in page
    assert f'href="{COMPARISON}"' in page
    assert f'href="{URL}chi-bo-tot/"' in html(client, COMPARISON)


def test_what_does_not_agree_comes_first(client, office, year):
    make_published_figure(figure="chi-bo", measure="whole", claimed=1)
    make_published_figure(figure="chi-bo", measure="whole", claimed=2)
    client.force_login(office)
    page = html(client, COMPARISON)
    assert page.index("không khớp</span>") < page.index(">khớp</span>")


def test_a_year_of_which_nothing_was_published_says_so(client, office, year):
    client.force_login(office)
    assert "doi-chieu" not in html(client, URL)
    assert "Chưa ghi số liệu nào đã công bố" in html(client, COMPARISON)


def test_a_figure_without_a_rating_has_nothing_to_be_held_against(client, office, year):
    make_published_figure()
    client.force_login(office)
    page = html(client, COMPARISON)
    assert "không khớp" in page
    assert "chưa có" in page


def test_a_number_is_held_against_the_part_or_the_whole(client, office, year):
    make_published_figure(figure="chi-bo", measure="whole", claimed=1)
    make_published_figure(figure="ban-chi-uy", measure="count", claimed=1)
    client.force_login(office)
    page = html(client, COMPARISON)
    assert page.count(">khớp</span>") == 1
    assert "<dt>Chênh nhau</dt><dd>1</dd>" in page


def test_an_indicator_stands_with_what_was_published(client, office, year):
    value = {"value": Decimal("1.23")}
    indicator = make_indicator(**value, note="Nguồn không ghi số hộ.")
    make_published_figure(
        figure="", indicator=indicator, measure="value", claimed=Decimal("1.23")
    )
    client.force_login(office)
    page = html(client, COMPARISON)
    assert "1,23\u00a0hộ" in page
    assert "Nguồn không ghi số hộ." in html(client, URL)
    assert page.count(">khớp</span>") == 1


def test_an_indicator_with_a_base_is_a_share(db):
    indicator = make_indicator(part=8, whole=1536)
    assert indicator.written == "8/1.536 hộ, 0,5\u00a0%"
    assert indicator.measured == Decimal("0.5")


@pytest.mark.parametrize(
    ("bound", "claimed", "computed", "agrees"),
    [
        ("exactly", "92", "90.9", False),
        ("exactly", "100", "100", True),
        ("nearly", "90", "89.4", True),
        ("nearly", "90", "90", False),
        ("nearly", "90", "88.9", False),
        ("over", "19", "19.7", True),
        ("over", "19", "19", True),
        ("over", "19", "20", False),
    ],
)
def test_what_may_be_said_of_a_figure(bound, claimed, computed, agrees):
    published = PublishedFigure(bound=bound, claimed=Decimal(claimed))
    assert published.agrees(Decimal(computed)) == agrees


# What the database refuses


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"value": 1, "part": 1, "whole": 2}, "indicator_value_or_share"),
        ({"note": "Không có số"}, "indicator_value_or_share"),
        ({"part": 1}, "indicator_value_or_share"),
        ({"part": 3, "whole": 2}, "indicator_part_of_whole"),
        ({"part": 0, "whole": 0}, "indicator_part_of_whole"),
        ({"value": 1, "year": 2025}, "indicator_once_a_year"),
    ],
)
def test_an_indicator_that_cannot_be(db, fields, constraint):
    make_indicator()
    year = fields.pop("year", 2024)
    with pytest.raises(IntegrityError, match=constraint):
        make_indicator(year=year, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"figure": ""},
        {"figure": "", "measure": "value"},
        {"measure": "value"},
        {"indicator": True},
        {"indicator": True, "measure": "value"},
    ],
)
def test_a_published_figure_is_of_one_figure(db, fields):
    if fields.pop("indicator", False):
        fields["indicator"] = make_indicator()
    with pytest.raises(IntegrityError, match="published_figure_of_one"):
        make_published_figure(**fields)


def test_names_of_rows(db):
    assert str(make_indicator()) == "Tỷ lệ hộ nghèo, năm 2025"
    assert str(make_published_figure()) == "92% chi bộ (2025)"
    assert Indicator.objects.count() == 1


# Queries


def test_queries_do_not_grow(client, office):
    client.force_login(office)
    pages = [LIST, URL, COMPARISON, f"{URL}du-sinh-hoat/?thang=2"] + [
        f"{URL}{kind}/" for kind in PublishedFigure.Figure.values
    ]

    def count(url):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    def grow(cells):
        for _ in range(cells):
            cell = make_cell()
            make_members(2, cell=cell)
            secretary = make_officer(Term.Office.SECRETARY, cell=cell)
            for month in (2, 3):
                day = datetime.date(2025, month, 5)
                make_sealed_meeting(cell=cell, by=secretary, held_on=day)
            make_admission(
                cell=cell,
                by=secretary,
                since=datetime.date(2025, 3, 3),
                until="ceremony",
            )

    grow(1)
    campaign = make_campaign(by=office)
    make_indicator(name="Một")
    make_published_figure()
    few = [count(page) for page in pages]
    campaign.ratings.all().delete()
    campaign.delete()
    grow(3)
    make_campaign(by=office)
    make_indicator(name="Hai")
    make_published_figure(figure="chi-bo", measure="count", claimed=3)
    assert [count(page) for page in pages] == few
