"""Rows of minutes by changes: items, opinions, votes, papers, tasks, points."""

import json
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import AgendaItem, MeetingChange, Motion, Task
from tests.factories import make_meeting, make_member, make_members, make_task

ITEM, OTHER, OPINION, MOTION, RESOLUTION, TASK = (
    uuid.UUID(int=number) for number in range(1, 7)
)


@pytest.fixture
def send(client):
    """Send (field, was, is) as somebody; the outcomes in their order."""

    def send(meeting, *rows, by):
        client.force_login(by)
        sent = [
            {"id": str(uuid.uuid4()), "field": field, "was": was, "is": value}
            for field, was, value in rows
        ]
        response = client.post(
            reverse("cells:meeting_changes", args=[meeting.pk]),
            json.dumps({"version": 0, "changes": sent}),
            content_type="application/json",
            headers={"accept": "application/json"},
        )
        assert response.status_code == 200
        known = MeetingChange.objects.in_bulk([row["id"] for row in sent])
        return [known[uuid.UUID(row["id"])].outcome for row in sent]

    return send


@pytest.fixture
def minutes(draft, secretary, send):
    """A draft with an item, what was said on it, a vote, a paper and a task."""
    member = secretary.member
    outcomes = send(
        draft,
        (f"item.{ITEM}.title", "", "Nước sạch"),
        (f"item.{ITEM}.presenter", "", f"member:{member.pk}"),
        (f"opinion.{OPINION}.item", "", str(ITEM)),
        (f"opinion.{OPINION}.speaker", "", f"member:{member.pk}"),
        (f"opinion.{OPINION}.text", "", "Nên làm ngay"),
        (f"motion.{MOTION}.item", "", str(ITEM)),
        (f"motion.{MOTION}.text", "", "Nhất trí làm"),
        (f"motion.{MOTION}.votes_for", "", "1"),
        (f"resolution.{RESOLUTION}.title", "", "Về nước sạch"),
        (f"resolution.{RESOLUTION}.motion", "", str(MOTION)),
        (f"task.{TASK}.text", "", "Đào giếng"),
        (f"task.{TASK}.assignee", "", str(member.pk)),
        (f"task.{TASK}.due_on", "", "31/12/2026"),
        by=secretary,
    )
    assert set(outcomes) == {"applied"}
    return draft


def test_rows_stand_as_they_were_written(minutes, secretary):
    opinion, task = minutes.opinions.get(), minutes.tasks.get()
    assert (opinion.item.title, opinion.speaker) == ("Nước sạch", secretary.member)
    assert minutes.motions.get().votes_for == 1
    assert minutes.resolutions.get().motion_id == MOTION
    assert (task.assignee, task.due_on.year) == (secretary.member, 2026)


def test_what_is_empty_in_every_part_is_no_row(minutes, secretary, send):
    field = f"resolution.{RESOLUTION}"
    send(
        minutes,
        (f"{field}.title", "Về nước sạch", ""),
        (f"{field}.motion", str(MOTION), ""),
        by=secretary,
    )
    assert not minutes.resolutions.exists()
    # And back again, as the editor's undo does it.
    send(minutes, (f"{field}.title", "", "Về nước sạch"), by=secretary)
    assert minutes.resolutions.get().title == "Về nước sạch"


def test_two_who_wrote_one_field_get_both_texts(minutes, secretary, deputy, send):
    field = f"item.{ITEM}.conclusion"
    assert send(minutes, (field, "", "Làm"), by=secretary) == ["applied"]
    assert send(minutes, (field, "", "Chưa làm"), by=deputy) == ["conflict"]
    assert minutes.items.get().conclusion == "Làm"
    kept = MeetingChange.objects.get(outcome="conflict")
    assert (kept.field, kept.value) == (field, "Chưa làm")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (f"item.{ITEM}.presenter", "member:999999"),
        (f"item.{ITEM}.presenter", "x"),
        (f"item.{ITEM}.outcome", "forgotten"),
        (f"item.{ITEM}.meeting", "x"),
        (f"opinion.{uuid.UUID(int=9)}.item", str(uuid.UUID(int=99))),
        (f"motion.{MOTION}.votes_for", "-1"),
        (f"motion.{MOTION}.votes_for", "99999999"),
        (f"motion.{MOTION}.kind", "x"),
        (f"motion.{MOTION}.entitled", "99"),
        (f"resolution.{RESOLUTION}.number", "1"),
        (f"resolution.{RESOLUTION}.motion", str(uuid.UUID(int=99))),
        (f"task.{TASK}.due_on", "31/02/2027"),
        (f"progress.{uuid.UUID(int=99)}.state", "done"),
        ("score.99", "1"),
        ("item.x.title", "x"),
    ],
)
def test_what_cannot_stand_is_refused(minutes, secretary, send, field, value):
    was = {"votes_for": "1", "due_on": "31/12/2026", "kind": "ordinary"}
    before = was.get(field.rpartition(".")[2], "")
    if field.endswith(".presenter"):
        before = f"member:{secretary.member.pk}"
    elif field == f"resolution.{RESOLUTION}.motion":
        before = str(MOTION)
    assert send(minutes, (field, before, value), by=secretary) == ["refused"]


