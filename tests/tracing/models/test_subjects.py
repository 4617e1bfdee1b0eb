"""Whatever tracing follows up says of itself what commands, lists and interviews need."""

import pytest
from django.db.models import ForeignKey

from calls.states import Purpose, Step
from tests.factories import tracing
from tracing.models import Disease, Interview, Subject
from tracing.models.interviews import ABOUT, KINDS

pytestmark = pytest.mark.django_db
EACH_KIND = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def one():
    """One of a kind, as it comes into being."""
    case = tracing.case(tracing.region("1000"))
    made = {type(one): one for one in (case, tracing.name(case))}
    return made.__getitem__


def test_the_kinds_are_all_that_is_followed_up():
    assert set(KINDS) == set(Subject.__subclasses__())
    assert len({kind.PURPOSE for kind in KINDS} & set(Purpose)) == len(KINDS)


@pytest.mark.parametrize(("name", "kind"), [*zip(ABOUT, KINDS, strict=True)])
def test_an_interview_has_a_column_for_each_kind(name, kind):
    column = Interview._meta.get_field(name)
    assert isinstance(column, ForeignKey)
    assert column.related_model is kind


@EACH_KIND
def test_an_interview_is_about_one_thing(kind, one):
    subject = one(kind)
    interview = subject.interviews.get()
    assert (interview.subject, interview.person) == (subject, subject.person)
    interview.subject = other = next(one(each) for each in KINDS if each is not kind)
    assert (interview.subject, getattr(interview, kind._meta.model_name)) == (other, None)


@EACH_KIND
def test_a_wrap_up_leads_only_where_the_kind_may_go(kind):
    follow_up = kind.FOLLOW_UP
    assert {Step.CLOSE, Step.REFUSED} == set(follow_up.ends)
    led_to = {end.state for end in follow_up.ends.values()} | set(follow_up.with_field_team)
    assert all(set(follow_up.by_telephone) <= kind.COMES_FROM[state] for state in led_to)
    assert follow_up.waiting in kind.COMES_FROM[follow_up.under_way] | {follow_up.under_way}
    assert follow_up.under_way in kind.COMES_FROM[follow_up.waiting] | {follow_up.waiting}


@EACH_KIND
def test_it_waits_for_its_call_and_knows_its_disease_and_age(kind, one):
    subject = one(kind)
    assert list(kind.objects.waiting()) == list(subject.alike()) == [subject]
    assert subject.disease == Disease.objects.get()
    assert subject.since == getattr(subject, kind.SINCE)


@EACH_KIND
def test_its_news_names_it_and_where_it_stands(kind, one):
    subject = one(kind)
    facts = subject.changed().facts()
    assert facts == {
        "region_id": subject.region_id,
        f"{kind._meta.model_name}_id": subject.pk,
        "state": subject.state,
    }
