"""Django admin for what minutes hold, to read, and for usual agendas, to edit.

Minutes are written in the editor, where each change is kept as one.
"""

from django.contrib import admin
from django.db.models import Q

from cells.admin.meetings import OfMeetingsAdmin
from cells.models import (
    AgendaItem,
    AgendaTemplate,
    AgendaTemplateItem,
    Cell,
    Correction,
    Mandate,
    Meeting,
    Motion,
    Opinion,
    Postponement,
    Resolution,
    ScoreConfirmation,
    ScoreLine,
    Series,
    Task,
    TaskProgress,
)
from partyportal.admin import ReadOnlyAdmin, RecordAdmin


class OfMinutesAdmin(ReadOnlyAdmin, OfMeetingsAdmin):
    list_filter = ["meeting__held_on", "meeting__cell"]
    list_select_related = ["meeting__cell"]
    search_fields = ["meeting__cell__name"]
    ordering = ["-meeting__held_on", "meeting", "position"]


@admin.register(AgendaItem)
class AgendaItemAdmin(OfMinutesAdmin):
    list_display = ["title", "held_on", "cell", "outcome"]
    list_filter = ["outcome", *OfMinutesAdmin.list_filter]
    search_fields = ["title", "meeting__cell__name"]


@admin.register(Opinion)
class OpinionAdmin(OfMinutesAdmin):
    list_display = ["speaker", "item", "held_on", "cell"]
    list_select_related = ["meeting__cell", "item", "member", "guest"]
    search_fields = ["member__search_text", "meeting__cell__name"]

    @admin.display(description="người phát biểu")
    def speaker(self, opinion):
        return opinion.speaker


@admin.register(Motion)
class MotionAdmin(OfMinutesAdmin):
    list_display = ["__str__", "kind", "votes_for", "base", "held_on"]
    list_display += ["cell"]
    list_filter = ["kind", "method", *OfMinutesAdmin.list_filter]
    search_fields = ["text", "meeting__cell__name"]


@admin.register(Resolution)
class ResolutionAdmin(OfMinutesAdmin):
    list_display = ["title", "paper", "number", "held_on", "cell"]
    list_filter = ["paper", *OfMinutesAdmin.list_filter]
    search_fields = ["title", "meeting__cell__name"]


@admin.register(Task)
class TaskAdmin(OfMinutesAdmin):
    list_display = ["text", "assignee", "due_on", "held_on", "cell"]
    list_filter = ["due_on", *OfMinutesAdmin.list_filter]
    list_select_related = ["meeting__cell", "assignee"]
    search_fields = ["text", "assignee__search_text", "meeting__cell__name"]


@admin.register(TaskProgress)
class TaskProgressAdmin(ReadOnlyAdmin, OfMeetingsAdmin):
    list_display = ["task", "state", "reported_on", "recorded_by"]
    list_filter = ["state", "reported_on"]
    list_select_related = ["task", "recorded_by"]
    search_fields = ["task__text", "task__meeting__cell__name"]
    ordering = ["-reported_on", "-recorded_at"]

    def visible(self, rows, user, *, on):
        # What was told between two meetings has no meeting; its task has one.
        meetings = Meeting.objects.visible_to(user, on=on)
        return rows.filter(
            Q(meeting=None) | Q(meeting__in=meetings),
            task__in=Task.objects.filter(meeting__in=meetings),
        )


@admin.register(ScoreLine)
class ScoreLineAdmin(OfMinutesAdmin):
    list_display = ["criterion", "points", "most", "held_on", "cell"]
    search_fields = ["criterion", "meeting__cell__name"]


class BesideMinutesAdmin(OfMinutesAdmin):
    ordering = ["-meeting__held_on", "meeting"]


@admin.register(Postponement)
class PostponementAdmin(BesideMinutesAdmin):
    list_display = ["meeting", "cell", "from_day", "to_day", "reason"]


@admin.register(Correction)
class CorrectionAdmin(BesideMinutesAdmin):
    list_display = ["label", "meeting", "cell", "made_at", "made_by"]
    list_select_related = ["meeting__cell", "made_by"]


@admin.register(ScoreConfirmation)
class ScoreConfirmationAdmin(BesideMinutesAdmin):
    list_display = ["meeting", "cell", "is_agreed", "confirmed_by"]
    list_filter = ["is_agreed", *OfMinutesAdmin.list_filter]
    list_select_related = ["meeting__cell", "confirmed_by"]


@admin.register(Series)
class SeriesAdmin(ReadOnlyAdmin):
    list_display = ["cell", "mandate", "paper", "last_number"]
    list_filter = ["paper", "mandate__cell"]
    list_select_related = ["mandate__cell"]
    search_fields = ["mandate__cell__name"]
    ordering = ["mandate__cell", "-mandate__started_on", "paper"]

    @admin.display(description="chi bộ", ordering="mandate__cell")
    def cell(self, series):
        return series.mandate.cell

    def visible(self, rows, user, *, on):
        cells = Cell.objects.visible_to(user, on=on)
        return rows.filter(mandate__in=Mandate.objects.filter(cell__in=cells))


class OfTheOfficeAdmin(RecordAdmin):
    """Rows of no cell, which whoever may open their pages sees all."""

    def visible(self, rows, user, *, on):
        return rows


class AgendaTemplateItemInline(admin.TabularInline):
    model = AgendaTemplateItem
    fields = ["position", "title"]
    extra = 1


@admin.register(AgendaTemplateItem)
class AgendaTemplateItemAdmin(OfTheOfficeAdmin):
    list_display = ["title", "template", "position"]
    list_select_related = ["template"]
    search_fields = ["title"]
    autocomplete_fields = ["template"]


@admin.register(AgendaTemplate)
class AgendaTemplateAdmin(OfTheOfficeAdmin):
    list_display = ["__str__", "kind", "month"]
    list_filter = ["kind", "month"]
    search_fields = ["items__title"]
    inlines = [AgendaTemplateItemInline]
