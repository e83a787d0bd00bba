"""Django admin for meetings: who came, who may write, and what was changed."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells import agenda, sealing
from cells.models import Attendance, Delegation, Guest, Meeting, MeetingChange
from cells.state import Stage
from members.models import Member
from partyportal.admin import (
    FactsInline,
    ReadOnlyAdmin,
    RecordAdmin,
    RecordForm,
    TodayFilter,
)
from partyportal.vietnamese import short_date, today


class AttendanceInline(FactsInline):
    model = Attendance
    fields = ["member", "standing", "status", "reason"]
    related = ["member"]
    show_change_link = False


class GuestInline(FactsInline):
    model = Guest
    fields = ["name", "title"]
    show_change_link = False


class StateFilter(admin.SimpleListFilter):
    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.in_state(self.value())


class MeetingForm(RecordForm):
    beside = {
        "meeting_month_of_regular_only": "for_month",
        "meeting_month_is_first_day": "for_month",
        "meeting_one_regular_a_month": "for_month",
    }

    def _get_validation_exclusions(self):
        # One meeting a month holds for those not cancelled; without that field here
        # Django would leave the constraint to the database.
        return super()._get_validation_exclusions() - {"cancelled_at"}


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    """A meeting is opened here, and its month put right; it is written in the editor.

    The editor sends changes, each applied once and none over somebody else's. A form
    of admin would send everything back as it stood when the page was opened.
    """

    form = MeetingForm
    add_fieldsets = [
        (None, {"fields": ["cell", "kind", "held_on", "for_month"]}),
        (
            "Thời gian, địa điểm, chuyên đề",
            {"fields": ["start_time", "place", "topic"]},
        ),
    ]
    fieldsets = [
        (None, {"fields": ["cell", "kind", "held_on", "for_month", "topic"]}),
        ("Thời gian, địa điểm", {"fields": ["start_time", "end_time", "place"]}),
        ("Biên bản", {"fields": ["chair", "minute_taker", "conclusion"]}),
        (
            "Quá trình",
            {
                "fields": [
                    "created_at",
                    "created_by",
                    "version",
                    "roll_called_at",
                    "sealed_at",
                    "sealed_by",
                    "cancelled_at",
                    "cancelled_by",
                    "cancel_reason",
                ]
            },
        ),
    ]
    fixed = ["cell", "kind", "held_on"]
    list_display = ["held_on", "cell", "title", "state"]
    list_display_links = ["held_on", "cell"]
    list_select_related = ["cell"]
    list_filter = [StateFilter, "kind", "held_on", "sealed_at", "cell"]
    search_fields = ["cell__name", "topic", "place"]
    autocomplete_fields = ["cell"]
    date_hierarchy = "held_on"
    inlines = [AttendanceInline, GuestInline]
    actions = ["seal"]

    @admin.display(description="buổi họp", ordering="for_month")
    def title(self, meeting):
        return str(meeting)

    @admin.display(description="trạng thái")
    def state(self, meeting):
        return meeting.state(on=today()).label

    @admin.action(description="Niêm phong biên bản", permissions=["seal"])
    def seal(self, request, queryset):
        sealed = 0
        for meeting in queryset.select_related("cell"):
            try:
                self._seal(meeting, by=request.user)
                sealed += 1
            except ValidationError as refusal:
                sentences = " ".join(refusal.messages)
                text = f"{self.choice_label(meeting)}: {sentences}"
                self.message_user(request, text, messages.WARNING)
        if sealed:
            self.message_user(request, f"Đã niêm phong biên bản của {sealed} buổi họp.")

    def _seal(self, meeting, *, by):
        if not meeting.is_draft:
            raise ValidationError("Buổi họp đã niêm phong hoặc đã hủy từ trước.")
        sealing.seal(meeting, by=by)

    def choice_label(self, row):
        return f"{row.cell}, {row}, ngày {short_date(row.held_on)}"

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_readonly_fields(self, request, obj=None):
        shown = [field for _, block in self.fieldsets for field in block["fields"]]
        kept = {*self.fixed, "for_month"}
        return [field for field in shown if field not in kept] if obj else []

    def shortcuts(self, row):
        edit = [("Ghi biên bản", row.get_edit_url())] if row.is_draft else []
        changes = reverse(
            "admin:cells_meetingchange_changelist", query={"meeting": row.pk}
        )
        return [*edit, ("Các thay đổi", changes)]

    def save_model(self, request, obj, form, change):
        if change:
            # What the editor wrote since this page was opened stays.
            obj.save(update_fields=form.changed_data)
        else:
            agenda.begin(obj, by=request.user)

    def has_add_permission(self, request):
        # Administrators read sealed minutes only; a draft of theirs they would not see.
        return request.user.duties(on=today()).is_office

    has_seal_permission = has_add_permission

    def has_change_permission(self, request, obj=None):
        is_open = obj is None or obj.is_draft
        return is_open and super().has_change_permission(request, obj)

    def takes_back(self, duties):
        # A meeting that will not be is cancelled with a reason.
        return False


class OfMeetingsAdmin(RecordAdmin):
    """Rows of meetings, for who may see the meeting."""

    list_select_related = ["meeting__cell", "member"]
    search_fields = ["member__search_text", "meeting__cell__name"]

    def visible(self, rows, user, *, on):
        return rows.filter(meeting__in=Meeting.objects.visible_to(user, on=on))

    # A look-up named in list_display would be headed by its English name.
    @admin.display(description="ngày họp", ordering="meeting__held_on")
    def held_on(self, row):
        return row.meeting.held_on

    @admin.display(description="chi bộ", ordering="meeting__cell")
    def cell(self, row):
        return row.meeting.cell


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin, OfMeetingsAdmin):
    """To read: the roll is called in the editor, where each mark is a change."""

    list_display = ["held_on", "cell", "member", "status", "reason"]
    list_filter = ["status", "reason", "standing", "meeting__held_on", "meeting__cell"]
    ordering = ["-meeting__held_on", "member__name_key"]


@admin.register(Guest)
class GuestAdmin(ReadOnlyAdmin, OfMeetingsAdmin):
    list_display = ["name", "title", "held_on", "cell"]
    list_select_related = ["meeting__cell"]
    list_filter = ["meeting__held_on", "meeting__cell"]
    search_fields = ["name", "title", "meeting__cell__name"]


@admin.register(MeetingChange)
class MeetingChangeAdmin(ReadOnlyAdmin, OfMeetingsAdmin):
    list_display = ["sent_at", "cell", "meeting", "field", "user", "outcome"]
    list_select_related = ["meeting__cell", "user"]
    list_filter = ["outcome", "sent_at"]
    search_fields = ["meeting__cell__name", "user__name", "user__username"]
    ordering = ["-sent_at"]


class DelegationForm(RecordForm):
    def clean_meeting(self):
        meeting = self.cleaned_data["meeting"]
        if self.instance._state.adding and not meeting.is_draft:
            raise ValidationError("Buổi họp này đã niêm phong hoặc đã hủy.")
        return meeting

    def clean(self):
        cleaned = super().clean()
        meeting, member = cleaned.get("meeting"), cleaned.get("member")
        if self.instance._state.adding and meeting and member:
            self._refuse_stranger(meeting, member)
        return cleaned

    def _refuse_stranger(self, meeting, member):
        of_the_cell = Member.objects.in_cell(meeting.cell_id, on=today())
        if not of_the_cell.filter(pk=member.pk).exists():
            self.add_error("member", "Đồng chí này không thuộc chi bộ của buổi họp.")


@admin.register(Delegation)
class DelegationAdmin(OfMeetingsAdmin):
    form = DelegationForm
    fields = ["meeting", "member", "scope", "started_on", "ended_on", "granted_by"]
    readonly_fields = ["granted_by"]
    fixed = ["meeting", "member", "scope"]
    list_display = ["member", "cell", "meeting", "scope", "started_on"]
    list_display += ["ended_on"]
    list_filter = [TodayFilter, "scope", "started_on", "ended_on"]
    autocomplete_fields = ["meeting", "member"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:-1]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.granted_by = request.user
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request):
        # Only drafts are written, and administrators do not see them.
        return request.user.duties(on=today()).is_office
