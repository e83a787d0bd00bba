"""Django admin for people, where they belong, and accounts."""

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from members.models import Absence, Admission, Duty, Member, Membership, Reveal, User
from members.reveals import mask, reveal
from partyportal.admin import (
    BoundedInline,
    FactsInline,
    ReadOnlyAdmin,
    RecordAdmin,
    RecordForm,
    ScopedChoices,
    TodayFilter,
)
from partyportal.vietnamese import today

STILL_IN_POWER = (
    "Đồng chí không tự kết thúc quyền quản trị của mình được. "
    "Hãy nhờ một người quản trị khác."
)


def add_link(text, model, **fields):
    """A button that opens the form of a new `model`, some of its fields filled in."""
    return text, reverse(f"admin:{model}_add", query=fields)


# Members


class MaskedWidget(forms.Widget):
    """Dots, and the button that asks for the value."""

    template_name = "admin/masked.html"


class MaskedForm(RecordForm):
    """Masked fields stay shut until asked for; what was asked for comes back typed.

    A shut field is disabled but there, so constraints over it are checked all the same.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & set(self.instance.MASKED_FIELDS):
            if mask(self.instance, name) and name not in self.data:
                self.fields[name].disabled = True
                self.fields[name].widget = MaskedWidget()

    def is_valid(self):
        # Who asks for a value does not save yet.
        return "_reveal" not in self.data and super().is_valid()


class MaskedAdmin(RecordAdmin):
    """People whose masked fields are shown one by one, each look logged."""

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        if "_reveal" in request.POST:
            self._reveal(request, object_id)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def _reveal(self, request, object_id):
        """Add the value that was asked for to what was posted, as if typed."""
        field = request.POST["_reveal"]
        person = self.get_object(request, object_id)
        if person is None or field not in self.model.MASKED_FIELDS:
            raise Http404
        request.POST = request.POST.copy()
        request.POST[field] = reveal(person, field, by=request.user)


class MemberForm(MaskedForm):
    beside = {
        "member_born_before_admission": "admitted_on",
        "member_admitted_after_decision": "admitted_on",
        "member_official_after_admission": "official_on",
        "member_card_no_once": "card_no",
        "member_personal_id_once": "personal_id",
    }


class FirstHomeInline(BoundedInline, ScopedChoices, admin.StackedInline):
    """Where a new member belongs, in the same form."""

    model = Membership
    verbose_name = "nơi sinh hoạt đầu tiên"
    fields = ["cell", "kind", "started_on", "decision_no"]
    autocomplete_fields = ["cell"]
    extra = max_num = 1
    can_delete = False


class MembershipInline(FactsInline):
    model = Membership
    fields = ["cell", "kind", "started_on", "ended_on", "end_reason"]
    related = ["cell"]


class AbsenceInline(FactsInline):
    model = Absence
    fields = ["kind", "started_on", "ended_on", "reason"]


class CellTodayFilter(admin.SimpleListFilter):
    title = "chi bộ"
    parameter_name = "chi-bo"

    def lookups(self, request, model_admin):
        places = Membership.objects.on(today()).order_by("cell__position", "cell__name")
        return places.values_list("cell", "cell__name").distinct()

    def queryset(self, request, queryset):
        if self.value() and self.value().isdecimal():
            return queryset.in_cell(int(self.value()), on=today())
        return queryset


class StandingFilter(admin.SimpleListFilter):
    title = "diện"
    parameter_name = "dien"

    def lookups(self, request, model_admin):
        return [("chinh-thuc", "Chính thức"), ("du-bi", "Dự bị")]

    def queryset(self, request, queryset):
        official = Member.objects.official(on=today())
        match self.value():
            case "chinh-thuc":
                return queryset.filter(pk__in=official)
            case "du-bi":
                return queryset.exclude(pk__in=official)
        return queryset


@admin.register(Member)
class MemberAdmin(MaskedAdmin):
    form = MemberForm
    list_display = ["full_name_in_order", "home_cell", "sex", "admitted_on"]
    list_display += ["official_on"]
    list_filter = [CellTodayFilter, StandingFilter, "sex", "admitted_on", "official_on"]
    search_fields = ["search_text"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "full_name",
                    "other_names",
                    "sex",
                    "born_on",
                    "ethnicity",
                    "religion",
                ]
            },
        ),
        (
            "Giấy tờ và liên hệ",
            {
                "fields": [
                    "personal_id",
                    "old_personal_id",
                    "phone",
                    "address",
                    "home_place",
                    "birth_registered_at",
                ]
            },
        ),
        (
            "Vào Đảng",
            {
                "fields": [
                    "admission_decided_on",
                    "admitted_on",
                    "admitted_at",
                    "official_on",
                ]
            },
        ),
        (
            "Thẻ và lý lịch",
            {
                "fields": [
                    "card_no",
                    "card_issued_at",
                    "card_issued_on",
                    "old_card_no",
                    "file_no",
                ]
            },
        ),
        (
            "Trình độ, công tác",
            {
                "fields": [
                    "occupation",
                    "schooling",
                    "qualification",
                    "political_theory",
                ]
            },
        ),
    ]

    @admin.display(description="họ và tên", ordering="name_key")
    def full_name_in_order(self, member):
        return member.full_name

    @admin.display(description="chi bộ", ordering="home_cell_name")
    def home_cell(self, member):
        return member.home_cell_name

    def get_queryset(self, request):
        return super().get_queryset(request).with_home_cell(on=today())

    def choice_label(self, row):
        # Two people of one name belong to different cells more often than not.
        return f"{row}, {row.home_cell_name}" if row.home_cell_name else str(row)

    def get_inlines(self, request, obj):
        return [MembershipInline, AbsenceInline] if obj else [FirstHomeInline]

    def shortcuts(self, row):
        return [
            add_link("Thêm nơi sinh hoạt", "members_membership", member=row.pk),
            add_link("Thêm miễn, vắng, đình chỉ", "members_absence", member=row.pk),
            add_link("Thêm chức vụ", "cells_term", member=row.pk),
        ]


class OfMembersAdmin(RecordAdmin):
    """Facts about members, for who may see the member."""

    search_fields = ["member__search_text"]
    autocomplete_fields = ["member"]
    list_select_related = ["member"]

    def visible(self, rows, user, *, on):
        return rows.filter(member__in=Member.objects.visible_to(user, on=on))


def sealed_attendances(fact):
    """Attendances of the member in sealed minutes of the days of a fact."""
    rows = fact.member.attendances.filter(
        meeting__sealed_at__isnull=False, meeting__held_on__gte=fact.started_on
    )
    return rows.filter(meeting__held_on__lte=fact.ended_on) if fact.ended_on else rows


class MembershipForm(RecordForm):
    beside = {"membership_end_has_reason": "end_reason"}


@admin.register(Membership)
class MembershipAdmin(OfMembersAdmin):
    form = MembershipForm
    fields = ["member", "cell", "kind", "started_on", "ended_on", "end_reason"]
    fields += ["decision_no"]
    fixed = ["member", "cell", "kind"]
    list_display = ["member", "cell", "kind", "started_on", "ended_on", "end_reason"]
    list_select_related = ["member", "cell"]
    list_filter = [TodayFilter, "kind", "end_reason", "started_on", "ended_on", "cell"]
    search_fields = ["member__search_text", "cell__name", "decision_no"]
    autocomplete_fields = ["member", "cell"]

    def is_sealed_in(self, row):
        return sealed_attendances(row).filter(meeting__cell=row.cell_id).exists()


@admin.register(Absence)
class AbsenceAdmin(OfMembersAdmin):
    fields = ["member", "kind", "started_on", "ended_on", "reason", "decision_no"]
    fixed = ["member", "kind"]
    list_display = ["member", "kind", "started_on", "ended_on", "reason"]
    list_filter = [TodayFilter, "kind", "started_on", "ended_on"]
    search_fields = ["member__search_text", "reason", "decision_no"]

    def is_sealed_in(self, row):
        return sealed_attendances(row).filter(status=row.kind).exists()


@admin.register(Reveal)
class RevealAdmin(ReadOnlyAdmin):
    fields = list_display = ["revealed_at", "user", "person", "field_label"]
    list_select_related = ["user", "member", "admission"]
    list_filter = ["revealed_at"]
    search_fields = ["member__search_text", "admission__search_text"]
    search_fields += ["user__name", "user__username"]

    def visible(self, rows, user, *, on):
        members = Member.objects.visible_to(user, on=on)
        admissions = Admission.objects.visible_to(user, on=on)
        return rows.filter(Q(member__in=members) | Q(admission__in=admissions))

    @admin.display(description="người được xem", ordering="member__name_key")
    def person(self, row):
        return row.member or row.admission

    @admin.display(description="mục", ordering="field")
    def field_label(self, row):
        return row.field_label


# Accounts, for administrators alone: Duties.allows() refuses everyone else


class AccountForm(RecordForm):
    def clean_is_active(self):
        if self.instance == self.by and not self.cleaned_data["is_active"]:
            raise ValidationError(STILL_IN_POWER)
        return self.cleaned_data["is_active"]


class NewAccountForm(RecordForm, auth_forms.BaseUserCreationForm):
    class Meta:
        model = User
        fields = ["username", "name", "email", "member"]


class NewPasswordForm(auth_forms.AdminPasswordChangeForm):
    """A new password for somebody; who shall not sign in is shut out by is_active."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        for field in self.fields.values():
            field.required = True


