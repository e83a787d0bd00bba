"""Model and form fields for Vietnamese text, names and days, and their constraint."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import lookups

from partyportal.vietnamese import (
    clean_line,
    clean_text,
    fold,
    is_writable,
    name_sort_key,
)

UNWRITABLE = (
    "Nội dung này có lẫn ký tự ẩn không dùng được, thường do sao chép từ nơi khác. "
    "Hãy xóa đi và gõ lại."
)
NO_SUCH_DAY = (
    "Ngày này không có trong lịch hoặc chưa đúng cách viết. "
    "Hãy nhập ngày/tháng/năm, ví dụ 05/01/2022."
)


# What anybody alive remembers, and what anybody plans: a year outside was mistyped.
YEARS = range(1900, 2101)
NO_SUCH_YEAR = "Năm này không đúng. Hãy xem lại, năm viết đủ bốn chữ số."


def refuse_unwritable(text: str) -> None:
    """The validator of every text: no control or direction characters."""
    if not is_writable(text):
        raise ValidationError(UNWRITABLE, code="unwritable")


# Fields of forms


class LineFormField(forms.CharField):
    """One line of text; cleaned before its length is counted."""

    clean_value = staticmethod(clean_line)

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        # Refused here, before Django's own check, so that there is one sentence.
        refuse_unwritable(clean_text(value))
        return self.clean_value(value) or self.empty_value


class TextFormField(LineFormField):
    """Several lines of text."""

    widget = forms.Textarea
    clean_value = staticmethod(clean_text)

    def widget_attrs(self, widget):
        # With it a browser cuts off what is pasted, and says nothing.
        attrs = super().widget_attrs(widget)
        return {name: attrs[name] for name in attrs if name != "maxlength"}


class DayFormField(forms.DateField):
    """A day, written day first; other fields of dates read the same formats."""

    default_error_messages = {"invalid": NO_SUCH_DAY}
    widget = forms.DateInput(attrs={"placeholder": "ngày/tháng/năm"})

    def validate(self, value):
        super().validate(value)
        _refuse_other_years(value)


class MomentFormField(forms.SplitDateTimeField):
    """A day and an hour; a year that Python cannot read back would break each page."""

    def validate(self, value):
        super().validate(value)
        _refuse_other_years(value)


def _refuse_other_years(value):
    if value and value.year not in YEARS:
        raise ValidationError(NO_SUCH_YEAR, code="year")


# Fields of models


class VietnameseCharField(models.CharField):
    """One line of text, stored and looked up as clean_line() leaves it."""

    default_validators = [refuse_unwritable]

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else clean_line(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LineFormField, **kwargs})


class VietnameseTextField(models.TextField):
    """Several lines of text, stored and looked up as clean_text() leaves them."""

    default_validators = [refuse_unwritable]

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else clean_text(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": TextFormField, **kwargs})


class DayField(models.DateField):
    """A date that forms and admin read day first, refused with a sentence."""

    default_error_messages = {
        "invalid": NO_SUCH_DAY,
        "invalid_date": NO_SUCH_DAY,
    }

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DayFormField, **kwargs})


class NameKeyField(models.BinaryField):
    """What names are ordered by, taken from the field `source` on every save.

    `save(update_fields=…)` and `update()` change it only if they name it too.
    """

    def __init__(self, *args, source: str = "full_name", **kwargs):
        self.source = source
        super().__init__(*args, **{**kwargs, "editable": False})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        key = name_sort_key(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, key)
        return key


class FoldedField(models.TextField):
    """What is searched, taken from the fields `sources` on every save, see fold().

    What is looked for is folded too: `filter(search__contains="Đặng")`.
    `save(update_fields=…)` and `update()` change it only if they name it too.
    """

    def __init__(self, *args, sources: Iterable[str], **kwargs):
        self.sources = tuple(sources)
        super().__init__(*args, **{**kwargs, "editable": False, "blank": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance, add):
        values = (getattr(model_instance, source) for source in self.sources)
        folded = " ".join(fold(str(value)) for value in values if value)
        setattr(model_instance, self.attname, folded)
        return folded

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else fold(value)


@FoldedField.register_lookup
class FoldedContains(lookups.Contains):
    def get_prep_lookup(self):
        return (
            fold(self.rhs) if isinstance(self.rhs, str) else super().get_prep_lookup()
        )


# Django admin searches by this name. Both sides are lower case, and LIKE without UPPER
# can use an index.
FoldedField.register_lookup(FoldedContains, "icontains")


class Folded(models.Func):
    """A line as fold() leaves it, made by the database; an index can hold it."""

    template = (
        "lower(translate(regexp_replace(normalize(%(expressions)s, NFKD),"
        r" '[\u0300-\u036f]', '', 'g'), 'ĐđÐð', 'dddd'))"
    )
    output_field = models.TextField()


class AccentlessContains(lookups.Contains):
    """Whether a line contains a text, both as fold() leaves them; for few rows.

    Where there are many, a FoldedField is kept beside and read instead.
    """

    def get_prep_lookup(self):
        return fold(self.rhs)

    def process_lhs(self, compiler, connection, lhs=None):
        line, params = super().process_lhs(compiler, connection, lhs)
        return Folded.template % {"expressions": line}, params


VietnameseCharField.register_lookup(AccentlessContains, "icontains")


# The constraint


class IsNfc(models.Func):
    """Whether Postgres finds a text to be in the normal form NFC."""

    template = "%(expressions)s IS NFC NORMALIZED"
    output_field = models.BooleanField()


class NfcConstraint(models.CheckConstraint):
    """Holds the named text fields of a model to NFC, past `update()` and raw SQL."""

    def __init__(self, *, fields: Iterable[str], name: str):
        self.fields = tuple(fields)
        condition = models.Q(*map(IsNfc, self.fields))
        super().__init__(condition=condition, name=name)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        del kwargs["condition"]
        return path, args, {**kwargs, "fields": self.fields}

    def validate(self, *args, **kwargs):
        # Our fields normalise on the way to the database, so asking it would be one
        # query for each form with always the same answer.
        pass
