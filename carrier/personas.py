"""Who picks up: one simulated citizen per telephone number, always the same for the same seed.

For a newcomer, the last two digits of the number decide:

    00 answers and talks           05 is the wrong person
    01 is busy                     06 answers, and replies STOP to an SMS
    02 does not pick up            07 is slow to pick up (18 to 25 s)
    03 has a voicemail             08 is not in service; an SMS is undelivered (30005)
    04 hangs up after a few seconds 09 does not pick up the first time, answers later

Any other number has the persona that `CARRIER_SEED` and the weights below give it; most answer. A number of the
control API's choosing may have any persona, also `switched_off` and `manual` (rings until somebody decides).
"""

import random
from dataclasses import dataclass, replace

from carrier.phrases import Answers, answers_of

BY_LAST_TWO_DIGITS = {
    "00": "answers",
    "01": "busy",
    "02": "no_answer",
    "03": "voicemail",
    "04": "hangs_up_early",
    "05": "wrong_person",
    "06": "replies_stop",
    "07": "slow",
    "08": "not_in_service",
    "09": "answers_later",
}
WEIGHTS = {
    "answers": 64,
    "no_answer": 13,
    "voicemail": 8,
    "busy": 5,
    "slow": 4,
    "hangs_up_early": 2,
    "wrong_person": 2,
    "replies_stop": 1,
    "not_in_service": 1,
}
KINDS = frozenset(BY_LAST_TWO_DIGITS.values()) | {"switched_off", "manual", "softphone"}


@dataclass(frozen=True, slots=True)
class Persona:
    """How one citizen (or one agent's headset) treats the telephone. All times are human seconds.

    outcome: `answer`, `busy`, `no-answer`, `failed` or `manual`.
    ring_seconds: time until they pick up, or until a busy tone.
    hangs_up_after: they end the call so long after answering; None means that they stay on the line...
    patience_seconds: ...until this much time has passed.
    misses: how many calls they miss before they first pick up.
    sms: `delivered`, `undelivered` or `waiting` (until the message's validity ends); `sms_error` is the code.
    """

    kind: str
    outcome: str = "answer"
    ring_seconds: float = 3.0
    hangs_up_after: float | None = None
    patience_seconds: float = 2700.0
    misses: int = 0
    is_machine: bool = False
    digits: str = ""
    sms: str = "delivered"
    sms_error: int | None = None
    sms_reply: str = ""
    answers: Answers | None = None


_TRAITS: dict[str, dict[str, object]] = {
    "answers": {},
    "busy": {"outcome": "busy"},
    "no_answer": {"outcome": "no-answer"},
    "voicemail": {"is_machine": True, "patience_seconds": 120.0},
    "wrong_person": {},
    "replies_stop": {"sms_reply": "STOP"},
    "not_in_service": {"outcome": "failed", "sms": "undelivered", "sms_error": 30005},
    "answers_later": {"misses": 1},
    "switched_off": {"is_machine": True, "patience_seconds": 120.0, "sms": "waiting", "sms_error": 30036},
    "manual": {"outcome": "manual"},
    "softphone": {"ring_seconds": 0.0, "patience_seconds": 86_400.0},
}


def persona_for(number: str, seed: int) -> Persona:
    """The persona that this number always has under this seed; `client:` and `sip:` addresses are headsets."""
    if number.startswith(("client:", "sip:")):
        return persona_named("softphone", number, seed)
    return persona_named(BY_LAST_TWO_DIGITS.get(number[-2:]) or _drawn(number, seed), number, seed)


def persona_named(kind: str, number: str, seed: int) -> Persona:
    """This number's own version of a named persona. Refuses an unknown name with `KeyError`."""
    if kind not in KINDS:
        raise KeyError(kind)
    die = random.Random(f"{seed}:{number}:{kind}")  # noqa: S311 - repeatable, not secret
    persona = Persona(kind, ring_seconds=round(die.uniform(2, 6), 1), answers=answers_of(kind, die))
    return replace(persona, **_traits(kind, die))  # type: ignore[arg-type]


def _traits(kind: str, die: random.Random) -> dict[str, object]:
    if kind == "hangs_up_early":
        return {"hangs_up_after": round(die.uniform(3, 8), 1)}
    if kind == "slow":
        return {"ring_seconds": round(die.uniform(18, 25), 1)}
    return _TRAITS[kind]


def _drawn(number: str, seed: int) -> str:
    die = random.Random(f"{seed}:{number}")  # noqa: S311 - repeatable, not secret
    return die.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
