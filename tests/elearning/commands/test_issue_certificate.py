from datetime import timedelta

import pytest
from django.utils import timezone

from elearning.commands.issue_certificate import issue_certificate
from elearning.models import Certificate
from journal.models import Entry
from tests.at_once import at_once
from tests.factories.accounts import agent
from tests.factories.elearning import course

NOW = timezone.now()


@pytest.mark.django_db
def test_a_certificate_lasts_as_long_as_its_course_says_and_is_announced():
    user = agent()
    certificate = issue_certificate(course(valid_days=90), user=user, now=NOW)
    assert certificate.expires_at == NOW + timedelta(days=90)
    entry = Entry.objects.get(name="elearning.certificate_issued")
    assert entry.facts["user_id"] == user.pk


@pytest.mark.django_db
def test_a_valid_certificate_is_renewed_under_its_code():
    user, learned = agent(), course(valid_days=90)
    first = issue_certificate(learned, user=user, now=NOW)
    again = issue_certificate(learned, user=user, now=NOW + timedelta(days=30))
    assert (again.pk, again.code, again.issued_at) == (first.pk, first.code, NOW)
    assert again.expires_at == NOW + timedelta(days=120)


@pytest.mark.django_db
def test_an_expired_certificate_stays_and_a_new_one_is_issued():
    user, learned = agent(), course(valid_days=90)
    first = issue_certificate(learned, user=user, now=NOW)
    later = NOW + timedelta(days=90)
    second = issue_certificate(learned, user=user, now=later)
    assert second.pk != first.pk
    assert Certificate.objects.valid(later).get() == second


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_leave_one_certificate():
    user, learned = agent(), course()

    at_once(lambda _tab: issue_certificate(learned, user=user), range(4))
    assert Certificate.objects.filter(user=user, course=learned).count() == 1
