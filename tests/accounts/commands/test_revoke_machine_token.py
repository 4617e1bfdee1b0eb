from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.test import APIRequestFactory

from accounts.api.authentication import MachineToken
from accounts.commands.issue_machine_token import issue_machine_token
from accounts.commands.revoke_machine_token import revoke_machine_token

pytestmark = pytest.mark.django_db


def test_a_revoked_token_opens_nothing():
    machine, token = issue_machine_token("Laboratory")
    revoke_machine_token(machine)
    request = APIRequestFactory().get("/", headers={"Authorization": f"Bearer {token}"})
    with pytest.raises(AuthenticationFailed):
        MachineToken().authenticate(request)


def test_revoking_twice_keeps_the_first_moment():
    machine, _token = issue_machine_token("Laboratory")
    first = timezone.now()
    revoke_machine_token(machine, now=first)
    assert revoke_machine_token(machine, now=first + timedelta(days=1)).revoked_at == first
