"""Minutes sealed before seals had a text get one by the migration."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from cells import sealing
from cells.models import Mandate, Meeting, Series
from cells.record import record_of
from tests.factories import (
    make_cell,
    make_mandate,
    make_members,
    make_sealed_meeting,
)

migration = import_module("cells.migrations.0012_seal_older_minutes")
FORGET = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cells_meeting DISABLE TRIGGER refuse_sealed;
ALTER TABLE cells_meeting DISABLE TRIGGER seal_is_whole;
ALTER TABLE cells_meeting DROP CONSTRAINT meeting_sealed_whole;
UPDATE cells_meeting SET number = NULL, mandate_id = NULL, sealed_text = '',
    sealed_sha256 = '', verification_code = '', sealed_words = '{}';
ALTER TABLE cells_series DISABLE TRIGGER series_only_grows;
DELETE FROM cells_series;
"""
JANUARY, MARCH = date(2026, 1, 3), date(2026, 3, 3)


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def older(cell, secretary):
    """Two minutes as they stood before, the later one sealed first."""
    ill, *_ = make_members(3, cell=cell)
    later = make_sealed_meeting(cell=cell, by=secretary, held_on=MARCH, absent=[ill])
    earlier = make_sealed_meeting(cell=cell, by=secretary, held_on=JANUARY)
    execute(FORGET)
    return earlier, later


def migrate():
    execute(migration.NUMBERS + migration.WORDS + migration.TEXT + migration.CODES)


def test_older_minutes_are_numbered_by_their_days(older):
    migrate()
    for number, meeting in enumerate(older, 1):
        meeting.refresh_from_db()
        assert meeting.number == number
    assert Series.objects.get().last_number == 2


def test_older_minutes_get_text_hash_and_code(older, secretary):
    migrate()
    for meeting in Meeting.objects.all():
        assert sealing.sha256(meeting.sealed_text) == meeting.sealed_sha256
        assert sealing.as_code(meeting.verification_code) == meeting.verification_code
        assert set(meeting.verification_code) <= {*sealing.LETTERS, "-"}
        for words in ("Bàn việc làng", "Kết luận", secretary.member.full_name):
            assert words in meeting.sealed_text
    later = Meeting.objects.get(held_on=MARCH)
    assert "Số 02-BB/CB" in later.sealed_text
    assert "excused, ill" in later.sealed_text


def test_older_minutes_keep_the_names_of_the_day_of_the_upgrade(older, secretary):
    migrate()
    member = secretary.member
    name, member.full_name = member.full_name, "Ẩn Thị Khác"
    member.save()
    record = record_of(Meeting.objects.get(held_on=MARCH))
    assert name in [line["name"] for line in record["roster"]]


def test_minutes_of_no_mandate_stay_without_a_number(older, cell):
    Mandate.objects.all().delete()
    make_mandate(cell=make_cell())
    migrate()
    assert not Meeting.objects.exclude(number=None).exists()
    assert not Meeting.objects.filter(sealed_text="").exists()
