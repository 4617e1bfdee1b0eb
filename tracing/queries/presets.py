"""What a script knows before its first question."""

from datetime import date

from accounts.fields import in_language
from accounts.models import User
from tracing.models import Interview, Person
from tracing.rules.phones import as_dialled_at_home

# A script may pipe these whether its conversation has them or not: one workbook serves cases and contacts alike.
_NOT_FOR_EVERYBODY = ("specimen_date", "isolation_until", "exposure_date", "quarantine_until")


def preset_of(interview: Interview, agent: User) -> dict[str, str]:
    """What the script may pipe before anything is answered; dates ISO 8601, empty text for what nobody knows.

    A contact's script knows nothing of the index case: nobody is told who exposed them.
    """
    call = interview.call
    return {
        **dict.fromkeys(_NOT_FOR_EVERYBODY, ""),
        **_names_of(interview.person),
        **{name: _text(fact) for name, fact in interview.subject.facts().items()},
        "agent_name": agent.get_full_name() or agent.username,
        "region_name": in_language(call.region.names, call.lane.language),
        "callback_number": as_dialled_at_home(call.region.caller_id),
    }


def _names_of(person: Person) -> dict[str, str]:
    return {
        "person_first_name": person.first_name,
        "person_family_name": person.family_name,
        "person_birth_date": _text(person.birth_date),
    }


def _text(fact: date | int | None) -> str:
    return "" if fact is None else str(fact)
