"""The diseases that are traced, their windows and the quarantine rules they have had."""

from collections.abc import Sequence
from typing import Any

from countries.belgium.files import diseases
from journal.loading import Loading
from tracing.models import Disease, QuarantineRule


def load_diseases(loading: Loading, *, more_rules: Sequence[dict[str, Any]] = ()) -> dict[str, Disease]:
    """Every disease of the data files, by code, with its rules and those of `more_rules` that name it."""
    loaded = {data["disease"]["code"]: load_disease(loading, data) for data in diseases()}
    for rule in more_rules:
        load_rule(loading, loaded[rule["disease"]], {name: rule[name] for name in rule if name != "disease"})
    return loaded


def load_disease(loading: Loading, data: dict[str, Any]) -> Disease:
    """One disease and its rules."""
    code = data["disease"]["code"]
    disease, _is_new = loading.settle(Disease, {"code": code}, data["disease"], called=f"Disease {code}")
    for rule in data.get("quarantine", []):
        load_rule(loading, disease, rule)
    return disease


def load_rule(loading: Loading, disease: Disease, rule: dict[str, Any]) -> None:
    """A rule with a first day of its own is new; it counts from that day, whatever came before."""
    key = {"disease": disease, "valid_from": rule["valid_from"]}
    called = f"Disease {disease.code}, quarantine from {rule['valid_from']}"
    loading.settle(QuarantineRule, key, {"valid_until": None} | rule, called=called)
