import pytest
from django.db import transaction
from django.utils import timezone

from accounts.commands.replace_version import replace_version
from accounts.refusals import RuleHasMovedOn
from tests.factories.accounts import region
from workforce.models import PauseReason

pytestmark = pytest.mark.django_db


def lunch():
    return PauseReason.objects.create(region=region(), code="lunch", labels={"en": "Lunch"}, max_minutes=45)


def test_a_change_is_a_new_version_and_the_old_one_stays_as_it_was():
    old, now = lunch(), timezone.now()
    new = replace_version(old, now=now, max_minutes=60)
    old.refresh_from_db()
    assert (old.version, old.max_minutes, old.retired_at) == (1, 45, now)
    assert (new.version, new.max_minutes, new.retired_at, new.labels) == (2, 60, None, {"en": "Lunch"})
    assert list(PauseReason.objects.in_force(old.region)) == [new]
    assert PauseReason.objects.latest_of(old.region_id, "lunch") == new


def test_a_version_that_somebody_has_changed_meanwhile_is_not_changed_again():
    old, now = lunch(), timezone.now()
    replace_version(old, now=now, max_minutes=60)
    with pytest.raises(RuleHasMovedOn), transaction.atomic():
        replace_version(old, now=now, max_minutes=30)
    assert PauseReason.objects.in_force(old.region).get().max_minutes == 60


def test_of_a_rule_that_was_retired_the_last_version_is_known():
    old = lunch()
    PauseReason.objects.filter(pk=old.pk).update(retired_at=timezone.now())
    assert PauseReason.objects.latest_of(old.region_id, "lunch") == old
    assert PauseReason.objects.latest_of(old.region_id, "dinner") is None
