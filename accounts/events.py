from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Somebody has signed in."""

    user_id: int
    region_id: int | None


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """Somebody has signed out: an agent takes no more calls."""

    audience = ("user:{user_id}",)
    user_id: int
    region_id: int | None


@dataclass(frozen=True, kw_only=True)
class SignInRefused(Event):
    """Somebody did not get in. `user_id` is None when no account has that name."""

    user_id: int | None
    reason: str
