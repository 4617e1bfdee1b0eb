"""Amina at her desk with a call on it: offered, in conversation, or in wrap-up. The script is the small one."""

import uuid
from functools import cache
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Region, User
from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Attempt, Call
from scenarios.actions import action_specs
from scenarios.models import Answer, RepeatInstance, Run
from scenarios.xlsform import check
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.port import LegNews
from telephony.states import LegState
from tests.cast import amina
from tests.factories import scenarios, tracing
from tests.factories.calls import ready_agent
from tracing.models import Interview

IS_THEM, AGE, PEOPLE = "is_them", "age", "people"


def region_with_a_case() -> Region:
    """One region, one case, one call owed, and the small script on air for it."""
    region = tracing.region("1000")
    for campaign in region.campaigns.all():
        tracing.put_on_air(campaign, small_form())
    tracing.case(region)
    return region


@cache
def small_form() -> dict[str, Any]:
    """The small script, compiled once: checking a workbook starts a process of its own."""
    report = check(scenarios.workbook(), actions=action_specs())
    assert report.form is not None
    return report.form.to_dict()


def offered(**who: Any) -> tuple[User, Call]:
    """Amina is ready and offered the call."""
    agent = ready_agent(agent=amina(region_with_a_case(), **who))
    call = offer_next_call(agent)
    assert call is not None
    return agent, call


def talking(**who: Any) -> tuple[User, Call]:
    """She has accepted, and the citizen has answered."""
    agent, call = offered(**who)
    attempt = accept_call(call, agent=agent, token=call.token)
    for leg in attempt.legs.order_by("role"):  # the agent's first
        leg.advance(LegState.SUBMITTING)
        apply_leg_news(LegNews(leg=leg.key, ref=f"CA{leg.pk}", state=LegState.ANSWERED))
    call.refresh_from_db()
    return agent, call


def wrapping_up(**who: Any) -> tuple[User, Call]:
    """The lines are silent; nothing of the script was answered."""
    agent, call = talking(**who)
    start_wrap_up(Attempt.objects.get(call=call))
    call.refresh_from_db()
    return agent, call


def run_of(call: Call) -> Run:
    """The conversation along the script that belongs to the call."""
    run = Interview.objects.get(call=call).run
    assert run is not None
    return run


def answers_of(call: Call) -> list[tuple[str, str]]:
    """Everything that was stored, in the order it was given."""
    return [(answer.path, answer.value) for answer in run_of(call).answers.order_by("revision")]


def given_before(run: Run, turns: int) -> None:
    """Identity is confirmed and `turns` people are named: two answers each."""
    rows = [(IS_THEM, "", "yes")]
    for number in range(turns):
        turn = RepeatInstance.objects.create(run=run, region=run.region, path=PEOPLE, key=uuid.uuid4())
        rows += [(f"{PEOPLE}/name", str(turn.key), f"Person {number}")]
        rows += [(f"{PEOPLE}/phone", str(turn.key), f"+3247012{number:04d}")]
    Answer.objects.bulk_create(
        Answer(run=run, region=run.region, path=path, repeat_key=key, value=value, revision=revision)
        for revision, (path, key, value) in enumerate(rows, start=1)
    )
    Run.objects.filter(pk=run.pk).update(revision=len(rows))


def at(agent: User) -> Client:
    """The agent's browser, signed in, asking as htmx does."""
    client = Client(headers={"HX-Request": "true"})
    client.force_login(agent)
    return client


def address(name: str, call: Call | None = None) -> str:
    """An address of the desk, of that call where it has one."""
    return reverse(f"desk:{name}", args=[call.pk] if call else [])


def at_age(**who: Any) -> tuple[User, Call]:
    """In conversation, identity confirmed, on the page that asks for the age."""
    agent, call = talking(**who)
    given_before(run_of(call), 0)
    Run.objects.filter(pk=run_of(call).pk).update(step=1)
    return agent, call
