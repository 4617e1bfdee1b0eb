"""What is known in a conversation: answers, turns of repeats, what follows from them."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

from scenarios.xlsform.base.values import Answer, Instance
from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.compiler import Compiled
from scenarios.xlsform.expressions.faults import TooMuchWork
from scenarios.xlsform.expressions.scope import Scope
from scenarios.xlsform.form.form import Form
from scenarios.xlsform.form.parts import Part

MAX_WORK = 200_000
MAX_TURNS = 200
MAX_CALCULATED = 5_000


Some = TypeVar("Some", bound="State")
Found = TypeVar("Found")


def until_changed(work_out: Callable[[Some], Found]) -> Callable[[Some], Found]:
    """What is worked out once, and anew after an answer or a turn: a page asks for the same several times."""

    @wraps(work_out)
    def known(state: Some) -> Found:
        if work_out not in state.worked_out:
            state.worked_out[work_out] = work_out(state)
        found: Found = state.worked_out[work_out]
        return found

    return known


class State:
    """Values and visibility, as expressions see them (the `World` of `expressions.scope`)."""

    def __init__(
        self,
        form: Form,
        *,
        answers: Iterable[Answer] = (),
        repeats: Iterable[Instance] = (),
        preset: Mapping[str, str] | None = None,
        language: str = "",
        now: dt.datetime,
    ) -> None:
        self.form = form
        self.language = language or form.default_language
        self.now = now
        self.preset = dict(preset or {})
        self._turns: dict[str, list[str]] = {}
        for instance in repeats:
            self._turns.setdefault(instance.path, []).append(instance.key)
        self._answers = {(answer.path, answer.repeat_key): answer.value for answer in answers}
        self._computed: dict[tuple[str, str], str] = {}
        self._hidden: set[tuple[str, str]] = set()
        self._work = 0
        self.worked_out: dict[Callable[..., Any], Any] = {}
        self.recalculate()

    def value(self, path: str, repeat_key: str = "") -> str:
        """The answer or calculated value; "" when blank or not relevant. A bare question name works as a path too."""
        path = self.form.path_of(path)
        return self.raw(path, repeat_key) if path and self.is_relevant(path, repeat_key) else ""

    def raw(self, path: str, key: str) -> str:
        """The value whether relevant or not: it comes back when the citizen changes their mind."""
        part = self.form.parts[path]
        if part.calculation is not None:
            return self._computed.get((path, key), "")
        if (path, key) in self._answers:
            return self._answers[path, key]
        if not key and part.name in self.preset:
            return self.preset[part.name]
        return self._computed.get((path, key), "") if part.dynamic_default else part.default

    def is_relevant(self, path: str, key: str) -> bool:
        """Do its own condition and those of the groups around it hold, and is the identity settled where it must be?"""
        for guard in self.form.guards[path] if self._hidden else ():
            if (guard.path, _cut(key, guard.depth)) in self._hidden:
                return False
        return not self.form.parts[path].is_gated or self.is_identity_confirmed

    @property
    def is_identity_confirmed(self) -> bool:
        """May health be spoken of? Without an identity question in the script: yes.

        Only what somebody has answered counts: a default or what was known before is nobody's voice on the telephone.
        """
        identity = self.form.identity
        if identity is None:
            return True
        said = self._answers.get((identity.path, ""), "")
        return said in identity.confirmed_by and self.is_relevant(identity.path, "")

    def turns(self, repeat: str, within: str = "") -> list[str]:
        """The keys of a repeat's turns, those inside one turn of the repeat around it."""
        keys = self._turns.get(repeat, [])
        return [key for key in keys if key.startswith(f"{within}/")] if within else keys

    def keys_of(self, path: str) -> list[str]:
        """The instances of a part: one, or one for each turn of the repeat it lies in."""
        around = self.form.places.repeats_of(path)
        return self.turns(around[-1]) if around else [""]

    def _keys_outside(self, path: str) -> list[str]:
        """Of what surrounds a part: whether a repeat is asked at all is decided before it has any turn."""
        outside = self.form.places.repeats_outside(path)
        return self.turns(outside[-1]) if outside else [""]

    def remembered(self, path: str, repeat_key: str) -> str:
        """What was stored for a calculation with once()."""
        return self._answers.get((path, repeat_key), "")

    def choice_label(self, path: str, repeat_key: str, value: str) -> str:
        """The words for one or several choices, in the spoken language."""
        labels = {choice.value: choice.label for choice in self.form.choices_of(self.form.parts[path])}
        return ", ".join(self.in_language(labels.get(each, {})) or each for each in value.split())

    def in_language(self, texts: Mapping[str, str], language: str = "") -> str:
        """The text in the spoken language, else in the script's default."""
        return texts.get(language or self.language) or texts.get(self.form.default_language, "")

    def spend(self, steps: int) -> None:
        self._work += steps
        if self._work > MAX_WORK:
            raise TooMuchWork

    def recalculate(self) -> None:
        """Work out every condition and calculation again, in the form's order."""
        self._work = 0
        self.worked_out.clear()
        for path, kind in self.form.order:
            part = self.form.parts[path]
            compiled = part.relevant if kind == "relevant" else part.value_source
            assert compiled is not None
            for key in self._keys_outside(path) if kind == "relevant" else self.keys_of(path):
                self._settle(part, kind, key, compiled)
        self._work = 0

    def _settle(self, part: Part, kind: str, key: str, compiled: Compiled) -> None:
        result = compiled.evaluate(Scope(self, part.path, key))
        if kind == "value":
            self._computed[part.path, key] = to.text(result)[:MAX_CALCULATED]
        elif to.truth(result):
            self._hidden.discard((part.path, key))
        else:
            self._hidden.add((part.path, key))

    def holds(self, compiled: Compiled | None, path: str, key: str, *, otherwise: bool) -> bool:
        """Is a condition met here? `otherwise` where there is none."""
        self._work = 0  # the limit is for one working out; a page asks for many
        return otherwise if compiled is None else to.truth(compiled.evaluate(Scope(self, path, key)))


def _cut(key: str, depth: int) -> str:
    return "/".join(key.split("/")[:depth]) if depth else ""
