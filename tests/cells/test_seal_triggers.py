"""What holds a seal is the database itself, whoever asks and however."""

import pgtrigger
import pytest
from django.db import connection

from cells import sealing
from cells.models import (
    Attendance,
    Correction,
    Delegation,
    Guest,
    Meeting,
    MeetingChange,
    ScoreConfirmation,
)
from tests.cells.seals import (
    DAY,
    INSERT_ATTENDANCE,
    INSERT_GUEST,
    PARTS,
    SEALED,
    STATEMENTS,
    confirmation,
    correction,
    execute,
    make_called,
)
from tests.factories import charge, make_cell, make_mandate, make_member, make_user
from tests.refusals import refused


# All statements in one test: the seal is made once, and what is refused leaves it as
# it was for the next.
def test_nothing_is_written_after_the_seal(sealed, keys):
    for statement in STATEMENTS:
        with refused(SEALED):
            execute(statement, keys)


@pytest.mark.parametrize("statement", [INSERT_ATTENDANCE, INSERT_GUEST])
def test_before_the_seal_rows_are_written(called, keys, statement):
    execute(statement, keys)


def test_upsert_over_a_sealed_meeting(sealed):
    sealed.conclusion = "khác"
    with refused(SEALED):
        Meeting.objects.bulk_create(
            [sealed],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["conclusion"],
        )


def test_deletion_by_the_model(sealed):
    with refused(SEALED):
        sealed.delete()


def test_a_draft_is_deleted_with_its_rows(called):
    called.delete()
    assert not Attendance.objects.exists()
    assert not Guest.objects.exists()


# Ways around


def test_pgtrigger_cannot_switch_it_off(sealed):
    with pgtrigger.ignore():
        with refused(SEALED):
            Meeting.objects.update(conclusion="khác")
        with refused(SEALED):
            Attendance.objects.update(status="unexcused")
        with refused(SEALED):
            Guest.objects.create(meeting=sealed, name="Khách đến sau")
        # It does switch its own triggers off, those of the history.
        member = make_member()
    assert not member.events.exists()


def test_the_setting_of_pgtrigger_cannot_switch_it_off(sealed, keys):
    ignored = ",".join(
        f"cells_{table}:refuse_sealed" for table in ("meeting", "attendance", "guest")
    )
    execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{ignored}}}"])
    for statement in STATEMENTS:
        with refused(SEALED):
            execute(statement, keys)


@pytest.mark.parametrize("statement", [INSERT_ATTENDANCE, INSERT_GUEST])
def test_a_temporary_table_is_not_read_in_its_place(sealed, keys, statement):
    with refused(SEALED):
        execute("CREATE TEMP TABLE cells_meeting (id uuid, sealed_at timestamptz)")
        execute(statement, keys)


def test_what_refuses_looks_nothing_up_among_temporary_names(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc"
            " WHERE prosrc LIKE '%%RAISE EXCEPTION%%'"
            " AND proname NOT LIKE 'pgtrigger%%'"
            " AND pronamespace = 'public'::regnamespace"
        )
        settings = dict(cursor.fetchall())
    fixed = ["search_path=pg_catalog, public, pg_temp"]
    assert settings == dict.fromkeys(settings, fixed)
    assert "cells_refuse_row_of_sealed" in settings


@pytest.mark.parametrize("table", ["cells_attendance", "cells_guest"])
@pytest.mark.parametrize("way", ["out of", "into"])
def test_no_row_moves_past_a_seal(sealed, table, way):
    """Not even where the columns of a row could change."""
    draft = make_called(sealed.cell, kind=Meeting.Kind.THEMATIC)
    source, target = (sealed, draft) if way == "out of" else (draft, sealed)
    execute(f"DROP TRIGGER keep_fixed ON {table}")
    with refused(SEALED):
        execute(
            f"UPDATE {table} SET meeting_id = %s WHERE meeting_id = %s",
            [target.pk, source.pk],
        )


# Rows of a meeting that a seal leaves alone, and why.
NOT_SEALED = {
    Correction: "comes after the seal, and never before",
    ScoreConfirmation: "comes after the seal, and never before",
    Delegation: "who may write; nothing is left to write",
    MeetingChange: "what was sent, a refusal after the seal among it",
}


def test_every_part_of_a_meeting_is_sealed_or_listed(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname = 'refuse_sealed'"
        )
        guarded = {table for (table,) in cursor.fetchall()}
    parts = {
        relation.related_model
        for relation in Meeting._meta.related_objects
        if relation.related_model._meta.managed
        and not hasattr(relation.related_model, "pgh_tracked_model")
    }
    assert {model._meta.db_table for model in parts - set(NOT_SEALED)} == (
        guarded - {"cells_meeting"}
    )