def test_a_stranger_to_the_cell_is_charged_with_nothing(minutes, secretary, send):
    stranger = make_member()
    sent = (f"task.{TASK}.assignee", str(secretary.member.pk), str(stranger.pk))
    assert send(minutes, sent, by=secretary) == ["refused"]


def test_a_row_of_another_meeting_is_out_of_reach(minutes, cell, secretary, send):
    other = make_meeting(cell=cell, kind="extraordinary")
    for field in (f"item.{ITEM}.title", f"task.{TASK}.text"):
        assert send(other, (field, "", "Đổi"), by=secretary) == ["refused"]
    assert AgendaItem.objects.get().title == "Nước sạch"
    assert Task.objects.get().text == "Đào giếng"


def test_hands_leave_no_invalid_ballots(minutes, secretary, send):
    field = f"motion.{MOTION}.votes_invalid"
    assert send(minutes, (field, "", "1"), by=secretary) == ["refused"]
    method = (f"motion.{MOTION}.method", "hands", "ballot")
    assert send(minutes, method, (field, "", "1"), by=secretary) == ["applied"] * 2
    assert Motion.objects.get().votes_invalid == 1


def test_progress_of_an_earlier_task_is_told_here(draft, cell, secretary, send):
    task = make_task(cell=cell, by=secretary)
    field = f"progress.{task.pk}"
    send(draft, (f"{field}.state", "", "done"), by=secretary)
    send(draft, (f"{field}.note", "", "Xong sớm"), by=secretary)
    told = draft.progress.get()
    assert (told.task, told.state, told.note) == (task, "done", "Xong sớm")


def test_points_of_the_frame_of_the_day(draft, secretary, send):
    assert send(draft, ("score.1", "", "5"), by=secretary) == ["applied"]
    assert draft.score_lines.get().criterion == "Thời gian, thời lượng"
    assert send(draft, ("score.1", "5", "6"), by=secretary) == ["refused"]


def test_late_arrival_is_written_down(draft, secretary, send):
    member = secretary.member
    send(draft, ("roll_call", "", "saved"), by=secretary)
    sent = (f"arrived.{member.pk}", "", "19:20")
    assert send(draft, sent, by=secretary) == ["applied"]
    assert draft.attendances.get(member=member).arrived_at.minute == 20


def test_nobody_leaves_before_arriving(draft, secretary, send):
    member = secretary.member
    rows = [(f"arrived.{member.pk}", "", "19:20"), (f"left.{member.pk}", "", "19:20")]
    assert send(draft, *rows, by=secretary) == ["applied", "refused"]
    assert draft.attendances.get(member=member).left_at is None


def test_who_turns_out_to_be_absent_neither_came_late_nor_left(draft, secretary, send):
    member = secretary.member
    send(draft, (f"arrived.{member.pk}", "", "19:20"), by=secretary)
    absent = (f"attendance.{member.pk}", "present", "unexcused")
    assert send(draft, absent, by=secretary) == ["applied"]
    assert draft.attendances.get(member=member).arrived_at is None
    late = (f"left.{member.pk}", "", "20:00")
    assert send(draft, late, by=secretary) == ["refused"]


def test_statements_do_not_grow_with_what_is_sent(draft, cell, secretary, send):
    make_members(20, cell=cell)

    def statements(start, count):
        rows = [
            (f"item.{uuid.UUID(int=number)}.title", "", f"Mục {number}")
            for number in range(start, start + count)
        ]
        with CaptureQueriesContext(connection) as captured:
            send(draft, *rows, by=secretary)
        return len(captured)

    statements(100, 1)
    assert statements(200, 20) == statements(300, 2)
    assert draft.items.count() == 23


def test_the_page_shows_every_row_without_javascript(client, minutes, secretary):
    client.force_login(secretary)
    page = client.get(minutes.get_edit_url()).text
    for text in ["Nước sạch", "Nên làm ngay", "Nhất trí làm", "Đào giếng"]:
        assert text in page
