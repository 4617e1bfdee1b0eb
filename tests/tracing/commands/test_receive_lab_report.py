"""What happens when a laboratory posts a result."""

import pytest

from calls.models import Call
from calls.states import CallState
from tests.at_once import at_once
from tests.cast import CHLOE, DARIO
from tests.factories import tracing
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.models import Case, Interview, LabReport, Person
from tracing.refusals import KeyWasUsedForSomethingElse, SampleHasOtherContent
from tracing.states import CaseState, ReportState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def brussels():
    return tracing.region("1000")


@pytest.fixture
def laboratory():
    return tracing.laboratory()


def test_a_positive_result_opens_a_case_and_owes_a_call(brussels, laboratory):
    report, is_new = receive_lab_report(tracing.result(), laboratory=laboratory)

    assert (is_new, report.state, report.region) == (True, ReportState.OPENED_CASE, brussels)
    assert report.case.state == CaseState.NEW
    call = Call.objects.get()
    assert (call.subject, call.phone, call.state) == (report.case.person.key, CHLOE.phone, CallState.QUEUED)
    assert call.lane.language == "fr"
    assert Interview.objects.get().case == report.case


def test_the_same_sample_twice_changes_nothing(laboratory):
    result = tracing.result()
    first, _ = receive_lab_report(result, laboratory=laboratory)
    second, is_new = receive_lab_report(result, laboratory=laboratory)

    assert (is_new, second) == (False, first)
    assert Call.objects.count() == 1


def test_the_same_sample_with_other_content_is_refused(laboratory):
    receive_lab_report(tracing.result(sample="S"), laboratory=laboratory)
    with pytest.raises(SampleHasOtherContent):
        receive_lab_report(tracing.result(DARIO, sample="S"), laboratory=laboratory)


def test_two_laboratories_may_use_the_same_sample_number(laboratory):
    receive_lab_report(tracing.result(sample="S"), laboratory=laboratory)
    report, _ = receive_lab_report(tracing.result(sample="S"), laboratory=tracing.laboratory("another"))
    assert report.state == ReportState.JOINED_CASE


def test_a_key_for_another_report_is_refused_and_nothing_is_kept_of_it(laboratory):
    receive_lab_report(tracing.result(), laboratory=laboratory, idempotency_key="k")
    with pytest.raises(KeyWasUsedForSomethingElse):
        receive_lab_report(tracing.result(DARIO), laboratory=laboratory, idempotency_key="k")
    assert LabReport.objects.count() == Case.objects.count() == 1


def test_a_key_with_the_same_sample_and_other_content_is_refused_for_the_key(laboratory):
    receive_lab_report(tracing.result(sample="S"), laboratory=laboratory, idempotency_key="k")
    with pytest.raises(KeyWasUsedForSomethingElse):
        receive_lab_report(tracing.result(DARIO, sample="S"), laboratory=laboratory, idempotency_key="k")


def test_a_second_positive_of_the_same_person_joins_their_case(laboratory):
    first, _ = receive_lab_report(tracing.result(), laboratory=laboratory)
    second, _ = receive_lab_report(tracing.result(), laboratory=laboratory)
    assert (second.state, second.case) == (ReportState.JOINED_CASE, first.case)
    assert Call.objects.count() == 1


def test_a_closed_case_is_not_joined(laboratory):
    first, _ = receive_lab_report(tracing.result(), laboratory=laboratory)
    first.case.move_to(CaseState.CLOSED)
    second, _ = receive_lab_report(tracing.result(), laboratory=laboratory)
    assert second.state == ReportState.OPENED_CASE
    assert Interview.objects.get().case == second.case


def test_a_negative_result_stops_quietly(laboratory):
    report, _ = receive_lab_report(tracing.result(is_positive=False), laboratory=laboratory)
    assert report.state == ReportState.NEGATIVE
    assert not Person.objects.exists()


def test_a_test_machine_opens_nothing():
    machine = tracing.laboratory(is_test=True)
    report, _ = receive_lab_report(tracing.result(), laboratory=machine)
    assert (report.state, Case.objects.count()) == (ReportState.TEST, 0)


@pytest.mark.parametrize("postcode", ["", "9999"])
def test_a_positive_of_no_known_region_waits_in_a_list(laboratory, postcode):
    report, _ = receive_lab_report(tracing.result(patient={"postcode": postcode}), laboratory=laboratory)
    assert list(LabReport.objects.without_region()) == [report]
    assert (report.region, report.case, report.postcode) == (None, None, postcode)


@pytest.mark.parametrize("phone", ["", "+3290212345"])
def test_without_a_number_that_can_be_rung_the_case_is_the_field_teams(laboratory, phone):
    report, _ = receive_lab_report(tracing.result(patient={"phone": phone}), laboratory=laboratory)
    assert report.case.state == CaseState.WITH_FIELD_TEAM
    assert not Call.objects.exists()


def test_a_region_without_campaign_leaves_it_to_the_field_team(brussels, laboratory):
    brussels.campaigns.all().delete()
    report, _ = receive_lab_report(tracing.result(), laboratory=laboratory)
    assert report.case.state == CaseState.WITH_FIELD_TEAM


def test_a_new_positive_takes_few_statements(laboratory, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        receive_lab_report(tracing.result(), laboratory=laboratory)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_one_sample", [True, False])
def test_sixteen_posts_at_once_open_one_case(brussels, laboratory, is_one_sample):
    results = [tracing.result() for _ in range(16)]
    posts = [results[0]] * 16 if is_one_sample else results

    answers = at_once(lambda result: receive_lab_report(result, laboratory=laboratory)[0], posts)
    assert len({report.pk for report in answers}) == (1 if is_one_sample else 16)
    here = [table.objects.filter(region=brussels).count() for table in (Case, Call, Person)]
    assert here == [1, 1, 1]
