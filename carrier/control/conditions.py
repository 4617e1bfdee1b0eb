"""The conditions of the simulated world: speed, faults, the customer's addresses, and a clean slate."""

from dataclasses import asdict, fields

from carrier.control.gate import Wishes
from carrier.exchange import Exchange, Inbound
from carrier.faults import FAULT_NAMES


async def show_faults(exchange: Exchange, _: Wishes, __: dict[str, str]) -> object:
    return asdict(exchange.luck.faults)


async def set_faults(exchange: Exchange, wishes: Wishes, path: dict[str, str]) -> object:
    """Change the named faults, leave the others."""
    _refuse_unknown(wishes, FAULT_NAMES)
    for name, value in wishes.items():
        _set_fault(exchange, name, float(value))
    return await show_faults(exchange, wishes, path)


async def clear_faults(exchange: Exchange, wishes: Wishes, path: dict[str, str]) -> object:
    for name in FAULT_NAMES:
        _set_fault(exchange, name, 0.0)
    return await show_faults(exchange, wishes, path)


async def set_speed(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    """Change the pace of what begins from now on; what already waits keeps waiting at the old one."""
    speed = float(wishes["speed"])
    if speed < 0:
        raise ValueError("speed must not be negative")
    exchange.pace.speed = speed
    return {"speed": speed}


async def set_inbound(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    """Change where the customer hears of calls and messages: `voice_url`, `status_url`, `sms_url`."""
    _refuse_unknown(wishes, frozenset(field.name for field in fields(Inbound)))
    for name, url in wishes.items():
        setattr(exchange.inbound, name, str(url))
    return asdict(exchange.inbound)


async def reset(exchange: Exchange, _: Wishes, __: dict[str, str]) -> object:
    """Forget everything and return to the settings that the company started with."""
    await exchange.reset()
    return {"status": "ok"}


def _set_fault(exchange: Exchange, name: str, value: float) -> None:
    if value < 0 or (name != "jitter_ms" and value > 1):
        raise ValueError(f"{name} is out of range")
    setattr(exchange.luck.faults, name, value)


def _refuse_unknown(wishes: Wishes, known: frozenset[str]) -> None:
    if unknown := sorted(set(wishes) - known):
        raise ValueError(f"unknown: {', '.join(unknown)}")
