"""Changes that no editor of ours would send get an answer, never an error."""

import json
import uuid

import pytest
from django.test import Client
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


@pytest.fixture
def send(client, secretary, draft):
    """Send changes as the secretary; the answers, with their outcome and message."""

    def send(*sent):
        client.force_login(secretary)
        url = reverse("cells:meeting_changes", args=[draft.pk])
        body = json.dumps({"version": 0, "changes": sent})
        response = client.post(url, body, content_type="application/json")
        return response.json()["results"]

    return send


def test_what_is_no_json_gets_400(secretary, draft):
    """The check for forged requests has read a form before we could."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(secretary)
    client.get(draft.get_edit_url())
    response = client.post(
        reverse("cells:meeting_changes", args=[draft.pk]),
        json.dumps({"version": 0, "changes": []}),
        content_type="multipart/form-data; boundary=x",
        headers={"X-CSRFToken": client.cookies["csrftoken"].value},
    )
    assert response.status_code == 400


def test_text_that_no_request_takes_gets_413_and_a_sentence(client, secretary, draft):
    client.force_login(secretary)
    response = client.post(
        reverse("cells:meeting_changes", args=[draft.pk]),
        json.dumps({"version": 0, "changes": [change(**{"is": "a" * 1_000_000})]}),
        content_type="application/json",
    )
    assert response.status_code == 413
    assert "quá dài" in response.json()["error"]


def test_a_key_with_another_text_is_refused_and_not_taken_for_written(send, draft):
    first = change(**{"is": " 1/  Nhà văn hóa"})
    assert [r["outcome"] for r in send(first)] == ["applied"]
    assert [r["outcome"] for r in send(first)] == ["applied"]
    for other in [first | {"is": "Trường học"}, first | {"field": "topic"}]:
        [result] = send(other)
        assert result["outcome"] == "refused"
        assert "đã dùng" in result["message"]
    draft.refresh_from_db()
    assert draft.place == "1/ Nhà văn hóa"


def test_votes_are_no_more_than_the_database_adds_up(send, draft):
    motion = draft.motions.create(text="Nhất trí", votes_for=9_999)
    votes = change(field=f"motion.{motion.pk}.votes_against", **{"is": "32767"})
    [result] = send(votes)
    assert "Số phiếu nhiều hơn" in result["message"]


def test_a_row_is_put_where_others_may_still_follow(send):
    item = f"item.{uuid.uuid4()}"
    [_, result] = send(
        change(field=f"{item}.title"),
        change(field=f"{item}.position", **{"is": "32767"}),
    )
    assert result["message"] == "Thứ tự này không đúng."
    [result] = send(change(field=f"item.{uuid.uuid4()}.title"))
    assert result["outcome"] == "applied"


def test_the_roll_call_is_one_field(send, draft):
    [result] = send(change(field="roll_call.5", **{"is": "saved"}))
    assert "không có trong biên bản" in result["message"]
