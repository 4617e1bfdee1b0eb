"""The rules say no. A refusal is an answer for a person, not a fault."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """The rules say no. `message` is the sentence that the person at the screen reads.

    `field` is the name of the field that it is about, where a form has one.
    """

    code = "refused"
    field = ""
    message: str | Promise = _("This cannot be done.")
    http_status = 409

    def __str__(self) -> str:
        return str(self.message)


class NotYours(Refusal):
    """A page or a row that this person may not see answers as if it did not exist."""

    code = "not_found"
    message = _("This page does not exist, or it is not yours to see.")
    http_status = 404


class NotUnderstood(Refusal):
    """A request that no page of ours would send: cut off on its way, or written by hand."""

    code = "not_understood"
    message = _("This request could not be understood. Reload the page and try again.")
    http_status = 400
