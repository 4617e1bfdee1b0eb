"""One conversation along a form: pure state, rebuilt for each request from its stored answers."""

from dataclasses import replace

from scenarios.xlsform.base.answering import MAX_LENGTH, is_of_type, tidy
from scenarios.xlsform.base.values import ActionCall, AnswerError, ChoiceView, Outcome
from scenarios.xlsform.conversation.screens import Step, steps_of
from scenarios.xlsform.conversation.speaking import Speaking
from scenarios.xlsform.conversation.state import MAX_TURNS
from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.scope import Scope
from scenarios.xlsform.form.parts import Choice, Part

_Seen = dict[tuple[str, str], str]


class Run(Speaking):
    """The state of a conversation.

    `answers` in the order they were given (the newest of a question counts), `repeats` in the order they were
    added, `preset` what is known before (names as in `Form.presets`; dates ISO 8601), `language` the one spoken,
    two letters, `now` aware, in the time zone of the region: `today()` in a script is its date.
    """

    def answer(self, path: str, repeat_key: str, value: str) -> Outcome:
        """Give, change or (value "") take back one answer."""
        part = self.form.parts.get(path)
        if part is None or repeat_key not in self.keys_of(path):
            return Outcome((AnswerError(path, repeat_key, "unknown_question"),))
        value = tidy(part.type, value)
        error = self._refused(part, repeat_key, value)
        if error is not None:
            return Outcome((error,), value)
        before = self._seen()
        self._answers[path, repeat_key] = value
        self.recalculate()
        return Outcome((), value, self._changes(before))

    def add_repeat(self, path: str, key: str) -> Outcome:
        """Open a new turn of the repeat at `path` under a fresh key (a UUID; "<outer>/<uuid>" when nested)."""
        part = self.form.parts.get(path)
        around = key.rpartition("/")[0]
        if part is None or part.type != "repeat" or not key or key in self.turns(path):
            return Outcome((AnswerError(path, key, "unknown_question"),))
        if not self.is_relevant(path, around):
            return Outcome((AnswerError(path, key, "not_shown"),))
        if len(self.turns(path)) >= MAX_TURNS:
            return Outcome((AnswerError(path, key, "too_many"),))
        before = self._seen()
        self._turns.setdefault(path, []).append(key)
        self.recalculate()
        return Outcome((), key, self._changes(before))

    def remove_repeat(self, path: str, key: str) -> Outcome:
        """Take a turn of a repeat back, with everything answered in it."""
        if key not in self.turns(path):
            return Outcome((AnswerError(path, key, "unknown_question"),))
        before = self._seen()
        for keys in self._turns.values():
            keys[:] = [each for each in keys if each != key and not each.startswith(f"{key}/")]
        self.recalculate()
        return Outcome((), key, self._changes(before))

    def steps(self) -> list[Step]:
        """The pages that may be shown now, in order. Beyond the identity question only once it is confirmed."""
        return steps_of(self)

    def step_of(self, path: str, repeat_key: str = "") -> Step | None:
        """The page a question stands on, if it may be shown now."""
        top = path.split("/", 1)[0]
        return next((step for step in self.steps() if step.path == top), None)

    def values(self) -> dict[tuple[str, str], str]:
        """Every value that counts (relevant and not blank) by (path, repeat_key)."""
        return {place: value for place, value in self._seen().items() if value not in ("", _SHOWN)}

    def choices(self, path: str, repeat_key: str = "") -> list[ChoiceView]:
        """The choices of a select question that its choice_filter lets through."""
        part = self.form.parts[path]
        chosen = self.value(path, repeat_key).split()
        return [
            ChoiceView(choice.value, self.in_language(choice.label), choice.value in chosen)
            for choice in self.form.choices_of(part)
            if self._is_offered(part, choice, repeat_key)
        ]

    def missing(self) -> list[AnswerError]:
        """Required questions shown but not answered."""
        return [
            AnswerError(path, key, "required", self.in_language(part.required_message))
            for path, part in self.form.parts.items()
            if part.can_be_answered
            for key in self.keys_of(path)
            if self.is_required(part, key) and self.is_relevant(path, key) and self.raw(path, key) == ""
        ]

    def is_required(self, part: Part, key: str) -> bool:
        """The identity question always is."""
        if self.form.identity and part.path == self.form.identity.path:
            return True
        return self.holds(part.required, part.path, key, otherwise=False)

    def violations(self) -> list[AnswerError]:
        """Answers that no longer meet their constraint or choices, checked again for completion."""
        found = (
            self._refused(part, key, self.raw(path, key))
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

    def planned_actions(self) -> list[ActionCall]:
        """What completing this run will do, in the order of the script."""
        return [
            self._planned(part, key)
            for path, part in self.form.parts.items()
            if part.action is not None
            for key in self.keys_of(path)
            if self._acts(part, key)
        ]

    @property
    def is_complete(self) -> bool:
        """Nothing missing, nothing violated, and the conversation has reached its core."""
        return not self.blocking()

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

    def _refused(self, part: Part, key: str, value: str) -> AnswerError | None:
        error = lambda code, own="": AnswerError(part.path, key, code, own, part.type)  # noqa: E731
        if part.is_container or part.is_silent or part.type == "note":
            return error("unknown_question")
        if part.is_fixed:
            return error("read_only")
        if not self.is_relevant(part.path, key):
            return error("not_shown")
        if value == "":
            return None
        if len(value) > (limit := part.max_length or MAX_LENGTH):
            return replace(error("too_long"), limit=limit)
        if not is_of_type(part.type, value):
            return error("type")
        if not self._are_offered(part, key, value):
            return error("choice")
        if not self._meets_constraint(part, key, value):
            return error("constraint", self.say(self.in_language(part.constraint_message), part, key))
        return None

    def _are_offered(self, part: Part, key: str, value: str) -> bool:
        if not part.list_name:
            return True
        wanted = value.split() if part.type == "select_multiple" else [value]
        offered = {c.value for c in self.form.choices_of(part) if self._is_offered(part, c, key)}
        return offered.issuperset(wanted)

    def _is_offered(self, part: Part, choice: Choice, key: str) -> bool:
        if part.choice_filter is None:
            return True
        return to.truth(part.choice_filter.evaluate(Scope(self, part.path, key, choice.columns)))

    def _meets_constraint(self, part: Part, key: str, value: str) -> bool:
        if part.constraint is None:
            return True
        place = (part.path, key)
        had, old = place in self._answers, self._answers.get(place, "")
        self._answers[place] = value
        try:
            return self.holds(part.constraint, part.path, key, otherwise=True)
        finally:
            if had:
                self._answers[place] = old
            else:
                del self._answers[place]

    def _seen(self) -> _Seen:
        """Every relevant part with its value; a part without a value of its own is merely shown."""
        return {
            (path, key): _SHOWN if part.is_container or part.type == "note" else self.raw(path, key)
            for path, part in self.form.parts.items()
            for key in self.keys_of(path)
            if self.is_relevant(path, key)
        }

    def _changes(self, before: _Seen) -> tuple[tuple[str, str], ...]:
        after = self._seen()
        differing = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
        paths = {path for path, _ in differing}
        reworded = {place for place in after if self.form.piped[place[0]] & paths}
        return tuple(sorted(differing | reworded))


_SHOWN = "\0shown"
