"""Tasks that meetings set: who sees them, how far they came, what is late."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Task, TaskProgress
from cells.needs import needs_of
from partyportal.vietnamese import today
from tests.factories import (
    bare_seal,
    charge,
    make_meeting,
    make_member,
    make_task,
    make_user,
)

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


@pytest.fixture
def task(cell, secretary):
    return make_task(cell=cell, by=secretary)


def tasks():
    return Task.objects.with_state(on=today())


def listed(client, user, **query):
    client.force_login(user)
    response = client.get(reverse("cells:task_list", query=query))
    return list(response.context["page"])


def report(client, task, state="done", note="", key=None):
    told = {"id": key or uuid.uuid4(), "state": state, "note": note}
    return client.post(task.get_absolute_url(), told)


def test_a_task_has_its_state_by_the_newest_report(task, secretary):
    assert tasks().get().state == "not_started"
    for days_ago, state in [(3, "under_way"), (2, "done"), (9, "not_started")]:
        task.progress.create(
            state=state,
            reported_on=today() - days_ago * A_DAY,
            recorded_by=secretary,
        )
    assert tasks().get().state == "done"
    before = Task.objects.with_state(on=today() - 3 * A_DAY)
    assert before.get().state == "under_way"


@pytest.mark.parametrize(
    ("due_in", "state", "label"),
    [
        (-1, "", "Quá hạn"),
        (-1, "under_way", "Quá hạn"),
        (-1, "done", "Đã xong"),
        (0, "", "Chưa làm"),
    ],
)
def test_lists_and_badges_agree_on_what_is_overdue(
    client, secretary, cell, due_in, state, label
):
    task = make_task(cell=cell, by=secretary, due_on=today() + due_in * A_DAY)
    if state:
        task.progress.create(state=state, reported_on=today(), recorded_by=secretary)
    is_overdue = label == "Quá hạn"
    assert tasks().overdue(on=today()).exists() is is_overdue
    client.force_login(secretary)
    html = client.get(reverse("cells:task_list", query={"state": "all"})).text
    assert f">{label}</span>" in html
    assert ('<li class="is-urgent">' in html) is is_overdue


def test_a_task_without_a_day_is_never_overdue():
    task = Task()
    task.state = "under_way"
    assert not task.is_overdue(on=today())


def test_secretary_writes_down_how_far_it_came(client, secretary, task):
    client.force_login(secretary)
    report(client, task, "under_way", "Xong một nửa")
    told = task.progress.get()
    assert (told.state, told.note, told.recorded_by) == (
        "under_way",
        "Xong một nửa",
        secretary,
    )
    assert "Xong một nửa" in client.get(task.get_absolute_url()).text


def test_a_form_sent_twice_is_written_down_once(client, secretary, task):
    client.force_login(secretary)
    key = uuid.uuid4()
    report(client, task, key=key)
    report(client, task, key=key)
    assert TaskProgress.objects.count() == 1


def test_a_form_changed_after_it_was_stored_is_refused(client, cell, secretary, task):
    """The page that the Back button shows still has the key of what was stored."""
    client.force_login(secretary)
    key = uuid.uuid4()
    report(client, task, "under_way", key=key)
    assert "nội dung khác" in report(client, task, "done", key=key).text
    other = make_task(cell=cell, by=secretary)
    assert "nội dung khác" in report(client, other, "under_way", key=key).text
    assert TaskProgress.objects.get().state == "under_way"


def test_its_page_names_the_resolution(client, secretary, cell):
    meeting = make_meeting(cell=cell)
    resolution = meeting.resolutions.create(title="về đường làng", text="Sửa đường.")
    task = charge(meeting=meeting, assignee=secretary.member, resolution=resolution)
    bare_seal(meeting, by=secretary)
    client.force_login(secretary)
    assert "Nghị quyết về đường làng" in client.get(task.get_absolute_url()).text


def test_dropping_a_task_needs_a_reason(client, secretary, task):
    client.force_login(secretary)
    response = report(client, task, "dropped")
    assert "phải ghi lý do" in response.text
    assert not task.progress.exists()
    report(client, task, "dropped", "Xã đã làm thay")
    assert tasks().get().state == "dropped"


@pytest.mark.parametrize("forged", [{"state": "x"}, {"id": "x"}, {"note": "a" * 600}])
def test_forged_reports_write_nothing(client, secretary, task, forged):
    client.force_login(secretary)
    told = {"id": uuid.uuid4(), "state": "done", "note": "", **forged}
    assert client.post(task.get_absolute_url(), told).status_code == 200
    assert not task.progress.exists()


def test_who_reads_only_writes_nothing(client, reader, task):
    client.force_login(reader)
    assert "Ghi tiến độ" not in client.get(task.get_absolute_url()).text
    assert report(client, task).status_code == 404
    assert not task.progress.exists()


def test_secretary_of_another_cell_gets_404(client, other_secretary, task):
    client.force_login(other_secretary)
    assert client.get(task.get_absolute_url()).status_code == 404
    assert listed(client, other_secretary) == []


def test_one_s_own_task_is_seen_after_moving_away(client, cell, secretary):
    member = make_member(cell=cell)
    task = make_task(cell=cell, by=secretary, assignee=member)
    member.memberships.update(ended_on=today() - A_DAY, end_reason="moved_cell")
    assert listed(client, make_user(member=member)) == [task]


def test_tasks_of_a_draft_are_nobody_s_yet(client, secretary, draft):
    draft.tasks.create(text="Chưa giao", assignee=secretary.member)
    assert listed(client, secretary, state="all") == []
    assert not Task.objects.reportable_by(secretary, on=today()).exists()


def test_list_by_state(client, secretary, cell):
    late = make_task(cell=cell, by=secretary, due_on=today() - A_DAY)
    coming = make_task(cell=cell, by=secretary, due_on=today() + A_DAY)
    done = make_task(cell=cell, by=secretary)
    done.progress.create(state="done", reported_on=today(), recorded_by=secretary)
    assert listed(client, secretary) == [late, coming]
    assert listed(client, secretary, state="overdue") == [late]
    assert listed(client, secretary, state="done") == [done]
    assert len(listed(client, secretary, state="all")) == 3
    done = client.get(reverse("cells:task_list")).context["done"]
    assert (done.part, done.whole) == (1, 3)


def test_what_was_dropped_is_no_task_any_more(secretary, cell):
    for state in ["done", "dropped", "under_way"]:
        task = make_task(cell=cell, by=secretary)
        task.progress.create(
            state=state, note="Lý do", reported_on=today(), recorded_by=secretary
        )
    share = tasks().done_share()
    assert (share.part, share.whole) == (1, 2)


@pytest.mark.parametrize("query", [{"state": "x"}, {"cell": "x"}, {"page": "x"}])
def test_forged_filters_narrow_nothing(client, secretary, task, query):
    assert listed(client, secretary, **query) == [task]


def test_queries_of_the_list_do_not_grow(client, secretary, cell):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            listed(client, secretary)
        return len(captured)

    make_task(cell=cell, by=secretary)
    queries()
    few = queries()
    for _ in range(5):
        make_task(cell=cell, by=secretary)
    assert queries() == few


# At home


def test_home_shows_one_s_own_open_tasks(secretary, cell, reader):
    task = make_task(cell=cell, by=secretary, assignee=reader.member)
    make_task(cell=cell, by=secretary)
    assert needs_of(reader, on=today()).tasks == [task]
    task.progress.create(state="done", reported_on=today(), recorded_by=secretary)
    assert needs_of(reader, on=today()).tasks == []


def test_home_counts_what_is_overdue_in_one_s_cells(
    secretary, other_secretary, cell, client
):
    make_task(cell=cell, by=secretary, due_on=today() - A_DAY)
    assert needs_of(secretary, on=today()).overdue_tasks == 1
    assert needs_of(other_secretary, on=today()).overdue_tasks == 0
    client.force_login(secretary)
    assert "Có 1 việc được giao đã quá hạn" in client.get(reverse("home")).text
