"""Offices and mandates: one secretary at a time, the next one the day after."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cells.models import Mandate, Term
from members.intervals import END_BEFORE_START
from tests.factories import make_cell, make_mandate, make_member

FIRST = date(2020, 3, 1)
LAST = date(2025, 2, 28)
A_DAY = timedelta(days=1)
Office = Term.Office
CELL_HAS_ONE = "Chi bộ đã có bí thư trong thời gian này."
COMMUNE_HAS_ONE = "Đảng ủy đã có bí thư trong thời gian này."


@pytest.fixture
def member(cell):
    return make_member(cell=cell)


@pytest.fixture
def other(cell):
    return make_member(cell=cell)


def term(member, office, cell=None, *, started_on=FIRST, ended_on=None):
    return Term(
        member=member,
        office=office,
        cell=cell,
        started_on=started_on,
        ended_on=ended_on,
    )


def refused(row, message, constraint):
    """By the form's check with that sentence, and by the database behind it."""
    with pytest.raises(ValidationError, match=message):
        row.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(row).objects.bulk_create([row])


def accepted(row):
    row.full_clean()
    type(row).objects.bulk_create([row])


# Secretaries


def test_second_secretary_of_a_cell_on_a_shared_day(cell, member, other):
    term(member, Office.SECRETARY, cell, ended_on=LAST).save()
    second = term(other, Office.SECRETARY, cell, started_on=LAST)
    refused(second, CELL_HAS_ONE, "term_one_secretary_a_cell")


def test_the_secretary_of_a_day(cell, other_cell, member, other):
    term(other, Office.SECRETARY, cell, ended_on=LAST).save()
    term(member, Office.SECRETARY, cell, started_on=LAST + A_DAY).save()
    term(member, Office.DEPUTY, cell, ended_on=LAST).save()
    assert cell.secretary(on=LAST) == other
    assert cell.secretary(on=LAST + A_DAY) == member
    assert other_cell.secretary(on=LAST) is None


def test_next_secretary_starts_the_day_after(cell, member, other):
    term(member, Office.SECRETARY, cell, ended_on=LAST).save()
    accepted(term(other, Office.SECRETARY, cell, started_on=LAST + A_DAY))


def test_secretary_before_the_one_who_is(cell, member, other):
    """The older term is often entered later."""
    term(member, Office.SECRETARY, cell, started_on=LAST + A_DAY).save()
    refused(term(other, Office.SECRETARY, cell), CELL_HAS_ONE, "term_one_secretary")
    accepted(term(other, Office.SECRETARY, cell, ended_on=LAST))


def test_each_cell_has_its_secretary(cell, other_cell, member, other):
    term(member, Office.SECRETARY, cell).save()
    accepted(term(other, Office.SECRETARY, other_cell))


def test_second_secretary_of_the_commune(member, other):
    """The cell is NULL there, and NULL overlaps nothing."""
    term(member, Office.COMMUNE_SECRETARY, ended_on=LAST).save()
    second = term(other, Office.COMMUNE_SECRETARY, started_on=LAST)
    refused(second, COMMUNE_HAS_ONE, "term_one_secretary_of_the_commune")
    accepted(term(other, Office.COMMUNE_SECRETARY, started_on=LAST + A_DAY))


def test_secretaries_of_cell_and_commune_at_once(cell, member):
    term(member, Office.SECRETARY, cell).save()
    accepted(term(member, Office.COMMUNE_SECRETARY))


def test_several_deputies(cell, member, other):
    term(member, Office.DEPUTY, cell).save()
    accepted(term(other, Office.DEPUTY, cell))
    term(member, Office.COMMUNE_DEPUTY).save()
    accepted(term(other, Office.COMMUNE_DEPUTY))


# One office once for one person


def test_same_office_of_a_cell_twice(cell, member):
    term(member, Office.COMMITTEE_MEMBER, cell, ended_on=LAST).save()
    again = term(member, Office.COMMITTEE_MEMBER, cell, started_on=LAST)
    refused(again, "đã giữ chức vụ này", "term_once_in_a_cell")
    accepted(term(member, Office.COMMITTEE_MEMBER, cell, started_on=LAST + A_DAY))


