"""Sealing through the page; what the triggers hold is in test_seal_triggers."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells import changes, roster, sealing, unfinished
from cells.counts import counts
from cells.models import Attendance, Meeting
from members.intervals import months_after
from partyportal.vietnamese import today
from tests.factories import (
    charge,
    make_absence,
    make_attendance,
    make_meeting,
    make_member,
    make_members,
    make_minutes,
    make_sealed_meeting,
    make_task,
)


def url(meeting):
    return reverse("cells:meeting_seal", args=[meeting.pk])


@pytest.fixture
def finished(secretary, cell):
    """A draft with everything that sealing asks for."""
    meeting = make_minutes(cell=cell)
    call_roll(meeting, by=secretary)
    return meeting


def call_roll(meeting, *, by):
    sent = changes.parse(
        [
            {
                "id": f"00000000-0000-4000-8000-{meeting.version:012x}",
                "field": "roll_call",
                "was": "",
                "is": "saved",
            }
        ]
    )
    return changes.apply(meeting, sent, by=by, on=meeting.held_on)


def test_secretary_seals(client, secretary, finished):
    client.force_login(secretary)
    response = client.post(url(finished))
    finished.refresh_from_db()
    assert response.url == finished.get_absolute_url()
    assert finished.is_sealed
    assert finished.sealed_by == secretary


def test_what_it_carried_over_comes_to_a_meeting_already_begun(
    client, secretary, finished
):
    finished.items.update(outcome="carried")
    next_month = months_after(finished.held_on.replace(day=1), 1)
    following = make_meeting(cell=finished.cell, held_on=next_month)
    client.force_login(secretary)
    client.post(url(finished))
    assert following.items.get().carried_from == finished.items.get()


def test_a_guest_without_a_name_is_not_sealed(secretary, finished):
    finished.guests.create(name="Lê Thị Khách")
    finished.guests.create(title="Đảng ủy")
    sealing.seal(finished, by=secretary)
    assert [guest.name for guest in finished.guests.all()] == ["Lê Thị Khách"]


def test_sealing_twice_is_once(client, secretary, deputy, finished):
    sealing.seal(finished, by=secretary)
    before = finished.sealed_at
    sealing.seal(finished, by=deputy)
    assert finished.sealed_at == before
    client.force_login(deputy)
    answer = client.post(url(finished), follow=True)
    assert "đã niêm phong nên không ghi thêm được" in answer.text


@pytest.mark.parametrize("who", ["committee_member", "reader", "in_charge", "editor"])
def test_others_may_not_seal(client, request, finished, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(finished)).status_code == 403


def test_secretary_of_another_cell_gets_404(client, other_secretary, finished):
    client.force_login(other_secretary)
    assert client.post(url(finished)).status_code == 404


def test_sealing_is_only_posted(client, secretary, finished):
    client.force_login(secretary)
    assert client.get(url(finished)).status_code == 405


def test_unfinished_minutes_are_not_sealed_and_say_why(client, secretary, draft):
    client.force_login(secretary)
    response = client.post(url(draft), follow=True)
    draft.refresh_from_db()
    assert not draft.is_sealed
    assert "chưa điểm danh" in response.content.decode()


def test_minutes_without_conclusion_are_not_sealed(secretary, finished):
    Meeting.objects.update(conclusion="")
    with pytest.raises(ValidationError, match="Chưa ghi kết luận"):
        sealing.seal(finished, by=secretary)


def test_minutes_without_items_are_not_sealed(secretary, finished):
    finished.items.all().delete()
    with pytest.raises(ValidationError, match="Chưa ghi mục nào"):
        sealing.seal(finished, by=secretary)


def test_thematic_meeting_needs_its_topic(secretary, cell):
    meeting = make_minutes(cell=cell, kind="thematic")
    call_roll(meeting, by=secretary)
    with pytest.raises(ValidationError, match="chuyên đề"):
        sealing.seal(meeting, by=secretary)


def problems_of(meeting):
    return unfinished.problems(Meeting.objects.get(pk=meeting.pk))


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("chair", "Chưa ghi người chủ trì."),
        ("minute_taker", "Chưa ghi người ghi biên bản."),
    ],
)
def test_minutes_without_who_signs_them_are_not_sealed(finished, field, sentence):
    Meeting.objects.update(**{field: None})
    assert problems_of(finished) == [sentence]


def test_minutes_of_no_mandate_are_not_sealed(finished):
    finished.cell.mandates.all().delete()
    [problem] = problems_of(finished)
    assert "Hãy đề nghị Văn phòng Đảng ủy ghi nhiệm kỳ." in problem


def test_items_are_concluded_or_carried_over(finished):
    finished.items.create(position=2, title="Thu quỹ")
    assert problems_of(finished) == [
        "Mục “Thu quỹ” chưa kết luận; hãy kết luận hoặc chuyển kỳ sau."
    ]
    finished.items.update(outcome="carried")
    assert problems_of(finished) == []


def test_an_item_has_a_title(finished):
    finished.items.create(position=2, content="Bàn", outcome="decided")
    assert problems_of(finished) == ["Mục 2 chưa có tên."]


def test_an_opinion_is_somebodys(finished):
    finished.opinions.create(item=finished.items.get())
    assert problems_of(finished) == [
        "Một ý kiến ở mục “Nội dung sinh hoạt” chưa ghi ai phát biểu.",
        "Một ý kiến ở mục “Nội dung sinh hoạt” chưa ghi nội dung.",
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"votes_for": None}, "chưa ghi số tán thành"),
        ({"votes_for": 9}, "ghi 9 phiếu, nhưng lúc đó chỉ có 1 đảng viên"),
        ({"text": "", "votes_for": 1}, "chưa ghi nội dung"),
        ({"kind": "discipline", "votes_for": 1}, "chưa chọn đảng viên"),
    ],
)
def test_votes_are_whole_and_possible(finished, fields, sentence):
    finished.motions.create(**{"text": "Nhất trí", **fields})
    [problem] = problems_of(finished)
    assert sentence in problem


def test_votes_have_an_hour_where_somebody_came_late(finished):
    finished.attendances.update(arrived_at="20:00")
    finished.motions.create(text="Nhất trí", votes_for=1)
    assert "cần ghi giờ" in " ".join(problems_of(finished))


def test_a_resolution_is_whole_and_rests_on_a_vote_that_carried(finished, cell):
    lost = finished.motions.create(text="Nhất trí", votes_for=0, votes_against=1)
    finished.resolutions.create(motion=lost)
    said = " ".join(problems_of(finished))
    for words in ("chưa có trích yếu", "chưa có nội dung", "không được thông qua"):
        assert words in said


def test_a_task_is_somebodys_until_a_day(finished):
    finished.tasks.create(text="Báo cáo")
    assert problems_of(finished) == [
        "Nhiệm vụ “Báo cáo” chưa giao cho ai.",
        "Nhiệm vụ “Báo cáo” chưa có hạn.",
    ]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"note": "Mới xong một nửa"}, "chưa chọn tình trạng"),
        ({"state": "dropped"}, "thôi không làm thì phải ghi lý do"),
    ],
)
def test_what_is_told_of_a_task_is_whole(finished, secretary, told, sentence):
    task = make_task(cell=finished.cell, by=secretary)
    day = finished.held_on
    finished.progress.create(task=task, reported_on=day, recorded_by=secretary, **told)
    assert sentence in " ".join(problems_of(finished))


def test_whoever_is_named_has_a_name_and_was_of_the_cell(finished, other_cell):
    guest = finished.guests.create(name="", title="Đảng ủy")
    stranger = make_member(cell=other_cell)
    finished.items.update(presenter=stranger)
    finished.opinions.create(item=finished.items.get(), guest=guest, text="Nên làm")
    charge(meeting=finished, assignee=stranger)
    assert problems_of(finished) == [
        "Người trình bày mục “Nội dung sinh hoạt” không thuộc chi bộ ngày họp; "
        "hãy chọn lại.",
        "Một ý kiến ở mục “Nội dung sinh hoạt”: người phát biểu là khách chưa ghi "
        "họ tên; hãy ghi họ tên khách mời.",
        "Nhiệm vụ “Báo cáo kết quả”: người làm không thuộc chi bộ ngày họp; "
        "hãy chọn lại.",
    ]


def test_no_task_is_done_before_it_was_given(client, secretary, cell, finished):
    task = make_task(cell=cell, by=secretary)
    call_roll_of_newcomers(finished)
    told = {"reported_on": finished.held_on, "recorded_by": secretary}
    finished.progress.create(task=task, state="done", **told)
    Meeting.objects.filter(pk=finished.pk).update(
        held_on=task.meeting.held_on - datetime.timedelta(days=1)
    )
    assert "được giao sau ngày họp này" in " ".join(problems_of(finished))
    client.force_login(secretary)
    assert task.text in client.get(finished.get_edit_url()).text


def test_progress_not_told_is_left_out(finished, cell, secretary):
    task = make_task(cell=cell, by=secretary)
    call_roll_of_newcomers(finished)
    told = {"reported_on": finished.held_on, "recorded_by": secretary}
    row = finished.progress.create(task=task, **told)
    assert problems_of(finished) == []
    type(row).objects.filter(pk=row.pk).update(note="Đang chờ")
    assert "chưa chọn tình trạng" in " ".join(problems_of(finished))
    type(row).objects.filter(pk=row.pk).update(note="")
    sealing.seal(finished, by=secretary)
    assert not finished.progress.exists()


def call_roll_of_newcomers(meeting):
    for line in roster.roster(meeting):
        if line.is_unknown:
            make_attendance(meeting=meeting, member=line.member)


def test_all_that_is_unfinished_is_said_at_once(client, secretary, draft):
    client.force_login(secretary)
    page = client.get(draft.get_absolute_url()).content.decode()
    for words in (
        "chưa điểm danh",
        "Chưa ghi nhiệm kỳ",
        "Chưa ghi người chủ trì",
        "Chưa ghi mục nào",
        "Chưa ghi kết luận",
    ):
        assert words in page


def test_who_writes_but_does_not_seal_is_told_what_is_missing(
    client, committee_member, finished
):
    client.force_login(committee_member)
    address = finished.get_absolute_url()
    assert "niem-phong" not in client.get(address).content.decode()
    Meeting.objects.update(conclusion="")
    html = client.get(address).content.decode()
    assert "#f-conclusion" in html
    assert "Tôi đã đọc lại" not in html


def test_the_seal_is_not_offered_before_the_day(client, secretary, finished):
    client.force_login(secretary)
    address = finished.get_absolute_url()
    assert 'id="niem-phong"' in client.get(address).content.decode()
    Meeting.objects.update(held_on=today() + datetime.timedelta(days=1))
    assert "niem-phong" not in client.get(address).content.decode()


def test_each_sentence_leads_to_the_field_that_mends_it(client, secretary, finished):
    late = make_member(cell=finished.cell)
    finished.attendances.update(arrived_at="20:00")
    item = finished.items.create(position=2)
    finished.opinions.create(item=item)
    motion = finished.motions.create()
    finished.motions.create(kind="discipline", text="Khiển trách", votes_for=9)
    finished.resolutions.create(motion=motion)
    finished.tasks.create(position=1)
    Meeting.objects.update(chair=None, conclusion="")
    problems = problems_of(finished)
    client.force_login(secretary)
    page = client.get(finished.get_absolute_url()).content.decode()
    anchors = re.findall(r'href="[^"]+/ghi/#([^"]+)"', page)
    assert anchors == [problem.anchor for problem in problems]
    assert f"f-attendance-{late.pk}" in anchors
    editor = client.get(finished.get_edit_url()).content.decode()
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in editor] == []


def test_unknown_attendance_is_not_sealed(secretary, cell, finished):
    late = make_member(cell=cell, full_name="Đỗ Văn Muộn")
    with pytest.raises(ValidationError, match="Đỗ Văn Muộn"):
        sealing.seal(finished, by=secretary)
    assert not late.attendances.exists()


def test_stray_attendance_is_not_sealed(secretary, other_cell, finished):
    stray = make_member(cell=other_cell, full_name="Đỗ Văn Lạc")
    make_attendance(meeting=finished, member=stray)
    with pytest.raises(ValidationError, match="Đỗ Văn Lạc"):
        sealing.seal(finished, by=secretary)


def test_chair_who_does_not_belong_is_not_sealed(secretary, other_cell, finished):
    stranger = make_member(cell=other_cell, full_name="Đỗ Văn Khách")
    Meeting.objects.update(chair=stranger)
    with pytest.raises(ValidationError, match="Chủ trì, đồng chí Đỗ Văn Khách"):
        sealing.seal(finished, by=secretary)


def test_seal_freezes_who_is_not_expected_too(secretary, cell, finished):
    exempt = make_member(cell=cell)
    make_absence(member=exempt)
    sealing.seal(finished, by=secretary)
    row = finished.attendances.get(member=exempt)
    assert row.status == Attendance.Status.EXEMPT


def test_seal_freezes_the_standing_of_the_day(secretary, cell):
    member = make_member(cell=cell, probationary=True)
    meeting = make_sealed_meeting(cell=cell, by=secretary)
    member.official_on = meeting.held_on
    member.save()
    [line] = roster.frozen(meeting.attendances.filter(member=member))
    assert line.standing == Attendance.Standing.PROBATIONARY


def test_counts_and_names_of_sealed_minutes_agree(secretary, cell):
    ill, *_ = make_members(6, cell=cell, probationary=2)
    meeting = make_sealed_meeting(cell=cell, by=secretary, absent=[ill])
    counted = Meeting.objects.with_attendance().get()
    found = counts(roster.frozen(meeting.attendances.select_related("member")))
    present, expected = found["present"], found["expected"]
    assert (present["total"], expected["total"]) == (6, 7)
    assert counted.presence.fraction == "6/7"
    assert (present["official"], expected["official"]) == (4, 5)


def test_sealed_minutes_do_not_follow_later_memberships(client, secretary, cell):
    meeting = make_sealed_meeting(cell=cell, by=secretary)
    make_member(cell=cell, full_name="Đỗ Văn Sau")
    client.force_login(secretary)
    html = client.get(meeting.get_absolute_url()).content.decode()
    assert "Đỗ Văn Sau" not in html
