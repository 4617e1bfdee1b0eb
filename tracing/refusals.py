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
        "One of the contacts is the person you are talking to. Take that contact out, or write down the date of birth "
        "if it is somebody else of the same name. Then finish the conversation."
    )
    http_status = 422


class ContactWithoutName(Refusal):
    code = "contact_without_name"
    message = _(
        "One of the contacts has no name. Write down a first or a family name, or take that contact out, "
        "then finish the conversation."
    )
    http_status = 422


class NameIsTooLong(Refusal):
    """`at_most` is how many characters a name may have."""

    code = "name_is_too_long"
    http_status = 422

    def __init__(self, *, at_most: int) -> None:
        super().__init__()
        self.message = _(
            "One of the contacts has a name of more than %(at_most)d characters. Shorten it, then finish "
            "the conversation."
        ) % {"at_most": at_most}


class OnlyACaseNamesContacts(Refusal):
    code = "only_a_case_names_contacts"
    message = _(
        "This script wants to name contacts, which only the interview of an index case can do. "
        "Tell your supervisor; the call can end with another outcome."
    )


class NothingWasSaid(Refusal):
    code = "nothing_was_said"
    message = _(
        "This call cannot be closed as done: its script was not gone through in this conversation. "
        "Choose another outcome."
    )


class NoScriptOnAir(Refusal):
    code = "no_script_on_air"
    message = _(
        "This campaign has no published script. The call cannot begin without it: tell your supervisor."
    )


class ReportHasMovedOn(Refusal):
    code = "report_has_moved_on"
    message = _("Somebody else has already decided about this report.")
