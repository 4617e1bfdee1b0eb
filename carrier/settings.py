"""What the environment says about this telephone company."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

DEVELOPMENT_SID = "AC" + "0" * 32
DEVELOPMENT_TOKEN = "carrier-development-token"  # noqa: S105 - the box answers on loopback only


@dataclass(frozen=True, slots=True)
class Settings:
    """One customer account, the pace of its citizens and the size of the company's memory."""

    account_sid: str = DEVELOPMENT_SID
    auth_token: str = DEVELOPMENT_TOKEN
    seed: int = 1
    speed: float = 1.0
    cps: float = 0.0
    kept: int = 5000
    inbound_voice_url: str = ""
    inbound_status_url: str = ""
    inbound_sms_url: str = ""


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the `CARRIER_*` variables; an empty or missing one keeps its default, a malformed number is refused."""
    read = ((field, environment.get(f"CARRIER_{field.name.upper()}", "")) for field in fields(Settings))
    # Every field has a default of its own type, which therefore reads the text.
    return Settings(**{field.name: cast("Any", type(field.default))(text) for field, text in read if text})
