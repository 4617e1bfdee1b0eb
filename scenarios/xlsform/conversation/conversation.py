"""One conversation along a form: pure state, rebuilt for each request from its stored answers."""

from dataclasses import dataclass

from scenarios.xlsform.base.answering import tidy
from scenarios.xlsform.base.values import AnswerError
from scenarios.xlsform.conversation.ending import Ending
from scenarios.xlsform.conversation.screens import Step, steps_of
from scenarios.xlsform.conversation.state import MAX_TURNS
from scenarios.xlsform.expressions.faults import TooMuchWork


class Conversation(Ending):
    """The state of a conversation.

    `answers` in the order they were given (the newest of a question counts), `repeats` in the order they were
    added, `preset` what is known before (names as in `Form.presets`; dates ISO 8601), `language` the one spoken,
    one of the script's, `now` aware, in the time zone of the region: `today()` in a script is its date.
    """

    def answer(self, path: str, repeat_key: str, value: str) -> "Effect":
        """Give, change or (value "") take back one answer."""
        part = self.form.parts.get(path)
        if part is None or repeat_key not in self.keys_of(path):
            return Effect(self, (AnswerError(path, repeat_key, "unknown_question"),))
        value = tidy(part.type, value)
        error = self.refusal(part, repeat_key, value)
        if error is not None:
            return Effect(self, (error,), value)
        before = dict(self._answers)
        self._answers[path, repeat_key] = value
        try:
            self.recalculate()
        except TooMuchWork:
            self._answers = before
            self.recalculate()
            return Effect(self, (AnswerError(path, repeat_key, "too_much"),), value)
        return Effect(self, (), value)

    def add_repeat(self, path: str, key: str) -> "Effect":
        """Open a new turn of the repeat at `path` under a fresh key (a UUID; "<outer>/<uuid>" when nested)."""
        part = self.form.parts.get(path)
        around = key.rpartition("/")[0]
        if part is None or part.type != "repeat" or not key or key in self.turns(path):
            return Effect(self, (AnswerError(path, key, "unknown_question"),))
        if not self.is_relevant(path, around):
            return Effect(self, (AnswerError(path, key, "not_shown"),))
        if len(self.turns(path)) >= MAX_TURNS:
            return Effect(self, (AnswerError(path, key, "too_many"),))
        turns = self._turns.setdefault(path, [])
        turns.append(key)
        try:
            self.recalculate()
        except TooMuchWork:
            turns.remove(key)
            self.recalculate()
            return Effect(self, (AnswerError(path, key, "too_many"),))
        return Effect(self, (), key)

    def remove_repeat(self, path: str, key: str) -> "Effect":
        """Take a turn of a repeat back, with everything answered in it."""
        if key not in self.turns(path):
            return Effect(self, (AnswerError(path, key, "unknown_question"),))
        for keys in self._turns.values():
            keys[:] = [each for each in keys if each != key and not each.startswith(f"{key}/")]
        self.recalculate()
        return Effect(self, (), key)

    def steps(self) -> list[Step]:
        """The pages that may be shown now, in order. Beyond the identity question only once it is confirmed."""
        return steps_of(self, self.missing())

    def values(self) -> dict[tuple[str, str], str]:
        """Every value that counts (relevant and not blank) by (path, repeat_key)."""
        return {
            (path, key): value
            for path in self.form.parts
            for key in self.keys_of(path)
            if (value := self.value(path, key))
        }


@dataclass(frozen=True)
class Effect:
    """What an answer, or a turn of a repeat, led to. With errors, nothing has changed and the old value stands.

    `conversation` is where it stands now; `value` the answer as it is to be stored (trimmed, decimal comma replaced).
    """

    conversation: Conversation
    errors: tuple[AnswerError, ...] = ()
    value: str = ""

    @property
    def is_accepted(self) -> bool:
        return not self.errors
