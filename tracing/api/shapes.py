"""The shape of a laboratory's report, and what is refused in it, field by field. No sentence repeats a value."""

import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumbers import SUPPORTED_REGIONS
from rest_framework import serializers
from rest_framework.fields import empty

from accounts.rules.languages import LONGEST_TAG, tag_of
from tracing.models import Disease
from tracing.models.people import Sex
from tracing.queries.diseases import disease_of, reportable_diseases
from tracing.queries.places import home_country
from tracing.rules.lab_result import NAME_LENGTH, LabResult, Particulars
from tracing.rules.names import one_line
from tracing.rules.national_numbers import Identity, NotANationalNumber, identity_of
from tracing.rules.phones import NotAPhoneNumber, e164_of
from tracing.rules.postcodes import postcode_in

OLDEST_BIRTH = date(1890, 1, 1)
LONGEST_CODE = Disease._meta.get_field("code").max_length or 0
NEEDED_WITHOUT_NUMBER = ("first_name", "family_name", "birth_date", "phone")


def refused(field: str, code: str, sentence: Any) -> serializers.ValidationError:
    """One field is refused, with a code for the machine and a sentence for the person behind it."""
    return serializers.ValidationError({field: [serializers.ErrorDetail(sentence, code)]})


class Text(serializers.CharField):
    """Text that may be missing, empty or null: laboratory systems like to send every field."""

    def __init__(self, **kwargs: Any) -> None:
        optional: dict[str, Any] = {"required": False, "allow_blank": True, "default": ""}
        super().__init__(**optional | kwargs)

    def run_validation(self, data: Any = empty) -> str:
        return super().run_validation("" if data is None else data)


class Name(Text):
    """A name, checked as it was posted and kept on one line."""

    def run_validation(self, data: Any = empty) -> str:
        return one_line(super().run_validation(data))


class CalendarDay(serializers.DateField):
    """A date; one that no calendar has is told apart from one in another form."""

    def to_internal_value(self, value: Any) -> date:
        try:
            return super().to_internal_value(value)
        except serializers.ValidationError:
            if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                raise serializers.ValidationError(_("This day does not exist."), "no_such_day") from None
            raise


class Day(CalendarDay):
    """A date that may be missing, empty or null."""

    def run_validation(self, data: Any = empty) -> date | None:
        return super().run_validation(None if data == "" else data)


class SexCode(serializers.ChoiceField):
    """F, M, X or U, in capitals or not; missing, empty or null is unknown."""

    def run_validation(self, data: Any = empty) -> str:
        return super().run_validation(data.upper() if isinstance(data, str) and data else data or Sex.UNKNOWN)


class DiseaseCode(serializers.SlugRelatedField):
    """One of the diseases that the countries have loaded."""

    def to_internal_value(self, data: Any) -> Disease:
        # What no code can be is not asked for: the answer would be kept for a while, by the whole text.
        can_be = isinstance(data, str) and len(data) <= LONGEST_CODE
        try:
            disease = disease_of(data) if can_be else None
        except ValueError:  # a character that no text in a database holds
            self.fail("invalid")
        return disease or self.fail("does_not_exist")


class Address(serializers.Serializer):
    """Where the patient lives."""

    postcode = Text(
        max_length=80, help_text="Decides which region calls. Unknown or missing: a person decides."
    )
    country = Text(
        max_length=80, help_text="ISO 3166, two letters. Default: the country of this installation."
    )

    def validate_country(self, text: str) -> str:
        """`be` is BE; `UK`, `BEL` and a country's name are told which code is meant."""
        code = text.strip().upper() if text.isascii() else text
        if code and code not in SUPPORTED_REGIONS:
            sentence = _("Use the two letters of the country in ISO 3166, such as BE.")
            raise serializers.ValidationError(sentence, "country")
        return code


class Patient(serializers.Serializer):
    """Whom the result is about. Either a national number, or names, birth date and telephone together."""

    national_number = Text(max_length=20, help_text="National or BIS number, with or without separators.")
    first_name = Name(max_length=NAME_LENGTH)
    family_name = Name(max_length=NAME_LENGTH)
    birth_date = Day(
        required=False, allow_null=True, default=None, help_text="Default: what the national number says."
    )
    sex = SexCode(
        Sex.choices,
        default=Sex.UNKNOWN,
        error_messages={"invalid_choice": _("Use F, M, X, or U for unknown.")},
    )
    language = Text(
        max_length=LONGEST_TAG, help_text="BCP 47: fr, nl-BE, zh-Hant. Default: the region's first."
    )
    phone = Text(max_length=30, help_text="Any usual way of writing. Without it, the field team goes there.")
    address = Address(required=False, allow_null=True)

    def validate_language(self, text: str) -> str:
        """`fr`, `FR` and `fr-BE` are all French."""
        tag = tag_of(text)
        if text and not tag:
            raise serializers.ValidationError(_("Use a language code, such as fr or nl-BE."), "language")
        return tag

    def validate_birth_date(self, born: date | None) -> date | None:
        """Nobody is born tomorrow, nor before 1890."""
        if born and born > timezone.localdate():
            raise serializers.ValidationError(_("The birth date lies in the future."), "future")
        if born and born < OLDEST_BIRTH:
            raise serializers.ValidationError(_("The birth date lies too far in the past."), "too_old")
        return born

    def validate(self, patient: dict[str, Any]) -> dict[str, Any]:
        """What only several fields together tell."""
        address = patient.pop("address", None) or {}
        country = address.get("country") or home_country()
        patient |= {"postcode": postcode_in(address.get("postcode", ""), country=country), "country": country}
        try:
            patient["phone"] = e164_of(patient["phone"], country=country)
        except NotAPhoneNumber:
            raise refused("phone", "phone", _("This is not a telephone number that can be called.")) from None
        return with_identity(patient)


