from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from elearning.commands.issue_certificate import issue_certificate
from elearning.commands.revoke_certificate import revoke_certificate
from elearning.models import Certificate
from journal.models import Entry
from tests.factories.accounts import agent, user
from tests.factories.elearning import course

pytestmark = pytest.mark.django_db


def test_a_revoked_certificate_opens_nothing_and_who_revoked_it_is_written_down():
    learner = agent()
    trainer = user(Role.TRAINER, region=learner.region)
    certificate = issue_certificate(course(), user=learner)
    revoke_certificate(certificate, by=trainer)
    assert not Certificate.objects.valid(timezone.now()).exists()
    entry = Entry.objects.get(name="elearning.certificate_revoked")
    assert (entry.actor, entry.facts["user_id"]) == (trainer, learner.pk)


def test_revoking_twice_keeps_the_first_moment():
    learner = agent()
    certificate = issue_certificate(course(), user=learner)
    first = timezone.now()
    revoke_certificate(certificate, by=learner, now=first)
    revoke_certificate(certificate, by=learner, now=first + timedelta(hours=1))
    assert certificate.revoked_at == first
    assert Entry.objects.filter(name="elearning.certificate_revoked").count() == 1


def test_after_revoking_only_a_new_pass_certifies():
    learner, learned = agent(), course()
    old = revoke_certificate(issue_certificate(learned, user=learner), by=learner)
    new = issue_certificate(learned, user=learner)
    assert new.code != old.code
