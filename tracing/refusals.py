from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal


class CaseHasMovedOn(Refusal):
    code = "case_has_moved_on"
    message = _("Somebody else has already changed this case. Reload the page to see where it stands.")


class ContactHasMovedOn(Refusal):
    code = "contact_has_moved_on"
    message = _("Somebody else has already changed this contact. Reload the page to see where they stand.")


class SampleHasOtherContent(Refusal):
    """The laboratory repeats a sample with another content; what we hold stays, and they must know."""

    code = "sample_has_other_content"
    message = _(
        "This sample was already received with other content. The first one stands. "
        "To correct a result, contact the authority."
    )
    http_status = 409


class KeyWasUsedForSomethingElse(Refusal):
    code = "idempotency_key_reused"
    message = _("This Idempotency-Key was already used for another report. Use a new key for each report.")
    http_status = 422


class IndexNamedThemself(Refusal):
    code = "index_named_themself"
    message = _(
        "One of the contacts is the person you are talking to. Take that contact out, then finish the conversation."
    )
    http_status = 422


class NoScriptOnAir(Refusal):
    code = "no_script_on_air"
    message = _(
        "This campaign has no published script. The call cannot begin without it: tell your supervisor."
    )


class ReportHasMovedOn(Refusal):
    code = "report_has_moved_on"
    message = _("Somebody else has already decided about this report.")
