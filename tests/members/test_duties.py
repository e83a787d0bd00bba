"""Rights are read live from terms, duties, memberships and delegations of the day."""

from datetime import date, timedelta

import pytest

from cells.models import Cell, Delegation, Meeting, Term
from members.duties import Duties, duties_of
from members.models import Duty, Member, Membership, User
from tests.factories import (
    make_absence,
    make_cell,
    make_delegation,
    make_meeting,
    make_member,
    make_officer,
    make_sealed_meeting,
    make_user,
)

TODAY = date(2022, 6, 15)
A_DAY = timedelta(days=1)
Office = Term.Office


def fresh(user):
    """The user as the next request finds it."""
    return User.objects.get(pk=user.pk)


def sees(user, model):
    return set(model.objects.visible_to(fresh(user), on=TODAY))


# From when to when


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({"started_on": TODAY + A_DAY}, False),
        ({"started_on": TODAY}, True),
        ({"started_on": TODAY - A_DAY, "ended_on": TODAY}, True),
        ({"started_on": TODAY - 9 * A_DAY, "ended_on": TODAY - A_DAY}, False),
    ],
)
class TestDays:
    def test_a_term_in_a_cell(self, cell, dates, holds):
        user = make_officer(Office.SECRETARY, cell=cell, **dates)
        assert duties_of(user, on=TODAY).seals(cell.pk) == holds

    def test_a_term_of_the_commune(self, other_cell, dates, holds):
        user = make_officer(Office.STANDING_MEMBER, home=other_cell, **dates)
        assert duties_of(user, on=TODAY).is_party_committee == holds

    def test_a_duty(self, db, dates, holds):
        user = make_user()
        Duty.objects.create(user=user, kind=Duty.Kind.OFFICE, **dates)
        assert duties_of(user, on=TODAY).is_office == holds

    def test_a_membership(self, cell, dates, holds):
        member = make_member()
        reason = "moved_away" if "ended_on" in dates else ""
        Membership.objects.create(member=member, cell=cell, end_reason=reason, **dates)
        user = make_user(member=member)
        assert duties_of(user, on=TODAY).own_cells == ({cell.pk} if holds else set())

    def test_a_delegation(self, cell, secretary, dates, holds):
        user = make_user(member=make_member(cell=cell))
        dates = {"ended_on": TODAY + 9 * A_DAY, **dates}
        meeting = make_meeting(cell=cell, held_on=TODAY)
        make_delegation(meeting=meeting, member=user.member, by=secretary, **dates)
        assert duties_of(user, on=TODAY).is_delegated == holds
        assert (meeting in sees(user, Meeting)) == holds


# What each role may


@pytest.mark.parametrize("office", [Office.SECRETARY, Office.DEPUTY])
def test_secretary_and_deputy_write_and_seal(cell, office):
    duties = duties_of(make_officer(office, cell=cell), on=TODAY)
    assert duties.seals_for == duties.officer_of == {cell.pk}
    assert duties.reads_members_of(cell.pk)
    assert not duties.reads_all_cells


def test_the_office_seals_for_every_cell(cell, office):
    assert duties_of(office, on=TODAY).seals(cell.pk)


def test_committee_member_writes_and_does_not_seal(cell, committee_member):
    duties = duties_of(committee_member, on=TODAY)
    assert duties.officer_of == {cell.pk}
    assert not duties.seals(cell.pk)
    assert duties.writes_meetings


def test_in_charge_reads_and_does_not_write(cell, other_cell, in_charge):
    duties = duties_of(in_charge, on=TODAY)
    assert duties.in_charge_of == {cell.pk}
    assert duties.own_cells == {other_cell.pk}
    assert not duties.writes_meetings
    assert duties.reads_members_of(cell.pk)
    assert not duties.reads_members_of(other_cell.pk)


@pytest.mark.parametrize("office", Term.COMMUNE_OFFICES)
def test_party_committee_reads_all_cells(other_cell, office):
    duties = duties_of(make_officer(office, home=other_cell), on=TODAY)
    assert duties.reads_all_cells
    assert not duties.writes_meetings
    assert not duties.opens_admin


