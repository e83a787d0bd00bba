"""What the models refuse, as forms say it."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

SENT_BEFORE = (
    "Lần ghi trước từ trang này đã được lưu, với nội dung khác. "
    "Đồng chí hãy tải lại trang rồi ghi tiếp."
)


def happens(form, event, *args, **told) -> bool:
    """Let an event happen; False, with its reasons among the form's errors, if refused.

    A reason that names a field of the model which the form lacks stands above the form.
    """
    try:
        event(*args, **told)
    except ValidationError as refusal:
        named = set(getattr(refusal, "error_dict", ())) - {NON_FIELD_ERRORS}
        has_them = named <= set(form.fields)
        form.add_error(None, refusal if has_them else refusal.messages)
        return False
    return True
