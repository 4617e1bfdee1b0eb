"""Work for the background. Ids only: the row says what is to be done, and doing it twice changes nothing."""

from celery import shared_task

from calls.commands.agents.release_absent_agents import release_absent_agents
from calls.commands.agents.sign_off_silent_agents import sign_off_silent_agents
from calls.commands.offers.offer_waiting_calls import offer_waiting_calls
from calls.commands.offers.take_back_stale_offers import take_back_stale_offers
from calls.commands.queue.wake_due_calls import wake_due_calls
from calls.refusals import CallHasMovedOn
from journal.asking import may_be_asked_again
from workforce.refusals import AgentHasMovedOn

# Somebody else was faster: an answer, not a fault.
OVERTAKEN = (AgentHasMovedOn, CallHasMovedOn)


@shared_task(name="calls.offer_calls_later", throws=OVERTAKEN)
def offer_calls_later() -> None:
    """Offer waiting calls, because one was queued or an agent became ready."""
    may_be_asked_again(offer_calls_later.name)
    offer_waiting_calls()


@shared_task(name="calls.wake_due_calls", throws=OVERTAKEN)
def wake_due_calls_now() -> None:
    """The calls whose time has come."""
    wake_due_calls()


@shared_task(name="calls.offer_waiting_calls", throws=OVERTAKEN)
def offer_waiting_calls_now() -> None:
    """What a lost order left unoffered."""
    offer_waiting_calls()


@shared_task(name="calls.take_back_stale_offers", throws=OVERTAKEN)
def take_back_stale_offers_now() -> None:
    """The offers that nobody answered."""
    take_back_stale_offers()


@shared_task(name="calls.sign_off_silent_agents", throws=OVERTAKEN)
def sign_off_silent_agents_now() -> None:
    """The agents whose screens fell silent."""
    sign_off_silent_agents()


@shared_task(name="calls.release_absent_agents", throws=OVERTAKEN)
def release_absent_agents_now() -> None:
    """The agents who never came back to say how their call ended."""
    release_absent_agents()
