"""Django admin for people on the way into the Party, and for the targets."""

from django.contrib import admin

from members.admin.people import MaskedAdmin, MaskedForm
from members.models import Admission, AdmissionStep, AdmissionTarget, Membership
from members.models.admission_step import KEPT_IN_RECORD
from partyportal.admin import FactsInline, RecordAdmin, RecordForm
from partyportal.vietnamese import today


def _hidden_from(user) -> set[str]:
    """Remarks on a person, which administrators do not read."""
    return set() if user.duties(on=today()).decides else {"note"}


def _without_remarks(fields, user):
    return [name for name in fields if name not in _hidden_from(user)]


class AdmissionForm(MaskedForm):
    beside = {
        "admission_end_has_reason": "end_reason",
        "admission_struck_off_after_ceremony": "end_reason",
    }


class StepInline(FactsInline):
    model = AdmissionStep
    fields = ["kind", "done_on", "decided_by", "document_no"]


@admin.register(Admission)
class AdmissionAdmin(MaskedAdmin):
    """A person is followed and put right here; steps are recorded on the page."""

    form = AdmissionForm
    fields = ["cell", "full_name", "sex", "born_on", "occupation", "phone", "mentor"]
    fields += ["note", "member", "ended_on", "end_reason"]
    readonly_fields = ["member"]
    fixed = ["cell", "ended_on", "end_reason"]
    list_display = ["full_name", "cell", "state", "ended_on"]
    list_filter = ["cell", "end_reason", "steps__kind"]
    search_fields = ["search_text"]
    autocomplete_fields = ["cell", "mentor"]
    inlines = [StepInline]

    @admin.display(description="đang ở bước")
    def state(self, admission):
        return admission.state

    def get_queryset(self, request):
        return super().get_queryset(request).with_steps()

    def get_fields(self, request, obj=None):
        fields = self.fields if obj else self.fields[:-3]
        return _without_remarks(fields, request.user)

    def hidden_in_history(self, user):
        return _hidden_from(user)

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def shortcuts(self, row):
        return [("Ghi bước tiếp theo", row.get_absolute_url())]

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.begin(by=request.user, on=today())

    def takes_back(self, duties):
        # A person no longer followed stays on the list of those who were.
        return False


class StepForm(RecordForm):
    beside = {"admission_step_votes_fit": "votes_for"}


@admin.register(AdmissionStep)
class StepAdmin(RecordAdmin):
    """Steps are put right here; a new one is recorded on the page of the person."""

    form = StepForm
    fields = ["admission", "kind", "done_on", "decided_by", "votes_for", "votes_base"]
    fields += ["document_no", "note"]
    fixed = ["admission", "kind"]
    list_display = ["admission", "kind", "done_on", "decided_by", "document_no"]
    list_select_related = ["admission"]
    list_filter = ["kind", "decided_by", "done_on", "admission__cell"]
    search_fields = ["admission__search_text", "document_no"]
    autocomplete_fields = ["admission"]

    def get_fields(self, request, obj=None):
        return _without_remarks(self.fields, request.user)

    def hidden_in_history(self, user):
        return _hidden_from(user)

    def visible(self, rows, user, *, on):
        return rows.filter(admission__in=Admission.objects.visible_to(user, on=on))

    def has_add_permission(self, request):
        return False

    def is_mistake(self, row):
        is_last = row.admission.last_step == row
        in_record = row.kind in KEPT_IN_RECORD and row.admission.member_id
        return is_last and not in_record and super().is_mistake(row)


@admin.register(AdmissionTarget)
class TargetAdmin(RecordAdmin):
    fields = ["cell", "year", "count", "document_no"]
    fixed = ["cell", "year"]
    list_display = ["year", "cell", "count", "document_no"]
    list_select_related = ["cell"]
    list_filter = ["year", "cell"]
    search_fields = ["cell__name", "document_no"]
    autocomplete_fields = ["cell"]

    def visible(self, rows, user, *, on):
        # cells is not imported here, so its model is reached over the relation.
        cells = Membership._meta.get_field("cell").related_model.objects
        return rows.filter(cell__in=cells.visible_to(user, on=on))
