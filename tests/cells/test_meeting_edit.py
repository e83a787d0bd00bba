"""Writing a draft by changes, from the editor and from its form without JavaScript."""

import datetime
import json
import re
import uuid

import pytest
from django.urls import reverse

from cells.models import Attendance, Delegation, Guest, MeetingChange
from partyportal.vietnamese import today
from tests.factories import (
    make_absence,
    make_cell,
    make_delegation,
    make_meeting,
    make_member,
    make_members,
    make_sealed_meeting,
)

Status = Attendance.Status


def change(field, value, *, was="", key=None):
    return {"id": str(key or uuid.uuid4()), "field": field, "was": was, "is": value}


def mark(member, value, *, was="present"):
    return change(f"attendance.{member.pk}", value, was=was)


CALL_ROLL = {"field": "roll_call", "was": "", "is": "saved"}


def call_roll():
    return change("roll_call", "saved")


@pytest.fixture
def post(client):
    """Post a body to the address of changes as somebody; the response."""

    def post(meeting, body, *, by):
        client.force_login(by)
        url = reverse("cells:meeting_changes", args=[meeting.pk])
        return client.post(
            url,
            body,
            content_type="application/json",
            headers={"accept": "application/json"},
        )

    return post


@pytest.fixture
def send(post):
    """Send changes as somebody; the answer as data."""

    def send(meeting, *changes, by, version=0):
        body = json.dumps({"version": version, "changes": changes})
        response = post(meeting, body, by=by)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return send


def outcomes(answer):
    return [result["outcome"] for result in answer["results"]]


# Changes


def test_change_is_stored(send, secretary, draft):
    answer = send(draft, change("conclusion", "Bàn việc xây đường"), by=secretary)
    draft.refresh_from_db()
    assert draft.conclusion == "Bàn việc xây đường"
    assert outcomes(answer) == ["applied"]
    assert answer["version"] == draft.version == 1


def test_change_sent_again_changes_nothing(send, secretary, draft):
    first = change("conclusion", "Một")
    send(draft, first, by=secretary)
    send(draft, change("conclusion", "Hai", was="Một"), by=secretary)
    answer = send(draft, first, by=secretary)
    draft.refresh_from_db()
    assert draft.conclusion == "Hai"
    assert outcomes(answer) == ["applied"]
    assert draft.version == 2


def test_same_value_makes_no_version(send, secretary, draft):
    send(draft, change("conclusion", "Một"), by=secretary)
    answer = send(draft, change("conclusion", "Một"), by=secretary)
    assert outcomes(answer) == ["applied"]
    assert answer["version"] == 1


def test_second_writer_sees_both_texts_and_overwrites_nothing(
    send, secretary, deputy, draft
):
    send(draft, change("conclusion", "Của bí thư"), by=secretary)
    answer = send(draft, change("conclusion", "Của phó bí thư"), by=deputy, version=0)
    draft.refresh_from_db()
    [result] = answer["results"]
    assert draft.conclusion == "Của bí thư"
    assert result["outcome"] == "conflict"
    assert result["now"] == "Của bí thư"
    assert result["by"] == str(secretary)


def test_conflict_is_answered_the_same_when_sent_again(send, secretary, deputy, draft):
    send(draft, change("conclusion", "Của bí thư"), by=secretary)
    late = change("conclusion", "Của phó bí thư")
    send(draft, late, by=deputy)
    assert outcomes(send(draft, late, by=deputy)) == ["conflict"]


def test_changes_of_others_are_told(send, secretary, deputy, draft):
    send(draft, change("topic", "Nước sạch"), by=secretary)
    send(draft, change("place", "Nhà văn hóa"), by=secretary)
    send(draft, change("place", "Trụ sở", was="Nhà văn hóa"), by=secretary)
    answer = send(draft, change("conclusion", "Nội dung"), by=deputy, version=1)
    [news] = answer["others"]
    assert (news["field"], news["is"], news["by"]) == (
        "place",
        "Trụ sở",
        str(secretary),
    )


