"""What may be asked in a conversation, and what it takes for an answer."""

from dataclasses import replace

from scenarios.xlsform.base.answering import MAX_LENGTH, is_of_type
from scenarios.xlsform.base.values import AnswerError, ChoiceView
from scenarios.xlsform.conversation.speaking import Speaking
from scenarios.xlsform.conversation.state import until_changed
from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.scope import Scope
from scenarios.xlsform.form.parts import Choice, Part


class Asking(Speaking):
    """A conversation that can judge an answer before it takes it."""

    def choices(self, path: str, repeat_key: str = "") -> list[ChoiceView]:
        """The choices of a select question that its choice_filter lets through."""
        part = self.form.parts[path]
        chosen = self.value(path, repeat_key).split()
        return [
            ChoiceView(choice.value, self.in_language(choice.label), choice.value in chosen)
            for choice in self.form.choices_of(part)
            if self._is_offered(part, choice, repeat_key)
        ]

    def is_required(self, part: Part, key: str) -> bool:
        """The identity question always is."""
        if self.form.identity and part.path == self.form.identity.path:
            return True
        return self.holds(part.required, part.path, key, otherwise=False)

    @until_changed
    def missing(self) -> list[AnswerError]:
        """Required questions shown but not answered."""
        return [
            AnswerError(path, key, "required", self.in_language(part.required_message))
            for path, part in self.form.parts.items()
            if part.can_be_answered
            for key in self.keys_of(path)
            if self.is_required(part, key) and self.is_relevant(path, key) and self.raw(path, key) == ""
        ]

    def refusal(self, part: Part, key: str, value: str) -> AnswerError | None:
        """Why this tidy answer is not taken: not asked, of another type, not offered, against the constraint."""
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
        if part.is_readable and not any(sign.isalnum() for sign in value):
            return error("no_letter")
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
        """The constraint is asked as if the answer were given already: `.` is the new value."""
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
