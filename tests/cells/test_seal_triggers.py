"""What holds a seal is the database itself, whoever asks and however."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pghistory
import pgtrigger
import psycopg
import pytest
from django.db import (
    IntegrityError,
    ProgrammingError,
    connection,
    transaction,
)
from django.utils import timezone

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
from partyportal.embedded import APPLICATION
from tests.factories import (
    bare_seal,
    charge,
    make_admission,
    make_attendance,
    make_cell,
    make_mandate,
    make_member,
    make_minutes,
    make_task,
    make_user,
)
from tests.locks import elsewhere, wait_for_locks

DAY = date(2022, 6, 15)
SEALED = "đã niêm phong, không sửa hay xóa được nữa"


@contextmanager
def refused(message=SEALED, error=IntegrityError):
    with pytest.raises(error, match=message), transaction.atomic():
        yield


def execute(sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def make_called(cell, *, kind=Meeting.Kind.REGULAR):
    """A meeting with all that a seal asks for, and a guest."""
    meeting = make_minutes(
        cell=cell,
        held_on=DAY,
        kind=kind,
        topic="Nước sạch",
        roll_called_at=timezone.now(),
    )
    for membership in cell.memberships.all():
        make_attendance(meeting=meeting, member=membership.member)
    Guest.objects.create(meeting=meeting, name="Khách")
    return meeting


@pytest.fixture
def called(cell, secretary):
    """The secretary alone is on the roster."""
    return make_called(cell)


@pytest.fixture
def sealed(called, secretary):
    sealing.seal(called, by=secretary)
    return called


# Every statement against every table

INSERT_ATTENDANCE = """
INSERT INTO public.cells_attendance
    (meeting_id, member_id, standing, status, reason, is_temporary)
VALUES (%(meeting)s, %(newcomer)s, 'official', 'present', '', false)"""
INSERT_GUEST = """
INSERT INTO public.cells_guest (id, meeting_id, name, title)
VALUES (gen_random_uuid(), %(meeting)s, 'Khách đến sau', '')"""
INSERT_ITEM = """
INSERT INTO public.cells_agendaitem
    (id, meeting_id, position, title, content, conclusion, outcome)
VALUES (gen_random_uuid(), %(meeting)s, 9, 'Chen vào', '', '', 'decided')"""
INSERT_OPINION = """
INSERT INTO public.cells_opinion (id, meeting_id, item_id, position, member_id, text)
SELECT gen_random_uuid(), %(meeting)s, item.id, 9, %(member)s, 'Chen vào'
FROM public.cells_agendaitem item WHERE item.meeting_id = %(meeting)s LIMIT 1"""
INSERT_MOTION = """
INSERT INTO public.cells_motion
    (id, meeting_id, position, kind, text, person_name, method, tellers, votes_for,
    base_kind, citation)
VALUES (gen_random_uuid(), %(meeting)s, 9, 'ordinary', 'Chen vào', '', 'hands', '', 1,
    '', '')"""
INSERT_RESOLUTION = """
INSERT INTO public.cells_resolution (id, meeting_id, position, paper, title, text)
VALUES (gen_random_uuid(), %(meeting)s, 9, 'KL', 'Chen vào', 'Làm ngay')"""
INSERT_TASK = """
INSERT INTO public.cells_task (id, meeting_id, position, text, assignee_id, due_on)
VALUES (gen_random_uuid(), %(meeting)s, 9, 'Chen vào', %(member)s, '2022-07-01')"""
INSERT_PROGRESS = """
INSERT INTO public.cells_taskprogress
    (id, meeting_id, task_id, state, note, reported_on, recorded_at, recorded_by_id)
VALUES (gen_random_uuid(), %(meeting)s, %(task)s, 'done', 'Chen vào', '2022-06-15',
    now(), %(user)s)"""
INSERT_SCORE = """
INSERT INTO public.cells_scoreline (meeting_id, position, criterion, points)
VALUES (%(meeting)s, 9, 'Chen vào', 1)"""
INSERT_POSTPONEMENT = """
INSERT INTO public.cells_postponement
    (meeting_id, from_day, to_day, reason, postponed_at, postponed_by_id)
