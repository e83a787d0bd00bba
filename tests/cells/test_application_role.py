"""The role that serves the portal owns nothing, so it can take no rule away."""

import pghistory
import pytest
from django.db import ProgrammingError, connection

from cells import sealing
from cells.models import MeetingChange
from partyportal.embedded import APPLICATION
from tests.cells.seals import (
    INSERT_POSTPONEMENT,
    INSERTS,
    PARTS,
    SEALED,
    STATEMENTS,
    correction,
    execute,
)
from tests.factories import make_admission, make_member
from tests.refusals import refused


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
        with refused(SEALED):
            execute(statement, keys)
    for table in PARTS:
        with refused(SEALED):
            execute(f"UPDATE {table} SET id = id WHERE meeting_id = %(meeting)s", keys)
        with refused(SEALED):
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
        with refused(SEALED):
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
    with refused(SEALED):
        execute("UPDATE cells_meetingchange SET outcome = 'refused'")
    with refused(SEALED):
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
