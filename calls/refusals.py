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


class NotesHaveChanged(Refusal):
    code = "notes_have_changed"
    message = _("Another window has changed these notes. They are shown now; what you wrote is below them.")


class CallIsUnderWay(Refusal):
    code = "call_is_under_way"
    message = _("Finish the call on your screen first: hang up, and save how it ended.")


class ChooseATime(Refusal):
    code = "choose_a_time"
    message = _("Choose the date and the time of the call-back.")
    field = "call_back_on"
    http_status = 422


class TimeIsTooFar(ChooseATime):
    message = _("Choose a time for the call-back that is still to come, within the next 14 days.")


class NobodyIsCalledThen(ChooseATime):
    message = _("Nobody may be called at that time. Choose one within calling hours.")
    field = "call_back_time"


class UnknownDisposition(Refusal):
    code = "unknown_disposition"
    message = _("Choose how the call ended.")
    http_status = 422
