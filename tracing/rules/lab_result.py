"""What a laboratory tells us, once read: values only, the same whichever door it came through."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date

NAME_LENGTH = 80
"""How many characters a first or a family name may have."""


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What is said of a person: by a laboratory, or by an index case. Empty text and None mean that nobody said.

    `phone` is E.164, `national_number` digits only, `language` a tag (accounts/rules/languages.py), `country` ISO 3166
    (two letters).
    """

    national_number: str = ""
    first_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    sex: str = "U"
    language: str = ""
    phone: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, kw_only=True)
class LabResult:
    """One result of one sample. `disease` is its code; `specimen_date` the day at the patient's place."""

    sample: str
    disease: str
    is_positive: bool
    specimen_date: date
    patient: Particulars = field(default_factory=Particulars)

    def to_json(self) -> str:
        """The same result always gives the same text, so that a repeat is recognised by it."""
        return json.dumps(asdict(self), default=date.isoformat, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "LabResult":
        """Read back what `to_json` wrote."""
        kept = json.loads(text)
        patient = kept.pop("patient")
        born = patient.pop("birth_date")
        return cls(
            **{**kept, "specimen_date": date.fromisoformat(kept["specimen_date"])},
            patient=Particulars(**patient, birth_date=date.fromisoformat(born) if born else None),
        )
