from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal


class LessonsFirst(Refusal):
    """The quiz opens when every lesson has been read."""

    code = "lessons_first"
    message = _("Read every lesson first: the quiz opens after the last one.")


class AnswerEveryQuestion(Refusal):
    """A quiz with a blank question is not marked."""

    code = "answer_every_question"
    message = _("Answer every question, then hand in the quiz again.")
    http_status = 422
