"""Cells: all that a user may read, and one of them with its people and its year."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cells import overview, roster, year
from cells.models import Cell, Meeting, Task
from members.models import Member
from members.record import masked_fact
from partyportal.access import cell_readers
from partyportal.vietnamese import today


@cell_readers
@require_safe
def cell_list(request):
    cells = Cell.objects.visible_to(request.user, on=today()).on(today())
    rows = overview.rows(cells, request.user, on=today())
    context = {"rows": rows, "total": overview.total(rows), "today": today()}
    return render(request, "cells/cell_list.html", context)


@cell_readers
@require_safe
def cell_detail(request, pk):
    cells = Cell.objects.visible_to(request.user, on=today())
    cell = get_object_or_404(cells, pk=pk)
    months = year.year_of(cell, request.user, on=today())
    context = {
        "cell": cell,
        "today": today(),
        "mandate": cell.mandate(on=today()),
        "officers": _officers(cell, request.user),
        "months": months,
        "attended": year.attended(months),
        "thematic": _thematic(cell, request.user),
        "tasks": _tasks(cell, request.user),
        "may_begin": cell.existed(on=today()) and _may_begin(cell, request.user),
        "people": _people(cell, request.user),
    }
    return render(request, "cells/cell_detail.html", context)


def _officers(cell, user):
    """Who leads the cell, each with the telephone where the user may ask for it."""
    terms = overview.officers(cell, on=today())
    people = Member.objects.filter(terms__in=terms)
    readable = set(people.visible_to(user, on=today()).values_list("pk", flat=True))
    return [
        (
            term,
            masked_fact(term.member, "phone") if term.member_id in readable else None,
        )
        for term in terms
    ]


def _thematic(cell, user):
    meetings = cell.meetings.not_cancelled().visible_to(user, on=today())
    return meetings.thematic(year=today().year).with_attendance()


def _tasks(cell, user):
    tasks = Task.objects.visible_to(user, on=today()).filter(meeting__cell=cell)
    return tasks.with_state(on=today()).done_share()


def _may_begin(cell, user):
    writable = Cell.objects.writable_by(user, on=today())
    return writable.filter(pk=cell.pk).exists()


def _people(cell, user):
    """Everyone of the cell today, for who may open their records."""
    if not user.duties(on=today()).reads_members_of(cell.pk):
        return None
    return overview.Roster(roster.roster(Meeting(cell=cell, held_on=today())))
