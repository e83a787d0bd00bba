"""Django admin for admissions: what the office puts right, what it cannot."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Admission, AdmissionStep, AdmissionTarget, Reveal
from members.models.admission_step import StepKind
from members.reveals import DOTS
from tests.admin_pages import errors, form_of, posted
from tests.factories import make_admission, make_cell

pytestmark = pytest.mark.django_db


def url(page, *args):
    return reverse(f"admin:members_{page}", args=args)


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def admission(cell, secretary):
    return make_admission(
        cell=cell, by=secretary, phone="0912345678", until=StepKind.CERTIFIED
    )


@pytest.mark.parametrize("page", ["admission", "admissionstep", "admissiontarget"])
def test_queries_of_a_list_do_not_grow(office_client, secretary, page):
    def fill(rows):
        for _ in range(rows):
            place = make_cell()
            make_admission(cell=place, by=secretary, until=StepKind.CERTIFIED)
            AdmissionTarget.objects.create(cell=place, year=2026, count=1)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert office_client.get(url(f"{page}_changelist")).status_code == 200
        return len(captured)

    fill(2)
    few = queries()
    fill(5)
    assert queries() == few


def test_office_follows_somebody(office_client, cell, office):
    page = office_client.get(url("admission_add"))
    sent = posted(
        page,
        cell=cell.pk,
        full_name="Đỗ Thị Mới",
        sex="female",
        born_on="07/08/1999",
    )
    assert office_client.post(url("admission_add"), sent).status_code == 302
    admission = Admission.objects.get()
    assert admission.last_step.kind == StepKind.FOLLOWED
    assert admission.last_step.recorded_by == office


def test_office_puts_a_name_right_and_masked_fields_stay(office_client, admission):
    address = url("admission_change", admission.pk)
    page = office_client.get(address)
    assert DOTS in page.content.decode()
    assert "0912345678" not in page.content.decode()
    sent = posted(page, full_name="Đỗ Thị Đúng")
    assert office_client.post(address, sent).status_code == 302
    admission.refresh_from_db()
    assert admission.full_name == "Đỗ Thị Đúng"
    assert admission.phone == "0912345678"


def test_a_look_at_a_masked_field_is_logged(office_client, office, admission):
    address = url("admission_change", admission.pk)
    sent = posted(office_client.get(address), _reveal="phone")
    shown = office_client.post(address, sent)
    assert form_of(shown)["phone"].value() == "0912345678"
    [row] = Reveal.objects.all()
    assert (row.user, row.admission, row.field) == (office, admission, "phone")
    listed = office_client.get(url("reveal_changelist")).content.decode()
    assert str(admission) in listed


def test_cell_of_a_person_stays(office_client, admission):
    form = form_of(office_client.get(url("admission_change", admission.pk)))
    assert form.fields["cell"].disabled


def test_nobody_is_deleted(office_client, admission):
    response = office_client.post(url("admission_delete", admission.pk), {"post": "y"})
    assert response.status_code == 403


# Steps


def test_step_is_recorded_on_the_page_of_the_person(office_client):
    assert office_client.get(url("admissionstep_add")).status_code == 403


def test_day_of_a_step_is_put_right_in_order(office_client, admission):
    step = admission.step(StepKind.OUTSTANDING)
    address = url("admissionstep_change", step.pk)
    page = office_client.get(address)
    late = office_client.post(address, posted(page, done_on="01/12/2025"))
    assert "không được sau ngày" in errors(late, "done_on")[0]
    sent = posted(page, done_on=f"{step.done_on:%d/%m/%Y}", document_no="7-NQ/CB")
    assert office_client.post(address, sent).status_code == 302
    step.refresh_from_db()
    assert step.document_no == "7-NQ/CB"


def test_day_that_stands_in_the_record_stays(office_client, cell, secretary):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CEREMONY)
    step = admission.step(StepKind.CEREMONY)
    address = url("admissionstep_change", step.pk)
    day = step.done_on + datetime.timedelta(days=1)
    sent = posted(office_client.get(address), done_on=f"{day:%d/%m/%Y}")
    response = office_client.post(address, sent)
    assert "đã ghi vào hồ sơ đảng viên" in errors(response, "done_on")[0]


def test_last_step_of_today_may_be_taken_back(office_client, admission):
    earlier = admission.step(StepKind.OUTSTANDING)
    address = url("admissionstep_delete", earlier.pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 403
    address = url("admissionstep_delete", admission.last_step.pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 302
    assert admission.last_step.kind == StepKind.CLASS_PROPOSED


def test_ceremony_is_not_taken_back(office_client, cell, secretary):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CEREMONY)
    address = url("admissionstep_delete", admission.last_step.pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 403
    assert AdmissionStep.objects.filter(kind=StepKind.CEREMONY).exists()


# Targets


def test_office_assigns_a_target_once(office_client, cell):
    sent = {"cell": cell.pk, "year": 2026, "count": 1}
    page = office_client.get(url("admissiontarget_add"))
    for status in (302, 200):
        response = office_client.post(url("admissiontarget_add"), posted(page, **sent))
        assert response.status_code == status
    assert "đã có chỉ tiêu" in response.content.decode()
    assert AdmissionTarget.objects.count() == 1


def test_editors_of_news_see_no_candidate(client, editor, admission):
    client.force_login(editor)
    for page in ("admission", "admissionstep", "admissiontarget"):
        assert client.get(url(f"{page}_changelist")).status_code == 403
