"""Two regions with one of everything: what a person of one of them may see, and what they may not."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import Region, Role, User
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Call, Campaign
from calls.states import Purpose
from elearning.commands.submit_quiz import submit_quiz
from elearning.models import Course
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.port import LegNews
from telephony.states import LegState
from tests.cast import CHLOE, amina, eve
from tests.factories import accounts, elearning, scenarios, tracing
from tests.factories.calls import ready_agent
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.models import Case, LabReport
from workforce.commands.raise_hand import raise_hand

ONE = {"postcode": "1000"}
OTHER = {"national_number": "", "first_name": "Ann", "phone": "+32472222222", "postcode": "2000"}
UNREACHABLE_ONE = {"national_number": "85110200155", "phone": "", "postcode": "1000"}
UNREACHABLE_OTHER = {"national_number": "93051822361", "phone": "", "postcode": "2000"}


@dataclass
class Corner:
    """One region: an agent in conversation about a case, a case on the field list, a script on air."""

    agent: User
    call: Call
    field_case: Case
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """`mine` is the region of everybody in `staff`; `theirs` is the other one."""

    mine: Corner
    theirs: Corner
    staff: dict[str, User]
    unknown: LabReport
    course: Course


def build_world() -> World:
    """Everything there is, twice; learning is for all regions."""
    course = elearning.course(slug="first-calls")
    home = tracing.region("1000")
    mine = corner(home, amina(home), course, ONE, UNREACHABLE_ONE)
    elsewhere = tracing.region("2000")
    stranger = eve()
    stranger.region = elsewhere
    stranger.save()
    theirs = corner(elsewhere, stranger, course, OTHER, UNREACHABLE_OTHER)
    staff = {
        role: accounts.user(role, region=home, screen_language="en") for role in Role if role != Role.AGENT
    }
    lost = tracing.result(patient={"national_number": "", "first_name": "Lost", "postcode": "9999"})
    unknown = receive_lab_report(lost, laboratory=tracing.a_laboratory())[0]
    return World(mine, theirs, {Role.AGENT: mine.agent, **staff}, unknown, course)


def corner(region: Region, agent: User, course: Course, reachable: Any, unreachable: Any) -> Corner:
    """Fill one region."""
    version = scenarios.version_on_air(region)
    Campaign.objects.filter(region=region).update(script=version.script)
    tracing.case(region, CHLOE, **reachable)
    ready_agent(agent=agent)
    call = in_conversation(agent)
    raise_hand(agent)
    attempt = learn(course, agent)
    made = Corner(agent, call, tracing.case(region, CHLOE, **unreachable))
    made.values = {
        "call_id": call.pk,
        "script_id": version.script_id,
        "version_id": version.pk,
        "agent_id": agent.pk,
        "attempt": attempt.pk,
        "key": made.field_case.key,
        "region_id": region.pk,
    }
    return made


def in_conversation(agent: User) -> Call:
    """The agent takes the region's one call, and the citizen answers."""
    call = offer_next_call(agent)
    assert call is not None
    assert call.campaign.purpose == Purpose.INDEX_INTERVIEW
    attempt = accept_call(call, agent=agent, token=call.token)
    for leg in attempt.legs.order_by("role"):  # the agent's first
        leg.advance(LegState.SUBMITTING)
        apply_leg_news(LegNews(leg=leg.key, ref=f"CA{leg.pk}", state=LegState.ANSWERED))
    call.refresh_from_db()
    return call


def learn(course: Course, user: User) -> Any:
    """Read everything, pass the quiz."""
    elearning.read_all(course, user)
    return submit_quiz(course.quiz, user=user, ticked=elearning.right_answers(course))
