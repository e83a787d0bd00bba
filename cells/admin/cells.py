"""Django admin for cells, their mandates, and who leads them."""

from django.contrib import admin
from django.db.models import Q

from cells.models import Cell, Mandate, Term
from members.admin import OfMembersAdmin, add_link, sealed_attendances
from partyportal.admin import FactsInline, RecordAdmin, RecordForm, TodayFilter
from partyportal.vietnamese import today


class MandateInline(FactsInline):
    model = Mandate
    fields = ["name", "started_on", "due_on", "ended_on"]


class TermInline(FactsInline):
    model = Term
    fields = ["member", "office", "started_on", "ended_on"]
    related = ["member"]


@admin.register(Cell)
class CellAdmin(RecordAdmin):
    list_display = ["name", "kind", "members_count", "started_on", "ended_on"]
    list_display += ["position"]
    list_filter = [TodayFilter, "kind", "started_on"]
    search_fields = ["name"]
    inlines = [MandateInline, TermInline]

    @admin.display(description="đảng viên", ordering="members_count")
    def members_count(self, cell):
        return cell.members_count

    def get_queryset(self, request):
        return super().get_queryset(request).with_member_counts(on=today())

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def shortcuts(self, row):
        return [
            add_link("Thêm buổi họp", "cells_meeting", cell=row.pk),
            add_link("Thêm chức vụ", "cells_term", cell=row.pk),
            add_link("Thêm nhiệm kỳ", "cells_mandate", cell=row.pk),
        ]


def of_visible_cells(user, *, on):
    """Rows of the commune itself, and those of cells that the user may see."""
    return Q(cell=None) | Q(cell__in=Cell.objects.visible_to(user, on=on))


class MandateForm(RecordForm):
    beside = {"mandate_due_after_start": "due_on"}


@admin.register(Mandate)
class MandateAdmin(RecordAdmin):
    form = MandateForm
    fields = ["cell", "name", "started_on", "due_on", "ended_on"]
    fixed = ["cell"]
    list_display = ["name", "cell", "started_on", "due_on", "ended_on"]
    list_select_related = ["cell"]
    list_filter = [TodayFilter, "started_on", "due_on", "cell"]
    search_fields = ["name", "cell__name"]
    autocomplete_fields = ["cell"]

    def visible(self, rows, user, *, on):
        return rows.filter(of_visible_cells(user, on=on))


class TermForm(RecordForm):
    beside = {"term_cell_fits_office": "cell"}


@admin.register(Term)
class TermAdmin(OfMembersAdmin):
    form = TermForm
    fields = ["member", "office", "cell", "started_on", "ended_on", "decision_no"]
    fixed = ["member", "office", "cell"]
    list_display = ["member", "office", "cell", "started_on", "ended_on"]
    list_select_related = ["member", "cell"]
    list_filter = [TodayFilter, "office", "started_on", "ended_on", "cell"]
    search_fields = ["member__search_text", "cell__name", "decision_no"]
    autocomplete_fields = ["member", "cell"]

    def is_sealed_in(self, row):
        of_committee = Q(meeting__cell=row.cell_id, meeting__kind="committee")
        return sealed_attendances(row).filter(of_committee).exists()
