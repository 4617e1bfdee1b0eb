"""From placing a call to somebody (or something) answering it."""

import asyncio

from carrier.calls import Call
from carrier.personas import Persona

DETECTION_SECONDS = 2.4


async def dial(call: Call) -> None:
    """Place a call: wait for a line, ring, and let the citizen decide.

    A `<Dial>`ed leg and an inbound call do not wait in the account's queue.
    """
    if call.direction == "outbound-api":
        await call.exchange.turn()
    call.advance("initiated", "initiated")
    persona = call.exchange.citizens.at(call.to)
    await call.exchange.pace.wait(0.0 if persona.kind == "softphone" else 0.4)
    if persona.outcome == "failed":
        call.end("failed", error=13224)
        return
    call.advance("ringing", "ringing")
    await _ring(call, persona)


async def pick_up(call: Call) -> None:
    """Answer: start the citizen's patience and the call's limits, then follow the script to its end."""
    call.advance("in-progress", "answered")
    _watch_the_clock(call, call.exchange.citizens.at(call.citizen))
    if call.wishes.detection:
        await _detect(call)
    if call.script is not None:
        await call.script(call)
    call.end("completed")


async def _ring(call: Call, persona: Persona) -> None:
    pace, timeout = call.exchange.pace, call.wishes.timeout
    if persona.outcome == "manual":
        await asyncio.sleep(pace.limit(timeout))
        call.end("no-answer")
    elif _is_missed(call, persona):
        await pace.wait(timeout)
        call.end("no-answer")
    else:
        await pace.wait(persona.ring_seconds)
        await _decide(call, persona)


def _is_missed(call: Call, persona: Persona) -> bool:
    too_slow = persona.ring_seconds > call.wishes.timeout
    misses = persona.misses > 0 and call.exchange.citizens.misses_this_call(persona, call.to)
    return too_slow or misses or persona.outcome == "no-answer"


async def _decide(call: Call, persona: Persona) -> None:
    if persona.outcome == "busy":
        call.end("busy")
    else:
        await pick_up(call)


def _watch_the_clock(call: Call, persona: Persona) -> None:
    pace = call.exchange.pace
    call.after(pace.limit(min(call.wishes.time_limit, persona.patience_seconds)), call.hang_up)
    if persona.hangs_up_after is not None:
        call.after(pace.hurried(persona.hangs_up_after), call.hang_up)


async def _detect(call: Call) -> None:
    """Answering-machine detection: in the background with a callback of its own, otherwise before the script."""
    if call.wishes.detection_callback.url:
        call.exchange.spawn(_detect_in_the_background(call))
        return
    await call.exchange.pace.wait(DETECTION_SECONDS)
    call.answered_by = _verdict(call)


async def _detect_in_the_background(call: Call) -> None:
    await call.exchange.pace.wait(DETECTION_SECONDS)
    if call.is_over:
        return
    call.answered_by = _verdict(call)
    told = {
        "CallSid": call.sid,
        "AccountSid": call.exchange.settings.account_sid,
        "AnsweredBy": call.answered_by,
        "MachineDetectionDuration": str(int(DETECTION_SECONDS * 1000)),
    }
    callback = call.wishes.detection_callback
    call.exchange.courier.send(callback.url, told, method=callback.method)


def _verdict(call: Call) -> str:
    if not call.exchange.citizens.at(call.to).is_machine:
        return "human"
    return "machine_end_beep" if call.wishes.detection == "DetectMessageEnd" else "machine_start"
