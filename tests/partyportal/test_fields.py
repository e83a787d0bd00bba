from datetime import date
from unicodedata import normalize

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pghistory.models import Event

from partyportal.fields import (
    NO_SUCH_DAY,
    UNWRITABLE,
    DayField,
    DayFormField,
    FoldedField,
    LineFormField,
    NameKeyField,
    NfcConstraint,
    TextFormField,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.vietnamese import name_sort_key

with isolate_apps():

    class Person(models.Model):
        full_name = VietnameseCharField("họ và tên", max_length=30)
        alias = VietnameseCharField("bí danh", max_length=30, null=True, blank=True)
        note = VietnameseTextField("ghi chú", blank=True)
        born_on = DayField("ngày sinh", null=True, blank=True)
        name_key = NameKeyField()
        search = FoldedField(sources=["full_name", "alias"])

        class Meta:
            app_label = "tests"
            constraints = [
                NfcConstraint(fields=["full_name", "alias", "note"], name="person_nfc")
            ]

        def __str__(self):
            return self.full_name


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["full_name", "note", "born_on"]


@pytest.fixture
def people(db):
    with connection.schema_editor() as editor:
        editor.create_model(Person)
    return Person.objects


def form_with(**texts):
    return PersonForm({"full_name": "Lê An", **texts})


# Forms


@pytest.mark.parametrize("field", ["full_name", "note"])
@pytest.mark.parametrize("character", "\0\a\x1b\x1c\u202e\ud800")
def test_control_characters_get_one_sentence(field, character):
    form = form_with(**{field: f"Bùi{character} Hoa"})
    assert form.errors == {field: [UNWRITABLE]}
    assert form[field].value() == f"Bùi{character} Hoa"


def test_text_typed_on_a_mac_fits_as_far_as_it_is_seen():
    name = "Ậ" * 30
    form = form_with(full_name=normalize("NFD", name))
    assert form.is_valid()
    assert form.instance.full_name == name


def test_a_name_of_10000_characters_is_refused():
    form = form_with(full_name="Ậ" * 10_000)
    assert list(form.errors) == ["full_name"]
    assert len(form.errors["full_name"]) == 1


def test_a_name_of_invisible_characters_is_missing():
    assert form_with(full_name="\u200b \ufeff").has_error("full_name", "required")


def test_an_optional_text_of_invisible_characters_is_empty():
    assert LineFormField(required=False).clean("\u200b") == ""
    assert LineFormField(required=False, empty_value=None).clean("\u200b") is None


def test_a_line_break_in_a_name_becomes_a_space():
    form = form_with(full_name="Lê\r\nAn", note=" một\r\nhai ")
    assert form.is_valid()
    assert form.cleaned_data["full_name"] == "Lê An"
    assert form.cleaned_data["note"] == "một\nhai"


def test_line_ends_of_the_browser_are_no_change():
    assert not TextFormField().has_changed("một\nhai", "một\r\nhai")
    assert LineFormField().has_changed("Lê An", "Lê Ân")


def test_a_browser_cuts_off_nothing_that_is_pasted():
    field = TextFormField(max_length=5)
    assert "maxlength" not in field.widget.attrs
    with pytest.raises(ValidationError):
        field.clean("sáu chữ")


@pytest.mark.parametrize(
    "text", ["05/01/2022", "5/1/2022", "05-01-2022", "05.01.2022", "2022-01-05"]
)
def test_a_day_is_read_day_first(text):
    form = form_with(born_on=text)
    assert form.is_valid()
    assert form.instance.born_on == date(2022, 1, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2022", "01/31/2022", "05/01/22", "05/01", "hôm nay", "٣١/٠٢/٢٠٢٢"]
)
def test_no_such_day_gets_a_sentence_and_stays_typed(text):
    form = form_with(born_on=text)
    assert form.errors == {"born_on": [NO_SUCH_DAY]}
    assert f'value="{text}"' in str(form["born_on"])


def test_a_day_is_shown_as_it_is_typed():
    form = PersonForm(instance=Person(born_on=date(2022, 1, 5)))
    assert 'value="05/01/2022"' in str(form["born_on"])


def test_admin_reads_a_day_as_forms_do():
    model_admin = admin.ModelAdmin(Person, admin.AdminSite())
    field = model_admin.formfield_for_dbfield(Person._meta.get_field("born_on"), None)
    assert isinstance(field, DayFormField)
    assert field.clean("05/01/2022") == date(2022, 1, 5)
    with pytest.raises(ValidationError, match="05/01/2022"):
        field.clean("31/02/2022")


# Models


def test_a_model_refuses_control_characters_without_a_form():
    person = Person(full_name="Lê \aAn", note="\u202e", born_on="31/02/2022")
    with pytest.raises(ValidationError) as refusal:
        person.full_clean()
    assert refusal.value.message_dict == {
        "full_name": [UNWRITABLE],
        "note": [UNWRITABLE],
        "born_on": [NO_SUCH_DAY],
    }


def test_a_model_refuses_a_day_that_is_not_in_the_calendar():
    with pytest.raises(ValidationError) as refusal:
        Person(full_name="Lê An", born_on="2022-02-31").full_clean()
    assert refusal.value.message_dict == {"born_on": [NO_SUCH_DAY]}


def test_a_valid_model_is_checked_without_a_query(people, django_assert_num_queries):
    with django_assert_num_queries(0):
        Person(full_name="Lê An").full_clean()


@pytest.mark.parametrize("way", ["create", "bulk_create", "update"])
def test_text_is_stored_composed_on_every_way_in(people, way):
    texts = {
        "full_name": normalize("NFD", " Đỗ  Thị Hậu "),
        "note": normalize("NFD", "Chuyển đến\r\nhọc  tập "),
    }
    if way == "create":
        people.create(**texts)
    elif way == "bulk_create":
        people.bulk_create([Person(**texts)])
    else:
        people.create(full_name="Lê An")
        people.update(**texts)
    person = people.get()
    assert person.full_name == "Đỗ Thị Hậu"
    assert person.note == "Chuyển đến\nhọc  tập"


def test_text_is_looked_up_composed(people):
    people.create(full_name="Đỗ Thị Hậu")
    assert people.filter(full_name=normalize("NFD", "Đỗ Thị Hậu")).exists()


@pytest.mark.parametrize("column", ["full_name", "alias", "note"])
def test_the_database_refuses_decomposed_text(people, column):
    person = people.create(full_name="Lê An")
    raw = models.Value(normalize("NFD", "Hậu"), output_field=models.TextField())
    with pytest.raises(IntegrityError, match="person_nfc"), transaction.atomic():
        people.filter(pk=person.pk).update(**{column: raw})


# Rows of earlier examples are in nobody's way.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
def test_what_a_form_accepts_is_stored(people, text):
    form = form_with(note=text)
    if form.is_valid():
        form.save()


# Derived columns


def test_keys_follow_the_name(people):
    person = people.create(full_name="Đỗ Văn Tuấn", alias="Chín Hậu")
    person.full_name = "Đỗ Văn Ân"
    person.save()
    for known in (person, people.get()):
        assert bytes(known.name_key) == name_sort_key("Đỗ Văn Ân")
        assert known.search == "do van an chin hau"


def test_what_is_missing_is_not_searched(people):
    assert people.create(full_name="Lê An", alias=None).search == "le an"


def test_the_database_orders_names_as_python_does(people):
    names = ["Trần Văn An", "Vũ An", "Lê Ân", "Đỗ Ba", "Lê Đa", "Ôn Oa", "Hồ Ý"]
    people.bulk_create(Person(full_name=name) for name in reversed(names))
    assert list(map(str, people.order_by("name_key"))) == names


@pytest.mark.parametrize("asked", ["Đặng", "dang", "ĐANG", normalize("NFD", "đạng")])
def test_search_ignores_accents_and_case(people, asked):
    people.bulk_create([Person(full_name="Bùi Đặng"), Person(full_name="Bùi Hoa")])
    for lookup in ("search__contains", "search__icontains"):
        assert str(people.get(**{lookup: asked})) == "Bùi Đặng"
    assert str(people.get(search=f" BÙI {asked}")) == "Bùi Đặng"


def test_search_for_signs_of_the_database_finds_only_them(people):
    people.create(full_name="Lê An")
    assert not people.filter(search__contains="%").exists()
    assert not people.filter(search__icontains="_").exists()


def test_any_text_can_be_searched_for(people):
    assert not people.filter(search__contains="\0\ud800 a").exists()


# Migrations


@pytest.mark.parametrize("name", ["full_name", "note", "born_on", "name_key", "search"])
def test_fields_survive_a_migration(name):
    field = Person._meta.get_field(name)
    copy = field.clone()
    assert copy.deconstruct()[1:] == field.deconstruct()[1:]
    assert "partyportal.fields." in MigrationWriter.serialize(field)[0]


def test_a_migration_knows_what_keys_are_made_from():
    key, search = NameKeyField(source="name"), FoldedField(sources=["name", "title"])
    assert key.clone().source == "name"
    assert search.clone().sources == ("name", "title")


def test_the_constraint_survives_a_migration():
    [constraint] = Person._meta.constraints
    assert constraint.clone() == constraint
    text, _ = MigrationWriter.serialize(constraint)
    assert text == (
        "partyportal.fields.NfcConstraint("
        "fields=('full_name', 'alias', 'note'), name='person_nfc')"
    )


# The portal's own models


def composed_fields(model):
    texts = VietnameseCharField | VietnameseTextField
    return {f.name for f in model._meta.local_fields if isinstance(f, texts)}


def test_every_text_field_of_the_portal_is_held_to_nfc():
    # Triggers copy rows into the history as they are.
    current = [m for m in apps.get_models() if not issubclass(m, Event)]
    for model in current:
        checks = model._meta.constraints
        checked = [c.fields for c in checks if isinstance(c, NfcConstraint)]
        assert composed_fields(model) <= set().union(*checked), model
