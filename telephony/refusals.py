from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal


class LegHasMovedOn(Refusal):
    code = "leg_has_moved_on"
    message = _("This line has already ended.")


class NumberMayNotBeCalled(Refusal):
    code = "number_may_not_be_called"
    message = _("This telephone number cannot be called. Check it, or hand the call to the field team.")
    http_status = 422


class WebhookIsForged(Refusal):
    code = "webhook_is_forged"
    message = _("The signature does not belong to this request.")
    http_status = 403
