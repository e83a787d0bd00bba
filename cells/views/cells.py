"""Pages of cells."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cells.models import Cell
from partyportal.access import cell_readers
from partyportal.vietnamese import today


@cell_readers
@require_safe
def cell_list(request):
    cells = Cell.objects.visible_to(request.user, on=today()).on(today())
    return render(request, "cells/cell_list.html", {"cells": cells})


@cell_readers
@require_safe
def cell_detail(request, pk):
    cells = Cell.objects.visible_to(request.user, on=today())
    cell = get_object_or_404(cells, pk=pk)
    return render(request, "cells/cell_detail.html", {"cell": cell})
