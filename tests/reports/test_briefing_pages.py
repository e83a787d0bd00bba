"""Briefings: who reads which, and what the database holds."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from reports.models import Briefing, BriefingEntry
from reports.models.briefing import INVITED
from tests.factories import (
    make_briefing,
    make_cell,
    make_entry,
    make_meeting,
    make_member,
    make_task,
    make_unit,
)

pytestmark = pytest.mark.usefixtures("november")

URL = "/noi-bo/giao-ban/"


@pytest.fixture
def briefing(cell, other_cell):
    """Both cells and a unit were heard; the other cell was absent."""
    briefing = make_briefing(chair=make_member(full_name="Bùi Văn Chủ Trì"))
    unit = make_unit(name="Hội Nông dân xã")
    make_entry(briefing=briefing, cell=cell, strengths="Cell: họp đều.")
    make_entry(briefing=briefing, cell=other_cell, limits="Đoài: họp muộn.")
    make_entry(briefing=briefing, unit=unit, solutions="Hội: gặp dân.")
    briefing.attendances.create(cell=cell, represented_by="Nguyễn Thị Bí Thư")
    briefing.attendances.create(cell=other_cell, status="absent", reason="Ốm nặng")
    briefing.attendances.create(unit=unit)
    return briefing


@pytest.fixture
def draft(db):
    return make_briefing(
        chair=make_member(), month=datetime.date(2026, 9, 1), published=False
    )


def html(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_when_and_who_came(client, office, briefing):
    client.force_login(office)
    page = html(client, URL)
    assert "Giao ban tháng 10/2026" in page
    assert "Thứ Ba, 27/10/2026, đồng chí Bùi Văn Chủ Trì chủ trì" in page
    assert "2/3" in page


def test_empty_list_says_so(client, office):
    client.force_login(office)
    assert "Chưa có buổi giao ban nào" in html(client, URL)


def test_the_office_adds_one(client, office, secretary, briefing):
    client.force_login(office)
    add = "/quan-tri/reports/briefing/add/"
    assert f'href="{add}"' in html(client, URL)
    assert client.get(add).status_code == 200
    client.force_login(secretary)
    assert add not in html(client, URL)


def test_newest_first(client, office, draft, briefing):
    make_briefing(chair=draft.chair, month=datetime.date(2026, 8, 1))
    client.force_login(office)
    shown = [row.for_month.month for row in client.get(URL).context["page"]]
    assert shown == [10, 9, 8]


@pytest.mark.parametrize("who", ["office", "party_committee", "administrator"])
def test_commune_reads_every_entry(client, request, briefing, who):
    client.force_login(request.getfixturevalue(who))
    page = html(client, briefing.get_absolute_url())
    assert page.index("Cell: họp đều.") < page.index("Hội: gặp dân.")
    for text in ("Đoài: họp muộn.", "Ốm nặng"):
        assert text in page
    assert "2/3" in page


@pytest.mark.parametrize(
    "who", ["secretary", "deputy", "committee_member", "in_charge"]
)
def test_officers_read_conclusions_and_their_own_cell(client, request, briefing, who):
    client.force_login(request.getfixturevalue(who))
    page = html(client, briefing.get_absolute_url())
    assert "Các chi bộ sinh hoạt đúng ngày." in page
    assert "Cell: họp đều." in page
    for text in ("Đoài: họp muộn.", "Hội: gặp dân.", "Ốm nặng", INVITED):
        assert text not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("office", 200),
        ("party_committee", 200),
        ("administrator", 404),
        ("secretary", 404),
    ],
)
def test_drafts_are_read_by_who_decides(client, request, draft, who, status):
    user = request.getfixturevalue(who)
    make_entry(briefing=draft, cell=make_cell())
    client.force_login(user)
    assert client.get(draft.get_absolute_url()).status_code == status
    assert ("Bản nháp" in html(client, URL)) == (status == 200)
    entries = BriefingEntry.objects.visible_to(user, on=datetime.date(2026, 11, 23))
    assert entries.exists() == (status == 200)


def test_a_plain_member_opens_no_briefing(client, reader, briefing):
    client.force_login(reader)
    assert client.get(briefing.get_absolute_url()).status_code == 403
    assert not Briefing.objects.visible_to(reader, on=datetime.date(2026, 11, 23))


def test_briefings_take_no_post(client, office, briefing):
    client.force_login(office)
    assert client.post(URL).status_code == 405
    assert client.post(briefing.get_absolute_url()).status_code == 405


def test_queries_do_not_grow(client, office, briefing, cell, secretary):
    client.force_login(office)
    pages = [URL, briefing.get_absolute_url()]

    def counts():
        numbers = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            numbers.append(len(queries))
        return numbers

    few = counts()
    for month in (5, 6, 7):
        other = make_briefing(chair=make_member(), month=datetime.date(2026, month, 1))
        other.attendances.create(cell=make_cell())
        make_entry(briefing=briefing, cell=make_cell())
        briefing.attendances.create(unit=make_unit())
        held_on = datetime.date(2026, month, 1)
        make_task(cell=cell, by=secretary, held_on=held_on)
    assert counts() == few


# Open tasks

MONDAY = datetime.date(2026, 10, 26)


@pytest.fixture
def tasks(cell, other_cell, secretary, other_secretary, briefing):
    """Of each cell one overdue on the day; one that is by now, one charged later.

    One that stands in a draft is nobody's yet.
    """
    late = datetime.date(2026, 10, 20)
    for of, by, text in [
        (cell, secretary, "Sửa mương"),
        (other_cell, other_secretary, "Dựng cổng"),
    ]:
        make_task(cell=of, by=by, text=text, held_on=late, due_on=MONDAY)
    later = datetime.date(2026, 11, 3)
    make_task(cell=cell, by=secretary, text="Mua loa", held_on=later)
    draft = make_meeting(cell=cell, held_on=late)
    draft.tasks.create(text="Trồng cây", assignee=secretary.member, due_on=MONDAY)
    return make_task(
        cell=cell, by=secretary, text="Quét vôi", held_on=MONDAY, due_on=later
    )


def test_officers_read_the_open_tasks_of_their_cell(client, secretary, briefing, tasks):
    client.force_login(secretary)
    page = html(client, briefing.get_absolute_url())
    assert "2 việc chưa xong, trong đó 1 việc quá hạn" in page
    assert page.index("Sửa mương") < page.index("Quét vôi")
    assert f'href="{tasks.get_absolute_url()}"' in page
    for text in ("Dựng cổng", "Chi bộ thôn Đoài", "Mua loa"):
        assert text not in page


def test_tasks_stand_as_on_the_day_of_the_briefing(client, secretary, briefing, tasks):
    client.force_login(secretary)
    for day, is_open in [(datetime.date(2026, 11, 2), True), (MONDAY, False)]:
        tasks.report(id=uuid.uuid4(), state="done", note="", by=secretary, on=day)
        page = html(client, briefing.get_absolute_url())
        assert ("Quét vôi" in page) is is_open


def test_commune_reads_the_tasks_of_each_cell(client, office, briefing, tasks):
    make_cell(name="Chi bộ thôn Hạ")
    make_cell(name="Chi bộ mới lập", started_on=datetime.date(2026, 11, 2))
    client.force_login(office)
    page = html(client, briefing.get_absolute_url())
    for text in ("Sửa mương", "Dựng cổng", "không còn việc nào chưa xong"):
        assert text in page
    assert "Chi bộ mới lập" not in page


def test_tasks_of_a_briefing_to_come_stand_as_today(client, office, draft, tasks):
    draft.held_on = datetime.date(2026, 12, 28)
    draft.save()
    client.force_login(office)
    page = html(client, draft.get_absolute_url())
    assert "tính đến ngày 23/11/2026" in page
    assert "3 việc chưa xong, trong đó 2 việc quá hạn" in page


# Publishing


def test_publishing_twice_keeps_the_first_day(draft):
    day = draft.held_on
    draft.publish(on=day)
    draft.publish(on=datetime.date(2026, 11, 1))
    draft.refresh_from_db()
    assert draft.published_on == day


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"conclusions": ""}, "Chưa ghi kết luận"),
        ({"held_on": datetime.date(2026, 9, 30)}, "không được trước ngày giao ban"),
    ],
)
def test_what_cannot_be_published(draft, fields, sentence):
    for name, value in fields.items():
        setattr(draft, name, value)
    with pytest.raises(ValidationError, match=sentence):
        draft.publish(on=datetime.date(2026, 9, 29))


def test_the_office_publishes_and_takes_it_back(client, office, secretary, draft):
    page = draft.get_absolute_url()
    client.force_login(office)
    assert f"{page}cong-bo/" in html(client, page)
    assert "Các chi bộ sinh hoạt đúng ngày." in html(client, f"{page}cong-bo/")
    response = client.post(f"{page}cong-bo/", {"published_on": "23/11/2026"})
    assert response.url == page
    client.force_login(secretary)
    assert client.get(page).status_code == 200
    client.force_login(office)
    assert client.post(f"{page}cong-bo/").url == page
    assert client.post(f"{page}rut-lai/").url == page
    assert client.post(f"{page}rut-lai/").url == page
    client.force_login(secretary)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("day", "conclusions", "sentence"),
    [
        ("26/09/2026", "Họp đều.", "không được trước ngày giao ban"),
        ("24/11/2026", "Họp đều.", "không được sau hôm nay"),
        ("31/02/2026", "Họp đều.", "Ngày này không có trong lịch"),
        ("", "Họp đều.", "Mục này chưa được điền."),
        ("23/11/2026", "", "Chưa ghi kết luận"),
    ],
)
def test_what_cannot_be_published_is_a_sentence(
    client, office, draft, day, conclusions, sentence
):
    Briefing.objects.update(conclusions=conclusions)
    client.force_login(office)
    response = client.post(f"{draft.get_absolute_url()}cong-bo/", {"published_on": day})
    assert sentence in response.content.decode()
    draft.refresh_from_db()
    assert not draft.is_published


def test_who_does_not_publish_sees_no_button(client, party_committee, draft):
    client.force_login(party_committee)
    assert "cong-bo" not in html(client, draft.get_absolute_url())


# What the database refuses


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"month": datetime.date(2026, 9, 2)}, "briefing_month_is_first_day"),
        ({"conclusions": ""}, "briefing_published_with_conclusions"),
        (
            {"published_on": datetime.date(2026, 9, 1)},
            "briefing_published_after_it_was_held",
        ),
        ({"month": datetime.date(2026, 10, 1)}, "reports_briefing_for_month"),
    ],
)
def test_a_briefing_that_cannot_be(briefing, fields, constraint):
    fields = {"month": datetime.date(2026, 9, 1), **fields}
    with pytest.raises(IntegrityError, match=constraint):
        make_briefing(chair=briefing.chair, **fields)


@pytest.mark.parametrize("rows", ["entries", "attendances"])
@pytest.mark.parametrize("both", [True, False])
def test_a_row_is_about_one_cell_or_one_unit(briefing, rows, both):
    subject = {"cell": make_cell(), "unit": make_unit()} if both else {}
    told = {"strengths": "Tốt"} if rows == "entries" else {}
    with pytest.raises(IntegrityError, match="_of_cell_or_unit"):
        getattr(briefing, rows).create(**subject, **told)


@pytest.mark.parametrize("rows", ["entries", "attendances"])
@pytest.mark.parametrize("subject", ["cell", "unit"])
def test_each_is_heard_once(briefing, rows, subject):
    row = getattr(briefing, rows).filter(**{f"{subject}__isnull": False}).first()
    row.pk = None
    with pytest.raises(IntegrityError, match=f"_once_a_{subject}"):
        row.save(force_insert=True)


def test_a_month_has_one_briefing(briefing):
    with pytest.raises(IntegrityError, match="briefing_for_month"):
        make_briefing(chair=briefing.chair, month=briefing.for_month)


def test_an_entry_says_something(briefing):
    with pytest.raises(IntegrityError, match="briefing_entry_says_something"):
        BriefingEntry.objects.update(strengths="", limits="", solutions="")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "absent"},
        {"status": "absent", "reason": "Ốm", "represented_by": "Ai đó"},
        {"reason": "Ốm"},
    ],
)
def test_absence_has_a_reason_and_nobody_there(briefing, fields):
    with pytest.raises(IntegrityError, match="why_absent"):
        briefing.attendances.create(cell=make_cell(), **fields)


def test_names_of_rows(briefing):
    entry = briefing.entries.get(unit__isnull=False)
    assert str(entry) == "Hội Nông dân xã"
    absent = briefing.attendances.get(status="absent")
    assert str(absent) == "Chi bộ thôn Đoài: Vắng"