def test_what_stood_before_the_own_change_is_not_told(send, secretary, deputy, draft):
    send(draft, change("place", "Trụ sở"), by=secretary)
    send(draft, change("place", "", was="Trụ sở"), by=secretary)
    answer = send(draft, change("place", "Nhà văn hóa"), by=deputy, version=0)
    assert outcomes(answer) == ["applied"]
    assert answer["others"] == []


def test_own_changes_are_not_told_back(send, secretary, draft):
    assert send(draft, change("place", "Trụ sở"), by=secretary)["others"] == []


def test_spaces_and_normal_form_do_not_make_a_conflict(send, secretary, draft):
    send(draft, change("place", "Nhà  văn hóa "), by=secretary)
    decomposed = "Nhà  văn hóa "
    answer = send(draft, change("place", "Trụ sở", was=decomposed), by=secretary)
    assert outcomes(answer) == ["applied"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("place", "x" * 10_000, "200"),
        ("conclusion", "x" * 50_001, "50.000"),
        ("conclusion", "a\x00b", "ký tự"),
        ("place", "abc\u202edef", "ký tự"),
        ("held_on", "31/02/2022", "lịch"),
        ("held_on", "hôm qua", "lịch"),
        ("held_on", "05/01/2010", "không hoạt động"),
        ("held_on", "05/01/2100", "quá xa"),
        ("held_on", "05/01/9999", "bốn chữ số"),
        ("start_time", "25:00", "giờ"),
        ("chair", "999999", "không thuộc chi bộ"),
        ("attendance.999999", "present", "không thuộc chi bộ"),
        ("attendance.x", "present", "không thuộc chi bộ"),
        ("guest.khach.name", "Ông A", "không có trong biên bản"),
        ("sealed_at", "2022-01-05", "không có trong biên bản"),
        ("cell", "1", "không có trong biên bản"),
        ("version", "99", "không có trong biên bản"),
        ("roll_call", "bỏ", "không bỏ được"),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(
    send, secretary, draft, field, value, sentence
):
    answer = send(
        draft,
        change(field, value, was=current(draft, field)),
        change("topic", "Vẫn được ghi"),
        by=secretary,
    )
    draft.refresh_from_db()
    assert outcomes(answer) == ["refused", "applied"]
    assert sentence in answer["results"][0]["message"]
    assert draft.topic == "Vẫn được ghi"


def current(draft, field):
    return f"{draft.held_on:%d/%m/%Y}" if field == "held_on" else ""


def test_the_longest_text_is_stored(send, secretary, draft):
    answer = send(draft, change("conclusion", "x" * 50_000), by=secretary)
    assert outcomes(answer) == ["applied"]


def test_day_is_read_day_first(send, secretary, draft):
    was = f"{draft.held_on:%d/%m/%Y}"
    send(draft, change("held_on", "05/01/2022", was=was), by=secretary)
    draft.refresh_from_db()
    assert draft.held_on == datetime.date(2022, 1, 5)


def test_end_before_start_is_refused(send, secretary, draft):
    send(draft, change("start_time", "19:30"), by=secretary)
    answer = send(draft, change("end_time", "18:00"), by=secretary)
    draft.refresh_from_db()
    assert "sau giờ bắt đầu" in answer["results"][0]["message"]
    assert draft.end_time is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "không phải JSON",
        "[]",
        '{"version": 0}',
        '{"version": -1, "changes": []}',
        '{"version": "0", "changes": []}',
        '{"version": 0, "changes": {}}',
        json.dumps({"version": 0, "changes": [change("place", "a", key="x")]}),
        json.dumps({"version": 0, "changes": [change("place", 5)]}),
        json.dumps({"version": 0, "changes": [change("place", "a", was=None)]}),
        json.dumps({"version": 0, "changes": [change(["place"], "a")]}),
        json.dumps({"version": 0, "changes": [change("place\x00", "a")]}),
        json.dumps({"version": 0, "changes": [change("x" * 100, "a")]}),
        json.dumps({"version": 0, "changes": [change("place", "a")] * 2}),
        b"\xff\xfe",
    ],
)
def test_what_is_no_list_of_changes_gets_400(post, secretary, draft, body):
    response = post(draft, body, by=secretary)
    assert response.status_code == 400
    assert "error" in response.json()


