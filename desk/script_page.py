"""One page of a script as the agent sees it: where in the conversation, what to say, what to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from scenarios.models import Run
from scenarios.queries import conversation
from scenarios.xlsform import ActionCall, AnswerError, Step


@dataclass(frozen=True)
class Named:
    """Somebody the citizen has named so far, as the agent sees them beside the script."""

    name: str
    note: str


@dataclass(frozen=True)
class ScriptPage:
    """A run at one of its steps. `errors` are by (path, repeat key)."""

    run: Run
    steps: list[Step]
    number: int
    is_complete: bool
    is_identity_confirmed: bool
    errors: Mapping[tuple[str, str], AnswerError] = field(default_factory=dict)
    missing: list[AnswerError] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)

    @property
    def step(self) -> Step:
        """The page on show."""
        return self.steps[self.number]

    @property
    def previous(self) -> int | None:
        """The number of the page before, if there is one."""
        return self.number - 1 if self.number > 0 else None

    @property
    def next(self) -> int | None:
        """The number of the page after, if there is one."""
        return self.number + 1 if self.number + 1 < len(self.steps) else None


def script_page(
    run: Run, *, number: int, errors: Mapping[tuple[str, str], AnswerError] | None = None
) -> ScriptPage:
    """The page `number` of the run, or the nearest there is: answers change how many pages exist."""
    state = conversation(run)
    steps = state.steps()
    return ScriptPage(
        run=run,
        steps=steps,
        number=max(0, min(number, len(steps) - 1)),
        is_complete=state.is_complete,
        is_identity_confirmed=state.is_identity_confirmed,
        errors=errors or {},
        missing=state.missing(),
        named=[named(call) for call in state.planned_actions() if call.name == "name_contact"],
    )


def named(call: ActionCall) -> Named:
    """A contact that completing the script will add."""
    name = f"{call.args.get('first_name', '')} {call.args.get('family_name', '')}".strip()
    return Named(name or _("No name yet"), call.args.get("phone", "") or _("No telephone number yet"))