def test_same_office_of_the_commune_twice(member):
    term(member, Office.STANDING_MEMBER, ended_on=LAST).save()
    again = term(member, Office.STANDING_MEMBER, started_on=LAST)
    refused(again, "đã giữ chức vụ này", "term_once_in_the_commune")
    accepted(term(member, Office.PARTY_COMMITTEE_MEMBER))


def test_in_charge_of_several_cells(cell, other_cell, member):
    term(member, Office.IN_CHARGE, cell).save()
    accepted(term(member, Office.IN_CHARGE, other_cell))


# The cell fits the office


@pytest.mark.parametrize("office", Term.CELL_OFFICES)
def test_office_of_a_cell_without_the_cell(member, office):
    refused(term(member, office), "phải ghi chi bộ", "term_cell_fits_office")


@pytest.mark.parametrize("office", Term.COMMUNE_OFFICES)
def test_office_of_the_commune_with_a_cell(cell, member, office):
    refused(term(member, office, cell), "thì không", "term_cell_fits_office")


def test_unknown_office(cell, member):
    """The form refuses it with a sentence, and no check trips over it."""
    unknown = term(member, "treasurer", cell)
    with pytest.raises(ValidationError) as caught:
        unknown.full_clean()
    assert list(caught.value.message_dict) == ["office"]
    with pytest.raises(IntegrityError, match="term_cell_fits_office"):
        unknown.save()


def test_unknown_cell(member):
    forged = Term(
        member=member, office=Office.SECRETARY, cell_id=987654, started_on=FIRST
    )
    with pytest.raises(ValidationError) as caught:
        forged.full_clean()
    assert list(caught.value.message_dict) == ["cell"]


def test_end_before_start(cell, member):
    early = term(member, Office.SECRETARY, cell, ended_on=FIRST - A_DAY)
    with pytest.raises(ValidationError) as caught:
        early.full_clean()
    assert caught.value.message_dict == {"ended_on": [END_BEFORE_START]}


# Mandates


def test_second_mandate_of_a_cell_on_a_shared_day(cell):
    make_mandate(cell=cell, started_on=FIRST, ended_on=LAST)
    second = Mandate(
        cell=cell, name="2025–2030", started_on=LAST, due_on=date(2030, 3, 1)
    )
    refused(second, "Chi bộ đã có một nhiệm kỳ", "mandate_one_a_cell_at_a_time")
    second.started_on = LAST + A_DAY
    accepted(second)


def test_second_mandate_of_the_commune_on_a_shared_day(db):
    make_mandate(started_on=FIRST, ended_on=LAST)
    second = Mandate(name="2025–2030", started_on=LAST, due_on=date(2030, 3, 1))
    refused(second, "Đảng bộ xã đã có một nhiệm kỳ", "mandate_one_of_the_commune")
    second.started_on = LAST + A_DAY
    accepted(second)


def test_mandates_of_cells_and_commune_stand_beside_each_other(cell):
    make_mandate(cell=cell)
    make_mandate(cell=make_cell())
    make_mandate()
    assert str(Mandate.objects.get(cell=None)) == "Đảng bộ xã, nhiệm kỳ 2020–2025"


def test_next_congress_comes_after_the_last(cell):
    mandate = Mandate(cell=cell, name="2020–2025", started_on=FIRST, due_on=FIRST)
    refused(mandate, "phải sau ngày bắt đầu nhiệm kỳ", "mandate_due_after_start")
    mandate.due_on = FIRST + A_DAY
    accepted(mandate)


def test_mandate_of_an_unknown_cell(db):
    forged = Mandate(cell_id=987654, name="x", started_on=FIRST, due_on=LAST)
    with pytest.raises(ValidationError) as caught:
        forged.full_clean()
    assert list(caught.value.message_dict) == ["cell"]