def test_no_part_is_changed_after_the_seal(sealed_with_everything):
    keys = {"meeting": sealed_with_everything.pk}
    for table in PARTS:
        with refused(SEALED):
            execute(f"UPDATE {table} SET id = id WHERE meeting_id = %(meeting)s", keys)
        with refused(SEALED):
            execute(f"DELETE FROM {table} WHERE meeting_id = %(meeting)s", keys)


def test_no_part_is_added_after_the_seal(sealed_with_everything, secretary):
    meeting = sealed_with_everything
    item, task = meeting.items.first(), meeting.tasks.get()
    for add in [
        lambda: meeting.items.create(),
        lambda: meeting.opinions.create(item=item),
        lambda: meeting.motions.create(),
        lambda: meeting.resolutions.create(),
        lambda: meeting.tasks.create(),
        lambda: meeting.score_lines.create(position=2, criterion="Khác", points=1),
        lambda: meeting.progress.create(
            task=task, reported_on=DAY, recorded_by=secretary
        ),
    ]:
        with refused(SEALED):
            add()


def test_no_part_is_written_by_the_model(sealed_with_everything):
    """Not by update(), bulk_update(), an upsert, nor with pgtrigger switched off."""
    meeting = sealed_with_everything
    parts = ["items", "opinions", "motions", "resolutions", "tasks", "score_lines"]
    with pgtrigger.ignore():
        for part in [*parts, "progress", "postponements", "attendances", "guests"]:
            rows = getattr(meeting, part)
            row, fields = rows.first(), ["meeting"]
            for write in [
                lambda rows=rows: rows.update(meeting=meeting),
                lambda row=row, fields=fields: type(row).objects.bulk_update(
                    [row], fields
                ),
                row.save,
                row.delete,
                lambda row=row, fields=fields: type(row).objects.bulk_create(
                    [row],
                    update_conflicts=True,
                    unique_fields=["pk"],
                    update_fields=fields,
                ),
            ]:
                with refused(SEALED):
                    write()


def test_a_row_hangs_from_a_row_of_its_own_meeting(called, secretary):
    other = make_called(make_cell())
    item, motion = other.items.create(), other.motions.create()
    resolution = other.resolutions.create()
    for add in [
        lambda: called.opinions.create(item=item),
        lambda: called.motions.create(item=item),
        lambda: called.resolutions.create(motion=motion),
        lambda: called.tasks.create(resolution=resolution),
    ]:
        with refused("same_meeting"):
            add()
            execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_is_written_beside_comes_after_the_seal(called, secretary):
    for write in (correction, confirmation):
        with refused("chưa niêm phong"):
            write(called, secretary)


def test_what_is_written_beside_stays_as_it_was_made(sealed, secretary):
    for write, other in [
        (correction, {"after": "Khác"}),
        (confirmation, {"note": "Khác"}),
    ]:
        made = write(sealed, secretary)
        with refused("không sửa hay xóa được nữa"):
            type(made).objects.update(**other)
        with refused("không sửa hay xóa được nữa"):
            made.delete()


def test_progress_is_of_a_sealed_task(called, secretary):
    task = called.tasks.create(text="Báo cáo")
    with refused("chưa niêm phong"):
        task.progress.create(state="done", reported_on=DAY, recorded_by=secretary)


def test_progress_between_meetings_stays_as_it_was_told(called, secretary):
    task = charge(meeting=called, assignee=secretary.member)
    sealing.seal(called, by=secretary)
    told = task.progress.create(state="done", reported_on=DAY, recorded_by=secretary)
    with refused("hãy ghi dòng mới"):
        type(told).objects.update(note="khác")
    with refused("hãy ghi dòng mới"):
        told.delete()


def test_a_number_once_given_is_not_given_again(cell):
    series = make_mandate(cell=cell).series.create(paper="NQ", last_number=5)
    with refused("không cấp lại"):
        type(series).objects.update(last_number=4)
    with refused("không cấp lại"):
        series.delete()


def test_a_guest_who_speaks_is_a_guest_of_this_meeting(called):
    stranger = make_called(make_cell()).guests.get()
    with refused("same_meeting"):
        called.items.update(guest_presenter=stranger)
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    with refused("same_meeting"):
        called.opinions.create(item=called.items.get(), guest=stranger)
        execute("SET CONSTRAINTS ALL IMMEDIATE")


# Twice


def test_sealing_again_changes_nothing(sealed, secretary):
    first = Meeting.objects.get()
    sealing.seal(sealed, by=make_user())
    again = Meeting.objects.get()
    assert (again.sealed_at, again.sealed_by) == (first.sealed_at, secretary)


def test_a_copy_read_before_the_seal_does_not_seal_again(called, cell):
    clerk = make_user()
    stale = Meeting.objects.get()
    sealing.seal(called, by=clerk)
    sealing.seal(stale, by=make_user())
    assert stale.sealed_by == clerk
