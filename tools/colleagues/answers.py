"""What a colleague ticks and types: plausible, and the same for the same seed."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tools.colleagues.pages import Disposition, Question
from tools.colleagues.people import birthday, full_name, phone_number

NOTHING = ("none", "unknown", "declines")
FORGETS = 0.1
"""How often a citizen does not know what a question has a box for."""


@dataclass(frozen=True)
class Citizen:
    """Who is on the other end, as the colleague will tell it: the voice itself is not simulated."""

    reached: str = "person"
    agrees: str = "yes"
    contacts: int = 0
    names: tuple[str, str] = field(default=("", ""))

    @classmethod
    def drawn(cls, die: random.Random) -> "Citizen":
        """Nearly everybody is the right person and willing, and names up to three contacts."""
        return cls(
            reached=die.choices(("person", "absent", "wrong_number"), (92, 5, 3))[0],
            agrees=die.choices(("yes", "later", "no"), (92, 5, 3))[0],
            contacts=die.choices(range(4), (25, 30, 25, 20))[0],
        )

    @property
    def is_willing(self) -> bool:
        """The script can be followed to its end."""
        return self.reached == "person" and self.agrees == "yes"


def answer_to(question: Question, citizen: Citizen, die: random.Random, today: date) -> str:
    """The answer as the page would send it; "" leaves a question open."""
    if question.kind == "radio":
        return one_of(question, citizen, die)
    if question.kind == "checkbox":
        return some_of(question, die)
    if question.kind == "date":
        return a_date(question, die, today).isoformat()
    if question.kind in ("time", "datetime-local"):
        return {"time": "14:30"}.get(question.kind, f"{today.isoformat()}T14:30")
    return written(question, die)


def one_of(question: Question, citizen: Citizen, die: random.Random) -> str:
    """One of the choices: what this citizen would say where the script turns, else chance."""
    decided = {
        "reached": citizen.reached,
        "agrees": citizen.agrees,
        "has_contacts": "yes" if citizen.contacts else "no",
        "c_close": "yes" if die.random() < 0.85 else "no",
    }.get(question.name, "yes" if "identity" in question.name else "")
    if decided in question.choices:
        return decided
    likely = [choice for choice in question.choices if choice not in NOTHING] or question.choices
    return die.choice(likely)


def some_of(question: Question, die: random.Random) -> str:
    """One or two of the choices in the page's order, or "none" alone where it is offered; rarely "does not know"."""
    if question.name.endswith("unknown"):
        return question.choices[0] if die.random() < FORGETS else ""
    if "none" in question.choices and die.random() < 0.4:
        return "none"
    likely = [choice for choice in question.choices if choice not in NOTHING]
    chosen = die.sample(likely, min(len(likely), die.randint(1, 2)))
    return " ".join(choice for choice in question.choices if choice in chosen)


def a_date(question: Question, die: random.Random, today: date) -> date:
    """A birthday, or one of the last days. Never today: midnight may pass, and clocks differ."""
    if "birth" in question.name:
        return birthday(die)
    return today - timedelta(days=die.randint(1, 4 if "onset" in question.name else 2))


def written(question: Question, die: random.Random) -> str:
    """A name, a number, or a few words; questions that need no answer mostly get none."""
    if question.name.endswith("first"):
        return full_name(die, "fr")[0]
    if question.name.endswith("family"):
        return full_name(die, "fr")[1]
    if question.mode == "tel" or "phone" in question.name:
        return phone_number(die)
    if question.mode == "numeric":
        return str(die.randint(0, 5))
    if question.mode == "decimal":
        return f"{die.uniform(36.2, 39.5):.1f}"
    if question.is_required or die.random() < 0.3:
        return die.choice(("Tomorrow after four.", "Nothing else.", "Lives with two others.", "Asked twice."))
    return ""


def fitting(
    choices: list[Disposition], citizen: Citizen, *, was_answered: bool, is_complete: bool
) -> list[Disposition]:
    """How the call ended, best first: what the lines suggest, else what was said, else "try again"."""
    step, code = "retry", "hung_up"
    if was_answered and citizen.is_willing and is_complete:
        step, code = "close", ""
    elif was_answered and citizen.reached == "wrong_number":
        step, code = "field", "wrong_person"
    elif was_answered and citizen.agrees == "no" and citizen.reached == "person":
        step, code = "refused", ""
    elif was_answered and not citizen.is_willing:
        step, code = "call_back", ""
    last_resorts = ("retry", "field", "close")

    def distance(choice: Disposition) -> tuple[bool, bool, bool, int]:
        rank = last_resorts.index(choice.step) if choice.step in last_resorts else len(last_resorts)
        return not choice.is_suggested, choice.step != step, choice.code != code, rank

    return sorted(choices, key=distance)
