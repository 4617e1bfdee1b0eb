"""One page of a script as the agent sees it: where in the conversation, what to say, what to ask."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from scenarios.models import Run
from scenarios.xlsform import ActionCall, AnswerError, Conversation, Form, Step

EMPTY = Step(key="", path="", title="", before_identity=True, is_done=True, entries=())
"""The page of a script that has nothing to show at this moment."""


@dataclass(frozen=True)
class Named:
    """Somebody the citizen has named so far, as the agent sees them beside the script."""

    name: str
    note: str


@dataclass(frozen=True)
class OpenQuestion:
    """What stands between the conversation and its end: where to find it, and why, where that is not plain."""

    path: str
    repeat_key: str
    name: str
    page: int
    why: str


@dataclass(frozen=True)
class ScriptPage:
    """A run at one of its steps.

    `errors` are by (path, repeat key): what was refused just now, and answers that no longer fit. `focus` is the id of
    the question that the agent has asked to see, or the key of the turn they have opened,
    `suggested_outcome` a disposition's code or "".
    """

    run: Run
    form: Form
    steps: list[Step]
    number: int
    is_complete: bool
    is_identity_confirmed: bool
    suggested_outcome: str = ""
    focus: str = ""
    errors: Mapping[tuple[str, str], AnswerError] = field(default_factory=dict)
    open_questions: list[OpenQuestion] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)

    @property
    def step(self) -> Step:
        """The page on show."""
        return self.steps[self.number]

    @property
    def known(self) -> Mapping[str, str]:
        """What the script was told before the conversation, by name: what it says, the card beside it says too."""
        return json.loads(self.run.preset or "{}")

    @property
    def has_ended_early(self) -> bool:
        """Nothing on the pages is left to answer, and yet the conversation did not get to what it was for."""
        return not (self.is_complete or self.open_questions) and all(step.is_done for step in self.steps)

    @property
    def previous(self) -> int | None:
        """The number of the page before, if there is one."""
        return self.number - 1 if self.number > 0 else None

    @property
    def next(self) -> int | None:
        """The number of the page after, if there is one."""
        return self.number + 1 if self.number + 1 < len(self.steps) else None


def script_page(
    run: Run,
    state: Conversation,
    *,
    number: int,
    errors: Mapping[tuple[str, str], AnswerError] | None = None,
    focus: str = "",
) -> ScriptPage:
    """The page `number` of a run whose conversation is at `state`, or the nearest there is.

    Answers change how many pages exist.
    """
    # The check of scripts refuses one that begins so; answers may still leave nothing, and the call has to end.
    steps = state.steps() or [EMPTY]
    return ScriptPage(
        run=run,
        form=state.form,
        steps=steps,
        number=max(0, min(number, len(steps) - 1)),
        is_complete=state.is_complete,
        is_identity_confirmed=state.is_identity_confirmed,
        suggested_outcome=state.suggested_outcome,
        focus=focus,
        errors={(error.path, error.repeat_key): error for error in state.violations()} | dict(errors or {}),
        open_questions=[open_question(state, steps, error) for error in state.open_questions()],
        named=[named(call) for call in state.planned_actions() if call.name == "name_contact"],
    )


def open_question(state: Conversation, steps: list[Step], error: AnswerError) -> OpenQuestion:
    """The question behind an error, with the number of the page it stands on."""
    place = error.path.split("/", 1)[0]
    return OpenQuestion(
        path=error.path,
        repeat_key=error.repeat_key,
        name=state.name_of(error.path, error.repeat_key),
        page=next((number for number, step in enumerate(steps) if step.key == place), 0),
        why="" if error.code == "required" else error.message,
    )


def named(call: ActionCall) -> Named:
    """A contact that completing the script will add."""
    name = f"{call.args.get('first_name', '')} {call.args.get('family_name', '')}".strip()
    return Named(name or _("No name yet"), call.args.get("phone", "") or _("No telephone number yet"))
