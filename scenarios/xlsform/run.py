"""One conversation along a form: pure state, rebuilt for each request from its stored answers."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from scenarios.xlsform.form import Form
from scenarios.xlsform.screens import Step
from scenarios.xlsform.values import ActionCall, Answer, AnswerError, Instance, Outcome


class Run:
    """The state of a conversation.

    `answers` in the order they were given (the newest of a question counts), `repeats` in the order they were added,
    `preset` what is known before (names as in `Form.presets`; dates ISO 8601), `language` the one spoken, two letters,
    `now` aware, in the time zone of the region: `today()` in a script is its date.
    """

    def __init__(
        self,
        form: Form,
        *,
        answers: Iterable[Answer] = (),
        repeats: Iterable[Instance] = (),
        preset: Mapping[str, str] | None = None,
        language: str = "",
        now: datetime,
    ) -> None:
        raise NotImplementedError

    def answer(self, path: str, repeat_key: str, value: str) -> Outcome:
        """Give, change or (value "") take back one answer."""
        raise NotImplementedError

    def add_repeat(self, path: str, key: str) -> Outcome:
        """Open a new turn of the repeat at `path` under a fresh key (a UUID; "<outer>/<uuid>" when nested)."""
        raise NotImplementedError

    def remove_repeat(self, path: str, key: str) -> Outcome:
        """Take a turn of a repeat back, with everything answered in it."""
        raise NotImplementedError

    def steps(self) -> list[Step]:
        """The pages that may be shown now, in order. Beyond the identity question only once it is confirmed."""
        raise NotImplementedError

    def step_of(self, path: str, repeat_key: str = "") -> Step | None:
        """The page a question stands on, if it may be shown now."""
        raise NotImplementedError

    def value(self, path: str, repeat_key: str = "") -> str:
        """The answer or calculated value; "" when blank or not relevant. A bare question name works as a path too."""
        raise NotImplementedError

    def values(self) -> dict[tuple[str, str], str]:
        """Every value that counts (relevant and not blank) by (path, repeat_key)."""
        raise NotImplementedError

    def label(self, path: str, repeat_key: str = "", language: str = "") -> str:
        """The question's text with values piped in, dates said in the language; Markdown source."""
        raise NotImplementedError

    def missing(self) -> list[AnswerError]:
        """Required questions shown but not answered."""
        raise NotImplementedError

    def violations(self) -> list[AnswerError]:
        """Answers that no longer meet their constraint or choices, checked again for completion."""
        raise NotImplementedError

    def planned_actions(self) -> list[ActionCall]:
        """What completing this run will do, in the order of the script."""
        raise NotImplementedError

    @property
    def is_identity_confirmed(self) -> bool:
        raise NotImplementedError

    @property
    def is_complete(self) -> bool:
        """Nothing missing, nothing violated."""
        raise NotImplementedError
