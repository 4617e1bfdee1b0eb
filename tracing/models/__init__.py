"""Laboratory reports, people, cases, contacts, interviews."""

from tracing.models.cases import Case
from tracing.models.contacts import Contact
from tracing.models.diseases import Disease, QuarantineRule
from tracing.models.interviews import Interview
from tracing.models.people import Person
from tracing.models.postcodes import Postcode
from tracing.models.reports import IdempotencyRecord, LabReport
from tracing.models.subjects import Subject

__all__ = [
    "Case",
    "Contact",
    "Disease",
    "IdempotencyRecord",
    "Interview",
    "LabReport",
    "Person",
    "Postcode",
    "QuarantineRule",
    "Subject",
]
