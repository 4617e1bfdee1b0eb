"""Every table with personal data names its region and how long it may be kept."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from accounts.models import Region
from journal.sealed import SealedTextField
from tests.house.tree import APPS

MODELS = [model for model in apps.get_models() if model._meta.app_label in APPS]
PERSONAL = [
    model for model in MODELS if any(isinstance(field, SealedTextField) for field in model._meta.fields)
]
KEPT = {"case", "contact", "days", "work log"}


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_a_table_with_personal_data_has_a_region_and_a_retention(model):
    region = model._meta.get_field("region")
    assert isinstance(region, ForeignKey)
    assert region.related_model is Region
    assert model.RETENTION in KEPT


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_row_prints_a_person(model):
    personal = {
        "first_name",
        "family_name",
        "phone",
        "national_number",
        "birth_date",
        "body",
        "notes",
        "content",
    }
    shown = model.__str__.__code__.co_names
    assert not personal & set(shown)
