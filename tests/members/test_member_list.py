import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Absence, Membership
from tests.factories import make_absence, make_cell, make_member, make_members

pytestmark = pytest.mark.usefixtures("november")

URL = "/noi-bo/dang-vien/"
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def html_of(client):
    def html_of(by, **query):
        client.force_login(by)
        response = client.get(URL, query)
        assert response.status_code == 200
        return response.content.decode()

    return html_of


def test_secretary_sees_own_cell_only(html_of, secretary, cell, other_cell):
    make_member(cell=cell, full_name="Ngô Thị Của Ta")
    make_member(cell=other_cell, full_name="Ngô Thị Của Người")
    html = html_of(secretary)
    assert "Ngô Thị Của Ta" in html
    assert "Ngô Thị Của Người" not in html


def test_office_sees_everyone_of_today(html_of, office, cell):
    make_member(cell=cell, full_name="Ngô Thị Nay")
    gone = make_member(full_name="Ngô Thị Xưa")
    Membership.objects.create(
        member=gone,
        cell=cell,
        started_on=datetime.date(2015, 1, 1),
        ended_on=TODAY - datetime.timedelta(days=1),
        end_reason=Membership.End.DECEASED,
    )
    html = html_of(office)
    assert "Ngô Thị Nay" in html
    assert "Ngô Thị Xưa" not in html


def test_names_are_ordered_by_given_name(html_of, secretary, cell):
    for name in ("Nguyễn Văn Đạt", "Vũ Thị Dung", "Bùi Văn Ước"):
        make_member(cell=cell, full_name=name)
    html = html_of(secretary)
    places = [html.index(n) for n in ("Vũ Thị Dung", "Nguyễn Văn Đạt", "Bùi Văn Ước")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "text", ["dang thi thuy", "ĐẶNG thủy", "Thuỷ", "  thuy   dang "]
)
def test_search_knows_no_accents(html_of, secretary, cell, text):
    make_member(cell=cell, full_name="Đặng Thị Thủy")
    make_member(cell=cell, full_name="Lê Văn Khác")
    html = html_of(secretary, q=text)
    assert "Đặng Thị Thủy" in html
    assert "Lê Văn Khác" not in html


def test_search_says_how_many_of_how_many(html_of, secretary, cell):
    make_member(cell=cell, full_name="Đặng Thị Thủy")
    assert '<span class="share-fraction">1/2</span>' in html_of(secretary, q="thuy")


def test_list_is_narrowed_to_a_cell(html_of, office, cell, other_cell):
    make_member(cell=cell, full_name="Ngô Thị Đông")
    make_member(cell=other_cell, full_name="Ngô Thị Đoài")
    html = html_of(office, cell=cell.pk)
    assert "Ngô Thị Đông" in html
    assert "Ngô Thị Đoài" not in html


def test_with_one_cell_there_is_no_choice(html_of, office, secretary, other_cell):
    assert 'name="cell"' not in html_of(secretary)
    assert 'name="cell"' in html_of(office)


def test_cells_of_others_are_no_choice(html_of, secretary, other_cell):
    assert str(other_cell) not in html_of(secretary, cell=other_cell.pk)


@pytest.mark.parametrize(
    ("standing", "there", "gone"),
    [
        ("official", "Ngô Chính Thức", "Ngô Dự Bị"),
        ("probationary", "Ngô Dự Bị", "Ngô Chính Thức"),
    ],
)
def test_list_is_narrowed_to_a_standing(
    html_of, secretary, cell, standing, there, gone
):
    make_member(cell=cell, full_name="Ngô Chính Thức")
    make_member(cell=cell, full_name="Ngô Dự Bị", probationary=True)
    html = html_of(secretary, standing=standing)
    assert there in html
    assert gone not in html


def test_figures_divide_who_was_found(client, secretary, cell):
    make_members(4, cell=cell, probationary=1)
    client.force_login(secretary)
    figures = client.get(URL, {"q": "Trần Văn"}).context["figures"]
    assert [figures[name].fraction for name in figures] == ["4/5", "3/4", "1/4"]


def test_absence_is_said_beside_the_name(html_of, secretary, cell):
    make_absence(member=make_member(cell=cell), kind=Absence.Kind.AWAY)
    assert "Vắng dài ngày" in html_of(secretary)


def test_masked_fields_stay_out_of_the_list(html_of, secretary, cell):
    make_member(cell=cell, phone="0912345678")
    assert "0912345678" not in html_of(secretary)


def test_guest_for_a_time_is_found(html_of, office, cell):
    guest = make_member(full_name="Ngô Thị Tạm Trú")
    Membership.objects.create(
        member=guest, cell=cell, kind=Membership.Kind.TEMPORARY, started_on=TODAY
    )
    assert "Sinh hoạt tạm thời" in html_of(office, q="tam tru")


@pytest.mark.parametrize(
    "query",
    [
        {"q": "a" * 10_000},
        {"q": "\x00"},
        {"q": "%_\\"},
        {"cell": "9" * 30},
        {"cell": "x"},
        {"standing": "x"},
        {"page": "x"},
        {"page": "999"},
    ],
)
def test_senseless_query_is_no_error(html_of, secretary, query):
    html_of(secretary, **query)


def test_too_long_name_is_refused_with_a_sentence(html_of, secretary):
    html = html_of(secretary, q="a" * 101)
    assert "invalid-feedback" in html
    assert "a" * 101 in html


def test_nobody_found_is_said(html_of, secretary):
    assert "Không tìm thấy đảng viên nào." in html_of(secretary, q="zzz")


def test_list_has_fifty_a_page_and_keeps_the_search(html_of, secretary, cell):
    make_members(51, cell=cell)
    html = html_of(secretary, q="thu")
    assert html.count("rows-title") == 50
    assert "?q=thu&amp;page=2" in html
    assert html_of(secretary, q="thu", page=2).count("rows-title") == 2


@pytest.mark.parametrize("who", ["reader", "stranger", "editor"])
def test_who_reads_no_records_opens_no_list(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_list_takes_no_post(client, secretary):
    client.force_login(secretary)
    assert client.post(URL).status_code == 405


def test_queries_of_the_list_do_not_grow_with_members(client, office):
    client.force_login(office)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    # With a single cell there is no choice to fill.
    for _ in range(2):
        make_members(3, cell=make_cell())
    few = count()
    for _ in range(3):
        make_members(3, cell=make_cell())
    assert count() == few
    assert reverse("members:member_list") == URL
