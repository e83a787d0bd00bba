"""Numbers that rules set: which is in force, what it may look like, how sure it is."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.models import NoRegulation, Regulation
from members.models.regulation import SHAPES, Certainty, Subject
from members.regulations import RULES, load_regulations
from members.rule_values import Frame, Span, Threshold
from tests.admin_pages import errors, form_of, posted

pytestmark = pytest.mark.django_db

END_OF_2021 = datetime.date(2021, 12, 31)
TODAY = datetime.date(2026, 11, 23)


def read(subject, on):
    return Regulation.objects.read(subject, on=on)


# The rows


def test_every_subject_has_rules_and_a_shape():
    assert set(RULES) == set(Subject) == set(SHAPES)
    assert set(Regulation.objects.values_list("subject", flat=True)) == set(Subject)


def test_every_rule_is_valid_and_says_where_it_is_from():
    for rule in Regulation.objects.all():
        rule.full_clean()
        assert rule.citation
        assert rule.source or rule.certainty == Certainty.UNVERIFIED


def test_loading_twice_adds_nothing_and_keeps_what_the_office_wrote():
    rule = Regulation.objects.rule(Subject.PROBATION_MONTHS, on=TODAY)
    rule.value = 13
    rule.save()
    count = Regulation.objects.count()
    load_regulations()
    assert Regulation.objects.count() == count
    assert read(Subject.PROBATION_MONTHS, TODAY) == 13


@pytest.mark.django_db(transaction=True)
def test_rules_are_there_after_tables_were_emptied():
    assert read(Subject.PROBATION_MONTHS, TODAY) == 12


@pytest.mark.parametrize("on", [END_OF_2021, TODAY])
def test_numbers_of_both_times(on):
    assert read(Subject.ADMISSION_VOTE, on) == Threshold(2, 3, of="official")
    assert read(Subject.PROBATION_MONTHS, on) == 12
    assert read(Subject.CERTIFICATE_MONTHS, on) == 60
    assert read(Subject.ADMISSION_AGE, on) == Span(18, 60)
    assert read(Subject.EXCELLENT_CAP, on) == Threshold(20, 100, of="good")
    assert read(Subject.UNRATED_MONTHS, on) == 6
    assert read(Subject.MEETING_MINUTES, on) == 90
    assert read(Subject.COMMITTEE_SIZE, on) == 9


def test_numbers_that_changed():
    assert 35 not in read(Subject.BADGE_YEARS, END_OF_2021)
    assert {35, 95} <= set(read(Subject.BADGE_YEARS, TODAY))
    assert read(Subject.ADMISSION_DECIDER, END_OF_2021) == "district_standing"
    assert read(Subject.ADMISSION_DECIDER, TODAY) == "commune_standing"
    assert read(Subject.SCORE_FRAME, END_OF_2021).grades == ()
    frame = read(Subject.SCORE_FRAME, TODAY)
    assert sum(points for _, points in frame.criteria) == 100
    assert frame.grades == (("Tốt", 90), ("Khá", 70), ("Trung bình", 50), ("Kém", 0))


def test_day_of_change_belongs_to_the_new_rule():
    a_day = datetime.timedelta(days=1)
    new = Regulation.objects.get(subject=Subject.BADGE_YEARS, ended_on=None)
    assert 95 in read(Subject.BADGE_YEARS, new.started_on)
    assert 95 not in read(Subject.BADGE_YEARS, new.started_on - a_day)


@pytest.mark.parametrize("on", [END_OF_2021, TODAY, datetime.date(2021, 7, 30)])
def test_filter_and_method_agree_on_what_is_in_force(on):
    """Holds in_force() and is_in_force() together."""
    kept = {rule for rule in Regulation.objects.all() if rule.is_in_force(on=on)}
    assert set(Regulation.objects.in_force(on=on)) == kept


def test_missing_rule_is_named_with_its_day():
    with pytest.raises(NoRegulation, match="lễ kết nạp.*31/12/2021"):
        read(Subject.CEREMONY_WORKING_DAYS, END_OF_2021)


def test_kept_rules_read_the_database_once(django_assert_num_queries):
    rules = Regulation.objects.all()
    with django_assert_num_queries(1):
        for subject in (Subject.ADMISSION_VOTE, Subject.PROBATION_MONTHS):
            for on in (END_OF_2021, TODAY):
                rules.read(subject, on=on)


# What a value may be


@pytest.mark.parametrize(
    ("whole", "least"), [(31, 21), (9, 6), (10, 7), (3, 2), (1, 1), (0, 0)]
)
def test_two_thirds_in_whole_numbers(whole, least):
    share = Threshold(2, 3)
    assert share.least(whole) == least
    assert share.is_reached(least, whole=whole)
    assert least == 0 or not share.is_reached(least - 1, whole=whole)


@pytest.mark.parametrize(("whole", "least"), [(10, 6), (11, 6), (2, 2), (1, 1)])
def test_more_than_half_in_whole_numbers(whole, least):
    share = Threshold(1, 2, over=True)
    assert share.least(whole) == least
    assert not share.is_reached(least - 1, whole=whole)


@pytest.mark.parametrize(("whole", "most"), [(305, 61), (340, 68), (11, 2), (4, 0)])
def test_cap_in_whole_numbers(whole, most):
    assert Threshold(20, 100, of="good").most(whole) == most


def test_span_counts_both_ends():
    assert [Span(18, 60).holds(age) for age in (17, 18, 60, 61)] == [0, 1, 1, 0]
    assert Span(18, None).holds(99)


NONSENSE = [
    None,
    "",
    True,
    -1,
    1.5,
    "2/3",
    [],
    [3, 2],
    [1, 1],
    [True],
    {},
    {"part": 2},
    {"part": 4, "whole": 3},
    {"part": 0, "whole": 3},
    {"part": 2, "whole": 3, "more": 1},
    {"part": 2, "whole": 3, "over": "yes"},
    {"part": 20, "whole": 100, "of": "all"},
    {"from": 60, "to": 18},
    {"from": 18},
    {"criteria": [], "grades": []},
    {"criteria": [{"name": " Thừa ", "points": 1}], "grades": []},
    {"criteria": [{"name": "Chuẩn bị", "points": -1}], "grades": []},
    {"criteria": [{"name": "Chuẩn bị", "points": 1}], "grades": [{"name": "Tốt"}]},
    {"criteria": "x", "grades": []},
    "province",
]


@pytest.mark.parametrize("subject", Subject)
def test_value_of_another_shape_is_refused_with_an_example(subject):
    rule = Regulation.objects.filter(subject=subject).first()
    for rule.value in NONSENSE:
        with pytest.raises(ValidationError) as refusal:
            rule.clean()
        assert SHAPES[subject].example in refusal.value.message_dict["value"][0]


def test_frame_reads_as_pairs():
    value = {
        "criteria": [{"name": "Chuẩn bị", "points": None}],
        "grades": [{"name": "Tốt", "from": 90}],
    }
    rule = Regulation(subject=Subject.SCORE_FRAME, value=value)
    rule.clean()
    assert rule.reading == Frame((("Chuẩn bị", None),), (("Tốt", 90),))


# One at a time


def test_second_rule_at_a_time_is_refused():
    rule = Regulation.objects.rule(Subject.PROBATION_MONTHS, on=TODAY)
    second = Regulation(
        subject=rule.subject,
        value=6,
        citation="Thử",
        certainty="unverified",
        started_on=TODAY,
    )
    with pytest.raises(ValidationError, match="đã có quy định trong thời gian này"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


# Django admin

URL = "admin:members_regulation"


@pytest.fixture
def rule():
    return Regulation.objects.rule(Subject.SCORE_FRAME, on=TODAY)


def test_office_corrects_a_rule(client, office, rule):
    client.force_login(office)
    address = reverse(f"{URL}_change", args=[rule.pk])
    page = client.get(address)
    html = page.content.decode()
    assert "Chuẩn bị" in html
    assert "Cách ghi:" in html
    value = '{"criteria": [{"name": "Chuẩn bị", "points": 100}], "grades": []}'
    sent = posted(page, value=value, citation="Văn bản mới")
    assert client.post(address, sent).status_code == 302
    rule.refresh_from_db()
    assert rule.reading.criteria == (("Chuẩn bị", 100),)
    assert rule.citation == "Văn bản mới"


@pytest.mark.parametrize("value", ["{", "12", '{"criteria": []}'])
def test_office_is_told_how_to_write_a_value(client, office, rule, value):
    client.force_login(office)
    address = reverse(f"{URL}_change", args=[rule.pk])
    response = client.post(address, posted(client.get(address), value=value))
    [error] = errors(response, "value")
    assert "Giá trị chưa đúng" in error


def test_office_writes_the_rule_that_follows(client, office, rule):
    client.force_login(office)
    add = reverse(f"{URL}_add")
    fields = {
        "subject": rule.subject,
        "value": '{"criteria": [{"name": "Mới", "points": 100}], "grades": []}',
        "citation": "Hướng dẫn mới",
        "certainty": "official",
        "started_on": "01/12/2026",
    }
    page = client.get(add)
    assert "Cách ghi theo từng nội dung" in page.content.decode()
    refused = client.post(add, posted(page, **fields))
    assert "Hãy ghi ngày kết thúc" in errors(refused, "started_on")[0]
    rule.ended_on = datetime.date(2026, 11, 30)
    rule.save()
    assert client.post(add, posted(page, **fields)).status_code == 302
    assert read(rule.subject, datetime.date(2026, 12, 1)).criteria == (("Mới", 100),)


def test_subject_stays(client, office, rule):
    client.force_login(office)
    page = client.get(reverse(f"{URL}_change", args=[rule.pk]))
    assert form_of(page).fields["subject"].disabled


def test_list_is_for_the_office(client, office, secretary):
    client.force_login(office)
    response = client.get(reverse(f"{URL}_changelist"))
    assert "Khung chấm điểm" in response.content.decode()
    client.force_login(secretary)
    assert client.get(reverse(f"{URL}_changelist")).status_code == 302
