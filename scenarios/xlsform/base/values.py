"""What goes into a conversation and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.xlsform.base.problems import answer_sentence


@dataclass(frozen=True)
class Answer:
    """One stored answer: the question's path, the repeat instance it belongs to ("" outside repeats), the value.

    A value of "" takes the answer back. Several choices are separated by a space. Dates are ISO 8601.
    """

    path: str
    repeat_key: str
    value: str


@dataclass(frozen=True)
class Instance:
    """One turn of a repeat. `key` is its UUID; inside another repeat "<outer key>/<its UUID>"."""

    path: str
    key: str


@dataclass(frozen=True)
class AnswerError:
    """Why an answer was refused, or what stands in the way of completion.

    `code` is one of: unknown_question, not_shown, read_only, type, choice, constraint, required, core, too_long.
    `limit` is how many characters are possible.
    `message` is a sentence: the script's own in the spoken language where it has one, else the house's, translatable.
    """

    path: str
    repeat_key: str
    code: str
    own_message: str = ""
    type: str = ""
    limit: int = 0

    @property
    def message(self) -> str:
        return self.own_message or answer_sentence(self.code, self.type, limit=self.limit)


@dataclass(frozen=True)
class ActionCall:
    """Something the script asks to be done at completion; an argument whose expression is blank is ""."""

    name: str
    args: Mapping[str, str]
    path: str
    repeat_key: str


@dataclass(frozen=True)
class ChoiceView:
    """One choice as it is shown: in the spoken language, chosen or not."""

    value: str
    label: str
    is_chosen: bool
