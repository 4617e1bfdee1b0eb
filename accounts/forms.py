"""What people fill in about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.commands.sign_in import sign_in
from accounts.models import User
from journal.refusals import Refusal


class SignInForm(forms.Form):
    """Name and password. A refusal is said once, above both, and never says which of them was wrong."""

    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        error_messages={"required": _("Enter your username.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Enter your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = request.META.get("REMOTE_ADDR", "")
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            try:
                self.user = sign_in(given["username"].strip(), given["password"], address=self.address)
            except Refusal as refusal:
                raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return given

    def get_user(self) -> User | None:
        """Who got in; asked by Django's LoginView."""
        return self.user


class ScreenForm(forms.Form):
    """Language and shortcuts."""

    language = forms.ChoiceField(label=_("Language of the screens"), choices=lambda: settings.LANGUAGES)
    uses_shortcuts = forms.BooleanField(
        label=_("Use one-key shortcuts"),
        required=False,
        help_text=_(
            "For example N for the next lesson. Switch them off if you dictate, or use a screen reader."
        ),
    )
