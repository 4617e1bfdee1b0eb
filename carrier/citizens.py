"""The register of citizens: who has which telephone number, and what the control API changed about them."""

import re
from dataclasses import fields, replace

from carrier.personas import Persona, persona_for, persona_named

CHANGEABLE = frozenset(field.name for field in fields(Persona)) - {"kind", "answers"}


class Citizens:
    """Personas by number: first the control API's exact numbers, then its patterns, then digits and seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._by_number: dict[str, tuple[str, dict[str, object]]] = {}
        self._by_pattern: dict[str, tuple[str, dict[str, object]]] = {}
        self._missed: dict[str, int] = {}

    def at(self, number: str) -> Persona:
        """The citizen (or headset) who has this number or address."""
        chosen = self._by_number.get(number) or self._by_first_pattern(number)
        if chosen is None:
            return persona_for(number, self.seed)
        kind, changes = chosen
        return replace(persona_named(kind, number, self.seed), **changes)  # type: ignore[arg-type]

    def misses_this_call(self, persona: Persona, number: str) -> bool:
        """Whether somebody who misses their first calls misses this one too; counts it if so."""
        missed = self._missed.get(number, 0)
        if missed >= persona.misses:
            return False
        self._missed[number] = missed + 1
        return True

    def choose(self, number: str, kind: str, changes: dict[str, object]) -> Persona:
        """Give one number a persona. Refuses an unknown persona (`KeyError`) or field (`ValueError`)."""
        _check(kind, changes)
        self._by_number[number] = (kind, changes)
        self._missed.pop(number, None)
        return self.at(number)

    def choose_all(self, pattern: str, kind: str, changes: dict[str, object]) -> None:
        """Give every number that matches the whole pattern a persona; the first pattern chosen wins."""
        _check(kind, changes)
        re.compile(pattern)
        self._by_pattern[pattern] = (kind, changes)

    def forget_choice(self, number: str) -> None:
        """Let digits and seed decide again about one number."""
        self._by_number.pop(number, None)
        self._missed.pop(number, None)

    def forget_choices(self) -> None:
        """Let digits and seed decide again about everybody."""
        self._by_number.clear()
        self._by_pattern.clear()
        self._missed.clear()

    def choices(self) -> list[dict[str, object]]:
        """What the control API changed, in order of precedence."""
        numbers = [{"number": number, **_as_json(choice)} for number, choice in self._by_number.items()]
        return numbers + [{"pattern": text, **_as_json(choice)} for text, choice in self._by_pattern.items()]

    def _by_first_pattern(self, number: str) -> tuple[str, dict[str, object]] | None:
        matching = (chosen for text, chosen in self._by_pattern.items() if re.fullmatch(text, number))
        return next(matching, None)


def _as_json(choice: tuple[str, dict[str, object]]) -> dict[str, object]:
    return {"persona": choice[0], **choice[1]}


def _check(kind: str, changes: dict[str, object]) -> None:
    persona_named(kind, "", 0)
    if unknown := sorted(set(changes) - CHANGEABLE):
        raise ValueError(f"unknown persona fields: {', '.join(unknown)}")
