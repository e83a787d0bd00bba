"""Who opens which page: every role against every address, own cell and another's.

A page that is missing from the table fails; so does one whose view names no readers.
"""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from partyportal.vietnamese import today
from tests.factories import (
    decide_campaign,
    make_admission,
    make_article,
    make_briefing,
    make_campaign,
    make_comment,
    make_delegation,
    make_member,
    make_sealed_meeting,
    make_task,
    make_user,
)

ROLES = [
    "anonymous",
    "stranger",
    "reader",
    "delegate",
    "committee_member",
    "secretary",
    "other_secretary",
    "in_charge",
    "party_committee",
    "office",
    "editor",
    "administrator",
]
# What a GET answers: 200 opens, 302 leads to sign-in, 403 is not for this role, 404 not
# for this person, 405 only posted. The columns stand for ROLES.
TABLE = """
                             anon str  rea  del  com  sec  oth  inc  par  off  edi  adm
home                         302  200  200  200  200  200  200  200  200  200  200  200
cells:cell_list              302  403  200  200  200  200  200  200  200  200  403  200
cells:cell_detail            302  403  200  200  200  200  404  200  200  200  403  200
cells:meeting_list           302  403  200  200  200  200  200  200  200  200  403  200
cells:meeting_detail sealed  302  403  200  200  200  200  404  200  200  200  403  200
cells:meeting_detail draft   302  403  404  200  200  200  404  404  404  200  403  404
cells:meeting_create         302  403  403  403  200  200  404  403  403  200  403  403
cells:meeting_edit draft     302  403  403  200  200  200  404  403  403  200  403  403
cells:meeting_changes draft  302  403  403  405  405  405  405  403  403  405  403  403
cells:meeting_seal draft     302  403  403  403  403  405  405  403  403  405  403  403
cells:meeting_correct sealed 302  403  403  403  403  200  404  403  403  200  403  403
cells:meeting_confirm scored 302  403  403  403  403  403  403  200  403  403  403  403
cells:meeting_cancel draft   302  403  403  403  403  200  404  403  403  200  403  403
cells:meeting_postpone draft 302  403  403  403  403  200  404  403  403  200  403  403
cells:task_list              302  403  200  200  200  200  200  200  200  200  403  200
cells:task_detail            302  403  200  200  200  200  404  200  200  200  403  200
cells:meeting_delegate draft 302  403  403  403  403  200  404  403  403  200  403  403
cells:delegation_end         302  403  403  403  403  405  405  403  403  405  403  403
members:member_list          302  403  403  403  200  200  200  200  200  200  403  200
members:member_detail        302  403  403  403  200  200  404  200  200  200  403  200
members:admission_list       302  403  403  403  200  200  200  200  200  200  403  200
members:admission_detail     302  403  403  403  200  200  404  200  200  200  403  200
members:admission_create     302  403  403  403  200  200  200  403  403  200  403  403
members:admission_step       302  403  403  403  403  405  405  403  405  405  403  403
members:admission_correct    302  403  403  403  403  200  404  403  403  200  403  403
members:admission_end        302  403  403  403  403  200  404  403  403  200  403  403
reports:briefing_list        302  403  403  403  200  200  200  200  200  200  403  200
reports:briefing_detail      302  403  403  403  200  200  200  200  200  200  403  200
reports:briefing_publish     302  403  403  403  403  403  403  403  403  200  403  403
reports:briefing_withdraw    302  403  403  403  403  403  403  403  403  405  403  403
reports:campaign_list        302  403  200  200  200  200  200  200  200  200  403  200
reports:campaign_detail      302  403  200  200  200  200  200  200  200  200  403  200
reports:rating_list          302  403  403  403  200  200  200  200  200  200  403  200
reports:campaign_freeze      302  403  403  403  403  403  403  403  200  200  403  403
reports:campaign_catch_up    302  403  403  403  403  403  403  403  200  200  403  403
reports:rating_undo          302  403  403  403  403  403  403  403  405  405  403  403
reports:rating_cells         302  403  403  403  403  403  403  403  200  200  403  403
reports:rating_members       302  403  403  403  403  403  403  403  200  200  403  403
reports:campaign_decide      302  403  403  403  403  403  403  403  200  200  403  403
reports:year_list            302  403  403  403  403  403  403  403  200  200  403  200
reports:year_report          302  403  403  403  403  403  403  403  200  200  403  200
reports:year_comparison      302  403  403  403  403  403  403  403  200  200  403  200
reports:year_figure          302  403  403  403  403  403  403  403  200  200  403  200
news:comment_list            302  403  403  403  403  403  403  403  403  403  403  403
news:comment_detail          302  403  403  403  403  403  403  403  403  403  403  403
news:comment_decide          302  403  403  403  403  403  403  403  403  403  403  403
members:own_record           302  403  200  200  200  200  200  200  200  403  403  403
"""
# Addresses that take no GET to be asked for, with the test that holds them.
ELSEWHERE = {
    "members:member_reveal": "tests/members/test_member_reveal.py",
    "members:admission_reveal": "tests/members/test_admission_pages.py",
}


