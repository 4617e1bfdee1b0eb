from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal


class CallHasMovedOn(Refusal):
    code = "call_has_moved_on"
    message = _("This call has already moved on. The page now shows where it stands.")


class OfferHasLapsed(Refusal):
    code = "offer_has_lapsed"
    message = _("This offer was not accepted in time and went back to the queue.")


class OutsideCallingHours(Refusal):
    code = "outside_calling_hours"
    message = _(
        "People of this region may not be called at this hour. The call goes back to the queue until they may."
    )


class NumberIsBeingCalled(Refusal):
    code = "number_is_being_called"
    message = _("A colleague is calling this number right now. The call comes back in ten minutes.")


class CallIsUnderWay(Refusal):
    code = "call_is_under_way"
    message = _("Finish the call on your screen first.")


class ChooseATime(Refusal):
    code = "choose_a_time"
    message = _(
        "Choose a time for the call-back: in the future, within the next 14 days, and when people may be called."
    )
    http_status = 422


class UnknownDisposition(Refusal):
    code = "unknown_disposition"
    message = _("Choose how the call ended.")
    http_status = 422
