from django.utils.translation import gettext_lazy as _

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
    code = "run_is_incomplete"
    message = _("Some questions still need an answer before the conversation can be completed.")
    http_status = 422