def test_id_used_in_another_meeting_is_refused(send, secretary, cell, draft):
    other = make_meeting(cell=cell, kind="extraordinary")
    used = change("place", "Trụ sở")
    send(other, used, by=secretary)
    answer = send(draft, used, by=secretary)
    draft.refresh_from_db()
    assert outcomes(answer) == ["refused"]
    assert draft.place == ""


def test_text_is_written_though_the_cell_ended_meanwhile(send, secretary, cell, draft):
    cell.ended_on = draft.held_on - datetime.timedelta(days=1)
    cell.save()
    assert outcomes(send(draft, change("conclusion", "Vẫn ghi"), by=secretary)) == [
        "applied"
    ]


# The roll call


def test_saved_roll_call_counts_everyone_on_the_roster(send, secretary, cell, draft):
    ill, gone, *_ = make_members(5, cell=cell, probationary=1)
    send(
        draft,
        mark(ill, "excused:ill"),
        mark(gone, "unexcused"),
        call_roll(),
        by=secretary,
    )
    draft.refresh_from_db()
    statuses = sorted(draft.attendances.values_list("status", flat=True))
    assert draft.is_roll_called
    assert statuses == ["excused"] + ["present"] * 4 + ["unexcused"]
    assert draft.attendances.get(member=ill).reason == "ill"


def test_mark_before_the_roll_is_called_counts_nobody(send, secretary, cell, draft):
    [ill] = make_members(1, cell=cell)
    send(draft, mark(ill, "excused:ill"), by=secretary)
    draft.refresh_from_db()
    assert not draft.is_roll_called
    assert draft.attendances.get().member == ill
    assert not Attendance.objects.counted().exists()


def test_exempt_member_is_listed_apart_and_not_marked(send, secretary, cell, draft):
    [old] = make_members(1, cell=cell)
    make_absence(member=old)
    answer = send(
        draft, mark(old, "unexcused", was="exempt"), call_roll(), by=secretary
    )
    assert outcomes(answer) == ["refused", "applied"]
    assert draft.attendances.get(member=old).status == Status.EXEMPT


def test_member_of_another_cell_is_refused(send, secretary, other_cell, draft):
    stranger = make_member(cell=other_cell)
    answer = send(draft, mark(stranger, "present", was=""), by=secretary)
    assert "không thuộc chi bộ" in answer["results"][0]["message"]
    assert not draft.attendances.exists()


def test_excuse_needs_a_reason(send, secretary, cell, draft):
    [member] = make_members(1, cell=cell)
    answer = send(draft, mark(member, "excused:"), by=secretary)
    assert answer["results"][0]["message"] == "Hãy chọn lý do vắng."


def test_roll_of_a_day_to_come_is_refused(send, secretary, cell):
    meeting = make_meeting(cell=cell, held_on=today() + datetime.timedelta(days=1))
    member = make_member(cell=cell)
    answer = send(meeting, mark(member, "unexcused"), call_roll(), by=secretary)
    meeting.refresh_from_db()
    assert outcomes(answer) == ["refused", "refused"]
    assert "chưa diễn ra" in answer["results"][0]["message"]
    assert not meeting.is_roll_called


def test_called_roll_keeps_the_meeting_out_of_the_future(send, secretary, draft):
    send(draft, call_roll(), by=secretary)
    tomorrow = today() + datetime.timedelta(days=1)
    was = f"{draft.held_on:%d/%m/%Y}"
    answer = send(
        draft, change("held_on", f"{tomorrow:%d/%m/%Y}", was=was), by=secretary
    )
    assert outcomes(answer) == ["refused"]


