"""A laboratory may post from now on."""

import secrets

from django.db import transaction

from accounts.models import Machine
from accounts.tokens import hash_of

TOKEN_BYTES = 32


@transaction.atomic
def issue_machine_token(name: str, *, is_test: bool = False) -> tuple[Machine, str]:
    """Register a machine and give it a bearer token of 256 random bits.

    The token is returned once and kept nowhere; only its SHA-256 is. A machine marked `is_test` posts, and
    never opens a case.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return Machine.objects.create(name=name, token_hash=hash_of(token), is_test=is_test), token
