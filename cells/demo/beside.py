"""What is written beside meetings of the demo world once they are sealed."""

import datetime

from cells.demo.people import DAY
from cells.demo.session import moment
from cells.demo.texts import speech
from cells.models import (
    AgendaTemplate,
    Correction,
    Meeting,
    ScoreConfirmation,
    TaskProgress,
    Term,
)
from cells.models.task import TaskState

Kind = Meeting.Kind
NOON = datetime.time(12, 0)
# Months of which the scores are confirmed; those of the last days still wait.
CONFIRMED = 120 * DAY
WAITING = 10 * DAY
# By number of the cell and how many regular meetings ago: what was mistyped.
MISTYPED = [
    (
        (2, 3),
        "place",
        "Địa điểm",
        "Sân nhà văn hóa thôn, do phòng họp đang sửa",
        "Ghi theo địa điểm thường lệ, hôm đó họp ngoài sân",
    ),
    (
        (5, 8),
        "conclusion",
        "Kết luận của người chủ trì",
        "Chi bộ thống nhất với báo cáo; giao chi ủy theo dõi các việc quá hạn.",
        "Ghi nhầm kết luận của tháng trước",
    ),
    (
        (1, 2),
        "end_time",
        "Kết thúc lúc",
        "21:30",
        "Đồng hồ phòng họp chạy chậm",
    ),
]
# Which agendas the office set for a month of its own.
OF_THE_OFFICE = {2: speech.AGENDA_FEBRUARY, 11: speech.AGENDA_NOVEMBER}


def write(world) -> None:
    _correct(world)
    _confirm_scores(world)
    _tell_between(world)
    _set_agendas()


def create_at(rows, name) -> None:
    """Save rows with the moment they tell; the model would say it was just now."""
    if not rows:
        return
    field = rows[0]._meta.get_field(name)
    field.auto_now_add = False
    try:
        type(rows[0]).objects.bulk_create(rows)
    finally:
        field.auto_now_add = True


def _sealed_regular(world, cell):
    return [
        session
        for session in world.sessions_of(cell)
        if session.meeting.kind == Kind.REGULAR and session.sealed_at
    ]


def _correct(world):
    corrections = []
    for (number, ago), name, label, after, reason in MISTYPED:
        session = _sealed_regular(world, world.cells[number - 1])[-ago]
        meeting = session.meeting
        before = getattr(meeting, name)
        corrections.append(
            Correction(
                id=session.key("correction"),
                meeting=meeting,
                field=name,
                label=label,
                before=before if isinstance(before, str) else f"{before:%H:%M}",
                after=after,
                reason=reason,
                made_at=moment(meeting.held_on + 2 * DAY, NOON),
                made_by=meeting.created_by,
            )
        )
    create_at(corrections, "made_at")


def _confirm_scores(world):
    """Who is in charge of the first cells agrees, and once does not."""
    confirmations = []
    for cell in world.cells:
        guide = _guide(world, cell)
        for session in _sealed_regular(world, cell)[-4:] if guide else []:
            confirmation = _confirmation(world, session, guide, len(confirmations))
            if confirmation:
                confirmations.append(confirmation)
    create_at(confirmations, "confirmed_at")


def _guide(world, cell):
    terms = world.terms_in(cell, on=world.today)
    guides = [t.member for t in terms if t.office == Term.Office.IN_CHARGE]
    return world.user_of.get(id(guides[0])) if guides else None


def _confirmation(world, session, guide, number):
    meeting = session.meeting
    if not WAITING < world.today - meeting.held_on < CONFIRMED:
        return None
    is_agreed = number != 1
    agreed_note = speech.AGREED_NOTES[number % len(speech.AGREED_NOTES)]
    return ScoreConfirmation(
        meeting=meeting,
        is_agreed=is_agreed,
        note=agreed_note if is_agreed else speech.DISAGREED,
        confirmed_at=moment(meeting.held_on + 4 * DAY, NOON),
        confirmed_by=guide,
    )


def _tell_between(world):
    """Most tasks of the last meeting that are due are reported on before the next."""
    told = []
    for cell in world.cells:
        session = _sealed_regular(world, cell)[-1]
        for number, task in enumerate(session.tasks, cell.position):
            day = session.meeting.held_on + (10 + number % 4) * DAY
            if number % 4 and day <= world.today:
                told.append(_between(session, task, day, world.today))
    create_at(told, "recorded_at")


def _between(session, task, day, today):
    is_done = task.due_on <= today
    notes = speech.DONE_NOTES if is_done else speech.BETWEEN_NOTES
    return TaskProgress(
        id=session.key("between", task.id),
        task=task,
        state=TaskState.DONE if is_done else TaskState.UNDER_WAY,
        note=notes[day.day % len(notes)],
        reported_on=day,
        recorded_at=moment(day, NOON),
        recorded_by=session.meeting.created_by,
    )


def _set_agendas():
    for month, titles in OF_THE_OFFICE.items():
        template = AgendaTemplate.objects.create(kind=Kind.REGULAR, month=month)
        for position, title in enumerate(titles, 1):
            template.items.create(position=position, title=title)
