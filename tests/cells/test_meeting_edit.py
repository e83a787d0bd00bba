"""Writing a draft: the editor page, and the changes that it sends."""

import json
import uuid

import pytest
from django.urls import reverse

from cells.models import Attendance
from tests.factories import make_members


def url(meeting):
    return reverse("cells:meeting_changes", args=[meeting.pk])


def change(field, value, *, was="", key=None):
    return {"id": str(key or uuid.uuid4()), "field": field, "was": was, "is": value}


@pytest.fixture
def send(client):
    """Post changes as the signed-in user; the answer as data."""

    def send(meeting, *changes, version=0, by):
        client.force_login(by)
        body = json.dumps({"version": version, "changes": changes})
        response = client.post(url(meeting), body, content_type="application/json")
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return send


def test_editor_opens(client, secretary, draft):
    client.force_login(secretary)
    assert client.get(draft.get_edit_url()).status_code == 200


def test_change_is_stored(send, secretary, draft):
    answer = send(draft, change("content", "Bàn việc xây đường"), by=secretary)
    draft.refresh_from_db()
    assert draft.content == "Bàn việc xây đường"
    assert answer["version"] == draft.version == 1
    assert answer["results"][0]["outcome"] == "applied"
