"""Writing the catalogue files that people edit: what is marked now, with the translations there are."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import write_po

from config.catalogues import read


def update(path: Path, language: str, marked: Catalog) -> Catalog:
    """What is marked now, with the translations that the file has for exactly these sentences.

    A sentence that changed begins untranslated: a guess from a similar one has put wrong words in mouths.
    """
    known = read(path, language)
    fresh = Catalog(locale=language, fuzzy=False)
    for message in marked:
        if message.id:
            before = known.get(message.id, message.context)
            kept = before.string if before and before.pluralizable == message.pluralizable else ""
            fresh.add(message.id, kept, locations=message.locations, context=message.context)
    return fresh


def untranslated(catalog: Catalog) -> list[str]:
    """The sentences that lack a translation, or one of their plural forms."""
    return [forms(message.id)[0] for message in catalog if message.id and not all(forms(message.string))]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """A sentence, or its singular and plural, as a tuple."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def write(path: Path, catalog: Catalog) -> None:
    """By sentence, with its files but no line numbers or dates, so that a diff shows what changed."""
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header_of(catalog) + body.getvalue().decode().rstrip("\n") + "\n")


def header_of(catalog: Catalog) -> str:
    """The entry every editor of catalogues looks for: language, encoding and the rule of the plural."""
    lines = {
        "Language": str(catalog.locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalog.plural_forms,
    }
    entry = "".join(f'"{name}: {value}\\n"\n' for name, value in lines.items())
    return f'msgid ""\nmsgstr ""\n{entry}\n'
