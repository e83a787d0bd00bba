"""What needs a user at home: meetings to write, months missed, terms that end."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from cells import unfinished
from cells.models import Cell, Mandate, Meeting, Task, Term
from cells.year import last_months
from partyportal.share import Share

# Time enough to prepare an election.
TERM_WARNING = datetime.timedelta(days=90)
DRAFTS_SHOWN = 10
PLANNED_SHOWN = 5
TASKS_SHOWN = 5


@dataclass(frozen=True)
class Gap:
    """Cells that lack something in one month, of all that should have it."""

    month: datetime.date
    cells: list[Cell]
    share: Share
    is_over: bool


@dataclass(frozen=True)
class Unfinished:
    """A draft of a day that has come, and what it lacks."""

    meeting: Meeting
    lacks: list[str]


@dataclass(frozen=True)
class Ending:
    """A mandate or an office that ends soon, or should have ended, in these cells."""

    title: str
    last_day: datetime.date
    is_overdue: bool
    # Empty for what is of the commune.
    cells: list[Cell]


@dataclass(frozen=True)
class Needs:
    """All that waits for one user, each list empty when nothing does."""

    month: datetime.date
    # The user answers for these cells; there may be none.
    cells: list[Cell]
    to_begin: list[Cell]
    drafts: list[Unfinished]
    has_more_drafts: bool
    planned: list[Meeting]
    # One's own, what is due first before the rest.
    tasks: list[Task]
    # Of the cells one answers for.
    overdue_tasks: int
    missed: list[Gap]
    unsealed: list[Gap]
    congresses: list[Ending]
    terms: list[Ending]

    @property
    def is_empty(self) -> bool:
        return not any(
            [
                self.to_begin,
                self.drafts,
                self.planned,
                self.tasks,
                self.overdue_tasks,
                self.missed,
                self.unsealed,
                self.congresses,
                self.terms,
            ]
        )


def needs_of(user, *, on: datetime.date) -> Needs:
    """Gather what needs this user on that day, in a fixed number of queries."""
    cells = list(Cell.objects.overseen_by(user, on=on).on(on))
    writes = user.duties(on=on).officer_of
    held = _regular_meetings(cells, on)
    months = last_months(on)
    to_begin = [c for c in cells if c.pk in writes and (c.pk, months[-1]) not in held]
    missed = [_missed(cells, month, held, on) for month in reversed(months)]
    unsealed = [_unsealed(cells, month, held, user, on) for month in reversed(months)]
    drafts = _drafts(user, on)
    return Needs(
        month=months[-1],
        cells=cells,
        to_begin=to_begin,
        drafts=[Unfinished(m, _lacks(m)) for m in drafts[:DRAFTS_SHOWN]],
        has_more_drafts=len(drafts) > DRAFTS_SHOWN,
        planned=_planned(user, on),
        tasks=_own_tasks(user, on),
        overdue_tasks=_overdue_tasks(cells, on),
        missed=[gap for gap in missed if _is_news(gap, to_begin)],
        unsealed=[gap for gap in unsealed if gap.cells],
        congresses=_congresses(cells, user, on),
        terms=_terms(cells, user, on),
    )


def _regular_meetings(cells, on) -> dict[tuple[int, datetime.date], Meeting]:
    months = last_months(on)
    meetings = Meeting.objects.not_cancelled().filter(
        cell__in=cells, for_month__range=(months[0], months[-1])
    )
    light = meetings.only("cell", "for_month", "held_on", "sealed_at")
    return {(meeting.cell_id, meeting.for_month): meeting for meeting in light}


def _missed(cells, month, held, on) -> Gap:
    expected = [cell for cell in cells if cell.existed(on=month)]
    missing = [cell for cell in expected if (cell.pk, month) not in held]
    share = Share(part=len(missing), whole=len(expected), of="chi bộ")
    return Gap(month, missing, share, is_over=_is_over(month, on))


def _unsealed(cells, month, held, user, on) -> Gap:
    """Meetings left open by others: what one writes oneself is among the drafts."""
    duties = user.duties(on=on)
    meetings = {
        cell: held[cell.pk, month] for cell in cells if (cell.pk, month) in held
    }
    left_open = [
        cell
        for cell, meeting in meetings.items()
        if not (duties.is_office or cell.pk in duties.officer_of)
        and _is_left_open(meeting, on)
    ]
    share = Share(part=len(left_open), whole=len(meetings), of="chi bộ đã lập buổi họp")
    return Gap(month, left_open, share, is_over=_is_over(month, on))


def _is_left_open(meeting, on) -> bool:
    return not meeting.is_sealed and meeting.held_on <= on


def _is_over(month, on) -> bool:
    return month < on.replace(day=1)


def _is_news(gap, to_begin) -> bool:
    """Whether a gap says more than the buttons that begin this month's meetings."""
    if gap.is_over:
        return bool(gap.cells)
    return len(gap.cells) > len(to_begin)


