"""Scripts on air, and runs of them."""

from functools import cache

from openpyxl import Workbook

from accounts.models import Region
from scenarios.commands.publish_version import publish_version
from scenarios.commands.start_run import start_run
from scenarios.commands.upload_script import upload_script
from scenarios.models import Run, ScriptVersion
from tests.factories.accounts import region as a_region

SURVEY = [
    ("type", "name", "label::English (en)", "label::Français (fr)", "required", "relevant", "step", "action", "action_with"),
    ("select_one yes_no", "is_them", "Am I speaking to ${person_first_name}?", "Parlé-je à ${person_first_name} ?", "yes", "", "identity", "", ""),
    ("date", "onset", "When did it begin?", "Quand cela a-t-il commencé ?", "", "", "", "record_onset", "date=${onset}"),
    ("begin repeat", "people", "Person", "Personne", "", "", "", "name_contact", "first_name=${name}; phone=${phone}"),
    ("text", "name", "First name", "Prénom", "yes", "", "", "", ""),
    ("text", "phone", "Telephone", "Téléphone", "", "", "", "", ""),
    ("end repeat", "", "", "", "", "", "", "", ""),
]
CHOICES = [
    ("list_name", "name", "label::English (en)", "label::Français (fr)"),
    ("yes_no", "yes", "Yes", "Oui"),
    ("yes_no", "no", "No", "Non"),
]
SETTINGS = [("form_title", "form_id", "default_language"), ("A small script", "small", "English (en)")]