@pytest.mark.parametrize("kind", [Duty.Kind.EDITOR, "publisher", "moderator"])
def test_news_people_read_nothing_of_members(cell, kind):
    make_sealed_meeting_of(cell)
    user = make_user(duty=kind)
    duties = duties_of(user, on=TODAY)
    # Moderators decide on a page of their own.
    assert duties.opens_admin == (kind != "moderator")
    assert not duties.reads_cells
    assert sees(user, Member) == sees(user, Cell) == sees(user, Meeting) == set()


def test_member_has_only_the_own_cell(cell, reader):
    assert duties_of(reader, on=TODAY) == Duties(
        own_cells=frozenset({cell.pk}), member=reader.member_id
    )


def make_sealed_meeting_of(cell):
    make_member(cell=cell)
    return make_sealed_meeting(
        cell=cell, held_on=TODAY, by=make_user(duty=Duty.Kind.OFFICE)
    )


def test_rights_of_several_offices_add_up(cell, other_cell):
    user = make_officer(Office.SECRETARY, cell=cell)
    Term.objects.create(
        member=user.member,
        office=Office.PARTY_COMMITTEE_MEMBER,
        started_on=TODAY,
    )
    Duty.objects.create(user=user, kind=Duty.Kind.EDITOR, started_on=TODAY)
    duties = duties_of(user, on=TODAY)
    assert duties.held == {"party_committee_member", "editor"}
    assert duties.cells_by_office == {"secretary": {cell.pk}}
    assert duties.own_cells == {cell.pk}


def test_an_exempt_secretary_stays_secretary(cell, secretary):
    make_absence(member=secretary.member)
    assert duties_of(secretary, on=TODAY).seals(cell.pk)


# Nothing for who has nothing


def test_an_unknown_scope_opens_nothing(cell):
    duties = Duties(
        held=frozenset({"archivist"}),
        cells_by_office={"observer": frozenset({cell.pk})},
    )
    assert not duties.reads_all_cells
    assert not duties.reads_cells
    assert not duties.reads_members_of(cell.pk)
    assert not duties.writes_meetings
    assert not duties.seals(cell.pk)
    assert not duties.opens_admin
    assert not duties.allows("members.view_member")


def test_an_account_without_anything_sees_nothing(cell, stranger):
    make_sealed_meeting_of(cell)
    make_meeting(cell=cell, held_on=TODAY + 40 * A_DAY)
    assert duties_of(stranger, on=TODAY) == Duties()
    assert sees(stranger, Member) == sees(stranger, Cell) == sees(stranger, Meeting)
    assert sees(stranger, Member) == set()


def test_an_inactive_account_has_nothing(cell, secretary, draft):
    """Its duties stand where they are and count again once it is opened."""
    sealed = make_sealed_meeting(cell=cell, by=secretary, held_on=TODAY)
    Duty.objects.create(user=secretary, kind="office", started_on=TODAY)
    Term.objects.create(
        member=secretary.member, office="commune_deputy", started_on=TODAY
    )
    make_delegation(
        meeting=draft,
        member=secretary.member,
        by=secretary,
        started_on=TODAY,
        ended_on=TODAY,
    )
    assert sees(secretary, Meeting) == {sealed, draft}
    User.objects.update(is_active=False)
    shut = fresh(secretary)
    assert shut.duties(on=TODAY) == Duties()
    assert not shut.is_staff
    assert not shut.has_perm("members.view_member")
    assert not shut.has_module_perms("members")
    assert sees(shut, Member) == sees(shut, Cell) == sees(shut, Meeting) == set()
    assert not Meeting.objects.editable_by(shut, on=TODAY).exists()


def test_nobody_is_a_superuser(administrator):
    assert not administrator.is_superuser


# Read live, once


def test_one_query_a_day(django_assert_num_queries, cell, secretary):
    Duty.objects.create(user=secretary, kind="office", started_on=TODAY)
    user = fresh(secretary)
    with django_assert_num_queries(1):
        assert user.duties(on=TODAY).is_office
        assert user.duties(on=TODAY).seals(cell.pk)
        assert user.duties(on=TODAY).own_cells
    with django_assert_num_queries(1):
        assert not user.duties(on=TODAY - A_DAY).is_office


