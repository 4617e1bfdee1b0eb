from django.db import transaction

from accounts.models import User
from telephony.refusals import NumberMayNotBeCalled
from telephony.rules.phone_numbers import e164
from workforce.models import Presence


@transaction.atomic
def choose_own_phone(agent: User, *, phone: str, country: str) -> str:
    """An agent says on which telephone they talk; an empty `phone` means the browser. Takes effect at the next call.

    `country` (two letters) is where a number without a country code belongs. Returns the number in E.164; refuses
    with NumberMayNotBeCalled what cannot be rung.
    """
    number = e164(phone, country=country) if phone.strip() else ""
    if phone.strip() and not number:
        raise NumberMayNotBeCalled
    presence = Presence.objects.locked(agent)
    presence.own_phone = number
    presence.save(update_fields=["own_phone"])
    return number
