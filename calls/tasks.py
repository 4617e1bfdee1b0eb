"""Work for the background. Ids only: the row says what is to be done, and doing it twice changes nothing."""

from typing import Any

from celery import shared_task

from calls.commands.ask_about_silent_legs import ask_about_silent_legs
from calls.commands.ask_about_silent_messages import ask_about_silent_messages
from calls.commands.end_lines import end_lines
from calls.commands.end_stray_line import end_stray_line
from calls.commands.offer_waiting_calls import offer_waiting_calls
from calls.commands.place_leg import place_leg
from calls.commands.place_waiting_legs import place_waiting_legs
from calls.commands.release_absent_agents import release_absent_agents
from calls.commands.send_message import send_message
from calls.commands.send_waiting_messages import send_waiting_messages
from calls.commands.sign_off_silent_agents import sign_off_silent_agents
from calls.commands.take_back_stale_offers import take_back_stale_offers
from calls.commands.wake_due_calls import wake_due_calls
from calls.refusals import AgentHasMovedOn, CallHasMovedOn, LegHasMovedOn

# Somebody else was faster: an answer, not a fault.
OVERTAKEN = (AgentHasMovedOn, CallHasMovedOn, LegHasMovedOn)


@shared_task(name="calls.place_leg_later", throws=OVERTAKEN)
def place_leg_later(*, leg_id: int, **_facts: Any) -> None:
    """Place one line."""
    place_leg(leg_id)


@shared_task(name="calls.end_lines_later", throws=OVERTAKEN)
def end_lines_later(*, attempt_id: int, **_facts: Any) -> None:
    """Hang up what is left of an attempt's lines."""
    end_lines(attempt_id)


@shared_task(name="calls.end_stray_line_later", throws=OVERTAKEN)
def end_stray_line_later(*, ref: str, **_facts: Any) -> None:
    """Hang up a line that belongs to no leg of ours."""
    end_stray_line(ref)


@shared_task(name="calls.send_message_later", throws=OVERTAKEN)
def send_message_later(*, message_id: int, **_facts: Any) -> None:
    """Send one SMS."""
    send_message(message_id)


@shared_task(name="calls.offer_calls_later", throws=OVERTAKEN)
def offer_calls_later(**_facts: Any) -> None:
    """Offer waiting calls, because one was queued or an agent became ready."""
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


@shared_task(name="calls.place_waiting_legs", throws=OVERTAKEN)
def place_waiting_legs_now() -> None:
    """The lines that a lost order left unplaced."""
    place_waiting_legs()


@shared_task(name="calls.ask_about_silent_legs", throws=OVERTAKEN)
def ask_about_silent_legs_now() -> None:
    """The lines that the company said nothing about."""
    ask_about_silent_legs()


@shared_task(name="calls.send_waiting_messages", throws=OVERTAKEN)
def send_waiting_messages_now() -> None:
    """The SMS whose time has come."""
    send_waiting_messages()


@shared_task(name="calls.ask_about_silent_messages", throws=OVERTAKEN)
def ask_about_silent_messages_now() -> None:
    """The SMS that the company said nothing about."""
    ask_about_silent_messages()
