"""Whether a conversation can end, as what, and what is done then."""

from scenarios.xlsform.base.values import ActionCall, AnswerError
from scenarios.xlsform.conversation.asking import Asking
from scenarios.xlsform.conversation.state import until_changed
from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.scope import Scope
from scenarios.xlsform.form.parts import Part


class Ending(Asking):
    """A conversation that knows what stands between it and its end."""

    @until_changed
    def violations(self) -> list[AnswerError]:
        """Answers that no longer meet their constraint or choices, checked again for completion."""
        found = (
            self.refusal(part, key, self.raw(path, key))
            for path, part in self.form.parts.items()
            if part.can_be_answered
            for key in self.keys_of(path)
            if self.value(path, key)
        )
        return [error for error in found if error is not None]

    def unmet_core(self) -> list[AnswerError]:
        """What the script declares as its core and nobody has answered so; the identity question comes first."""
        identity = self.form.identity
        if identity and not self.is_identity_confirmed:
            return [AnswerError(identity.path, "", "core")]
        unmet = (core.path for core in self.form.core if not core.is_met_by(self.value(core.path)))
        return [AnswerError(path, "", "core") for path in unmet]

    @until_changed
    def blocking(self) -> list[AnswerError]:
        """Why the conversation is not complete, each question once: unanswered, no longer possible, or its core."""
        found: dict[tuple[str, str], AnswerError] = {}
        for error in (*self.missing(), *self.violations(), *self.unmet_core()):
            found.setdefault((error.path, error.repeat_key), error)
        order = list(self.form.parts)
        return sorted(found.values(), key=lambda error: order.index(error.path))

    def open_questions(self) -> list[AnswerError]:
        """Those of `blocking` that can be answered now. Before the identity is confirmed: none, that comes first.

        A core question answered otherwise than the script needs is settled: the call ends in another way.
        """
        if not self.is_identity_confirmed:
            return []
        return [
            error
            for error in self.blocking()
            if self.is_relevant(error.path, error.repeat_key)
            and (error.code != "core" or self.value(error.path) == "")
        ]

    def asked_anew(self) -> list[tuple[str, str]]:
        """What another attempt has to ask again, by (path, repeat_key): somebody else may pick up this time.

        Who is on the line and all that comes before; a core question that was answered otherwise than the script
        needs (“later”); and what the script marks so.
        """
        unmet = {error.path for error in self.unmet_core()}
        return [
            (path, key)
            for path, part in self.form.parts.items()
            if part.can_be_answered
            and (path in unmet or path in self.form.anew or (self.form.identity and not part.is_gated))
            for key in self.keys_of(path)
            if self.raw(path, key) != ""
        ]

    def is_ready(self, call: ActionCall) -> bool:
        """Whether an action can be done before the end: the identity stands, and nothing of its own part is open."""
        inside = f"{call.path}/"
        return self.is_identity_confirmed and not any(
            error.repeat_key == call.repeat_key and (error.path == call.path or error.path.startswith(inside))
            for error in self.blocking()
        )

    @property
    def reached_core(self) -> bool:
        """The right person is on the line, and what the call is for was said and answered."""
        return not self.unmet_core()

    @property
    def suggested_outcome(self) -> str:
        """How the call seems to have ended, as the script says: a disposition's code, or ""."""
        return self.value(self.form.outcome) if self.form.outcome else ""

    @property
    def is_complete(self) -> bool:
        """Nothing missing, nothing violated, and the conversation has reached its core."""
        return not self.blocking()

    def planned_actions(self) -> list[ActionCall]:
        """What completing this conversation will do, in the order of the script."""
        return [
            self._planned(part, key)
            for path, part in self.form.parts.items()
            if part.action is not None
            for key in self.keys_of(path)
            if self._acts(part, key)
        ]

    def _acts(self, part: Part, key: str) -> bool:
        if part.action is None or not self.is_relevant(part.path, key):
            return False
        answered = part.is_container or part.type == "note" or self.raw(part.path, key) != ""
        return self.holds(part.action.when, part.path, key, otherwise=answered)

    def _planned(self, part: Part, key: str) -> ActionCall:
        assert part.action is not None
        scope = Scope(self, part.path, key)
        args = {name: to.text(cell.evaluate(scope)) for name, cell in part.action.arguments.items()}
        return ActionCall(part.action.name, args, part.path, key)
