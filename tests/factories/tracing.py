"""Diseases, laboratories, and what laboratories tell us."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import Machine, Region, User
from accounts.tokens import hash_of
from calls.events import CallWrappedUp
from calls.models import Call, Campaign
from calls.states import Purpose, Step
from scenarios.commands.start_run import start_run
from scenarios.models import Run, ScriptVersion
from scenarios.states import VersionState
from tests.cast import CHLOE, DARIO, Citizen
from tests.factories import accounts, calls
from tests.factories.scenarios import NOTHING_ASKED
from tracing.commands.name_contact import name_contact
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.models import Case, Contact, Disease, Postcode, QuarantineRule
from tracing.rules.lab_result import LabResult, Particulars

number = count(1)
TOKEN = "a laboratory's token"


def disease(code: str = "covid-19", *, quarantine_days: int = 10) -> Disease:
    """A disease with one quarantine rule that has always been in force."""
    made, _ = Disease.objects.get_or_create(code=code, defaults={"names": {"en": code}, "isolation_days": 7})
    QuarantineRule.objects.get_or_create(
        disease=made, valid_from=date(2020, 1, 1), defaults={"days": quarantine_days, "source": "the tests"}
    )
    return made


def region(*postcodes: str, disease: Disease | None = None, **fields: Any) -> Region:
    """A region with its postcodes, and both campaigns of a disease."""
    made = accounts.region(**fields)
    Postcode.objects.bulk_create(
        Postcode(country="BE", code=code, region=made) for code in postcodes or ("1000",)
    )
    for purpose in (Purpose.INDEX_INTERVIEW, Purpose.CONTACT_NOTIFICATION):
        campaign(made, purpose, disease or globals()["disease"]())
    return made


def campaign(region: Region, purpose: Purpose, disease: Disease) -> Campaign:
    """A campaign of a region; its index interviews come first."""
    return calls.campaign(region, purpose=purpose, disease=disease.code, code=f"{purpose}-{disease.code}")


def laboratory(token: str = TOKEN, **fields: Any) -> Machine:
    """A laboratory that signs in with `token`."""
    return Machine.objects.create(
        **{"name": f"Laboratory {next(number)}", "token_hash": hash_of(token)} | fields
    )


def particulars(citizen: Citizen = CHLOE, **changes: Any) -> Particulars:
    """What a laboratory knows of somebody of the cast."""
    told = {
        "national_number": citizen.national_number,
        "first_name": citizen.first_name,
        "family_name": citizen.family_name,
        "birth_date": date.fromisoformat(citizen.birth_date),
        "language": citizen.language,
        "phone": citizen.phone,
        "postcode": citizen.postcode,
        "country": "BE",
    }
    return Particulars(**told | changes)


def result(citizen: Citizen = CHLOE, *, patient: dict[str, Any] | None = None, **changes: Any) -> LabResult:
    """A positive result of yesterday, of a sample that no other has."""
    told = {
        "sample": f"S-{next(number)}",
        "disease": "covid-19",
        "is_positive": True,
        "specimen_date": timezone.localdate() - timedelta(days=1),
        "patient": particulars(citizen, **patient or {}),
    }
    return LabResult(**told | changes)


def case(
    region: Region | None = None,
    citizen: Citizen = CHLOE,
    *,
    disease: Disease | None = None,
    **patient: Any,
) -> Case:
    """A case as a positive result opens it, in a region that exists or is made; of the usual disease, or of another."""
    of = disease or globals()["disease"]()
    if region is None:
        Postcode.objects.filter(code=citizen.postcode).exists() or globals()["region"](citizen.postcode)
    report, _ = receive_lab_report(
        result(citizen, patient=patient, disease=of.code), laboratory=a_laboratory()
    )
    assert report.case is not None
    return report.case


def a_laboratory() -> Machine:
    """The laboratory that posts when it does not matter which."""
    return Machine.objects.filter(token_hash=hash_of(TOKEN)).first() or laboratory()


def body(citizen: Citizen = CHLOE, **changes: Any) -> dict[str, Any]:
    """A report as a laboratory writes it in JSON."""
    return {
        "sample": f"S-{next(number)}",
        "disease": "covid-19",
        "result": "positive",
        "specimen_date": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "patient": {
            "national_number": citizen.national_number,
            "first_name": citizen.first_name,
            "family_name": citizen.family_name,
            "language": citizen.language,
            "phone": citizen.phone,
            "address": {"postcode": citizen.postcode},
        },
    } | changes


def put_on_air(campaign: Campaign, form: dict[str, Any]) -> ScriptVersion:
    """A published version of the campaign's script, in place of the one before."""
    campaign.script.versions.update(state=VersionState.RETIRED)
    return ScriptVersion.objects.create(
        script=campaign.script,
        number=campaign.script.versions.count() + 1,
        state=VersionState.PUBLISHED,
        languages=["fr", "nl", "en"],
        workbook=b"",
        sha256="",
        form=form,
    )


def run_about(case: Case) -> Run:
    """A conversation with an index case, under way along an empty script."""
    interview = case.interviews.select_related("call__campaign").get()
    version = ScriptVersion.objects.filter(script=interview.call.campaign.script_id).first()
    interview.run = start_run(
        version or put_on_air(interview.call.campaign, NOTHING_ASKED),
        region=case.region,
        subject=case.person.key,
        language="fr",
        preset={},
    )
    interview.save()
    return interview.run


def ago(days: int) -> str:
    """That many days before today, as a script writes it."""
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def another_case(citizen: Citizen = CHLOE) -> Case:
    """The case of somebody else, in the same region."""
    return case(citizen=citizen, national_number="85073003328", first_name="Ann", birth_date=None)


def name(case: Case, citizen: Citizen = DARIO, **said: Any) -> Contact:
    """A contact as the interview of a case names them: Dario, met yesterday, his birth date unknown."""
    by = User.objects.filter(region=case.region).first() or accounts.agent(case.region)
    known = {"first_name": citizen.first_name, "family_name": citizen.family_name, "phone": citizen.phone}
    run = case.interviews.get().run or run_about(case)
    return name_contact(run=run, by=by, **known | {"last_exposure_on": ago(1)} | said)


def wrapped_up(call: Call, step: Step, agent: User) -> CallWrappedUp:
    """The news that an agent has wrapped up a call."""
    return CallWrappedUp(
        region_id=call.region_id,
        call_id=call.pk,
        agent_id=agent.pk,
        attempt_id=0,
        step=step,
        disposition="",
    )
