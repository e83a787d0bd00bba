"""Django admin under the portal's own sign-in, and how all of its pages behave."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.db.models import Q
from django.forms.models import _get_foreign_key
from django.shortcuts import redirect
from django.views.i18n import JavaScriptCatalog

from partyportal import history
from partyportal.fields import MomentFormField
from partyportal.vietnamese import today

# What filters of a list and its date hierarchy add to the name of a field.
FILTER_LOOKUPS = {"", "exact", "id__exact", "isnull", "gte", "lt"}
DATE_LOOKUPS = {"year", "month", "day"}
# Rows that are written together with another: a form asks for no more of them.
MOST_INLINE_ROWS = 100
# The field of a form that says which version of the row it was opened with.
VERSION = "_version"


class Autocomplete(AutocompleteJsonView):
    def serialize_result(self, obj, to_field_name):
        text = self.model_admin.choice_label(obj)
        return {**super().serialize_result(obj, to_field_name), "text": text}


class PortalAdminSite(admin.AdminSite):
    site_title = "Quản trị cổng thông tin"
    site_header = "Quản trị cổng thông tin Đảng bộ xã"
    index_title = "Hồ sơ và số liệu"
    site_url = "/noi-bo/"
    empty_value_display = "–"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What was true is ended; a mistake is taken back one by one.
        self.disable_action("delete_selected")

    def login(self, request, extra_context=None):
        """Send to the one door; who is inside already has no right here."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or "/quan-tri/")

    def logout(self, request, extra_context=None):
        return LogoutView.as_view(next_page="front")(request)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def i18n_javascript(self, request, extra_context=None):
        # Django's own reads the catalogue of its admin alone and leaves out locale/vi.
        return JavaScriptCatalog.as_view()(request)

    def autocomplete_view(self, request):
        return Autocomplete.as_view(admin_site=self)(request)

    def get_urls(self):
        # Django's way to the page of a row needs its app of sites, which is not here;
        # OnSite knows the address without it.
        urls = super().get_urls()
        return [url for url in urls if getattr(url, "name", "") != "view_on_site"]


class RecordForm(forms.ModelForm):
    """Says what is refused, a constraint's word beside the field that it is about.

    A row that somebody saved after its form was opened is not written over.
    """

    # Who asks; set by RecordAdmin.
    by = None
    # Names of constraints and the field of each, where it is not the first day.
    beside = {}

    def _post_clean(self):
        super()._post_clean()
        self._put_beside()
        if self._is_stale():
            self.add_error(None, history.saved_since(self.instance.version_read))

    def _is_stale(self) -> bool:
        version = getattr(self.instance, "version_read", None)
        # What a double click sends the second time changes nothing.
        writes = self.has_changed() or (version and version.has_children)
        # Without the field the page was made by hand, not opened too early.
        opened = self.data.get(VERSION)
        return bool(version and writes and opened) and opened != str(version)

    def _put_beside(self):
        constraints = self._meta.model._meta.constraints
        fields = {
            constraint.get_violation_error_message(): self.beside.get(
                constraint.name, "started_on"
            )
            for constraint in constraints
        }
        for error in self.non_field_errors().as_data():
            field = fields.get(error.message)
            if field in self.fields:
                self.errors.pop(forms.forms.NON_FIELD_ERRORS, None)
                self.add_error(field, error)


def is_key(field, value) -> bool:
    """Whether a row could have that value, of a stranger, as its key."""
    try:
        field.to_python(value)
    except ValidationError:
        return False
    return "\0" not in str(value)


class KnownKeys:
    """Shows nothing for a key that could not be one; Django's own asks the database."""

    def optgroups(self, name, value, attrs=None):
        keys = [v for v in value if is_key(self.field.target_field, v)]
        return super().optgroups(name, keys, attrs)


class KnownChoices(KnownKeys, AutocompleteSelect):
    @property
    def media(self):
        # Django puts one after the other where a list names both.
        after = ["admin/js/autocomplete.js", "admin-choices.js"]
        return super().media + forms.Media(js=after)


class SeveralChoices(KnownKeys, AutocompleteSelectMultiple):
    """Each choice has its own cross; one for all would stand in the list as none."""

    def build_attrs(self, *args, **kwargs):
        return {**super().build_attrs(*args, **kwargs), "data-allow-clear": "false"}


