"""Seeing and choosing citizens."""

from dataclasses import asdict

from carrier.control.gate import Wishes
from carrier.exchange import Exchange


async def show_citizen(exchange: Exchange, _: Wishes, path: dict[str, str]) -> object:
    """The persona of a number, with what they answer when asked."""
    number = path["number"]
    return {"number": number, **asdict(exchange.citizens.at(number))}


async def choose_citizen(exchange: Exchange, wishes: Wishes, path: dict[str, str]) -> object:
    """Give a number the persona `persona`; every other field changes a trait of it."""
    changes = dict(wishes)
    persona = exchange.citizens.choose(path["number"], changes.pop("persona"), changes)
    return {"number": path["number"], **asdict(persona)}


async def forget_citizen(exchange: Exchange, _: Wishes, path: dict[str, str]) -> object:
    exchange.citizens.forget_choice(path["number"])
    return await show_citizen(exchange, _, path)


async def list_choices(exchange: Exchange, _: Wishes, __: dict[str, str]) -> object:
    return {"choices": exchange.citizens.choices()}


async def choose_citizens(exchange: Exchange, wishes: Wishes, path: dict[str, str]) -> object:
    """Give every number that matches the regular expression `pattern` a persona."""
    changes = dict(wishes)
    exchange.citizens.choose_all(changes.pop("pattern"), changes.pop("persona"), changes)
    return await list_choices(exchange, wishes, path)


async def forget_citizens(exchange: Exchange, wishes: Wishes, path: dict[str, str]) -> object:
    exchange.citizens.forget_choices()
    return await list_choices(exchange, wishes, path)
