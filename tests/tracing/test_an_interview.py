"""The shipped index interview, from the acceptance to the contacts it names, without a browser."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from calls.events import CallAccepted
from calls.models import Call
from calls.states import Purpose, Step
from scenarios import xlsform
from scenarios.actions import action_specs
from scenarios.commands.add_repeat import add_repeat
from scenarios.commands.answer_question import answer_question
from scenarios.library import build_xlsx
from scenarios.queries import conversation
from tests.cast import amina
from tests.factories import tracing
from tracing.commands.begin_interview import begin_interview
from tracing.commands.conclude_interview import conclude_interview
from tracing.models import Contact
from tracing.states import CaseState

pytestmark = pytest.mark.django_db
YESTERDAY = (timezone.localdate() - timedelta(days=1)).isoformat()
SAID = {
    "reached": "person",
    "identity_confirmed": "yes",
    "agrees": "yes",
    "symptoms": "fever",
    "onset": (timezone.localdate() - timedelta(days=2)).isoformat(),
    "household_size": "1",
    "has_contacts": "yes",
    "c_first": "Dario",
    "c_family": "Peeters",
    "c_phone": "0471 23 45 67",
    "c_relation": "household",
    "c_language": "nl",
    "c_last": YESTERDAY,
    "c_close": "yes",
}


def say_everything(run, agent):
    """Answer whatever the script still needs, as SAID or with yes, until it needs nothing."""
    while missing := conversation(run).missing():
        for question in missing:
            said = SAID.get(question.path.rpartition("/")[2], "yes")
            run.refresh_from_db()
            outcome = answer_question(
                run,
                path=question.path,
                repeat_key=question.repeat_key,
                value=said,
                revision=run.revision,
                by=agent,
            )
            assert outcome.is_accepted, (question.path, outcome.errors)


def test_who_was_named_is_called_too():
    case = tracing.case(tracing.region("1000"))
    agent, call = amina(case.region), case.interviews.get().call
    form = xlsform.check(build_xlsx("index_interview"), actions=action_specs()).form.to_dict()
    tracing.put_on_air(call.campaign, form)
    begin_interview(CallAccepted(region_id=call.region_id, call_id=call.pk, agent_id=agent.pk, attempt_id=0))
    run = case.interviews.get().run

    say_everything(run, agent)
    key = uuid.uuid4()
    add_repeat(run, path="contact", key=key)
    for name in ("c_first", "c_family", "c_phone", "c_relation", "c_language", "c_last", "c_close"):
        answer_question(
            run,
            path=f"contact/{name}",
            repeat_key=str(key),
            value=SAID[name],
            revision=run.revision,
            by=agent,
        )
    say_everything(run, agent)
    conclude_interview(tracing.wrapped_up(call, Step.CLOSE, agent))

    case.refresh_from_db()
    assert case.state == CaseState.COMPLETED
    assert case.onset_date.isoformat() == SAID["onset"]
    contact = Contact.objects.get()
    assert (contact.person.family_name, contact.person.phone) == ("Peeters", "+32471234567")
    assert contact.exposure_date.isoformat() == YESTERDAY
    assert contact.quarantine_until - contact.exposure_date == timedelta(days=10)
    assert contact.person.postcode == case.person.postcode
    owed = Call.objects.get(campaign__purpose=Purpose.CONTACT_NOTIFICATION)
    assert (owed.subject, owed.lane.language) == (contact.person.key, "nl")
