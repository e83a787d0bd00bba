"""How the value of a field is written as text, and what is said where it cannot be."""

import datetime

from django.core.exceptions import ValidationError

from partyportal.vietnamese import short_date

NO_SUCH_FIELD = "Mục này không có trong biên bản."
NO_SUCH_TIME = "Hãy ghi giờ và phút, ví dụ 19:30."
NO_SUCH_CHOICE = "Hãy chọn một trong các mục đã cho."


def as_text(value) -> str:
    """A field's value as the editor sends and compares it."""
    if value is None:
        return ""
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.date):
        return short_date(value)
    return str(value)


def form_field_of(field):
    """The form field that cleans what is written into a model's field."""
    messages = {"invalid_choice": NO_SUCH_CHOICE}
    if field.get_internal_type() == "TimeField":
        messages["invalid"] = NO_SUCH_TIME
    return field.formfield(required=False, error_messages=messages)


def cleaned(field, text: str):
    """The value of a model's field that a text stands for; ValidationError if none."""
    value = form_field_of(field).clean(text)
    if value in field.empty_values:
        return field.get_default() if field.choices else value
    field.run_validators(value)
    return value


def number(text: str) -> int:
    """The number in a field's name, written as we write it."""
    if not text.isascii() or not text.isdigit() or str(int(text)) != text:
        raise ValidationError(NO_SUCH_FIELD)
    return int(text)
