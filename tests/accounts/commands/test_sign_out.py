import pytest

from accounts.commands.sign_out import sign_out
from journal.models import Entry
from tests.factories.accounts import agent


@pytest.mark.django_db
def test_leaving_is_announced():
    user = agent()
    sign_out(user)
    entry = Entry.objects.get()
    assert entry.name == "accounts.signed_out"
    assert entry.facts == {"user_id": user.pk, "region_id": user.region_id}