def test_who_comes_onto_the_roster_later_is_unknown_until_marked(
    send, secretary, cell, draft
):
    send(draft, call_roll(), by=secretary)
    late = make_member(cell=cell)
    assert not draft.attendances.filter(member=late).exists()
    answer = send(draft, mark(late, "present", was=""), by=secretary)
    assert outcomes(answer) == ["applied"]


def test_stray_member_is_taken_off(send, secretary, cell, draft):
    member = make_member(cell=cell)
    send(draft, call_roll(), by=secretary)
    member.memberships.all().delete()
    answer = send(draft, mark(member, "", was="present"), by=secretary)
    assert outcomes(answer) == ["applied"]
    assert not draft.attendances.filter(member=member).exists()


@pytest.mark.parametrize("size", [31, 310])
def test_roll_call_is_saved_in_at_most_ten_statements(
    client, secretary, cell, draft, django_assert_max_num_queries, size
):
    members = make_members(size - 1, cell=cell, probationary=3)
    client.force_login(secretary)
    marks = [mark(member, "excused:ill") for member in members[:3]]
    body = json.dumps({"version": 0, "changes": [*marks, call_roll()]})
    url = reverse("cells:meeting_changes", args=[draft.pk])
    with django_assert_max_num_queries(14) as queries:
        client.post(url, body, content_type="application/json")
    assert draft.attendances.count() == size
    assert len(statements(queries)) <= 10


def statements(queries):
    """What was asked of the database, but for BEGIN, COMMIT and savepoints."""
    asked = [query["sql"] for query in queries.captured_queries]
    # History puts who and where before every statement, savepoints too.
    frame = re.compile(r"(^|; )(BEGIN|COMMIT|SAVEPOINT|RELEASE SAVEPOINT)\b")
    return [sql for sql in asked if not frame.search(sql)]


# Guests


def test_guest_is_added_renamed_and_taken_off(send, secretary, draft):
    key = uuid.uuid4()
    name, title = f"guest.{key}.name", f"guest.{key}.title"
    send(draft, change(name, "Lê Thị Khách"), change(title, "Đảng ủy"), by=secretary)
    assert draft.guests.get().title == "Đảng ủy"
    send(draft, change(name, "Lê Thị Quý", was="Lê Thị Khách"), by=secretary)
    assert draft.guests.get().name == "Lê Thị Quý"
    send(draft, change(name, "", was="Lê Thị Quý"), by=secretary)
    assert not draft.guests.named().exists()
    send(draft, change(title, "", was="Đảng ủy"), by=secretary)
    assert not Guest.objects.exists()


def test_title_stays_while_the_name_is_written_anew(send, secretary, draft):
    key = uuid.uuid4()
    name, title = f"guest.{key}.name", f"guest.{key}.title"
    send(draft, change(title, "Đảng ủy"), by=secretary)
    send(draft, change(name, "Lê Thị Khách"), by=secretary)
    send(draft, change(name, "", was="Lê Thị Khách"), by=secretary)
    send(draft, change(name, "Lê Thị Quý"), by=secretary)
    guest = draft.guests.get()
    assert (guest.name, guest.title) == ("Lê Thị Quý", "Đảng ủy")


def test_guest_of_another_meeting_is_not_touched(
    send, secretary, cell, draft, other_cell
):
    theirs = Guest.objects.create(
        meeting=make_meeting(cell=other_cell), name="Khách riêng"
    )
    answer = send(draft, change(f"guest.{theirs.pk}.name", "Đổi"), by=secretary)
    theirs.refresh_from_db()
    assert outcomes(answer) == ["refused"]
    assert theirs.name == "Khách riêng"


# Who may write, and when


def test_secretary_of_another_cell_gets_404(post, other_secretary, draft):
    body = json.dumps({"version": 0, "changes": [change("conclusion", "Chen vào")]})
    assert post(draft, body, by=other_secretary).status_code == 404


