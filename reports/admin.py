"""Django admin for briefings, ratings and figures."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from members.intervals import months_after
from partyportal.admin import (
    BoundedInline,
    RecordAdmin,
    RecordForm,
    ScopedChoices,
    TodayFilter,
)
from partyportal.fields import VietnameseTextField
from partyportal.vietnamese import month_label, today
from reports.models import (
    Briefing,
    BriefingAttendance,
    BriefingEntry,
    Indicator,
    PublishedFigure,
    Rating,
    RatingCampaign,
    Unit,
)


@admin.register(Unit)
class UnitAdmin(RecordAdmin):
    list_display = ["name", "kind", "started_on", "ended_on", "position"]
    list_filter = [TodayFilter, "kind"]
    search_fields = ["name"]


class OfBriefingInline(BoundedInline, ScopedChoices):
    """Rows about a cell or a unit, written with the briefing."""

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("cell", "unit")


class BriefingAttendanceInline(OfBriefingInline, admin.TabularInline):
    """Who was invited is on the roll since the briefing was written down."""

    model = BriefingAttendance
    extra = 0
    fields = ["invited", "status", "represented_by", "reason"]
    readonly_fields = ["invited"]

    @admin.display(description="chi bộ, đơn vị")
    def invited(self, row):
        return row.subject

    def has_add_permission(self, request, obj):
        return False


class BriefingEntryInline(OfBriefingInline, admin.StackedInline):
    model = BriefingEntry
    extra = 1
    autocomplete_fields = ["cell", "unit"]
    fields = [("cell", "unit"), "strengths", "limits", "solutions"]
    formfield_overrides = {
        VietnameseTextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}
    }


class BriefingForm(RecordForm):
    beside = {
        "briefing_month_is_first_day": "for_month",
        "briefing_published_after_it_was_held": "held_on",
        "briefing_published_with_conclusions": "conclusions",
    }


@admin.register(Briefing)
class BriefingAdmin(RecordAdmin):
    form = BriefingForm
    fields = ["for_month", "held_on", "place", "chair", "conclusions", "published_on"]
    fixed = ["published_on"]
    list_display = ["month", "held_on", "chair", "published_on"]
    list_select_related = ["chair"]
    list_filter = ["held_on", "published_on"]
    search_fields = ["place", "chair__search_text"]
    autocomplete_fields = ["chair"]
    date_hierarchy = "for_month"
    inlines = [BriefingAttendanceInline, BriefingEntryInline]

    @admin.display(description="tháng", ordering="for_month")
    def month(self, briefing):
        return month_label(briefing.for_month).capitalize()

    def get_fields(self, request, obj=None):
        # A briefing is published on its own page, once its conclusions are written.
        return self.fields if obj else self.fields[:-1]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_changeform_initial_data(self, request):
        """This month, unless it has one, where and under whom it was last held."""
        day, last = today(), Briefing.objects.first()
        month = day.replace(day=1)
        if last is None:
            return {"for_month": month, "held_on": day}
        return {
            "for_month": max(month, months_after(last.for_month, 1)),
            "held_on": day,
            "place": last.place,
            "chair": last.chair_id,
        }

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            obj.invite()


class OfBriefingAdmin(RecordAdmin):
    """Rows of briefings, found over all months."""

    list_select_related = ["briefing", "cell", "unit"]
    list_filter = ["briefing__for_month", "cell", "unit"]
    autocomplete_fields = ["briefing", "cell", "unit"]
    fixed = ["briefing", "cell", "unit"]
    ordering = ["-briefing__for_month", "pk"]


@admin.register(BriefingAttendance)
class BriefingAttendanceAdmin(OfBriefingAdmin):
    list_display = ["briefing", "cell", "unit", "status", "represented_by", "reason"]
    list_filter = ["status", *OfBriefingAdmin.list_filter]
    search_fields = ["cell__name", "unit__name", "represented_by"]


@admin.register(BriefingEntry)
class BriefingEntryAdmin(OfBriefingAdmin):
    list_display = ["briefing", "cell", "unit"]
    search_fields = ["cell__name", "unit__name"]


@admin.register(RatingCampaign)
class RatingCampaignAdmin(RecordAdmin):
    """A campaign is opened here; list, levels and decision have their own pages."""

    fields = ["year", "opened_on", "frozen_at", "frozen_by"]
    fields += ["decided_on", "decided_by", "document_no"]
    readonly_fields = fields[2:]
    fixed = ["year"]
    list_display = ["year", "opened_on", "frozen_at", "decided_on", "decided_by"]
    search_fields = ["document_no", "decided_by"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:2]

    def has_change_permission(self, request, obj=None):
        is_open = obj is None or not obj.is_decided
        return is_open and super().has_change_permission(request, obj)

    def is_sealed_in(self, row):
        return row.is_frozen


class RatingForm(RecordForm):
    def clean_excluded_reason(self):
        reason = self.cleaned_data["excluded_reason"]
        if reason and self.instance.level:
            raise ValidationError(
                "Dòng này đã có mức xếp loại. Hãy bỏ mức trước khi ghi lý do."
            )
        return reason


@admin.register(Rating)
class RatingAdmin(RecordAdmin):
    """Who is left out, and why; the list itself was frozen with the campaign."""

    form = RatingForm
    fields = ["campaign", "cell", "member", "home_cell", "excluded_reason"]
    fields += ["level", "decided_on", "decided_by"]
    readonly_fields = ["level", "decided_on", "decided_by"]
    fixed = ["campaign", "cell", "member", "home_cell"]
    list_display = ["campaign", "cell", "member", "home_cell", "level"]
    list_display += ["excluded_reason"]
    list_select_related = ["campaign", "cell", "member", "home_cell"]
    list_filter = ["campaign", "level", "excluded_reason", "home_cell"]
    search_fields = ["member__search_text", "cell__name"]
    autocomplete_fields = ["campaign", "cell", "member", "home_cell"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        is_open = obj is None or not obj.campaign.is_decided
        return is_open and super().has_change_permission(request, obj)

    def takes_back(self, duties):
        # Who does not belong on the list is left out with a reason.
        return False


class IndicatorForm(RecordForm):
    beside = {
        "indicator_once_a_year": "name",
        "indicator_value_or_share": "value",
        "indicator_part_of_whole": "part",
    }

    class Meta:
        # Numbers are read with a comma before the decimals, as people write them.
        localized_fields = ["value"]


@admin.register(Indicator)
class IndicatorAdmin(RecordAdmin):
    form = IndicatorForm
    list_display = ["year", "name", "written", "source"]
    list_display_links = ["name"]
    list_filter = ["year"]
    search_fields = ["name", "source"]

    @admin.display(description="số liệu")
    def written(self, indicator):
        return indicator.written


class PublishedFigureForm(RecordForm):
    beside = {"published_figure_of_one": "figure"}

    class Meta:
        localized_fields = ["claimed"]


@admin.register(PublishedFigure)
class PublishedFigureAdmin(RecordAdmin):
    form = PublishedFigureForm
    list_display = ["year", "published_in", "bound", "claimed", "measure", "figure"]
    list_filter = ["year", "figure"]
    search_fields = ["published_in"]
    autocomplete_fields = ["indicator"]
