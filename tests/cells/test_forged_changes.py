"""Changes that no editor of ours would send get an answer, never an error."""

import json
import uuid

import pytest
from django.urls import reverse


def change(**parts):
    return {"id": str(uuid.uuid4()), "field": "place", "was": "", "is": "a"} | parts


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"version": 0, "changes": [change(id=5)]}),
        json.dumps({"version": 0, "changes": [change(id=["a"])]}),
        json.dumps({"version": 0, "changes": [change(id=True)]}),
        "[" * 100_000,
    ],
)
def test_list_that_is_none_gets_400(client, secretary, draft, body):
    client.force_login(secretary)
    url = reverse("cells:meeting_changes", args=[draft.pk])
    assert client.post(url, body, content_type="application/json").status_code == 400


def post_form(client, meeting, name):
    sent = {"form": str(uuid.uuid4()), f"was.{name}": "", name: "present"}
    return client.post(meeting.get_edit_url(), sent)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "guest.", "attendance."])
def test_form_with_a_name_that_is_no_field_gets_400(client, secretary, draft, name):
    client.force_login(secretary)
    assert post_form(client, draft, name).status_code == 400


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("guest.x.name", "không có trong biên bản"),
        ("sealed_at", "không có trong biên bản"),
        ("attendance.x", "không thuộc chi bộ"),
        ("attendance.999999", "không thuộc chi bộ"),
    ],
)
def test_form_says_why_a_field_was_not_stored(client, secretary, draft, name, sentence):
    client.force_login(secretary)
    response = post_form(client, draft, name)
    assert response.status_code == 200
    assert sentence in response.content.decode()
