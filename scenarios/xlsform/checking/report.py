"""What came of checking an uploaded workbook."""

from dataclasses import dataclass, field
from typing import Any

from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.form.form import Form


@dataclass(frozen=True)
class Report:
    """Every problem found, and the compiled form when there is no error among them."""

    problems: tuple[Problem, ...] = ()
    form: Form | None = None
    title: str = ""
    languages: tuple[str, ...] = field(default=())

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity != "error")

    @property
    def is_sound(self) -> bool:
        """May this workbook go on air?"""
        return self.form is not None and not self.errors

    def to_dict(self) -> dict[str, Any]:
        """For `check_script --json`: title, languages, is_sound, problems with their English sentences."""
        return {
            "title": self.title,
            "languages": list(self.languages),
            "is_sound": self.is_sound,
            "problems": [{**p.to_dict(), "message": p.message} for p in self.problems],
        }
