"""The diseases that are traced, their windows and the quarantine rules they have had."""

from typing import Any

from config.belgium.files import diseases
from journal.loading import Loading
from tracing.models import Disease, QuarantineRule


def load_diseases(loading: Loading, *, with_demo_rules: bool) -> dict[str, Disease]:
    """Every disease of the data files, by code, with its rules; of the demonstration's rules only on request."""
    return {
        data["disease"]["code"]: load_disease(loading, data, with_demo_rules=with_demo_rules)
        for data in diseases()
    }


def load_disease(loading: Loading, data: dict[str, Any], *, with_demo_rules: bool) -> Disease:
    """One disease. A rule with a first day of its own is new; it counts from that day, whatever came before."""
    code = data["disease"]["code"]
    disease, _is_new = loading.settle(Disease, {"code": code}, data["disease"], called=f"Disease {code}")
    rules = data.get("quarantine", []) + (data.get("demo_quarantine", []) if with_demo_rules else [])
    for rule in rules:
        key = {"disease": disease, "valid_from": rule["valid_from"]}
        called = f"Disease {code}, quarantine from {rule['valid_from']}"
        loading.settle(QuarantineRule, key, {"valid_until": None} | rule, called=called)
    return disease
