"""A workbook read as a script: its tree, its lists, its languages; what the checks look at."""

from dataclasses import dataclass, field
from functools import cached_property

from scenarios.xlsform.expressions.places import Places
from scenarios.xlsform.workbook.columns import TRANSLATED, language_code
from scenarios.xlsform.workbook.outline import Item, Outline, outline_of
from scenarios.xlsform.workbook.sheets import Row, Sheet


@dataclass
class Script:
    """The three sheets and what they say together."""

    survey: Sheet
    choices: Sheet
    settings: Sheet
    outline: Outline = field(init=False)

    def __post_init__(self) -> None:
        self.outline = outline_of(self.survey)

    @classmethod
    def of(cls, sheets: dict[str, Sheet]) -> "Script":
        empty = {name: Sheet(name) for name in ("survey", "choices", "settings")}
        return cls(**{**empty, **sheets})

    @property
    def items(self) -> list[Item]:
        return self.outline.items

    @cached_property
    def places(self) -> Places:
        return Places((item.path, item.kind) for item in self.items)

    @cached_property
    def by_path(self) -> dict[str, Item]:
        return {item.path: item for item in self.items}

    @cached_property
    def lists(self) -> dict[str, dict[str, Row]]:
        """Choices by list and name; the first of several wins."""
        found: dict[str, dict[str, Row]] = {}
        for row in self.choices.rows:
            if row.text("list_name") and row.text("name"):
                found.setdefault(row.text("list_name"), {}).setdefault(row.text("name"), row)
        return found

    @cached_property
    def choice_columns(self) -> tuple[str, ...]:
        """What a choice_filter may look at."""
        return tuple(c.name for _, _, c in self.choices.headings if not c.language and c.name != "label")

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Every language a text column names, in the order of the sheet; the default one first if it has no column."""
        said = [
            c.language for _, _, c in self.survey.headings + self.choices.headings if c.name in TRANSLATED
        ]
        codes = dict.fromkeys(code for code in said if code)
        return tuple(codes) or (self.stated_default or "en",)

    @property
    def names_languages(self) -> bool:
        """Whether any column or setting says in which language the texts are; else everybody's has to be assumed."""
        headings = self.survey.headings + self.choices.headings
        return bool(self.stated_default) or any(column.language for _, _, column in headings)

    @cached_property
    def stated_default(self) -> str:
        said = self.setting("default_language")
        return (language_code(said) or "") if said else ""

    @property
    def default_language(self) -> str:
        return self.stated_default if self.stated_default in self.languages else self.languages[0]

    def setting(self, name: str) -> str:
        return self.settings.rows[0].text(name) if self.settings.rows else ""

    def texts(self, row: Row, name: str) -> dict[str, str]:
        """A row's text in each language; a column without language speaks the default one."""
        found = {code: row.text(name, code) for code in self.languages}
        found[self.default_language] = found[self.default_language] or row.text(name)
        return {code: text for code, text in found.items() if text}

    def has_column(self, name: str, language: str = "") -> bool:
        return any(c.name == name and c.language == language for _, _, c in self.survey.headings)
