"""A meeting with all that a seal asks for, and what may be tried against it."""

from datetime import date

from django.db import connection
from django.utils import timezone

from cells.models import Guest, Meeting, ScoreConfirmation
from tests.factories import charge, make_attendance, make_minutes

DAY = date(2022, 6, 15)
SEALED = "đã niêm phong, không sửa hay xóa được nữa"


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


def correction(meeting, secretary):
    return meeting.corrections.create(
        field="conclusion", after="Kết luận đúng", reason="Nhầm", made_by=secretary
    )


def confirmation(meeting, secretary):
    return ScoreConfirmation.objects.create(
        meeting=meeting, is_agreed=True, confirmed_by=secretary
    )


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