def test_the_next_request_sees_what_changed(cell, secretary):
    assert fresh(secretary).duties(on=TODAY).seals(cell.pk)
    Term.objects.update(ended_on=TODAY - A_DAY)
    assert not fresh(secretary).duties(on=TODAY).seals(cell.pk)


def test_rights_of_another_account_stay_with_it(cell, secretary, reader):
    Duty.objects.create(user=secretary, kind="office", started_on=TODAY)
    assert not duties_of(reader, on=TODAY).is_office
    assert not duties_of(reader, on=TODAY).officer_of


def test_who_left_the_cell_keeps_the_meetings_attended(cell, other_cell):
    user = make_user(member=make_member(cell=cell))
    attended = make_sealed_meeting_of(cell)
    Membership.objects.filter(member=user.member).update(
        ended_on=TODAY, end_reason="moved_cell"
    )
    later = make_sealed_meeting(
        cell=cell, held_on=TODAY + A_DAY, kind="thematic", topic="Nước", by=user
    )
    seen = Meeting.objects.visible_to(fresh(user), on=TODAY + A_DAY)
    assert attended in seen
    assert later not in seen


def test_a_delegation_opens_that_meeting_alone(cell, secretary):
    user = make_user(member=make_member(cell=cell))
    given = make_meeting(cell=cell, held_on=TODAY)
    make_meeting(cell=cell, held_on=TODAY + 40 * A_DAY)
    make_delegation(
        meeting=given,
        member=user.member,
        by=secretary,
        scope=Delegation.Scope.ROLL_CALL,
        started_on=TODAY,
        ended_on=TODAY,
    )
    assert sees(user, Meeting) == {given}
    assert set(Meeting.objects.editable_by(user, on=TODAY)) == {given}
    assert not Meeting.objects.sealable_by(user, on=TODAY).exists()
    scoped = Meeting.objects.with_scope_of(fresh(user), on=TODAY).get(pk=given.pk)
    assert scoped.delegated_scope == "roll_call"


# Django admin asks


@pytest.mark.parametrize(
    ("duty", "perm", "allowed"),
    [
        ("office", "members.change_member", True),
        ("office", "cells.add_term", True),
        ("office", "members.change_user", False),
        ("office", "members.add_duty", False),
        ("office", "sessions.view_session", False),
        ("administrator", "members.add_duty", True),
        ("administrator", "cells.change_meeting", True),
        ("administrator", "news.change_article", False),
        ("editor", "members.view_member", False),
        ("editor", "cells.view_cell", False),
        ("editor", "news.add_article", True),
        ("editor", "news.change_article", True),
        ("editor", "news.publish_article", False),
        ("editor", "news.add_image", True),
        ("editor", "news.view_category", True),
        ("editor", "news.change_category", False),
        ("editor", "news.view_comment", False),
        ("publisher", "news.publish_article", True),
        ("publisher", "news.change_category", True),
        ("publisher", "news.decide_comment", False),
        ("publisher", "members.view_member", False),
        ("publisher", "news.delete_article", False),
        ("office", "news.view_article", False),
        ("office", "news.view_comment", False),
        ("administrator", "news.view_comment", False),
        ("editor", "news.view_stamp", False),
    ],
)
def test_permissions_follow_duties(db, duty, perm, allowed):
    user = make_user(duty=duty)
    assert user.has_perm(perm) == allowed
    assert user.has_perms([perm]) == allowed
    assert user.is_staff


@pytest.mark.parametrize(
    ("duty", "opens"),
    [("editor", True), ("publisher", True), ("office", False)]
    + [("administrator", False)],
)
def test_the_news_open_for_news_people(db, duty, opens):
    user = make_user(duty=duty)
    assert user.has_module_perms("news") == opens
    assert user.has_module_perms("members") != opens


def test_secretary_does_not_open_admin(secretary):
    assert not secretary.is_staff
    assert not secretary.has_module_perms("cells")


def test_own_cell_of_a_temporary_member(cell):
    member = make_member(cell=make_cell())
    Membership.objects.create(
        member=member, cell=cell, kind="temporary", started_on=TODAY
    )
    assert cell.pk in duties_of(make_user(member=member), on=TODAY).own_cells