class DutyInline(FactsInline):
    model = Duty
    fields = ["kind", "started_on", "ended_on"]


@admin.register(User)
class AccountAdmin(RecordAdmin, auth_admin.UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = NewPasswordForm
    fieldsets = [
        (None, {"fields": ["username", "last_login"]}),
        ("Người dùng", {"fields": ["name", "email", "member", "is_active"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "name", "email", "member"]}),
        ("Mật khẩu", {"fields": ["password1", "password2"]}),
    ]
    readonly_fields = ["last_login"]
    filter_horizontal = []
    list_display = ["username", "name", "member", "is_active", "last_login"]
    list_select_related = ["member"]
    list_filter = ["is_active", "held_duties__kind", "last_login"]
    search_fields = ["username", "name", "member__search_text", "email"]
    autocomplete_fields = ["member"]
    inlines = [DutyInline]

    def visible(self, rows, user, *, on):
        return rows

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def shortcuts(self, row):
        password = reverse("admin:auth_user_password_change", args=[row.pk])
        return [
            add_link("Giao nhiệm vụ", "members_duty", user=row.pk),
            ("Đặt mật khẩu mới", password),
        ]

    def takes_back(self, duties):
        # An account is shut, not deleted: its name stands in the history.
        return False


class DutyForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        own = self.instance.pk and self.instance.user_id == self.by.pk
        if own and self.instance.kind == Duty.Kind.ADMINISTRATOR:
            self._refuse_end(cleaned)
        return cleaned

    def _refuse_end(self, cleaned):
        if cleaned.get("ended_on"):
            self.add_error("ended_on", STILL_IN_POWER)
        if cleaned.get("started_on") and cleaned["started_on"] > today():
            self.add_error("started_on", STILL_IN_POWER)


@admin.register(Duty)
class DutyAdmin(RecordAdmin):
    form = DutyForm
    fields = ["user", "kind", "started_on", "ended_on"]
    fixed = ["user", "kind"]
    list_display = ["user", "kind", "started_on", "ended_on"]
    list_select_related = ["user"]
    list_filter = [TodayFilter, "kind", "started_on", "ended_on"]
    search_fields = ["user__username", "user__name", "user__member__search_text"]
    autocomplete_fields = ["user"]

    def visible(self, rows, user, *, on):
        return rows

    def takes_back(self, duties):
        return duties.is_administrator

    def has_delete_permission(self, request, obj=None):
        is_own = obj is not None and obj.user_id == request.user.pk
        return not is_own and super().has_delete_permission(request, obj)
