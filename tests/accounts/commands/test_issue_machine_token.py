import pytest
from rest_framework.test import APIRequestFactory

from accounts.api.authentication import MachineToken
from accounts.commands.issue_machine_token import issue_machine_token

pytestmark = pytest.mark.django_db


def test_the_token_opens_the_door_and_only_its_hash_is_kept():
    machine, token = issue_machine_token("Laboratory of Testland")
    request = APIRequestFactory().get("/", headers={"Authorization": f"Bearer {token}"})
    assert MachineToken().authenticate(request) == (machine, None)
    assert token.encode() not in bytes(machine.token_hash)


def test_two_tokens_differ_and_a_test_machine_says_so():
    first, one = issue_machine_token("A")
    second, other = issue_machine_token("B", is_test=True)
    assert one != other
    assert (first.is_test, second.is_test) == (False, True)
