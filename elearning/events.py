from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CertificateIssued(Event):
    """Somebody may take more calls from now on."""

    audience = ("user:{user_id}", "floor:{region_id}")
    user_id: int
    region_id: int | None
    course_id: int


@dataclass(frozen=True, kw_only=True)
class CertificateRevoked(Event):
    """Somebody may no longer take the calls that need this course."""

    audience = ("user:{user_id}", "floor:{region_id}")
    user_id: int
    region_id: int | None
    course_id: int
