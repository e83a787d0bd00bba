"""What all pages of Django admin have in common: versions, rows in bulk, links."""

import threading

import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.db import transaction
from django.forms.utils import pretty_name
from django.urls import NoReverseMatch, reverse

from members.models import Member
from news.models import Article
from partyportal.admin import MOST_INLINE_ROWS, RecordAdmin, RecordForm
from tests.admin_pages import form_of, posted
from tests.factories import make_article, make_briefing, make_member, make_unit
from tests.locks import elsewhere, wait_for_locks

pytestmark = pytest.mark.django_db


def url_of(row):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


def refusal(response):
    assert response.status_code == 200
    return " ".join(form_of(response).non_field_errors())


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def publisher_client(client, publisher):
    client.force_login(publisher)
    return client


# What columns are called


def test_columns_of_lists_are_named_in_vietnamese():
    # Django heads a look-up, a property and a method without a description by its
    # name. Pages of allauth open for nobody.
    english = {
        f"{model.__name__}: {name}"
        for model, page in admin.site._registry.items()
        for name in page.list_display
        if label_for_field(name, model, page).lower() == pretty_name(name).lower()
        and model._meta.app_label not in ("account", "mfa")
    }
    assert english == set()


# A row that somebody saved meanwhile


def test_article_published_meanwhile_is_not_written_over(publisher_client, publisher):
    article = make_article(published=None)
    article.approve(by=publisher)
    sent = posted(publisher_client.get(url_of(article)), title="Tin khác")
    publish = {"action": "publish", "_selected_action": [article.pk]}
    publisher_client.post(reverse("admin:news_article_changelist"), publish)
    said = refusal(publisher_client.post(url_of(article), sent))
    assert f"{publisher} đã lưu mục này lúc" in said
    assert "Hãy mở lại trang" in said
    stored = Article.objects.get()
    assert stored.published_at is not None
    assert stored.title == article.title


def test_what_was_refused_stays_refused(publisher_client):
    article = make_article()
    sent = posted(publisher_client.get(url_of(article)), title="Tin khác")
    Article.objects.update(title="Tin sửa trước")
    response = publisher_client.post(url_of(article), sent)
    assert f'name="_version" value="{sent["_version"]}"' in response.content.decode()
    assert "Tin khác" in response.content.decode()
    assert refusal(publisher_client.post(url_of(article), sent))
    assert Article.objects.get().title == "Tin sửa trước"


def test_member_changed_meanwhile_is_not_written_over(office_client, cell):
    member = make_member(cell=cell, occupation="Nông dân")
    page = office_client.get(url_of(member))
    Member.objects.filter(pk=member.pk).update(occupation="Giáo viên")
    sent = posted(page, full_name="Trần Thị Khác")
    assert "Hệ thống đã lưu mục này lúc" in refusal(
        office_client.post(url_of(member), sent)
    )
    member.refresh_from_db()
    assert member.occupation == "Giáo viên"
    assert member.full_name != "Trần Thị Khác"


def test_form_opened_again_is_saved(office_client, cell):
    member = make_member(cell=cell)
    Member.objects.update(occupation="Giáo viên")
    sent = posted(office_client.get(url_of(member)), full_name="Trần Thị Khác")
    assert office_client.post(url_of(member), sent).status_code == 302
    member.refresh_from_db()
    assert member.full_name == "Trần Thị Khác"


def test_double_click_is_no_conflict(office_client, cell):
    member = make_member(cell=cell)
    sent = posted(office_client.get(url_of(member)), full_name="Trần Thị Khác")
    for _ in range(2):
        assert office_client.post(url_of(member), sent).status_code == 302


def test_rows_written_with_another_have_part_in_its_version(office_client):
    briefing, unit = (
        make_briefing(chair=make_member()),
        make_unit(name="Hội Nông dân xã"),
    )
    sent = posted(office_client.get(url_of(briefing)), place="Nhà văn hóa")
    briefing.entries.create(unit=unit, strengths="Tốt")
    assert "đã lưu mục này" in refusal(office_client.post(url_of(briefing), sent))


def test_every_page_that_writes_knows_versions(rf, request):
    for role in ["office", "administrator", "publisher", "moderator"]:
        asked = rf.get("/")
        asked.user = request.getfixturevalue(role)
        for page in admin.site._registry.values():
            if page.has_change_permission(asked):
                assert isinstance(page, RecordAdmin)
                assert issubclass(page.form, RecordForm)
                assert hasattr(page.model, "pgh_event_model")


@pytest.mark.django_db(transaction=True)
def test_row_about_to_be_saved_is_locked(client, office, cell):
    member = make_member(cell=cell)
    client.force_login(office)
    sent = posted(client.get(url_of(member)), full_name="Trần Thị Khác")
    answers = []

    @elsewhere
    def save():
        answers.append(client.post(url_of(member), sent))

    thread = threading.Thread(target=save)
    with transaction.atomic():
        type(member).objects.update(occupation="Giáo viên")
        thread.start()
        wait_for_locks()
    thread.join()
    assert "đã lưu mục này" in refusal(answers[0])
    member.refresh_from_db()
    assert member.occupation == "Giáo viên"


# Rows in bulk, links


@pytest.mark.parametrize("count", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_absurd_number_of_rows_is_refused(office_client, count):
    briefing = make_briefing(chair=make_member())
    sent = posted(office_client.get(url_of(briefing)))
    sent |= {f"entries-{count}": "999999999", "entries-TOTAL_FORMS": "999999999"}
    response = office_client.post(url_of(briefing), sent)
    assert response.status_code == 200
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    assert [len(f.forms) <= MOST_INLINE_ROWS for f in formsets] == [True, True]
    assert any(str(MOST_INLINE_ROWS) in str(f.non_form_errors()) for f in formsets)


def test_row_with_a_page_leads_to_it(office_client, cell):
    member = make_member(cell=cell)
    html = office_client.get(url_of(member)).content.decode()
    assert f'href="{member.get_absolute_url()}"' in html
    assert "/quan-tri/r/" not in html


def test_shortcut_of_django_is_gone(office_client):
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])
    assert office_client.get("/quan-tri/r/1/1/").status_code == 404