def rows():
    for line in TABLE.strip().splitlines()[1:]:
        words = line.split()
        count = len(words) - len(ROLES)
        page = " ".join(words[:count])
        statuses = dict(zip(ROLES, map(int, words[count:]), strict=True))
        yield pytest.param(page, statuses, id=page)


@pytest.fixture
def delegate(cell, draft, secretary):
    user = make_user(member=make_member(cell=cell))
    make_delegation(meeting=draft, member=user.member, by=secretary)
    return user


@pytest.fixture
def address(request, cell):
    """The address of a page of the table, as the secretary's cell has it."""

    def address(page):
        name, _, state = page.partition(" ")
        make = {
            "sealed": lambda: _sealed(request).pk,
            "scored": lambda: _sealed(request, points=9).pk,
            "draft": lambda: request.getfixturevalue("draft").pk,
        }
        keys = {
            "cells:cell_detail": lambda: cell.pk,
            "cells:meeting_create": lambda: cell.pk,
            "cells:task_detail": lambda: _task(request).pk,
            "members:member_detail": lambda: _neighbour(request).pk,
            "members:admission_detail": lambda: _candidate(request).pk,
            "members:admission_step": lambda: _candidate(request).pk,
            "members:admission_correct": lambda: (_candidate(request).pk, "followed"),
            "members:admission_end": lambda: _candidate(request).pk,
            "cells:delegation_end": lambda: _delegation(request).pk,
            "reports:briefing_detail": lambda: make_briefing(chair=make_member()).pk,
            "reports:briefing_publish": lambda: _briefing_draft().pk,
            "reports:briefing_withdraw": lambda: make_briefing(chair=make_member()).pk,
            "reports:campaign_freeze": lambda: _campaign(request, frozen=False).year,
            "reports:campaign_catch_up": lambda: _campaign(request).year,
            "reports:rating_undo": lambda: _campaign(request).year,
            "reports:campaign_detail": lambda: _decided(request).year,
            "reports:rating_list": lambda: _decided(request).year,
            "reports:rating_cells": lambda: _campaign(request).year,
            "reports:rating_members": lambda: (_campaign(request).year, cell.pk),
            "reports:campaign_decide": lambda: _campaign(request).year,
            "news:comment_detail": lambda: make_comment(article=make_article()).pk,
            "reports:year_report": lambda: today().year,
            "reports:year_comparison": lambda: today().year,
            "reports:year_figure": lambda: (today().year, "dang-vien"),
        }
        key = make.get(state) or keys.get(name)
        found = key() if key else ()
        return reverse(name, args=found if isinstance(found, tuple) else (found,))

    return address


def _sealed(request, **fields):
    secretary, cell = map(request.getfixturevalue, ["secretary", "cell"])
    return make_sealed_meeting(cell=cell, by=secretary, kind="extraordinary", **fields)


