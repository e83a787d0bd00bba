"""Tasks that meetings set: all that a user may read, and how far one of them came."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cells.filters import TaskFilterForm
from cells.forms import ProgressForm
from cells.models import Cell, Task
from partyportal.access import cell_readers, locked_if_post
from partyportal.refusals import happens
from partyportal.vietnamese import today

TASKS_A_PAGE = 30


@cell_readers
@require_safe
def task_list(request):
    visible = Task.objects.visible_to(request.user, on=today())
    cells = Cell.objects.visible_to(request.user, on=today())
    form = TaskFilterForm(request.GET, cells=cells)
    of_cells = form.filter(visible)
    tasks = form.in_state(of_cells, on=today()).select_related(
        "assignee", "meeting__cell"
    )
    page = Paginator(tasks, TASKS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "done": of_cells.with_state(on=today()).done_share(),
    }
    return render(request, "cells/task_list.html", context)


@cell_readers
def task_detail(request, pk):
    visible = Task.objects.visible_to(request.user, on=today()).with_state(on=today())
    task = get_object_or_404(
        visible.select_related("assignee", "meeting__cell", "resolution"), pk=pk
    )
    reportable = Task.objects.reportable_by(request.user, on=today()).filter(pk=pk)
    form = ProgressForm(request.POST or None, state=task.state)
    if request.method == "POST":
        task_to_report = get_object_or_404(locked_if_post(reportable, request))
        told = {"by": request.user, "on": today()}
        if form.is_valid() and happens(
            form, task_to_report.report, **form.cleaned_data, **told
        ):
            messages.success(request, "Đã ghi tiến độ.")
            return redirect(task)
    context = {
        "task": task,
        "told": task.progress.told(on=today()).select_related("meeting", "recorded_by"),
        "form": form if reportable.exists() else None,
    }
    return render(request, "cells/task_detail.html", context)
