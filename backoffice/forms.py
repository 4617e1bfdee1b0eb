"""What people of the back office and the field team fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from tracing.states import ClosedReason, ContactState


class AssignRegionForm(forms.Form):
    """Which region a report belongs to."""

    region = forms.ModelChoiceField(
        Region.objects.all(),
        label=_("Region"),
        empty_label=_("Choose a region"),
        help_text=_("The case opens there at once, and its first call is queued."),
    )


class CloseForm(forms.Form):
    """How a visit ended."""

    def command(self) -> dict[str, Any]:
        """The arguments of the command that closes it."""
        raise NotImplementedError


class CloseCaseForm(CloseForm):
    """How the field team's visit to an index case ended; an interview needs no reason."""

    INTERVIEWED = "interviewed"
    result = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[
            (INTERVIEWED, _("Interviewed")),
            *((reason.value, reason.label) for reason in ClosedReason if reason != ClosedReason.WITHDRAWN),
        ],
        widget=forms.RadioSelect,
    )

    def command(self) -> dict[str, Any]:
        """The arguments of close_case."""
        result = self.cleaned_data["result"]
        return {"reason": "" if result == self.INTERVIEWED else result}


class CloseContactForm(CloseForm):
    """How the field team's visit to a contact ended."""

    result = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[
            (state.value, state.label)
            for state in (ContactState.INFORMED, ContactState.REFUSED, ContactState.LOST)
        ],
        widget=forms.RadioSelect,
    )

    def command(self) -> dict[str, Any]:
        """The arguments of close_contact."""
        return {"outcome": ContactState(self.cleaned_data["result"])}
