from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal


class NotYourRole(Refusal):
    """Signed in, but this page belongs to another role."""

    code = "not_your_role"
    message = _("This page belongs to another role. Sign in with the right account, or ask your supervisor.")
    http_status = 403


class WrongNameOrPassword(Refusal):
    """One sentence for every reason, so that nobody learns which names exist."""

    code = "wrong_name_or_password"
    message = _("The username or password is not right. Check both, and whether caps lock is on.")
    http_status = 403


class TooManyGuesses(Refusal):
    """Somebody at this address has guessed too often at this name."""

    code = "too_many_guesses"
    message = _("Too many wrong passwords for this username. Wait 15 minutes, or ask your supervisor.")
    http_status = 429


class RuleHasMovedOn(Refusal):
    """A version of a rule that is not in force any more."""

    code = "rule_has_moved_on"
    message = _("Somebody has changed this rule meanwhile. Load the page again and look at what it says now.")
    http_status = 409


class UnknownLanguage(Refusal):
    """The screens do not exist in this language."""

    code = "unknown_language"
    message = _("The screens do not exist in this language. Choose one from the menu.")
    http_status = 422
