"""A quiz as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import in_language
from elearning.models import Question, Quiz

BLANK = _("Answer this question.")


class QuizForm(forms.Form):
    """One field per question, in order; each is a set of radio buttons, or of tick boxes when several are right."""

    def __init__(self, quiz: Quiz, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(quiz.questions.all())
        for question in self.questions:
            self.fields[name_of(question)] = field_of(question)

    def ticked(self) -> dict[int, list[int]]:
        """Question id → ids of the ticked choices; of a valid form."""
        return {question.pk: self.cleaned_data[name_of(question)] for question in self.questions}


def name_of(question: Question) -> str:
    """The name in the form: question-1."""
    return f"question-{question.number}"


def field_of(question: Question) -> forms.Field:
    """The question with its choices, in the screen's language."""
    choices = [(choice.pk, in_language(choice.texts)) for choice in question.choices.all()]
    widget = forms.CheckboxSelectMultiple if question.is_multiple else forms.RadioSelect
    return OneOrMore(
        label=in_language(question.texts),
        choices=choices,
        coerce=int,
        widget=widget,
        error_messages={"required": BLANK},
        help_text=_("Tick every right answer.") if question.is_multiple else "",
    )


class OneOrMore(forms.TypedMultipleChoiceField):
    """Radio buttons send one value, tick boxes several: both arrive as a list."""

    def to_python(self, value: Any) -> list[Any]:
        return super().to_python([value] if isinstance(value, str) else value)
