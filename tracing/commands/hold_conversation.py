from django.db import transaction

from calls.models import Call, Campaign
from tracing.models import Person


@transaction.atomic(savepoint=False)
def hold_conversation(campaign: Campaign, person: Person) -> Call | None:
    """The open call of a campaign with somebody, held until our transaction is over; None when there is none.

    Nobody begins or ends that conversation meanwhile, so what is filed now is either seen by whoever ends it, or by
    the call that we owe because it has ended. Lock order of the house: the call, then cases and contacts.
    """
    open_calls = Call.objects.open().filter(campaign=campaign, subject=person.key)
    while open_calls.exists():
        # None: it ended while we waited for it, and whoever ended it may owe the next one by now.
        if call := open_calls.select_for_update(no_key=True).first():
            return call
    return None
