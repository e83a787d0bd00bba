"""What the database refuses, and what forms say about it."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


@contextmanager
def refused(message, error=IntegrityError):
    """Expect a refusal with that message, or with the name of that constraint."""
    with pytest.raises(error, match=message), transaction.atomic():
        yield


def refusal(row, message, field="__all__"):
    """Assert that forms say so, in that sentence."""
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert caught.value.message_dict == {field: [message]}


def only(row):
    """This row for an update() past every form and save()."""
    return type(row)._base_manager.filter(pk=row.pk)
