from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from journal.refusals import Refusal


class VersionHasMovedOn(Refusal):
    code = "version_has_moved_on"
    message = _(
        "Somebody else has already published or replaced this version. Reload the page to see what is on air."
    )


class RunHasMovedOn(Refusal):
    code = "run_has_moved_on"
    message = _("This conversation has already been completed. Reload the page to see where it stands.")


class AnswerIsStale(Refusal):
    code = "answer_is_stale"
    message = _(
        "This script is also open in another window, which answered first. The page now shows its answers."
    )


class ScriptHasProblems(Refusal):
    code = "script_has_problems"
    message = _(
        "This script has problems and cannot be published. Correct the cells that are listed and upload it again."
    )
    http_status = 422


class RunIsIncomplete(Refusal):
    """`questions` are named as the agent sees them; a few are enough to find the way."""

    code = "run_is_incomplete"
    message: str | Promise = _(
        "Some questions still need an answer before the conversation can be completed."
    )
    http_status = 422
    NAMED = 3

    def __init__(self, questions: Sequence[str] = ()) -> None:
        super().__init__()
        if questions:
            named = " · ".join(questions[: self.NAMED]) + (" …" if len(questions) > self.NAMED else "")
            self.message = ngettext(
                "The conversation cannot be completed yet. %(n)s answer is missing or no longer fits: %(named)s",
                "The conversation cannot be completed yet. %(n)s answers are missing or no longer fit: %(named)s",
                len(questions),
            ) % {"n": len(questions), "named": named}


class CoreWasNotReached(Refusal):
    code = "core_was_not_reached"
    message = _(
        "The person was not identified, or what this call is for was not said and answered. "
        "It cannot be saved as completed: choose how it ended instead."
    )
    http_status = 422
