"""One person's way into the Party: the steps, their order, what two of them make."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from members.intervals import months_after
from members.migrations import __path__ as migrations_path
from members.models import Admission, AdmissionStep, Member, Membership, Regulation
from members.models.admission_step import COMMITTEE_STEPS, VOTES, Decider, StepKind
from partyportal import history
from tests.factories import (
    LONG_AGO,
    lead,
    make_admission,
    make_member,
    make_members,
    votes_of,
)
from tests.locks import elsewhere

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 4)
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def admission(cell, secretary):
    """Somebody who is followed since DAY."""
    return make_admission(cell=cell, by=secretary, since=DAY, full_name="Đỗ Thị Mới")


@pytest.fixture
def record(admission, secretary):
    def record(kind, *, on, **fields):
        fields = {**votes_of(admission, kind, on=on), **fields}
        return admission.record_step(kind, by=secretary, on=on, **fields)

    return record


# Order


def test_every_step_can_be_taken(admission, secretary):
    lead(admission, until=StepKind.RECOGNISED, by=secretary)
    assert [step.kind for step in admission.steps.all()] == StepKind.values
    assert admission.next_kind is None
    assert admission.state == "Công nhận đảng viên chính thức"


def test_step_is_not_skipped(admission, record):
    with pytest.raises(ValidationError, match="Công nhận quần chúng ưu tú"):
        record(StepKind.CLASS_PROPOSED, on=DAY)
    assert admission.next_kind == StepKind.OUTSTANDING


def test_step_is_not_before_an_earlier_one(record):
    with pytest.raises(ValidationError, match="không được trước ngày 04/03/2024"):
        record(StepKind.OUTSTANDING, on=DAY - A_DAY)


def test_steps_of_one_day_are_in_order(record):
    assert record(StepKind.OUTSTANDING, on=DAY).done_on == DAY


def test_step_put_right_is_not_after_a_later_one(admission, record):
    record(StepKind.OUTSTANDING, on=DAY + A_DAY)
    first = admission.step(StepKind.FOLLOWED)
    first.done_on = DAY + 2 * A_DAY
    with pytest.raises(ValidationError, match="không được sau ngày 05/03/2024"):
        first.full_clean()


def test_step_recorded_twice_is_one(admission, record):
    first = record(StepKind.OUTSTANDING, on=DAY)
    assert record(StepKind.OUTSTANDING, on=DAY) == first
    assert admission.steps.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"on": DAY + A_DAY},
        {"on": DAY, "document_no": "05-NQ/CB"},
        {"on": DAY, "note": "Đã bỏ phiếu lại"},
    ],
)
def test_step_recorded_twice_with_other_content_is_refused(admission, record, other):
    record(StepKind.OUTSTANDING, on=DAY)
    with pytest.raises(ValidationError, match="chưa được lưu. Nếu ghi sai"):
        record(StepKind.OUTSTANDING, **other)
    step = admission.steps.get(kind=StepKind.OUTSTANDING)
    assert (step.done_on, step.document_no, step.note) == (DAY, "", "")


def test_kind_that_is_not_known_is_refused(record):
    with pytest.raises(ValidationError):
        record("baptism", on=DAY)


def test_database_has_the_same_order():
    source = f"{migrations_path[0]}/0006_hold_steps_in_order.py"
    with open(source) as file:
        kinds = file.read().partition("KINDS = [")[2].partition("]")[0]
    assert kinds.replace('"', "").replace(",", " ").split() == StepKind.values


@pytest.fixture
def ahead(cell, secretary):
    """Somebody else, who came further before DAY."""
    since = DAY - 30 * A_DAY
    return make_admission(
        cell=cell, by=secretary, since=since, until=StepKind.CLASS_PROPOSED
    )


@pytest.mark.parametrize(
    ("kind", "on"),
    [(StepKind.CLASS_PROPOSED, DAY), (StepKind.OUTSTANDING, DAY - A_DAY)],
)
@pytest.mark.usefixtures("ahead")
def test_database_refuses_steps_out_of_order(admission, secretary, kind, on):
    step = AdmissionStep(
        admission=admission,
        kind=kind,
        done_on=on,
        decided_by=Decider.CELL,
        recorded_by=secretary,
    )
    with pytest.raises(IntegrityError, match="Bước trước"), transaction.atomic():
        AdmissionStep.objects.bulk_create([step])


@pytest.mark.usefixtures("ahead")
def test_database_refuses_a_day_after_the_next_step(admission, record):
    record(StepKind.OUTSTANDING, on=DAY + A_DAY)
    steps = admission.steps.filter(kind=StepKind.FOLLOWED)
    steps.update(done_on=DAY + A_DAY)
    with pytest.raises(IntegrityError, match="Bước sau"), transaction.atomic():
        steps.update(done_on=DAY + 2 * A_DAY)


@pytest.mark.usefixtures("ahead")
def test_database_keeps_a_step_that_others_follow(admission, record):
    record(StepKind.OUTSTANDING, on=DAY)
    steps = admission.steps.filter(kind=StepKind.FOLLOWED)
    with pytest.raises(IntegrityError, match="Không bỏ được"), transaction.atomic():
        steps.delete()
    admission.last_step.delete()
    assert admission.last_step.kind == StepKind.FOLLOWED


# Who decides


def test_deciders_of_today(admission, secretary):
    lead(admission, until=StepKind.RECOGNISED, by=secretary)
    deciders = {step.kind: step.decided_by for step in admission.steps.all()}
    assert deciders[StepKind.APPLIED] == Decider.CANDIDATE
    assert deciders[StepKind.CELL_VOTED] == Decider.CELL
    assert deciders[StepKind.COMMITTEE_REVIEWED] == Decider.PARTY_COMMITTEE


@pytest.mark.parametrize(
    ("since", "decider"),
    [
        (datetime.date(2021, 3, 1), Decider.DISTRICT_STANDING),
        (datetime.date(2025, 8, 1), Decider.COMMUNE_STANDING),
    ],
)
def test_who_decides_an_admission_depends_on_the_day(cell, secretary, since, decider):
    admission = make_admission(
        cell=cell, by=secretary, since=since, until=StepKind.DECIDED
    )
    assert admission.step(StepKind.DECIDED).decided_by == decider


def test_step_of_a_day_without_a_rule_is_refused_with_a_sentence(cell, secretary):
    admission = make_admission(
        cell=cell,
        by=secretary,
        since=datetime.date(2016, 1, 4),
        until=StepKind.CHECKED,
    )
    with pytest.raises(ValidationError, match="Chưa ghi quy định"):
        lead(admission, until=StepKind.CELL_VOTED, by=secretary)


# Votes


@pytest.mark.parametrize(
    ("votes_for", "votes_base", "is_enough"),
    [(21, 31, True), (20, 31, False), (6, 9, True), (6, 10, False), (7, 10, True)],
)
def test_vote_needs_two_thirds_of_all_official_members(
    admission, record, secretary, votes_for, votes_base, is_enough
):
    make_members(votes_base - 1, cell=admission.cell)
    lead(admission, until=StepKind.CHECKED, by=secretary)
    votes = {"votes_for": votes_for, "votes_base": votes_base}
    day = admission.last_step.done_on
    if is_enough:
        step = record(StepKind.CELL_VOTED, on=day, **votes)
        assert (step.votes.part, step.votes.whole) == (votes_for, votes_base)
        assert str(step.votes).startswith(f"{votes_for}/{votes_base} đảng viên chính")
    else:
        with pytest.raises(ValidationError, match="Cần ít nhất"):
            record(StepKind.CELL_VOTED, on=day, **votes)


@pytest.mark.parametrize(
    "votes",
    [
        {"votes_for": None, "votes_base": None},
        {"votes_for": 3, "votes_base": None},
        {"votes_for": 0, "votes_base": 0},
    ],
)
def test_vote_without_its_result_is_refused(admission, record, secretary, votes):
    lead(admission, until=StepKind.CHECKED, by=secretary)
    with pytest.raises(ValidationError, match="Hãy ghi kết quả biểu quyết"):
        record(StepKind.CELL_VOTED, on=admission.last_step.done_on, **votes)


@pytest.mark.parametrize(("votes_for", "votes_base"), [(5, 4), (5, None), (None, 4)])
def test_database_refuses_votes_that_do_not_fit(admission, votes_for, votes_base):
    with (
        pytest.raises(IntegrityError, match="admission_step_votes_fit"),
        transaction.atomic(),
    ):
        admission.steps.update(votes_for=votes_for, votes_base=votes_base)


@pytest.mark.parametrize("votes", [(4, 5), (5, 5)])
def test_votes_are_not_more_than_the_entitled_of_that_day(
    admission, record, secretary, votes
):
    make_members(4, cell=admission.cell, probationary=1)
    lead(admission, until=StepKind.CHECKED, by=secretary)
    sent = dict(zip(["votes_for", "votes_base"], votes, strict=True))
    with pytest.raises(ValidationError, match="chỉ có 4 đảng viên chính thức"):
        record(StepKind.CELL_VOTED, on=admission.last_step.done_on, **sent)


def test_entitled_are_those_of_the_day_of_the_vote(admission, record, secretary):
    lead(admission, until=StepKind.CHECKED, by=secretary)
    day = admission.last_step.done_on
    newcomer = make_member(cell=admission.cell)
    newcomer.memberships.update(started_on=day + A_DAY)
    with pytest.raises(ValidationError, match="chỉ có 1 đảng viên"):
        record(StepKind.CELL_VOTED, on=day, votes_for=2, votes_base=2)
    record(StepKind.CELL_VOTED, on=day + A_DAY, votes_for=2, votes_base=2)


def test_steps_that_are_votes_have_their_rule():
    for subject in VOTES.values():
        assert Regulation.objects.read(subject, on=DAY).least(31) == 21


# The ceremony


def test_ceremony_makes_member_and_membership(admission, secretary, cell):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    decision, ceremony = (
        admission.step(kind) for kind in (StepKind.DECIDED, StepKind.CEREMONY)
    )
    member = admission.member
    assert str(member) == "Đỗ Thị Mới"
    assert member.admission_decided_on == decision.done_on
    assert member.admitted_on == ceremony.done_on
    assert member.official_on is None
    [membership] = member.memberships.all()
    assert (membership.cell, membership.started_on) == (cell, ceremony.done_on)
    assert "Đảng viên dự bị" in admission.state


def test_ceremony_held_twice_makes_one_member(admission, record, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    count = Member.objects.count()
    record(StepKind.CEREMONY, on=admission.last_step.done_on)
    assert Member.objects.count() == count


def test_ceremony_that_fails_leaves_nothing(admission, record, secretary):
    lead(admission, until=StepKind.DECIDED, by=secretary)
    Admission.objects.update(born_on=datetime.date(2024, 12, 1))
    count = Member.objects.count()
    with pytest.raises(ValidationError, match="phải sau ngày sinh"):
        record(StepKind.CEREMONY, on=admission.last_step.done_on)
    admission.refresh_from_db()
    assert admission.member is None
    assert not admission.step(StepKind.CEREMONY)
    assert Member.objects.count() == count


@pytest.mark.django_db(transaction=True)
def test_two_ceremonies_at_once_make_one_member(admission, secretary):
    lead(admission, until=StepKind.DECIDED, by=secretary)
    day, before = admission.last_step.done_on, Member.objects.count()

    @elsewhere
    def hold():
        mine = Admission.objects.get(pk=admission.pk)
        mine.record_step(StepKind.CEREMONY, by=secretary, on=day)

    threads = [threading.Thread(target=hold) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Member.objects.count() == before + 1
    assert admission.steps.filter(kind=StepKind.CEREMONY).count() == 1


# Probation


def test_official_day_is_twelve_months_after_the_ceremony(admission, record, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    served = admission.probation_ends_on()
    assert served == months_after(admission.last_step.done_on, 12)
    record(StepKind.RECOGNITION_VOTED, on=served + 20 * A_DAY)
    record(StepKind.RECOGNISED, on=served + 40 * A_DAY)
    admission.member.refresh_from_db()
    assert admission.member.official_on == served
    assert not admission.member.is_official(on=served - A_DAY)
    assert admission.member.is_official(on=served)


def test_months_of_probation_come_from_the_rule_of_the_ceremony(admission, secretary):
    Regulation.objects.filter(subject="probation_months").update(value=6)
    lead(admission, until=StepKind.RECOGNISED, by=secretary)
    ceremony = admission.step(StepKind.CEREMONY).done_on
    assert admission.member.official_on == months_after(ceremony, 6)


def test_nobody_is_recognised_within_probation(admission, record, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    with pytest.raises(ValidationError, match="mới hết"):
        record(StepKind.RECOGNITION_VOTED, on=admission.probation_ends_on() - A_DAY)


def without_probation_rule(admission):
    """The ceremony lies before any rule says how long probation lasts."""
    rules = Regulation.objects.filter(subject="probation_months")
    rules.update(started_on=admission.last_step.done_on + A_DAY, ended_on=None)


def test_probation_without_a_rule_is_a_sentence(admission, record, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    day = admission.probation_ends_on()
    without_probation_rule(admission)
    with pytest.raises(ValidationError, match="Chưa ghi quy định"):
        record(StepKind.RECOGNITION_VOTED, on=day)


def test_recognition_without_a_rule_is_a_sentence(admission, record, secretary):
    lead(admission, until=StepKind.RECOGNITION_VOTED, by=secretary)
    day = admission.last_step.done_on
    rules = Regulation.objects.filter(subject="probation_months")
    rules.update(started_on=day, ended_on=None)
    with pytest.raises(ValidationError, match="Chưa ghi quy định"):
        record(StepKind.RECOGNISED, on=day)
    assert not admission.steps.filter(kind=StepKind.RECOGNISED).exists()


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2023, 8, 31), 6, (2024, 2, 29)),
        ((2021, 12, 31), 12, (2022, 12, 31)),
        ((2021, 1, 15), 60, (2026, 1, 15)),
    ],
)
def test_months_after(day, months, after):
    assert months_after(datetime.date(*day), months) == datetime.date(*after)


# Corrections


def test_step_is_put_right_and_history_keeps_both(admission, record):
    step = record(StepKind.OUTSTANDING, on=DAY, document_no="05-NQ/CB")
    admission.correct_step(
        StepKind.OUTSTANDING, on=DAY + A_DAY, document_no="06-NQ/CB", reason="Ghi nhầm"
    )
    step.refresh_from_db()
    assert (step.done_on, step.document_no) == (DAY + A_DAY, "06-NQ/CB")
    newest = history.steps(step)[0]
    assert newest.reason == "Ghi nhầm"
    assert ("số giấy tờ", "05-NQ/CB", "06-NQ/CB") in newest.changes


def test_step_before_the_end_is_put_right_after_it(admission):
    admission.end(on=DAY + A_DAY, reason="dropped")
    admission.correct_step(StepKind.FOLLOWED, on=DAY + A_DAY, reason="Nhầm")
    with pytest.raises(ValidationError, match="chỉ theo dõi đến hết ngày"):
        admission.correct_step(StepKind.FOLLOWED, on=DAY + 2 * A_DAY, reason="Nhầm")


def test_corrected_day_stays_in_order(admission, record):
    record(StepKind.OUTSTANDING, on=DAY + A_DAY)
    with pytest.raises(ValidationError, match="không được sau ngày 05/03/2024"):
        admission.correct_step(StepKind.FOLLOWED, on=DAY + 2 * A_DAY, reason="x")


def test_day_in_the_record_of_the_member_stays(admission, secretary):
    lead(admission, until=StepKind.DECIDED, by=secretary)
    day = admission.last_step.done_on + A_DAY
    admission.correct_step(StepKind.DECIDED, on=day, reason="Ghi nhầm")
    admission.record_step(StepKind.CEREMONY, by=secretary, on=day)
    with pytest.raises(ValidationError, match="hồ sơ đảng viên"):
        admission.correct_step(StepKind.DECIDED, on=day - A_DAY, reason="x")


def test_paper_of_the_decision_is_put_right_in_the_record_too(admission, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    day = admission.step(StepKind.DECIDED).done_on
    admission.correct_step(
        StepKind.DECIDED, on=day, document_no="12-QĐ/ĐU", reason="Thiếu số"
    )
    assert admission.member.memberships.get().decision_no == "12-QĐ/ĐU"


# One file a person


def begin_again(admission, **fields):
    same = Admission(
        sex=admission.sex,
        **{
            "cell": admission.cell,
            "full_name": admission.full_name,
            "born_on": admission.born_on,
            **fields,
        },
    )
    same.full_clean()
    return same


@pytest.mark.parametrize("name", ["Đỗ Thị Mới", "đỗ thị mới", "Đỗ  Thị Mới"])
def test_same_person_is_not_begun_twice(admission, name):
    with pytest.raises(ValidationError, match="đang theo dõi một người cùng họ tên"):
        begin_again(admission, full_name=name)


def test_another_person_of_the_same_name_may_be_begun(admission, other_cell):
    assert begin_again(admission, born_on=admission.born_on + A_DAY)
    assert begin_again(admission, full_name="Đỗ Thị Mai")
    assert begin_again(admission, cell=other_cell)


def test_who_was_no_longer_followed_may_be_begun_anew(admission):
    admission.end(on=DAY, reason="dropped")
    begin_again(admission).save()
    admission.full_clean()


def test_who_left_the_party_may_be_begun_anew(admission, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    with pytest.raises(ValidationError, match="đang theo dõi một người cùng họ tên"):
        begin_again(admission)
    admission.member.memberships.update(
        ended_on=admission.last_step.done_on, end_reason="resigned"
    )
    begin_again(admission).save()
    admission.full_clean()


def test_database_refuses_a_second_file_under_way(admission):
    same = Admission(
        cell=admission.cell, full_name=admission.full_name, born_on=admission.born_on
    )
    same.sex = admission.sex
    with (
        pytest.raises(IntegrityError, match="admission_once_under_way"),
        transaction.atomic(),
    ):
        Admission.objects.bulk_create([same])


# Ways out


@pytest.mark.parametrize("reason", ["dropped", "refused", "expired"])
def test_candidate_is_no_longer_followed(admission, record, reason):
    admission.end(on=DAY + A_DAY, reason=reason, note="Đi làm xa")
    assert admission.next_kind is None
    assert admission.state == admission.get_end_reason_display()
    assert admission.note == "Đi làm xa"
    with pytest.raises(ValidationError, match="chỉ theo dõi đến hết ngày 05/03/2024"):
        record(StepKind.OUTSTANDING, on=DAY)
    admission.end(on=DAY + 2 * A_DAY, reason="refused")
    assert admission.ended_on == DAY + A_DAY


def test_probationer_is_struck_off(admission, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    day = admission.last_step.done_on + A_DAY
    admission.end(on=day, reason="struck_off")
    [membership] = admission.member.memberships.all()
    assert membership.ended_on == day
    assert membership.end_reason == Membership.End.STRUCK_OFF


def test_nobody_is_struck_off_before_the_cell_they_moved_to(
    admission, secretary, other_cell
):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    day = admission.last_step.done_on
    memberships = admission.member.memberships
    memberships.update(ended_on=day + A_DAY, end_reason="moved_cell")
    memberships.create(cell=other_cell, started_on=day + 2 * A_DAY)
    with pytest.raises(ValidationError, match="không được trước ngày bắt đầu"):
        admission.end(on=day + A_DAY, reason="struck_off")


def test_candidate_is_on_no_list_to_be_struck_off(admission):
    with pytest.raises(ValidationError, match="Đã kết nạp thì chỉ có thể xóa tên"):
        admission.end(on=DAY, reason="struck_off")
    with pytest.raises(IntegrityError), transaction.atomic():
        Admission.objects.update(ended_on=DAY, end_reason="struck_off")


def test_probationer_is_not_just_dropped(admission, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    with pytest.raises(ValidationError, match="Đã kết nạp thì chỉ có thể xóa tên"):
        admission.end(on=admission.last_step.done_on, reason="dropped")


def test_full_member_is_past_every_way_out(admission, secretary):
    lead(admission, until=StepKind.RECOGNISED, by=secretary)
    with pytest.raises(ValidationError, match="đã là đảng viên chính thức"):
        admission.end(on=admission.last_step.done_on, reason="struck_off")


def test_end_is_not_before_the_last_step(admission):
    with pytest.raises(ValidationError, match="Bước cuối đã ghi ngày 04/03/2024"):
        admission.end(on=DAY - A_DAY, reason="dropped")


# Who is on the way


def test_under_way_from_first_step_to_recognition(admission, secretary):
    lead(admission, until=StepKind.RECOGNISED, by=secretary)
    recognised_on = admission.last_step.done_on
    before = Admission.objects.under_way(on=recognised_on - A_DAY)
    assert list(before) == [admission]
    assert not Admission.objects.under_way(on=recognised_on).exists()


def test_who_left_the_party_is_not_on_the_way(admission, secretary):
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    day = admission.last_step.done_on + A_DAY
    admission.member.memberships.update(ended_on=day, end_reason="deceased")
    assert Admission.objects.under_way(on=day).exists()
    assert not Admission.objects.under_way(on=day + A_DAY).exists()


def test_who_is_no_longer_followed_is_not_on_the_way(admission):
    admission.end(on=DAY, reason="dropped")
    assert Admission.objects.under_way(on=DAY).exists()
    assert not Admission.objects.under_way(on=DAY + A_DAY).exists()


def test_reached_counts_by_year(admission, record):
    record(StepKind.OUTSTANDING, on=DAY)
    assert Admission.objects.reached(StepKind.OUTSTANDING, year=2024).count() == 1
    assert not Admission.objects.reached(StepKind.OUTSTANDING, year=2023).exists()
    assert not Admission.objects.reached(StepKind.CEREMONY, year=2024).exists()


# Who sees and who records


def test_candidates_are_seen_by_who_works_with_the_cell(
    admission,
    secretary,
    committee_member,
    in_charge,
    party_committee,
    office,
    administrator,
    other_secretary,
    reader,
    editor,
    stranger,
):
    def sees(user):
        return Admission.objects.visible_to(user, on=DAY).exists()

    assert all(map(sees, [secretary, committee_member, in_charge, party_committee]))
    assert all(map(sees, [office, administrator]))
    assert not any(map(sees, [other_secretary, reader, editor, stranger]))


def test_cell_and_party_committee_record_their_own_steps(
    admission, secretary, deputy, committee_member, in_charge, party_committee, office
):
    def recorded_by(user):
        on = LONG_AGO
        kinds = [k for k in StepKind if admission.is_recorded_by(user, k, on=on)]
        # Holds is_recorded_by() and recordable_by() together.
        mine = Admission.objects.recordable_by(user, on=on).exists()
        assert mine == bool(kinds)
        return set(kinds)

    of_cell = set(StepKind) - COMMITTEE_STEPS
    assert recorded_by(secretary) == recorded_by(deputy) == of_cell
    assert recorded_by(party_committee) == COMMITTEE_STEPS
    assert recorded_by(office) == set(StepKind)
    assert recorded_by(committee_member) == recorded_by(in_charge) == set()


def test_mentor_is_a_member(admission, cell):
    admission.mentor = make_member(cell=cell)
    admission.full_clean()
    admission.save()
    assert list(admission.mentor.mentored.all()) == [admission]


def test_search_ignores_accents(admission):
    assert list(Admission.objects.search("do thi MOI")) == [admission]
    assert not Admission.objects.search("khac").exists()


def test_cell_that_a_probationer_moved_to_follows_them_on(
    cell, other_cell, secretary, other_secretary
):
    moved = make_admission(cell=cell, by=secretary, until=StepKind.CEREMONY)
    home = moved.member.memberships.get()
    home.ended_on, home.end_reason = home.started_on + A_DAY, "moved_cell"
    home.save()
    since = home.ended_on + A_DAY
    Membership.objects.create(member=moved.member, cell=other_cell, started_on=since)
    day = since + A_DAY
    make_member(cell=cell, since=day)
    moved.member.memberships.create(cell=cell, kind="temporary", started_on=day)

    def follows(user):
        seen = Admission.objects.visible_to(user, on=day).exists()
        assert seen == Admission.objects.recordable_by(user, on=day).exists()
        vote = StepKind.RECOGNITION_VOTED
        assert seen == moved.is_recorded_by(user, vote, on=day)
        return seen

    assert follows(other_secretary)
    assert not follows(secretary)