VALUES (%(meeting)s, '2022-06-01', '2022-06-02', 'Chen vào', now(), %(user)s)"""
# What each adds stands in the sealed text, but for who was put off until when.
INSERTS = [
    INSERT_ITEM,
    INSERT_OPINION,
    INSERT_MOTION,
    INSERT_RESOLUTION,
    INSERT_TASK,
    INSERT_PROGRESS,
    INSERT_SCORE,
    INSERT_GUEST.replace("Khách đến sau", "Chen vào"),
]
STATEMENTS = [
    "UPDATE cells_meeting SET conclusion = 'khác'",
    "UPDATE cells_meeting SET version = version + 1",
    "UPDATE cells_meeting SET sealed_at = NULL, sealed_by_id = NULL",
    "UPDATE cells_meeting SET sealed_at = now()",
    "UPDATE cells_meeting SET id = gen_random_uuid()",
    "DELETE FROM cells_meeting",
    "UPDATE cells_attendance SET status = 'unexcused'",
    "DELETE FROM cells_attendance",
    INSERT_ATTENDANCE,
    "UPDATE cells_guest SET name = 'khác'",
    "DELETE FROM cells_guest",
    INSERT_GUEST,
]


@pytest.fixture
def keys(called):
    return {"meeting": called.pk, "newcomer": make_member().pk}


# All statements in one test: the seal is made once, and what is refused leaves it as
# it was for the next.
def test_nothing_is_written_after_the_seal(sealed, keys):
    for statement in STATEMENTS:
        with refused():
            execute(statement, keys)


@pytest.mark.parametrize("statement", [INSERT_ATTENDANCE, INSERT_GUEST])
def test_before_the_seal_rows_are_written(called, keys, statement):
    execute(statement, keys)


def test_upsert_over_a_sealed_meeting(sealed):
    sealed.conclusion = "khác"
    with refused():
        Meeting.objects.bulk_create(
            [sealed],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["conclusion"],
        )


def test_deletion_by_the_model(sealed):
    with refused():
        sealed.delete()


def test_a_draft_is_deleted_with_its_rows(called):
    called.delete()
    assert not Attendance.objects.exists()
    assert not Guest.objects.exists()


# Ways around


def test_pgtrigger_cannot_switch_it_off(sealed):
    with pgtrigger.ignore():
        with refused():
            Meeting.objects.update(conclusion="khác")
        with refused():
            Attendance.objects.update(status="unexcused")
        with refused():
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
        with refused():
            execute(statement, keys)


@pytest.mark.parametrize("statement", [INSERT_ATTENDANCE, INSERT_GUEST])
def test_a_temporary_table_is_not_read_in_its_place(sealed, keys, statement):
    with refused():
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
    with refused():
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


PARTS = [
    "cells_agendaitem",
    "cells_opinion",
    "cells_motion",
    "cells_resolution",
    "cells_task",
    "cells_taskprogress",
    "cells_scoreline",
    "cells_postponement",
]


def fill(meeting, secretary):
    """A row of each part that a meeting makes anew, ready for the seal."""
    item = meeting.items.get()
    meeting.opinions.create(item=item, member=secretary.member, text="Nên làm")
    motion = meeting.motions.create(item=item, text="Nhất trí", votes_for=1)
    resolution = meeting.resolutions.create(
        title="Về nước sạch", text="Làm bể lọc.", motion=motion
    )
    charge(meeting=meeting, assignee=secretary.member, resolution=resolution)
    meeting.score_lines.create(position=1, criterion="Chuẩn bị", points=1)


@pytest.fixture
def sealed_with_everything(called, secretary):
    """A sealed meeting with a row in each of its parts."""
    earlier = make_called(called.cell, kind=Meeting.Kind.THEMATIC)
    task = charge(meeting=earlier, assignee=secretary.member)
    sealing.seal(earlier, by=secretary)
    fill(called, secretary)
    called.progress.create(
        task=task, state="done", reported_on=DAY, recorded_by=secretary
    )
    called.postponements.create(
        from_day=date(2022, 6, 3), to_day=DAY, reason="Mưa", postponed_by=secretary
    )
    sealing.seal(called, by=secretary)
    return called


def test_no_part_is_changed_after_the_seal(sealed_with_everything):
    keys = {"meeting": sealed_with_everything.pk}
    for table in PARTS:
        with refused():
            execute(f"UPDATE {table} SET id = id WHERE meeting_id = %(meeting)s", keys)
        with refused():
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
        with refused():
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
                with refused():
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


def correction(meeting, secretary):
    return meeting.corrections.create(
        field="conclusion", after="Kết luận đúng", reason="Nhầm", made_by=secretary
    )


def confirmation(meeting, secretary):
    return ScoreConfirmation.objects.create(
        meeting=meeting, is_agreed=True, confirmed_by=secretary
    )


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


# Two connections


@pytest.fixture
def other(transactional_db):
    """A connection of its own, as another worker has it."""
    parameters = connection.get_connection_params()
    with psycopg.connect(**parameters) as other:
        yield other
        other.rollback()


@pytest.fixture
def background():
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit


@pytest.fixture
def meeting(other):
    """One member on the roster, marked, and committed so that all may see it."""
    cell = make_cell()
    make_member(cell=cell)
    return make_called(cell)


@pytest.fixture
def keys_of(other):
    """What the statements name: the meeting, people of its cell and an older task."""
    clerk = make_user()
    cell = make_cell()
    member = make_member(cell=cell)
    task = make_task(cell=cell, by=clerk, held_on=DAY, assignee=member)
    keys = {"member": member.pk, "user": clerk.pk, "task": task.pk}
    meetings = {}

    def keys_of(statement):
        meetings[statement] = make_called(cell, kind=Meeting.Kind.EXTRAORDINARY)
        keys["newcomer"] = make_member().pk
        return {**keys, "meeting": meetings[statement].pk}, meetings[statement], clerk

    return keys_of


def test_a_temporary_type_is_not_read_in_its_place(other, meeting):
    """A session that has not asked the triggers yet reads them with its own types."""
    sealing.seal(meeting, by=make_user())
    other.execute(
        "CREATE TYPE pg_temp.record AS (x timestamptz, sealed_at timestamptz)"
    )
    with pytest.raises(psycopg.errors.RestrictViolation):
        other.execute(INSERT_GUEST, {"meeting": meeting.pk})


def test_a_row_added_beside_a_seal_waits_and_is_refused(other, background, keys_of):
    for statement in [*INSERTS, INSERT_ATTENDANCE, INSERT_POSTPONEMENT]:
        keys, meeting, clerk = keys_of(statement)
        with transaction.atomic():
            sealing.seal(meeting, by=clerk)
            added = background(other.execute, statement, keys)
            wait_for_locks()
        with pytest.raises(psycopg.errors.RestrictViolation):
            added.result(timeout=20)
        other.rollback()
        assert "Chen vào" not in Meeting.objects.get(pk=meeting.pk).sealed_text


def test_what_is_added_before_a_seal_is_in_its_hash(other, background, keys_of):
    for statement in INSERTS:
        keys, meeting, clerk = keys_of(statement)

        @elsewhere
        def seal(meeting=meeting, clerk=clerk):
            sealing.seal(meeting, by=clerk)

        other.execute(statement, keys)
        sealer = background(seal)
        wait_for_locks()
        other.commit()
        sealer.result(timeout=20)
        found = Meeting.objects.get(pk=meeting.pk)
        assert "Chen vào" in found.sealed_text, statement
        assert sealing.sha256(found.sealed_text) == found.sealed_sha256


def test_a_seal_beside_a_row_being_added_waits_and_has_it(other, background, meeting):
    late = make_member(cell=meeting.cell)
    clerk = make_user()

    @elsewhere
    def seal():
        sealing.seal(meeting, by=clerk)

    other.execute(INSERT_ATTENDANCE, {"meeting": meeting.pk, "newcomer": late.pk})
    sealer = background(seal)
    wait_for_locks()
    other.commit()
    sealer.result(timeout=20)
    # Had the seal not waited, this member would have been unknown to it.
    assert Meeting.objects.get().is_sealed
    assert meeting.attendances.count() == 2


def test_a_bare_update_that_seals_waits_too(other, background, meeting):
    clerk = make_user()
    other.execute(
        INSERT_ATTENDANCE, {"meeting": meeting.pk, "newcomer": make_member().pk}
    )

    @elsewhere
    def seal():
        bare_seal(meeting, by=clerk)

    sealer = background(seal)
    wait_for_locks()
    assert not Meeting.objects.sealed().exists()
    other.commit()
    sealer.result(timeout=20)


# The role of the application


def become_application():
    """Let the rest of the test run as the role that owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolcreaterole OR rolsuper,"
            " EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
            " FROM pg_roles WHERE rolname = current_user",
            [APPLICATION],
        )
        may_create, exists = cursor.fetchone()
        if not exists:
            if not may_create:
                pytest.skip(f"There is no role {APPLICATION}, and we may not make it.")
            # Gone again with the transaction of the test.
            cursor.execute(f"CREATE ROLE {APPLICATION}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
            f" TO {APPLICATION}"
        )
        cursor.execute(
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION}"
        )
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")


