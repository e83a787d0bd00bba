"""Django admin for cells and meetings, asked as its users ask it."""

import datetime
import re
import threading
import unicodedata

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cells.models import (
    AgendaTemplate,
    Cell,
    Delegation,
    Guest,
    Mandate,
    Meeting,
    MeetingChange,
    ScoreConfirmation,
    Term,
)
from partyportal.vietnamese import fold, today
from tests.admin_pages import errors, form_of, posted
from tests.factories import (
    LONG_AGO,
    bare_seal,
    make_attendance,
    make_cell,
    make_delegation,
    make_mandate,
    make_meeting,
    make_member,
    make_members,
    make_minutes,
    make_sealed_meeting,
    make_task,
)
from tests.locks import elsewhere

pytestmark = pytest.mark.django_db

LISTS = ["cell", "mandate", "term", "meeting", "attendance", "guest"]
LISTS += ["meetingchange", "delegation", "agendaitem", "opinion", "motion"]
LISTS += ["resolution", "task", "taskprogress", "scoreline", "postponement"]
LISTS += ["correction", "scoreconfirmation", "series", "agendatemplate"]
LISTS += ["agendatemplateitem"]
ROWS = ["attendance", "guest", "meetingchange"]


def url(page, *args, **query):
    return reverse(f"admin:cells_{page}", args=args, query=query)


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def administrator_client(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def draft(other_cell):
    return make_meeting(
        cell=other_cell, conclusion="Bàn việc làng", place="Nhà văn hóa"
    )


@pytest.fixture
def sealed(cell, secretary):
    return make_sealed_meeting(cell=cell, by=secretary)


def listed(client, page, **query):
    response = client.get(url(f"{page}_changelist", **query))
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def make_guest(meeting, name="Khách"):
    return Guest.objects.create(meeting=meeting, name=name)


def make_change(meeting, user):
    guest = make_guest(meeting)
    return MeetingChange.objects.create(
        id=guest.pk, meeting=meeting, user=user, field="conclusion", outcome="applied"
    )


def write_minutes(meeting, member, user):
    """A row of each part of the minutes, and what comes after their seal."""
    item = meeting.items.create(title="Nước sạch", presenter=member)
    meeting.opinions.create(item=item, member=member)
    meeting.motions.create(item=item, member=member)
    meeting.resolutions.create()
    task = meeting.tasks.create(assignee=member)
    meeting.score_lines.create(position=1, criterion="Chuẩn bị", points=1)
    meeting.postponements.create(
        from_day=LONG_AGO, to_day=today(), reason="Mưa", postponed_by=user
    )
    bare_seal(meeting, by=user)
    task.progress.create(state="done", reported_on=today(), recorded_by=user)
    meeting.corrections.create(after="Sửa", reason="Nhầm", made_by=user)
    ScoreConfirmation.objects.create(meeting=meeting, is_agreed=True, confirmed_by=user)


def test_every_model_has_its_admin():
    models = {*apps.get_app_config("cells").get_models()}
    models |= {*apps.get_app_config("members").get_models()}
    ours = {m for m in models if not m.__name__.endswith("Event")}
    assert ours <= admin.site._registry.keys()


# Lists


@pytest.mark.parametrize("page", LISTS)
def test_queries_of_a_list_do_not_grow(office_client, office, page):
    def fill(rows):
        for _ in range(rows):
            cell = make_cell()
            member = make_member(cell=cell)
            make_mandate(cell=cell).series.create(paper="NQ")
            of_months = AgendaTemplate.objects.filter(kind="congress", month__gt=0)
            template = AgendaTemplate.objects.create(
                kind="congress", month=1 + of_months.count()
            )
            template.items.create(title="Khai mạc")
            Term.objects.create(
                member=member, cell=cell, office="deputy", started_on=LONG_AGO
            )
            meeting = make_meeting(cell=cell)
            make_attendance(meeting=meeting, member=member)
            make_change(meeting, office)
            write_minutes(meeting, member, office)
            make_delegation(meeting=meeting, member=member, by=office)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            listed(office_client, page)
        return len(captured)

    fill(2)
    few = queries()
    fill(8)
    assert queries() == few


def test_queries_of_a_meeting_do_not_grow(office_client, cell):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            office_client.get(url("meeting_change", meeting.pk))
        return len(captured)

    meeting = make_meeting(cell=cell)
    for member in make_members(3, cell=cell):
        make_attendance(meeting=meeting, member=member)
    # The first answer fills Django's cache of content types.
    queries()
    few = queries()
    for member in make_members(20, cell=cell):
        make_attendance(meeting=meeting, member=member)
        make_guest(meeting)
    assert queries() == few


@pytest.mark.parametrize("text", ["doai", "THÔN ĐOÀI", "dOÀI thon"])
def test_cells_are_searched_without_accents(office_client, cell, other_cell, text):
    assert listed(office_client, "cell", q=text) == [other_cell]
    meeting = make_meeting(cell=other_cell)
    make_meeting(cell=cell)
    assert listed(office_client, "meeting", q=text) == [meeting]


@pytest.mark.parametrize(
    "name", ["Ủy ban Kiểm tra", "Ưu Đỗ Ðài", "Nguyễn ﬁ É", "Oạ 50%"]
)
def test_postgres_folds_names_as_python_does(name):
    # The twins are fold() and AccentlessContains.
    cell = make_cell(name=name)
    for text in [name, fold(name), unicodedata.normalize("NFD", name), name.upper()]:
        assert Cell.objects.filter(name__icontains=text).get() == cell
    assert not Cell.objects.filter(name__icontains=f"{name}%").exists()


def test_meetings_are_filtered_by_state(
    office_client, cell, other_cell, sealed, office
):
    draft = make_meeting(cell=other_cell)
    cancelled = make_meeting(cell=other_cell, kind="thematic")
    cancelled.cancel(by=office, reason="Bão")
    query = "trang-thai"
    assert listed(office_client, "meeting", **{query: "draft"}) == [draft]
    assert listed(office_client, "meeting", **{query: "sealed"}) == [sealed]
    assert listed(office_client, "meeting", **{query: "cancelled"}) == [cancelled]
    assert len(listed(office_client, "meeting", **{query: "la"})) == 3


@pytest.mark.parametrize(
    "query",
    [
        {"held_on__year": "abc"},
        {"held_on__year": "9" * 30},
        {"for_month__year": "0"},
        {"kind__exact": "\0"},
        {"held_on__gte": "31/02/2022"},
        {"cell__id__exact": "a"},
        {"p": "9999"},
        {"o": "99.-1.x"},
        {"x": "1"},
        {"q": "\0"},
    ],
)
def test_odd_addresses_are_answered(office_client, draft, query):
    response = office_client.get(url("meeting_changelist", **query), follow=True)
    assert response.status_code == 200


@pytest.mark.parametrize("key", ["abc", "0", "a_5Fb"])
def test_a_meeting_that_is_not_there_leads_back(office_client, key):
    for page in ["change", "history", "delete"]:
        response = office_client.get(url(f"meeting_{page}", key))
        assert response.status_code in (302, 403)


# Whose meetings


def test_administrators_read_sealed_minutes_only(administrator_client, draft, sealed):
    make_guest(draft)
    assert listed(administrator_client, "meeting") == [sealed]
    assert listed(administrator_client, "guest") == []
    assert {row.meeting for row in listed(administrator_client, "attendance")} == {
        sealed
    }
    opened = administrator_client.get(url("meeting_change", draft.pk))
    assert opened.status_code == 302
    assert administrator_client.get(url("meeting_add")).status_code == 403
    assert administrator_client.get(url("delegation_add")).status_code == 403


def test_office_sees_drafts_and_sealed(office_client, draft, sealed):
    assert set(listed(office_client, "meeting")) == {draft, sealed}


def test_terms_of_the_commune_are_listed(office_client, administrator_client, cell):
    make_mandate(cell=None)
    make_mandate(cell=cell)
    assert len(listed(administrator_client, "mandate")) == 2


# Meetings


def test_a_meeting_is_opened_and_written_in_the_editor(office_client, office, cell):
    sent = {"cell": cell.pk, "kind": "regular", "held_on": "05/01/2022"}
    response = office_client.post(url("meeting_add"), sent)
    assert response.status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.held_on == datetime.date(2022, 1, 5)
    assert meeting.for_month == datetime.date(2022, 1, 1)
    assert meeting.created_by == office
    page = office_client.get(url("meeting_change", meeting.pk))
    assert meeting.get_edit_url() in page.content.decode()
    assert [f.name for f in form_of(page) if not f.field.disabled] == ["for_month"]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"held_on": "31/02/2022"}, "held_on", "Ngày này không có trong lịch"),
        ({"held_on": "05/01/2010"}, "held_on", "Chi bộ thôn Đông không hoạt động"),
        ({"held_on": ""}, "held_on", "Mục này chưa được điền."),
        ({"for_month": "02/01/2022"}, "for_month", "Kỳ tháng được ghi bằng ngày đầu"),
        ({"start_time": "25:00"}, "start_time", "Hãy nhập giờ và phút"),
        ({"topic": "A" * 10_000}, "topic", "Nội dung này chỉ"),
        ({"place": "a\x08b"}, "place", "Nội dung này có lẫn ký tự"),
        ({"cell": "abc"}, "cell", "Lựa chọn này không có"),
    ],
)
def test_bad_meetings_are_refused(office_client, cell, changes, field, sentence):
    sent = {"cell": cell.pk, "kind": "regular", "held_on": "05/01/2022", **changes}
    response = office_client.post(url("meeting_add"), sent)
    assert errors(response, field)[0].startswith(sentence)
    assert not Meeting.objects.exists()


