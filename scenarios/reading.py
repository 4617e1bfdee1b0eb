"""A script to read through before it goes on air: every text and question in order, in one language."""

from dataclasses import dataclass

from scenarios.xlsform import Form, render_markdown


@dataclass(frozen=True)
class Line:
    """One thing an agent will say or ask, as safe HTML, with names still as ${…}."""

    html: str
    is_spoken: bool
    choices: tuple[str, ...] = ()


def reading_of(form: Form, language: str) -> list[Line]:
    """The script's lines in `language`, one of the script's, in the order of the workbook."""
    lines = []
    for part in form.parts.values():
        if text := part.label.get(language, ""):
            choices = tuple(choice.label.get(language, choice.value) for choice in form.choices_of(part))
            lines.append(Line(render_markdown(text), part.type == "note", choices))
    return lines