@pytest.fixture
def as_application(sealed):
    become_application()
    return sealed


def test_the_application_is_refused_in_every_part(sealed_with_everything, secretary):
    meeting = sealed_with_everything
    progress = meeting.progress.get()
    keys = {
        "meeting": meeting.pk,
        "member": secretary.member.pk,
        "newcomer": make_member().pk,
        "task": progress.task_id,
        "user": secretary.pk,
    }
    correction(meeting, secretary)
    become_application()
    for statement in [*INSERTS, INSERT_POSTPONEMENT]:
        with refused():
            execute(statement, keys)
    for table in PARTS:
        with refused():
            execute(f"UPDATE {table} SET id = id WHERE meeting_id = %(meeting)s", keys)
        with refused():
            execute(f"DELETE FROM {table} WHERE meeting_id = %(meeting)s", keys)
    for statement in (
        "UPDATE cells_correction SET after = 'Khác'",
        "DELETE FROM cells_correction",
    ):
        with refused("không sửa hay xóa được nữa"):
            execute(statement)
    for table in [*PARTS, "cells_correction", "cells_scoreconfirmation"]:
        with refused("permission denied", error=ProgrammingError):
            execute(f"TRUNCATE {table} CASCADE")


def test_the_application_cannot_take_the_rules_away(as_application):
    for statement in [
        "TRUNCATE cells_meeting CASCADE",
        "TRUNCATE cells_attendance",
        "TRUNCATE cells_guest",
        "TRUNCATE members_memberevent",
        "ALTER TABLE cells_meeting DISABLE TRIGGER refuse_sealed",
        "ALTER TABLE cells_meeting DISABLE TRIGGER ALL",
        "DROP TRIGGER refuse_sealed ON cells_attendance",
        "ALTER TABLE cells_meeting DROP CONSTRAINT meeting_sealed_after_roll_call",
        "DROP FUNCTION cells_refuse_row_of_sealed() CASCADE",
        "CREATE OR REPLACE FUNCTION cells_refuse_sealed_meeting() RETURNS trigger"
        " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
    ]:
        with refused("must be owner|permission denied", error=ProgrammingError):
            execute(statement)