class NamedDateTime(AdminSplitDateTime):
    """Says which box is the day and which the hour, to who does not see them."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        labels = [context["date_label"], context["time_label"]]
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["attrs"]["aria-label"] = str(label).rstrip(":")
        return context


class ScopedChoices:
    """Foreign keys offer the rows that the reader may see, and nothing else."""

    # Fields beside which a row that is not there yet is written in another window.
    written_beside = ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        related = self.admin_site.get_model_admin(db_field.related_model)
        # A key that was forged finds no more than the list of choices shows.
        kwargs["queryset"] = related.get_queryset(request)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownChoices(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SeveralChoices(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.remote_field:
            field.widget.can_add_related &= db_field.name in self.written_beside
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
        return field


class OnSite:
    """The button that leads to the page of a row on the portal."""

    def view_on_site(self, row):
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else None


class RecordAdmin(OnSite, ScopedChoices, admin.ModelAdmin):
    """Rows as their reader may see them; what never changes stays as it is."""

    form = RecordForm
    formfield_overrides = {
        models.DateTimeField: {"form_class": MomentFormField, "widget": NamedDateTime}
    }
    list_per_page = 50
    # Counting all rows beside those found costs a query over the whole table.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # Fields of a row that exists which nobody changes: they stay in the form, disabled,
    # since a constraint over a field that the form lacks is not checked.
    fixed = ()

    def visible(self, rows, user, *, on):
        return rows.visible_to(user, on=on)

    def get_queryset(self, request):
        return self.visible(super().get_queryset(request), request.user, on=today())

    def get_object(self, request, object_id, from_field=None):
        """The row and the version it was read in, locked where it may be written."""
        # A forged form names the empty field, which is none.
        from_field = from_field or None
        row = super().get_object(request, object_id, from_field)
        if row is None:
            return None
        if request.method == "POST":
            # Apart from the row, whose query may join what cannot be locked. Rows that
            # lead to this one may come meanwhile, or two would wait for each other.
            rows = self.model._base_manager.select_for_update(no_key=True)
            list(rows.filter(pk=row.pk))
        # Read before the row itself: a save in between makes the form too old, where
        # the other way round it would be taken for one that had seen it.
        version = history.version(row, self._children(request, row))
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            row.version_read = version
        return row

    def _children(self, request, row):
        """Events of the rows that are written in the same form."""
        return [
            (model, _get_foreign_key(self.model, model, fk_name=inline.fk_name).name)
            for inline in self.get_inlines(request, row)
            if not issubclass(inline, FactsInline)
            for model in [inline.model]
        ]

    def get_search_results(self, request, queryset, search_term):
        # Postgres has no text with this character.
        return super().get_search_results(
            request, queryset, search_term.replace("\0", "")
        )

    def response_action(self, request, queryset):
        """Do what was chosen with the rows ticked; back to the list for forged keys."""
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_key(self.opts.pk, key) for key in keys):
            return None
        return super().response_action(request, queryset)

    def lookup_allowed(self, lookup, value, request):
        """Narrow a list as its filters do; Django would take any column of a row.

        A masked value could be felt for digit by digit, and no reveal would say so.
        """
        if "\0" in value or not self._is_offered(lookup, value):
            # Leads back to the list, as other odd addresses do.
            raise IncorrectLookupParameters
        return super().lookup_allowed(lookup, value, request)

    def _is_offered(self, lookup, value) -> bool:
        first = lookup.partition("__")[0]
        columns = {field.name: field for field in self.opts.get_fields()}
        if first != "pk" and first not in columns:
            # Of a filter of our own, or nothing at all.
            return True
        if lookup in columns and columns[lookup].many_to_one:
            # Of a link to the rows of one row.
            return True
        day, _, part = lookup.rpartition("__")
        if day == self.date_hierarchy and part in DATE_LOOKUPS:
            return value.isdecimal() and len(value) <= 4
        names = [name for name in self.list_filter if isinstance(name, str)]
        return any(
            f"{lookup}__".startswith(f"{name}__")
            and lookup[len(name) + 2 :] in FILTER_LOOKUPS
            for name in names
        )

    def choice_label(self, row) -> str:
        """What a row is called among the choices of another page."""
        return str(row)

    # Forms

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002 Django's
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        for name in self.fixed if change else ():
            if name in form.base_fields:
                self._fix(form.base_fields[name])
        return form

    def _fix(self, field):
        field.disabled = True
        if isinstance(field.widget, forms.DateInput):
            # Django's script would offer a calendar for it.
            field.widget.attrs["class"] = ""

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Somebody was faster. Asked again, the form sees their row and says so.
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["shortcuts"] = self.shortcuts(obj) if obj else []
        # What was typed over an old version stays refused.
        context["version"] = request.POST.get(VERSION) or (obj and obj.version_read)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def shortcuts(self, row):
        """Pairs of text and address of the buttons above a row."""
        return []

    # A fact is ended, not deleted; only a mistake of today may be taken back.

    def has_delete_permission(self, request, obj=None):
        if not self.takes_back(request.user.duties(on=today())):
            return False
        return obj is None or self.is_mistake(obj)

    def takes_back(self, duties) -> bool:
        return duties.is_office

    def is_mistake(self, row) -> bool:
        return history.entered_within_a_day(row) and not self.is_sealed_in(row)

    def is_sealed_in(self, row) -> bool:
        """Whether a sealed record rests on this row."""
        return False

    # History

    def hidden_in_history(self, user) -> set[str]:
        """Names of fields whose values the user may not read."""
        return set()

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        hidden = self.hidden_in_history(request.user)
        context = {"steps": history.steps(row, hidden=hidden) if row else []}
        return super().history_view(
            request, object_id, {**context, **(extra_context or {})}
        )


class ReadOnlyAdmin(RecordAdmin):
    """Rows that events write and nobody edits."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class BoundedInline(OnSite):
    """Refuses more rows than any page has; Django would first make a form for each."""

    max_num = MOST_INLINE_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(
            request, obj, absolute_max=MOST_INLINE_ROWS, **kwargs
        )


class FactsInline(OnSite, admin.TabularInline):
    """The facts of a row, to read; each has a page of its own, which checks it."""

    template = "admin/facts.html"
    extra = 0
    can_delete = False
    show_change_link = True
    # Relations that the columns show.
    related = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.related)

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class TodayFilter(admin.SimpleListFilter):
    """Facts that hold today, or no longer or not yet."""

    title = "hiệu lực"
    parameter_name = "hieu-luc"

    def lookups(self, request, model_admin):
        return [("co", "Hôm nay"), ("khong", "Đã hết hoặc chưa đến")]

    def queryset(self, request, queryset):
        now = queryset.model.objects.on(today())
        match self.value():
            case "co":
                return queryset.filter(pk__in=now)
            case "khong":
                return queryset.filter(~Q(pk__in=now))
        return queryset
