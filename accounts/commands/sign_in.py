"""Somebody wants to come in."""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.events import SignedIn, SignInRefused
from accounts.models import SignInFailure, User
from accounts.refusals import TooManyGuesses, WrongNameOrPassword
from accounts.rules.addresses import customer_of
from journal.announce import announce
from journal.sealed import Kind, blind_index

GUESSES = 10
WITHIN = timedelta(minutes=15)


def sign_in(username: str, password: str, *, address: str, now: datetime | None = None) -> User:
    """Recognise somebody by name and password; the session is the page's affair.

    1. Refuse (TooManyGuesses) after ten wrong passwords for this name from this address in 15 minutes: a whole
       call centre sits behind one address, so an address alone never locks anybody out. Of IPv6 the network counts,
       in which its customer may take a new address for every guess.
    2. Write a wrong one down and refuse it (WrongNameOrPassword); a disabled account is refused alike.
    3. Forget the wrong ones, and announce who is in.

    Not one transaction: a refusal must leave its trace.
    """
    now = now or timezone.now()
    guesser = blind_index(Kind.GUESSER, f"{username.casefold()} {customer_of(address)}")
    failures = SignInFailure.objects.filter(guesser=guesser)
    if failures.filter(failed_at__gt=now - WITHIN).count() >= GUESSES:
        _refuse(username, reason=TooManyGuesses.code)
        raise TooManyGuesses
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        SignInFailure.objects.filter(failed_at__lte=now - WITHIN).delete()
        SignInFailure.objects.create(guesser=guesser, failed_at=now)
        _refuse(username, reason=WrongNameOrPassword.code)
        raise WrongNameOrPassword
    _welcome(user, failures)
    return user


@transaction.atomic
def _welcome(user: User, failures: QuerySet[SignInFailure]) -> None:
    failures.delete()
    announce(SignedIn(user_id=user.pk, region_id=user.region_id), by=user)


@transaction.atomic
def _refuse(username: str, *, reason: str) -> None:
    known = User.objects.filter(username=username).values_list("pk", flat=True).first()
    announce(SignInRefused(user_id=known, reason=reason))
