"""Laboratories, and the positives that wait when the demonstration opens its doors."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Machine
from accounts.tokens import hash_of
from countries.belgium.regions import COUNTRY
from journal.loading import Loading
from tools.demo.credentials import Credentials
from tools.demo.files import demo
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.models import Disease, LabReport
from tracing.rules.lab_result import LabResult, Particulars

FIRST_SAMPLE = "BACKLOG-1"
EXAMPLE = {"first_name": "Camille", "family_name": "Rousseau", "language": "fr", "phone": "0467 99 77 00"}


def load_laboratories(loading: Loading, credentials: Credentials) -> Machine:
    """A laboratory, and one that only tries out its connection; the tokens are in the credentials file."""
    names = demo()["laboratory"]
    load_machine(loading, credentials, "test_lab_token", names["test_name"], is_test=True)
    return load_machine(loading, credentials, "lab_token", names["name"], is_test=False)


def load_machine(
    loading: Loading, credentials: Credentials, token: str, name: str, *, is_test: bool
) -> Machine:
    """A machine that signs in with the `token` of that name in the credentials file.

    It is known by its token, where the file holds it, else by its name. One that is there keeps its token, and stays
    revoked if it is.
    """
    known = credentials.kept.get(token)
    named = Machine.objects.filter(name=name).order_by("pk")
    held = Machine.objects.filter(token_hash=hash_of(known)).first() if known else None
    if held is None and (held := named.first()):
        loading.differ(f"Machine {name}: the credentials file does not have its token; left as it is.")
    if held:
        loading.compare(
            held, {"name": name, "is_test": is_test, "revoked_at": None}, called=f"Machine {name}"
        )
        return held
    own = {"name": name, "is_test": is_test}
    key = {"token_hash": hash_of(credentials.token(token))}
    return loading.find_or_add(Machine, key, own)[0]


def load_backlog(laboratory: Machine, disease: Disease) -> None:
    """Post the waiting positives through the same command as everybody's, once."""
    if LabReport.objects.filter(laboratory=laboratory, sample=FIRST_SAMPLE).exists():
        return
    data = demo()["backlog"]
    for serial, facts in enumerate(data["people"], start=1):
        result = LabResult(
            sample=f"BACKLOG-{serial}",
            disease=disease.code,
            is_positive=True,
            specimen_date=timezone.localdate() - timedelta(days=1 + serial % 3),
            patient=invented(serial, facts, data),
        )
        receive_lab_report(result, laboratory=laboratory)


def invented(serial: int, facts: dict[str, Any], data: dict[str, Any]) -> Particulars:
    """Somebody who does not exist, the same on every machine."""
    born = date(1950 + (serial * 7) % 55, 1 + serial % 12, 1 + (serial * 5) % 28)
    return Particulars(
        national_number=national_number(born, serial),
        first_name=data["first_names"][serial % len(data["first_names"])],
        family_name=data["family_names"][serial * 3 % len(data["family_names"])],
        birth_date=born,
        sex="M" if serial % 2 else "F",
        language=facts["language"],
        phone=data["numbers"].format(serial=serial, behaviour=facts["behaviour"]),
        postcode=facts["postcode"],
        country=COUNTRY,
    )


def national_number(born: date, serial: int) -> str:
    """A number that passes modulo 97 (with the prefix 2 for births from 2000), for the invented."""
    start = f"{born:%y%m%d}{serial:03d}"
    prefixed = int(f"2{start}" if born.year >= 2000 else start)
    return f"{start}{97 - prefixed % 97:02d}"


def example_report(disease: Disease) -> dict[str, Any]:
    """A body that the endpoint accepts: a positive in Brussels who picks up the telephone."""
    born = date(1988, 4, 12)
    patient = EXAMPLE | {"national_number": national_number(born, 450), "address": {"postcode": "1000"}}
    return {
        "sample": "EXAMPLE-1",
        "disease": disease.code,
        "result": "positive",
        "specimen_date": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "patient": patient,
    }
