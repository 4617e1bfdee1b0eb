"""Laboratory reports, people, cases, contacts, interviews."""

from tracing.models.cases import Case, Contact, Disease, Interview, QuarantineRule
from tracing.models.people import Person
from tracing.models.reports import IdempotencyRecord, LabReport

__all__ = [
    "Case",
    "Contact",
    "Disease",
    "IdempotencyRecord",
    "Interview",
    "LabReport",
    "Person",
    "QuarantineRule",
]
