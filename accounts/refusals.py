from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal


class NotYourRole(Refusal):
    """Signed in, but this page belongs to another role."""

    code = "not_your_role"
    message = _("This page belongs to another role. Sign in with the right account, or ask your supervisor.")
    http_status = 403