def test_member_without_office_gets_403(post, reader, draft):
    assert post(draft, "{}", by=reader).status_code == 403


def test_session_that_ended_gets_401_as_data(client, draft):
    url = reverse("cells:meeting_changes", args=[draft.pk])
    response = client.post(
        url,
        "{}",
        content_type="application/json",
        headers={"accept": "application/json"},
    )
    assert response.status_code == 401
    assert "đăng nhập lại" in response.json()["error"]


def test_sealed_meeting_gets_409(post, secretary, cell):
    meeting = make_sealed_meeting(cell=cell, by=secretary)
    response = post(meeting, json.dumps({"version": 0, "changes": []}), by=secretary)
    assert response.status_code == 409
    assert "đã niêm phong" in response.json()["error"]


def test_changes_are_only_posted(client, secretary, draft):
    client.force_login(secretary)
    url = reverse("cells:meeting_changes", args=[draft.pk])
    assert client.get(url).status_code == 405


def test_delegated_member_writes_until_the_last_day(
    send, post, reader, secretary, draft
):
    make_delegation(meeting=draft, member=reader.member, by=secretary)
    assert outcomes(send(draft, change("conclusion", "Tôi ghi hộ"), by=reader)) == [
        "applied"
    ]
    Delegation.objects.update(started_on="2020-01-01", ended_on="2020-01-02")
    assert post(draft, "{}", by=fresh(reader)).status_code == 403


def test_who_left_the_cell_writes_no_more(
    client, post, reader, secretary, draft, other_cell
):
    make_delegation(meeting=draft, member=reader.member, by=secretary)
    yesterday = today() - datetime.timedelta(days=1)
    reader.member.memberships.update(ended_on=yesterday, end_reason="moved_cell")
    reader.member.memberships.create(cell=other_cell, started_on=today())
    assert post(draft, "{}", by=fresh(reader)).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404


def fresh(user):
    """The account as another request finds it."""
    return type(user).objects.get(pk=user.pk)


def test_delegated_roll_call_is_only_the_roll_call(send, reader, secretary, draft):
    make_delegation(
        meeting=draft,
        member=reader.member,
        by=secretary,
        scope=Delegation.Scope.ROLL_CALL,
    )
    send(draft, change("place", "Nhà văn hóa"), by=secretary)
    written = [change("conclusion", "Ghi thêm"), call_roll()]
    answer = send(draft, *written, by=reader, version=0)
    draft.refresh_from_db()
    assert outcomes(answer) == ["refused", "applied"]
    assert answer["others"] == []
    assert draft.conclusion == ""


# The page, and its form without JavaScript


@pytest.fixture
def form(client):
    """The fields of the editor's form as a browser posts them without JavaScript."""

    def form(meeting, *, by):
        client.force_login(by)
        html = client.get(meeting.get_edit_url()).content.decode()
        return fields_of(html)

    return form


def fields_of(html):
    html = html.partition("<template")[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", html):
        attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        is_off = attributes.get("type") == "radio" and " checked" not in tag
        if "name" in attributes and not is_off:
            fields[attributes["name"]] = attributes.get("value", "")
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL
    ):
        fields[name] = text
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def test_form_posts_through_the_same_changes(client, form, secretary, cell, draft):
    [ill] = make_members(1, cell=cell)
    fields = form(draft, by=secretary) | {
        "conclusion": "Dòng một\r\nDòng hai",
        f"attendance.{ill.pk}": "excused",
        f"reason.{ill.pk}": "work",
        "roll_call": "saved",
    }
    response = client.post(draft.get_edit_url(), fields)
    draft.refresh_from_db()
    assert response.status_code == 302
    assert draft.conclusion == "Dòng một\nDòng hai"
    assert draft.attendances.get(member=ill).reason == "work"
    assert draft.attendances.count() == 2


def test_form_is_saved_before_the_minutes_are_read(client, form, secretary, draft):
    fields = form(draft, by=secretary) | {"conclusion": "Chốt", "review": "yes"}
    response = client.post(draft.get_edit_url(), fields, follow=True)
    assert response.redirect_chain == [(draft.get_absolute_url(), 302)]
    assert "Chốt" in response.content.decode()