def test_a_second_meeting_of_a_month_is_refused(office_client, cell):
    make_meeting(cell=cell, held_on=datetime.date(2022, 1, 3))
    sent = {"cell": cell.pk, "kind": "regular", "held_on": "05/01/2022"}
    response = office_client.post(url("meeting_add"), sent)
    assert errors(response, "for_month") == [
        "Chi bộ đã có buổi sinh hoạt thường kỳ của tháng này. "
        "Hãy mở buổi ấy, hoặc chọn kỳ khác."
    ]


def test_a_cancelled_meeting_frees_its_month(office_client, office, cell):
    make_meeting(cell=cell, held_on=datetime.date(2022, 1, 3)).cancel(
        by=office, reason="Bão"
    )
    sent = {"cell": cell.pk, "kind": "regular", "held_on": "05/01/2022"}
    assert office_client.post(url("meeting_add"), sent).status_code == 302


def test_putting_the_month_right_keeps_what_the_editor_wrote(office_client, draft):
    page = office_client.get(url("meeting_change", draft.pk))
    Meeting.objects.filter(pk=draft.pk).update(conclusion="Viết thêm", version=7)
    sent = posted(page, for_month="01/01/2022", conclusion="Đè lên", version="1")
    assert office_client.post(url("meeting_change", draft.pk), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.for_month == datetime.date(2022, 1, 1)
    assert (draft.conclusion, draft.version) == ("Viết thêm", 7)


def test_closed_meetings_are_to_read(office_client, office, sealed, other_cell):
    cancelled = make_meeting(cell=other_cell)
    cancelled.cancel(by=office, reason="Bão")
    for meeting in [sealed, cancelled]:
        page = office_client.get(url("meeting_change", meeting.pk))
        assert 'name="for_month"' not in page.content.decode()
        sent = {"for_month": "01/01/2020"}
        address = url("meeting_change", meeting.pk)
        assert office_client.post(address, sent).status_code == 403
        delete = url("meeting_delete", meeting.pk)
        assert office_client.post(delete, {"post": "yes"}).status_code == 403


def test_a_sealed_meeting_shows_its_roll(administrator_client, sealed, secretary):
    page = administrator_client.get(url("meeting_change", sealed.pk)).content.decode()
    assert str(secretary.member) in page
    assert "Có mặt" in page


def test_a_meeting_leads_to_its_own_changes(office_client, office, draft, cell):
    own = make_change(draft, office)
    make_change(make_meeting(cell=cell), office)
    page = office_client.get(url("meeting_change", draft.pk)).content.decode()
    [link] = re.findall(r'href="([^"]+)">Các thay đổi', page)
    assert list(office_client.get(link).context["cl"].result_list) == [own]


@pytest.mark.parametrize("page", ROWS)
def test_rows_of_meetings_are_to_read(office_client, office, draft, page):
    make_attendance(meeting=draft, member=make_member())
    make_change(draft, office)
    [row] = listed(office_client, page)
    assert office_client.get(url(f"{page}_add")).status_code == 403
    assert office_client.get(url(f"{page}_change", row.pk)).status_code == 200
    assert office_client.post(url(f"{page}_change", row.pk), {}).status_code == 403
    delete = url(f"{page}_delete", row.pk)
    assert office_client.post(delete, {"post": "yes"}).status_code == 403


# Sealing


def seal(client, *meetings):
    chosen = [str(meeting.pk) for meeting in meetings]
    sent = {"action": "seal", "_selected_action": chosen}
    response = client.post(url("meeting_changelist"), sent, follow=True)
    return [str(message) for message in response.context["messages"]]


def make_ready(cell):
    ready = make_minutes(cell=cell, kind="extraordinary", roll_called_at=timezone.now())
    for membership in cell.memberships.all():
        make_attendance(meeting=ready, member=membership.member)
    return ready


def test_chosen_meetings_are_sealed_or_said_why_not(
    office_client, office, cell, draft, sealed
):
    ready = make_ready(cell)
    said = seal(office_client, ready, draft, sealed)
    ready.refresh_from_db()
    assert (ready.is_sealed, ready.sealed_by) == (True, office)
    assert "Đã niêm phong biên bản của 1 buổi họp." in said
    assert any(s.startswith("Chi bộ thôn Đoài") and "chưa điểm danh" in s for s in said)
    assert any("đã niêm phong hoặc đã hủy từ trước" in s for s in said)
    draft.refresh_from_db()
    assert draft.is_draft


def test_administrators_do_not_seal(client, cell, committee_member):
    """Not even drafts of the cell whose committee they belong to."""
    committee_member.held_duties.create(kind="administrator", started_on=LONG_AGO)
    ready = make_ready(cell)
    client.force_login(committee_member)
    assert listed(client, "meeting") == [ready]
    seal(client, ready)
    ready.refresh_from_db()
    assert ready.is_draft


# Cells, mandates, terms


NEW_CELL = {"name": "Chi bộ thôn Mới", "kind": "village", "position": "0"}
NEW_CELL |= {"started_on": "05/01/2022"}


def test_a_cell_is_added(office_client):
    assert office_client.post(url("cell_add"), NEW_CELL).status_code == 302
    cell = Cell.objects.get()
    assert cell.started_on == datetime.date(2022, 1, 5)
    page = office_client.get(url("cell_change", cell.pk))
    assert url("term_add", cell=cell.pk) in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "A" * 10_000}, "name"),
        ({"name": "Chi bộ\x00"}, "name"),
        ({"name": unicodedata.normalize("NFD", "Chi bộ thôn Đông")}, "name"),
        ({"kind": "x"}, "kind"),
        ({"position": "99999999999"}, "position"),
        ({"position": "-1"}, "position"),
        ({"ended_on": "04/01/2022"}, "ended_on"),
        ({"started_on": "31/02/2022", "ended_on": "04/01/2022"}, "started_on"),
    ],
)
def test_bad_cells_are_refused(office_client, cell, changes, field):
    response = office_client.post(url("cell_add"), {**NEW_CELL, **changes})
    assert errors(response, field)
    assert form_of(response)["started_on"].value() == (
        changes.get("started_on") or "05/01/2022"
    )
    assert Cell.objects.get() == cell


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_is_told_so(office_client):
    """Somebody adds the same cell between the check of the form and its save."""

    def add_first(sender, **kwargs):
        pre_save.disconnect(add_first, sender=Cell)
        thread = threading.Thread(target=add)
        thread.start()
        thread.join()

    @elsewhere
    def add():
        make_cell(name="Chi bộ thôn Mới")

    pre_save.connect(add_first, sender=Cell)
    response = office_client.post(url("cell_add"), NEW_CELL)
    assert errors(response, "name")
    assert Cell.objects.count() == 1