def with_identity(patient: dict[str, Any]) -> dict[str, Any]:
    """Check what identifies the patient, and fill in what the national number says."""
    if not patient["national_number"]:
        missing = [name for name in NEEDED_WITHOUT_NUMBER if not patient[name]]
        if missing:
            sentence = str(_("Needed when there is no national number."))
            raise serializers.ValidationError(
                {name: [serializers.ErrorDetail(sentence, "required")] for name in missing}
            )
        return patient
    identity = checked_identity(patient["national_number"])
    born = patient["birth_date"]
    if born and identity.contradicts(born):
        raise refused(
            "birth_date", "contradiction", _("The birth date contradicts the national number. Check both.")
        )
    patient |= {"national_number": identity.number, "birth_date": born or identity.birth_date}
    if patient["sex"] == Sex.UNKNOWN and identity.sex:
        patient["sex"] = identity.sex
    return patient


def checked_identity(text: str) -> Identity:
    """What the number says; refused when its check digits are wrong, or it promises a birth still to come."""
    try:
        identity = identity_of(text, country=home_country())
    except NotANationalNumber:
        raise refused(
            "national_number",
            "national_number",
            _(
                "This is not a national number. Check its eleven digits, also a zero in front; leave it out if "
                "the person has none."
            ),
        ) from None
    if identity.birth_date and identity.birth_date > timezone.localdate():
        raise refused(
            "national_number", "future", _("This national number belongs to a birth in the future.")
        )
    return identity


class LabReportShape(serializers.Serializer):
    """One result of one sample."""

    sample = serializers.CharField(
        max_length=80, help_text="Your own number of the sample; a repeat is harmless."
    )
    disease = DiseaseCode(
        slug_field="code",
        queryset=reportable_diseases(),
        help_text="The code of the disease, such as covid-19.",
        error_messages={
            "does_not_exist": _("We do not know this code of a disease."),
            "invalid": _("We do not know this code of a disease."),
        },
    )
    result = serializers.ChoiceField(
        ["positive", "negative"], error_messages={"invalid_choice": _("Use positive or negative.")}
    )
    specimen_date = CalendarDay(help_text="The day the sample was taken, ISO 8601.")
    patient = Patient()

    def validate_specimen_date(self, taken: date) -> date:
        """A day of grace, because midnight is not at the same time everywhere."""
        if taken > timezone.localdate() + timedelta(days=1):
            raise serializers.ValidationError(_("The specimen date lies in the future."), "future")
        if taken < OLDEST_BIRTH:
            raise serializers.ValidationError(_("The specimen date lies too far in the past."), "too_old")
        return taken

    def validate(self, report: dict[str, Any]) -> dict[str, Any]:
        """Nobody was tested before they were born."""
        born = report["patient"]["birth_date"]
        if born and report["specimen_date"] < born:
            raise refused("specimen_date", "before_birth", _("The specimen was taken before the birth date."))
        return report


def result_in(report: dict[str, Any]) -> LabResult:
    """A checked report as the values that the command takes."""
    return LabResult(
        sample=report["sample"],
        disease=report["disease"].code,
        is_positive=report["result"] == "positive",
        specimen_date=report["specimen_date"],
        patient=Particulars(**report["patient"]),
    )


class Receipt(serializers.Serializer):
    """What the laboratory may keep: proof that we have its report, and what we made of it."""

    id = serializers.UUIDField(source="key", help_text="Quote it when you ask us about this report.")
    state = serializers.CharField(
        help_text="negative, opened_case, joined_case, region_unknown (a person decides), or test."
    )
    case = serializers.ChoiceField(["opened", "joined", "none"], source="what_became")
    received_at = serializers.DateTimeField()


class FieldProblem(serializers.Serializer):
    """One field that has to be corrected."""

    field = serializers.CharField(help_text="Its path: patient.birth_date.")
    code = serializers.CharField()
    reason = serializers.CharField(help_text="In the language of Accept-Language.")


class Problem(serializers.Serializer):
    """RFC 9457 problem details."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FieldProblem(many=True, required=False)  # type: ignore[assignment]
