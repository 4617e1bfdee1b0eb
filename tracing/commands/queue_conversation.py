from django.db import transaction

from calls.commands.queue_call import queue_call
from calls.refusals import NumberMayNotBeCalled
from calls.states import Purpose
from tracing.models import Case, Contact, Interview
from tracing.queries import campaign_for


@transaction.atomic(savepoint=False)
def queue_conversation(about: Case | Contact) -> Interview | None:
    """Owe somebody a call about their case, or about the case they were exposed to. An SMS announces it.

    None when the telephone cannot do it: no number is known, or none that may be rung, or the region runs no
    campaign for it. Somebody who is owed such a call already is not called twice: the conversation is then about
    the newest reason.
    """
    is_case = isinstance(about, Case)
    disease = about.disease if isinstance(about, Case) else about.case.disease
    purpose = Purpose.INDEX_INTERVIEW if is_case else Purpose.CONTACT_NOTIFICATION
    campaign = campaign_for(about.region, purpose, disease.code) if about.person.phone else None
    if campaign is None:
        return None
    person = about.person
    try:
        call = queue_call(campaign=campaign, callee=person.key, phone=person.phone, language=person.language)
    except NumberMayNotBeCalled:
        return None
    interview = Interview(
        region=about.region,
        call=call,
        case=about if isinstance(about, Case) else None,
        contact=about if isinstance(about, Contact) else None,
    )
    Interview.objects.bulk_create(
        [interview], update_conflicts=True, unique_fields=["call"], update_fields=["case", "contact"]
    )
    return interview