NEW_MANDATE = {"name": "2020–2025", "started_on": "01/06/2020"}
NEW_MANDATE |= {"due_on": "01/06/2025"}


def test_a_mandate_of_the_commune_is_one_at_a_time(office_client):
    assert office_client.post(url("mandate_add"), NEW_MANDATE).status_code == 302
    again = office_client.post(url("mandate_add"), NEW_MANDATE)
    assert errors(again, "started_on") == [
        "Đảng bộ xã đã có một nhiệm kỳ trong thời gian này. "
        "Hãy ghi ngày kết thúc của nhiệm kỳ trước."
    ]
    early = office_client.post(
        url("mandate_add"), {**NEW_MANDATE, "due_on": "01/06/2020"}
    )
    assert errors(early, "due_on") == [
        "Đại hội kế tiếp phải sau ngày bắt đầu nhiệm kỳ."
    ]


def test_a_mandate_keeps_its_cell(office_client, cell, other_cell):
    mandate = make_mandate(cell=cell)
    address = url("mandate_change", mandate.pk)
    sent = posted(office_client.get(address), cell=other_cell.pk, name="2015–2020")
    assert office_client.post(address, sent).status_code == 302
    mandate.refresh_from_db()
    assert (mandate.cell, mandate.name) == (cell, "2015–2020")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"office": "secretary"}, "started_on", "Chi bộ đã có bí thư"),
        ({"office": "commune_deputy"}, "cell", "Chức vụ trong chi bộ phải ghi chi bộ"),
        ({"office": "deputy", "cell": ""}, "cell", "Chức vụ trong chi bộ phải ghi"),
        ({"office": "deputy", "ended_on": "01/01/2001"}, "ended_on", "Ngày kết thúc"),
        ({"office": "mayor"}, "office", "“mayor” không có trong danh sách."),
    ],
)
def test_bad_terms_are_refused(
    office_client, cell, secretary, changes, field, sentence
):
    member = make_member(cell=cell)
    sent = {"member": member.pk, "cell": cell.pk, "started_on": "05/01/2022", **changes}
    response = office_client.post(url("term_add"), sent)
    assert errors(response, field)[0].startswith(sentence)
    assert Term.objects.count() == 1