def _drafts(user, on) -> list[Meeting]:
    """The oldest drafts first, one more than is shown."""
    drafts = _own_drafts(user, on).filter(held_on__lte=on).prefetch_related("items")
    return list(drafts.order_by("held_on", "pk")[: DRAFTS_SHOWN + 1])


def _planned(user, on) -> list[Meeting]:
    planned = _own_drafts(user, on).filter(held_on__gt=on)
    return list(planned.order_by("held_on", "pk")[:PLANNED_SHOWN])


def _own_tasks(user, on) -> list[Task]:
    member = user.duties(on=on).member
    if member is None:
        return []
    own = Task.objects.sealed().filter(assignee=member).with_state(on=on).open()
    return list(
        own.select_related("assignee", "meeting__cell").order_by("due_on", "pk")[
            :TASKS_SHOWN
        ]
    )


def _overdue_tasks(cells, on) -> int:
    tasks = Task.objects.sealed().filter(meeting__cell__in=cells)
    return tasks.with_state(on=on).overdue(on=on).count()


def _own_drafts(user, on):
    return Meeting.objects.editable_by(user, on=on).select_related("cell")


def _lacks(meeting) -> list[str]:
    if not meeting.is_roll_called:
        return ["Chưa điểm danh.", *unfinished.unwritten(meeting)]
    return list(unfinished.unwritten(meeting))


def _congresses(cells, user, on) -> list[Ending]:
    mandates = Mandate.objects.on(on).filter(_scope(cells, user, on))
    due = mandates.filter(due_on__lte=on + TERM_WARNING).select_related("cell")
    groups = {}
    for mandate in due.order_by("due_on", "cell__position", "pk"):
        title = "Đại hội chi bộ" if mandate.cell else "Đại hội Đảng bộ xã"
        groups.setdefault((mandate.due_on, title), []).append(mandate.cell)
    return [_ending(title, day, held, on) for (day, title), held in groups.items()]


def _terms(cells, user, on) -> list[Ending]:
    """One row for a person's office that ends in several cells on one day."""
    terms = Term.objects.filter(_scope(cells, user, on))
    ending = terms.ending_within(TERM_WARNING.days, on=on)
    groups = {}
    for term in ending.select_related("member", "cell").order_by(
        "ended_on", "cell__position", "pk"
    ):
        key = (term.ended_on, str(term), term.member_id)
        groups.setdefault(key, []).append(term.cell)
    return [_ending(title, day, held, on) for (day, title, _), held in groups.items()]


def _ending(title, day, cells, on) -> Ending:
    return Ending(title, day, is_overdue=day < on, cells=[c for c in cells if c])


def _scope(cells, user, on) -> Q:
    """Facts of these cells; those of the commune too for its committee and office."""
    duties = user.duties(on=on)
    commune = Q(cell=None) if duties.is_office or duties.is_party_committee else Q()
    return Q(cell__in=cells) | commune
