import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells import overview
from cells.models import Cell, Term
from tests.factories import (
    make_attendance,
    make_cell,
    make_meeting,
    make_members,
    make_officer,
    make_sealed_meeting,
)

pytestmark = pytest.mark.usefixtures("november")

TODAY = datetime.date(2026, 11, 23)
URL = "/noi-bo/chi-bo/"


@pytest.fixture
def rows_of():
    def rows_of(user):
        return {
            row.cell: row for row in overview.rows(Cell.objects.all(), user, on=TODAY)
        }

    return rows_of


def test_secretary_sees_own_cell_only(client, secretary, cell, other_cell):
    client.force_login(secretary)
    html = client.get(URL).content.decode()
    assert cell.get_absolute_url() in html
    assert other_cell.get_absolute_url() not in html
    assert "Nguyễn Thị Bí Thư" in html


def test_party_committee_sees_all_cells_with_their_sums(
    client, party_committee, cell, other_cell
):
    make_members(3, cell=cell, probationary=1)
    client.force_login(party_committee)
    html = client.get(URL).content.decode()
    assert cell.get_absolute_url() in html
    assert other_cell.get_absolute_url() in html
    # The officer of the fixture is at home in the other cell.
    assert '3<span class="figure-of">/4</span>' in html


def test_closed_cell_is_not_listed(client, office):
    make_cell(name="Chi bộ đã giải thể", ended_on=TODAY - datetime.timedelta(days=1))
    client.force_login(office)
    assert "giải thể" not in client.get(URL).content.decode()


def test_cell_without_any_meeting_appears_with_nothing(rows_of, office, cell):
    row = rows_of(office)[cell]
    assert row.attendance.fraction == "0/0"
    assert row.month.label == "Chưa họp"


def test_attendance_of_the_year_leaves_out_last_year(rows_of, office, secretary, cell):
    absent = make_members(2, cell=cell)
    make_sealed_meeting(cell=cell, by=secretary, held_on=TODAY, absent=absent[:1])
    last_year = datetime.date(2025, 12, 31)
    make_sealed_meeting(cell=cell, by=secretary, held_on=last_year, absent=absent)
    assert rows_of(office)[cell].attendance.fraction == "2/3"


def test_committee_meeting_counts_in_no_figure(rows_of, office, secretary, cell):
    make_sealed_meeting(cell=cell, by=secretary, kind="committee")
    assert rows_of(office)[cell].attendance.fraction == "0/0"


def test_unsealed_figures_are_provisional(rows_of, secretary, cell):
    meeting = make_sealed_meeting(
        cell=cell, by=secretary, held_on=datetime.date(2026, 5, 5)
    )
    assert not rows_of(secretary)[cell].is_provisional
    called = make_meeting(cell=cell, held_on=TODAY, roll_called_at=meeting.sealed_at)
    make_attendance(meeting=called, member=secretary.member)
    assert rows_of(secretary)[cell].is_provisional


@pytest.mark.parametrize(
    ("days", "called", "label"),
    [
        (1, False, "Dự kiến"),
        (-1, False, "Đang ghi"),
        (-1, True, "Đã họp, chưa niêm phong"),
    ],
)
def test_state_of_the_month(rows_of, party_committee, cell, days, called, label):
    meeting = make_meeting(cell=cell, held_on=TODAY + datetime.timedelta(days=days))
    if called:
        meeting.roll_called_at = datetime.datetime.now(datetime.UTC)
        meeting.save()
    assert rows_of(party_committee)[cell].month.label == label


def test_planned_meeting_says_its_day(client, party_committee, cell):
    make_meeting(cell=cell, held_on=TODAY + datetime.timedelta(days=1))
    client.force_login(party_committee)
    assert "Dự kiến 24/11/2026" in client.get(URL).content.decode()


def test_sealed_month(rows_of, party_committee, secretary, cell):
    make_sealed_meeting(cell=cell, by=secretary, held_on=TODAY)
    row = rows_of(party_committee)[cell]
    assert row.month.label == "Đã niêm phong"
    assert overview.total([row]).held.fraction == "1/1"


def test_account_without_cells_opens_no_list(client, stranger):
    client.force_login(stranger)
    assert client.get(URL).status_code == 403


def test_list_without_cells_says_so(client, office):
    client.force_login(office)
    assert "Chưa có chi bộ nào để xem." in client.get(URL).content.decode()


def test_list_takes_no_post(client, office):
    client.force_login(office)
    assert client.post(URL).status_code == 405


def test_queries_of_the_list_do_not_grow_with_cells(client, office):
    client.force_login(office)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    def grow(cells):
        for _ in range(cells):
            cell = make_cell()
            secretary = make_officer(Term.Office.SECRETARY, cell=cell)
            make_sealed_meeting(cell=cell, by=secretary)

    grow(1)
    few = count()
    grow(3)
    assert count() == few
    assert reverse("cells:cell_list") == URL