def test_form_sent_twice_changes_once(client, form, secretary, draft):
    fields = form(draft, by=secretary) | {"conclusion": "Một lần"}
    client.post(draft.get_edit_url(), fields)
    client.post(draft.get_edit_url(), fields)
    assert MeetingChange.objects.count() == 1


def test_form_unchanged_changes_nothing(client, form, secretary, cell, draft):
    make_members(3, cell=cell)
    client.post(draft.get_edit_url(), form(draft, by=secretary))
    assert not MeetingChange.objects.exists()


def test_form_shows_what_was_refused_and_keeps_the_rest(client, form, secretary, draft):
    fields = form(draft, by=secretary) | {
        "held_on": "31/02/2022",
        "conclusion": "Vẫn được lưu",
    }
    response = client.post(draft.get_edit_url(), fields)
    html = response.content.decode()
    draft.refresh_from_db()
    assert response.status_code == 200
    assert "31/02/2022" in html
    assert "không có trong lịch" in html
    assert draft.conclusion == "Vẫn được lưu"


def test_form_shows_the_other_text_where_somebody_was_quicker(
    client, form, send, secretary, deputy, draft
):
    fields = form(draft, by=deputy) | {"conclusion": "Của phó bí thư"}
    send(draft, change("conclusion", "Của bí thư"), by=secretary)
    client.force_login(deputy)
    html = client.post(draft.get_edit_url(), fields).content.decode()
    assert "Của phó bí thư" in html
    assert "Của bí thư" in html
    assert str(secretary) in html


def test_form_sent_again_after_a_conflict_overwrites_knowingly(
    client, form, send, secretary, deputy, draft
):
    fields = form(draft, by=deputy) | {"conclusion": "Của phó bí thư"}
    send(draft, change("conclusion", "Của bí thư"), by=secretary)
    client.force_login(deputy)
    again = fields_of(client.post(draft.get_edit_url(), fields).content.decode())
    client.post(draft.get_edit_url(), again)
    draft.refresh_from_db()
    assert draft.conclusion == "Của phó bí thư"


def test_form_that_is_not_ours_gets_400(client, secretary, draft):
    client.force_login(secretary)
    response = client.post(
        draft.get_edit_url(), {"was.conclusion": "", "conclusion": "x"}
    )
    assert response.status_code == 400


def test_editor_of_a_sealed_meeting_leads_to_the_minutes(client, secretary, cell):
    meeting = make_sealed_meeting(cell=cell, by=secretary)
    client.force_login(secretary)
    response = client.get(meeting.get_edit_url())
    assert response.url == meeting.get_absolute_url()


def test_editor_of_another_cell_is_404(client, other_secretary, draft):
    client.force_login(other_secretary)
    assert client.get(draft.get_edit_url()).status_code == 404


def test_editor_counts_who_is_present_by_standing(client, secretary, cell, draft):
    make_members(30, cell=cell, probationary=3)
    client.force_login(secretary)
    html = client.get(draft.get_edit_url()).content.decode()
    assert "<strong>31/31</strong>" in html
    assert "chính thức 28/28, dự bị 3/3" in html


def test_queries_of_the_editor_do_not_grow_with_members(
    client, secretary, cell, draft, django_assert_max_num_queries
):
    make_members(5, cell=cell)
    client.force_login(secretary)
    with django_assert_max_num_queries(30) as few:
        client.get(draft.get_edit_url())
    make_members(30, cell=cell)
    with django_assert_max_num_queries(len(few)):
        client.get(draft.get_edit_url())


def test_editor_says_when_nobody_is_expected(client, office):
    meeting = make_meeting(cell=make_cell())
    client.force_login(office)
    assert (
        "chưa có đảng viên nào" in client.get(meeting.get_edit_url()).content.decode()
    )