def _neighbour(request):
    """A member of the cell who is nobody of the cast that asks."""
    return request.getfixturevalue("deputy").member


def _candidate(request):
    secretary, cell = map(request.getfixturevalue, ["secretary", "cell"])
    return make_admission(cell=cell, by=secretary)


def _briefing_draft():
    return make_briefing(chair=make_member(), published=False)


def _campaign(request, **fields):
    return make_campaign(by=request.getfixturevalue("office"), **fields)


def _decided(request):
    return decide_campaign(_campaign(request), by=request.getfixturevalue("office"))


def _task(request):
    cell, secretary = map(request.getfixturevalue, ["cell", "secretary"])
    return make_task(cell=cell, by=secretary)


def _delegation(request):
    draft, secretary = map(request.getfixturevalue, ["draft", "secretary"])
    return make_delegation(meeting=draft, member=_neighbour(request), by=secretary)


def answer(request, role, address):
    """What the page answers to somebody of that role: its status, or where it leads."""
    client = Client()
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))
    response = client.get(address)
    if response.status_code == 302:
        assert response.url.startswith("/dang-nhap/?next=")
    return response.status_code


# All roles of a page in one test: the cast is made once, and a page read by one role
# stays as it is for the next.
@pytest.mark.parametrize(("name", "statuses"), list(rows()))
def test_page_opens_for_whom_the_table_says(request, address, name, statuses):
    cast = [request.getfixturevalue(role) for role in ROLES if role != "anonymous"]
    assert len(set(cast)) == len(cast)
    asked = address(name)
    assert {role: answer(request, role, asked) for role in statuses} == statuses


def test_another_cells_meeting_is_404_for_every_verb(
    client, other_secretary, secretary, draft, reader
):
    delegation = make_delegation(meeting=draft, member=reader.member, by=secretary)
    client.force_login(other_secretary)
    for name, key in [
        ("cells:meeting_edit", draft.pk),
        ("cells:meeting_changes", draft.pk),
        ("cells:meeting_seal", draft.pk),
        ("cells:meeting_cancel", draft.pk),
        ("cells:meeting_delegate", draft.pk),
        ("cells:delegation_end", delegation.pk),
    ]:
        assert client.post(reverse(name, args=[key])).status_code == 404, name


def test_forged_key_is_404(client, office):
    client.force_login(office)
    missing = "00000000-0000-4000-8000-000000000000"
    assert (
        client.get(reverse("cells:meeting_detail", args=[missing])).status_code == 404
    )
    assert client.get("/noi-bo/hop/khong-phai-ma/").status_code == 404
    assert client.get("/noi-bo/chi-bo/999999999999999999999/").status_code == 404


# The table is complete


def our_pages(resolver=None, namespace=""):
    """Name and view of every address that is ours, Django admin's left out."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from our_pages(pattern, namespace + inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback


def test_every_page_names_its_readers():
    nameless = [name for name, view in our_pages() if not hasattr(view, "readers")]
    assert nameless == []


def test_every_private_page_is_in_the_table():
    in_table = {row.split()[0] for row in TABLE.strip().splitlines()[1:]}
    private = {
        name for name, view in our_pages() if view.readers not in ("public", "account")
    }
    assert private - in_table - set(ELSEWHERE) == set()


def test_no_name_of_the_table_is_gone():
    names = {name for name, _ in our_pages()}
    in_table = {row.split()[0] for row in TABLE.strip().splitlines()[1:]}
    assert (in_table | set(ELSEWHERE)) - names == set()


def test_private_pages_stand_below_one_prefix():
    for name, view in our_pages():
        if view.readers in ("public", "account"):
            continue
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        assert path.startswith("/noi-bo/"), name


def test_private_pages_are_not_kept_in_caches(client, secretary):
    client.force_login(secretary)
    assert "no-store" in client.get("/noi-bo/").headers["Cache-Control"]


def test_pages_answer_head(client, secretary):
    client.force_login(secretary)
    assert client.head("/noi-bo/hop/").status_code == 200
