"""What a browser makes of the forms of Django admin."""

import datetime


def form_of(response):
    return response.context["adminform"].form


def posted(response, **changes):
    """What the browser would send back of a form it was given, with changes."""
    form = form_of(response)
    sent = {
        field.html_name: "" if field.value() is None else field.value()
        for field in form
        if not field.field.disabled
    }
    if response.context["version"]:
        sent["_version"] = str(response.context["version"])
    for formset in response.context["inline_admin_formsets"]:
        sent |= {f.html_name: f.value() for f in formset.formset.management_form}
    dated = {
        name: f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else value
        for name, value in sent.items()
    }
    return {**dated, **changes}


def errors(response, field):
    assert response.status_code == 200
    return list(form_of(response).errors.get(field, []))
