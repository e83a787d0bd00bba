"""The record of a meeting: all of it, the same from the same rows, and as text."""

import datetime

import pytest

from cells import sealing
from cells.models import Meeting
from cells.record import record_of, with_parts
from cells.record_text import text_of
from members.models import Member, Regulation
from tests.factories import (
    make_absence,
    make_full_minutes,
    make_member,
    make_members,
    make_sealed_meeting,
)

DAY = datetime.date(2026, 3, 3)


@pytest.fixture
def sealed(cell, secretary):
    make_members(3, cell=cell)
    meeting = make_full_minutes(cell=cell, by=secretary, held_on=DAY)
    sealing.seal(meeting, by=secretary)
    return meeting


def test_record_has_every_field_of_the_minutes(sealed, secretary, cell):
    record = record_of(sealed)
    name = secretary.member.full_name
    assert (record["cell"], record["number"]) == (str(cell), "Số 02-BB/CB")
    assert (record["held_on"], record["minutes"]) == (DAY, 90)
    [item] = record["items"]
    assert item["opinions"][0]["speaker"] == "Lê Văn Khách"
    [motion] = record["motions"]
    assert motion["sentence"].startswith("tán thành 4/4 đồng chí")
    assert (motion["entitled"], motion["in_room"], motion["is_carried"]) == (4, 4, True)
    [resolution] = record["resolutions"]
    assert resolution["number"] == "Số 01-NQ/CB"
    assert record["tasks"][0]["assignee"] == name
    assert record["progress"][0]["state_label"] == "Đã xong"
    assert (record["score"]["points"], record["score"]["grade"]) == (95, "Tốt")


def test_text_says_all_of_it(sealed):
    for words in [
        "Số 02-BB/CB",
        "Số 01-NQ/CB Nghị quyết",
        "Ý kiến của Lê Văn Khách",
        "Thông qua việc 1",
        "Có quyền biểu quyết: 4",
        "Hạn: 02/04/2026",
        "Tình trạng: Đã xong",
        "Xếp loại buổi sinh hoạt: Tốt",
        "Người niêm phong: Nguyễn Thị Bí Thư",
    ]:
        assert words in sealed.sealed_text


def test_hash_is_that_of_the_bytes_of_the_text(sealed):
    text = Meeting.objects.get(pk=sealed.pk).sealed_text
    assert text.endswith("\n")
    assert "\r" not in text
    assert sealing.sha256(text) == sealed.sealed_sha256


def test_counts_and_names_agree(cell, secretary):
    ill, *_ = make_members(6, cell=cell, probationary=2)
    make_absence(member=make_member(cell=cell))
    meeting = make_sealed_meeting(cell=cell, by=secretary, absent=[ill])
    record = record_of(meeting)
    counts, roster = record["counts"], record["roster"]
    by_status = [line["status"] for line in roster]
    assert counts["members"]["total"] == len(roster) == 8
    assert counts["present"]["total"] == by_status.count("present") == 6
    assert counts["excused"] == counts["absent"] == by_status.count("excused") == 1
    assert counts["exempt"] == by_status.count("exempt") == 1
    assert counts["expected"]["total"] == 7
    assert counts["present"]["probationary"] == 2
    assert f"Có mặt: {by_status.count('present')}," in meeting.sealed_text


def test_sealed_rows_make_the_sealed_text_whatever_changed_since(
    sealed, cell, other_cell, secretary
):
    member = sealed.attendances.first().member
    # The last name of the cell where it was the first.
    member.full_name = "Vũ Thị Yến"
    member.save()
    Member.objects.filter(pk=secretary.member_id).update(full_name="Ẩn Thị Khác")
    member.memberships.update(ended_on=DAY, end_reason="moved_cell")
    type(cell).objects.filter(pk=cell.pk).update(name="Chi bộ sáp nhập")
    type(secretary).objects.filter(pk=secretary.pk).update(name="Tên Khác")
    Regulation.objects.filter(subject="score_frame").delete()
    Regulation.objects.filter(subject="ordinary_vote").update(
        value={"part": 1, "whole": 1, "of": "official"}
    )
    meeting = Meeting.objects.get(pk=sealed.pk)
    text = text_of(record_of(meeting))
    assert text == meeting.sealed_text
    for changed in ("Ẩn Thị Khác", "Vũ Thị Yến", "Chi bộ sáp nhập"):
        assert changed not in text


def test_what_people_typed_passes_for_no_heading(cell, secretary):
    forged = "Nhất trí\n\nNGHỊ QUYẾT, KẾT LUẬN\nSố 09-NQ/CB Nghị quyết"
    meeting = make_sealed_meeting(cell=cell, by=secretary, conclusion=forged)
    lines = meeting.sealed_text.splitlines()
    assert "NGHỊ QUYẾT, KẾT LUẬN" not in lines
    assert "    NGHỊ QUYẾT, KẾT LUẬN" in lines


def test_record_of_a_draft_reckons_its_votes(cell, secretary):
    make_members(3, cell=cell)
    meeting = make_full_minutes(cell=cell, by=secretary, held_on=DAY)
    [motion] = record_of(meeting)["motions"]
    assert (motion["entitled"], motion["is_carried"]) == (4, True)
    meeting.motions.update(votes_for=None)
    [motion] = record_of(Meeting.objects.get(pk=meeting.pk))["motions"]
    assert (motion["sentence"], motion["is_carried"]) == ("", None)


def test_queries_do_not_grow_with_rows(
    cell, other_cell, secretary, django_assert_num_queries
):
    small = make_sealed_meeting(cell=cell, by=secretary)
    make_members(5, cell=cell)
    large = make_full_minutes(cell=cell, by=secretary, held_on=DAY, rows=5)
    sealing.seal(large, by=secretary)
    for meeting in (small, large):
        with django_assert_num_queries(10):
            record_of(with_parts(Meeting.objects.all()).get(pk=meeting.pk))


def test_statements_of_a_seal_do_not_grow_with_rows(
    cell, other_cell, secretary, django_assert_max_num_queries
):
    make_members(20, cell=cell)
    meeting = make_full_minutes(cell=cell, by=secretary, held_on=DAY, rows=6)
    with django_assert_max_num_queries(50):
        sealing.seal(meeting, by=secretary)
