"""Scripts on air, and runs of them."""

import io

from openpyxl import Workbook

from accounts.models import Region
from scenarios.commands.publish_version import publish_version
from scenarios.commands.start_run import start_run
from scenarios.commands.upload_script import upload_script
from scenarios.models import Run, ScriptVersion
from tests.factories.accounts import region as a_region

SURVEY = [
    "type|name|label::English (en)|label::Français (fr)|required|constraint|step|action|action_with|calculation",
    "hidden|person_first_name",
    "select_one yes_no|is_them|Am I speaking to ${person_first_name}?|Parlé-je à ${person_first_name} ?|yes||identity",
    "integer|age|How old are you?|Quel âge avez-vous ?|yes|. < 130|core",
    "begin_repeat|people|Person|Personne||||name_contact|"
    "first_name=${name}; phone=${phone}; last_exposure_on=${seen}; risk='high'",
    "text|name|First name|Prénom|yes",
    "text|phone|Telephone|Téléphone",
    "date|seen|Last seen on|Vu pour la dernière fois le|yes",
    "end_repeat",
    "calculate|how_it_ended|||||outcome|||if(${is_them} = 'no', 'field', '')",
]
NOTHING_ASKED = {
    "engine": 1,
    "title": "",
    "version": "1",
    "languages": ["fr", "nl", "en"],
    "default_language": "fr",
    "identity": None,
    "choice_columns": [],
    "nodes": [],
    "lists": {},
}
"""A compiled script without a single row, for calls whose conversation does not matter."""
CHOICES = [
    "list_name|name|label::English (en)|label::Français (fr)",
    "yes_no|yes|Yes|Oui",
    "yes_no|no|No|Non",
]
SETTINGS = ["form_title|form_id|default_language", "A small script|small|English (en)"]


def workbook(*, survey: list[str] = SURVEY) -> bytes:
    """A small script as an .xlsx: identity, one number, a repeat that names contacts."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("survey", survey), ("choices", CHOICES), ("settings", SETTINGS)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([cell or None for cell in row.split("|")])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def version_on_air(region: Region | None = None, *, slug: str = "small", **fields: object) -> ScriptVersion:
    """The small script, published."""
    version = upload_script(region=region or a_region(), slug=slug, workbook=workbook(**fields), by=None)
    publish_version(version, by=None)
    return version


def run(version: ScriptVersion | None = None, **preset: str) -> Run:
    """A conversation along it, with nothing answered yet."""
    version = version or version_on_air()
    return start_run(
        version,
        region=version.script.region,
        subject=None,
        language="en",
        preset=preset or {"person_first_name": "Ann"},
    )
