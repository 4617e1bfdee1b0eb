"""COVID-19, its windows and the quarantine rules it has had."""

from config.belgium.files import read
from tracing.models import Disease, QuarantineRule


def load_disease(*, with_demo_rule: bool) -> Disease:
    """Create the disease and its rules, or bring them up to date."""
    data = read("covid_19")
    facts = data["disease"]
    disease = Disease.objects.update_or_create(code=facts["code"], defaults=facts)[0]
    for rule in data["quarantine"] + (data["demo_quarantine"] if with_demo_rule else []):
        QuarantineRule.objects.update_or_create(disease=disease, valid_from=rule["valid_from"], defaults=rule)
    return disease