def test_a_term_is_ended(office_client, secretary):
    term = Term.objects.get()
    address = url("term_change", term.pk)
    sent = posted(office_client.get(address), ended_on="05/01/2022", office="deputy")
    assert office_client.post(address, sent).status_code == 302
    term.refresh_from_db()
    assert term.ended_on == datetime.date(2022, 1, 5)
    assert term.office == "secretary"


def test_an_overlap_by_change_is_refused(office_client, cell, secretary):
    earlier = Term.objects.create(
        member=make_member(cell=cell),
        office="secretary",
        cell=cell,
        started_on=datetime.date(2010, 1, 1),
        ended_on=datetime.date(2014, 12, 31),
    )
    address = url("term_change", earlier.pk)
    sent = posted(office_client.get(address), ended_on="05/01/2022")
    response = office_client.post(address, sent)
    assert errors(response, "started_on")[0].startswith("Chi bộ đã có bí thư")


def test_a_term_that_sealed_minutes_rest_on_stays(office_client, cell, secretary):
    make_sealed_meeting(cell=cell, by=secretary, kind="committee")
    address = url("term_delete", Term.objects.get().pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 403


def test_a_term_entered_by_mistake_is_taken_back(
    office_client, cell, secretary, sealed
):
    address = url("term_delete", Term.objects.get().pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 302
    assert not Term.objects.exists()


def test_a_cell_with_records_is_not_taken_back(office_client, draft, other_cell):
    address = url("cell_delete", other_cell.pk)
    response = office_client.post(address, {"post": "yes"})
    assert response.status_code in (200, 403)
    assert Cell.objects.filter(pk=other_cell.pk).exists()


def test_an_empty_mandate_is_taken_back(office_client, cell):
    address = url("mandate_delete", make_mandate(cell=cell).pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 302
    assert not Mandate.objects.exists()


# Delegations


def delegation(meeting, member, **changes):
    return {
        "meeting": meeting.pk,
        "member": member.pk,
        "scope": "minutes",
        "started_on": f"{today():%d/%m/%Y}",
        "ended_on": f"{today():%d/%m/%Y}",
        **changes,
    }


def test_the_office_delegates(office_client, office, draft, other_cell):
    member = make_member(cell=other_cell)
    sent = delegation(draft, member)
    assert office_client.post(url("delegation_add"), sent).status_code == 302
    given = Delegation.objects.get()
    assert given.granted_by == office
    again = office_client.post(url("delegation_add"), sent)
    assert errors(again, "started_on")[0].startswith("Đồng chí này đã được giao ghi")
    address = url("delegation_change", given.pk)
    sent = posted(office_client.get(address), scope="roll_call")
    assert office_client.post(address, sent).status_code == 302
    given.refresh_from_db()
    assert given.scope == "minutes"


def test_strangers_and_sealed_minutes_are_not_delegated(
    office_client, draft, sealed, cell
):
    stranger = make_member(cell=cell)
    response = office_client.post(url("delegation_add"), delegation(draft, stranger))
    assert errors(response, "member")[0].startswith("Đồng chí này không thuộc chi bộ")
    response = office_client.post(url("delegation_add"), delegation(sealed, stranger))
    assert errors(response, "meeting")[0].startswith("Buổi họp này đã niêm phong")


def test_choices_name_cell_and_day_of_a_meeting(office_client, draft):
    query = {"app_label": "cells", "model_name": "delegation", "field_name": "meeting"}
    found = office_client.get(reverse("admin:autocomplete"), {**query, "term": "doai"})
    [choice] = found.json()["results"]
    assert choice["text"].startswith("Chi bộ thôn Đoài, Sinh hoạt thường kỳ tháng")
    assert choice["text"].endswith(f"{today():%d/%m/%Y}")


def test_what_a_draft_hears_of_a_task_is_its_writers(
    client, administrator, office, cell, secretary
):
    task = make_task(cell=cell, by=secretary)
    told = {"state": "done", "reported_on": today(), "recorded_by": secretary}
    heard = task.progress.create(meeting=make_meeting(cell=cell), **told)
    client.force_login(administrator)
    assert client.get(url("taskprogress_changelist")).context["cl"].result_count == 0
    assert client.get(url("taskprogress_change", heard.pk)).status_code == 302
    client.force_login(office)
    assert client.get(url("taskprogress_changelist")).context["cl"].result_count == 1