def test_the_application_is_refused_like_everybody(as_application, keys):
    for statement in STATEMENTS:
        with refused():
            execute(statement, keys)


def test_the_application_writes_and_history_follows(as_application):
    member = make_member(full_name="Lê Thị Sáu")
    member.full_name = "Lê Thị Bảy"
    member.save()
    assert list(member.events.order_by("pgh_id").values_list("full_name")) == [
        ("Lê Thị Sáu",),
        ("Lê Thị Bảy",),
    ]


def test_the_application_leaves_history_as_it_is(as_application):
    for statement in [
        "UPDATE cells_meetingevent SET held_on = '2020-01-01'",
        "DELETE FROM cells_meetingevent",
        "UPDATE members_memberevent SET full_name = 'Khác' WHERE pgh_label = 'insert'",
        "DELETE FROM members_memberevent",
        "WITH gone AS (DELETE FROM members_userevent RETURNING 1) SELECT * FROM gone",
        "MERGE INTO cells_guestevent USING (SELECT 1) one ON true"
        " WHEN MATCHED THEN DELETE",
    ]:
        with refused("Lịch sử chỉ ghi thêm"):
            execute(statement)


def test_who_wrote_a_page_stays(sealed):
    with pghistory.context(url="/x/"):
        make_member()
    become_application()
    with refused("Lịch sử chỉ ghi thêm"):
        execute("DELETE FROM pghistory_context")


def test_what_was_sent_stays_once_the_minutes_are_sealed(called, secretary):
    sent = called.changes.create(
        id=called.pk, user=secretary, field="place", outcome="applied"
    )
    sealing.seal(called, by=secretary)
    become_application()
    with refused():
        execute("UPDATE cells_meetingchange SET outcome = 'refused'")
    with refused():
        execute("DELETE FROM cells_meetingchange")
    assert MeetingChange.objects.get() == sent


def test_nobody_takes_the_key_of_another_one(as_application, office):
    """Two rows that change places leave every foreign key whole."""
    make_admission(cell=as_application.cell, by=office)
    for table in [
        "cells_cell",
        "cells_mandate",
        "members_admission",
        "members_member",
        "members_user",
    ]:
        with refused("Không đổi được mục này"):
            execute(f"UPDATE {table} SET id = id + 1000")


def test_a_guest_who_speaks_is_a_guest_of_this_meeting(called):
    stranger = make_called(make_cell()).guests.get()
    with refused("same_meeting"):
        called.items.update(guest_presenter=stranger)
        execute("SET CONSTRAINTS ALL IMMEDIATE")
    with refused("same_meeting"):
        called.opinions.create(item=called.items.get(), guest=stranger)
        execute("SET CONSTRAINTS ALL IMMEDIATE")
