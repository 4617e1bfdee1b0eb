"""Work for the background. Ids only: the row says what is to be done, and doing it twice changes nothing."""

from typing import Any

from celery import shared_task

from journal.outbox import ask_about_silent, submit, submit_waiting
from telephony.channels.legs import LEGS
from telephony.channels.messages import MESSAGES
from telephony.commands.end_legs import end_legs
from telephony.commands.end_stray_leg import end_stray_leg


@shared_task(name="telephony.place_leg_later")
def place_leg_later(*, leg_id: int, **_facts: Any) -> None:
    """Place one leg."""
    submit(LEGS, leg_id)


@shared_task(name="telephony.end_legs_later")
def end_legs_later(*, room_id: int, **_facts: Any) -> None:
    """Hang up what is left of a room's legs."""
    end_legs(room_id)


@shared_task(name="telephony.end_stray_leg_later")
def end_stray_leg_later(*, ref: str, **_facts: Any) -> None:
    """Hang up a line that belongs to no leg of ours."""
    end_stray_leg(ref)


@shared_task(name="telephony.send_message_later")
def send_message_later(*, message_id: int, **_facts: Any) -> None:
    """Send one SMS."""
    submit(MESSAGES, message_id)


@shared_task(name="telephony.place_waiting_legs")
def place_waiting_legs() -> None:
    """The legs that a lost order left unplaced."""
    submit_waiting(LEGS)


@shared_task(name="telephony.ask_about_silent_legs")
def ask_about_silent_legs() -> None:
    """The legs that the company said nothing about."""
    ask_about_silent(LEGS)


@shared_task(name="telephony.send_waiting_messages")
def send_waiting_messages() -> None:
    """The SMS whose time has come."""
    submit_waiting(MESSAGES)


@shared_task(name="telephony.ask_about_silent_messages")
def ask_about_silent_messages() -> None:
    """The SMS that the company said nothing about."""
    ask_about_silent(MESSAGES)
