"""Bearer tokens of laboratories and other machines."""

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import Machine
from accounts.tokens import hash_of


class MachineToken(BaseAuthentication):
    """`Authorization: Bearer <token>`; an unknown or revoked token is 401."""

    def authenticate(self, request: Request) -> tuple[Machine, None] | None:
        scheme, _space, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        machine = Machine.objects.filter(token_hash=hash_of(token.strip()), revoked_at=None).first()
        if machine is None:
            raise AuthenticationFailed(
                _("This token is unknown or was revoked. Ask the authority for a new one.")
            )
        return machine, None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="intake"'
