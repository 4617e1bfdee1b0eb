"""Every table with personal data names its region and how long it may be kept."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, UUIDField

from accounts.models import Region
from journal.sealed import SealedTextField
from tests.house.tree import APPS
from tracing.models import Person

MODELS = [model for model in apps.get_models() if model._meta.app_label in APPS]
PERSONAL = [
    model for model in MODELS if any(isinstance(field, SealedTextField) for field in model._meta.fields)
]
KEPT = {"case", "contact", "days", "work log"}
NO_PEOPLE = "rules and words, about nobody"
OF_STAFF = "of somebody who works here: the region is their account's, and changes with it"
OF_A_ROW = "nothing but a part of a row that names it"
WITHOUT_REGION = {
    "accounts.Region": "the region itself",
    "accounts.Machine": "a laboratory posts for every region",
    "accounts.SignInFailure": "an address and nothing else: whoever fails has no region",
    "calls.Disposition": NO_PEOPLE,
    "calls.Lane": NO_PEOPLE,
    "calls.PolicyRule": NO_PEOPLE,
    "calls.NumberUnderWay": "a keyed hash, of which two regions must not ring the number at a time",
    "elearning.Course": NO_PEOPLE,
    "elearning.Lesson": NO_PEOPLE,
    "elearning.Quiz": NO_PEOPLE,
    "elearning.Question": NO_PEOPLE,
    "elearning.Choice": NO_PEOPLE,
    "elearning.LessonRead": OF_STAFF,
    "elearning.QuizAttempt": OF_STAFF,
    "elearning.Certificate": OF_STAFF,
    "scenarios.ScriptVersion": OF_A_ROW,
    "tracing.Disease": NO_PEOPLE,
    "tracing.QuarantineRule": NO_PEOPLE,
    "tracing.IdempotencyRecord": "a laboratory's own key, noted before the report has a region",
}
"""The tables that cannot name a region, and why."""


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_a_table_with_personal_data_has_a_region_and_a_retention(model):
    region = model._meta.get_field("region")
    assert isinstance(region, ForeignKey)
    assert region.related_model is Region
    assert model.RETENTION in KEPT


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_a_row_with_sealed_values_knows_itself_and_whom_it_is_about(model):
    assert isinstance(model._meta.get_field("key"), UUIDField)
    if model is not Person:  # whose key is what others call the subject
        assert isinstance(model._meta.get_field("subject"), UUIDField)


def test_every_other_table_names_its_region_or_the_list_says_why_it_cannot():
    nameless = {model._meta.label for model in MODELS if "region_id" not in columns(model)}
    assert nameless == set(WITHOUT_REGION)


def columns(model):
    return {field.column for field in model._meta.concrete_fields}


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
