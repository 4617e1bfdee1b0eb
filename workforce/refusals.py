from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal


class AgentHasMovedOn(Refusal):
    code = "agent_has_moved_on"
    message = _("Your state has already changed. The page now shows where you stand.")


class SignOnFirst(Refusal):
    code = "sign_on_first"
    message = _("Sign on at the desk first.")


class ChooseAReason(Refusal):
    code = "choose_a_reason"
    message = _("Choose a reason for the pause.")
    http_status = 422
