"""The catalogue files of one language: `django.po`, which people edit, and `django.mo`, which Django reads."""

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("fr", "nl", "de")
"""The screens' languages besides English, in which they are written."""


def po_of(root: Path, language: str) -> Path:
    """Where the sentences of a language are translated."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """A language's catalogue; an empty one when it has none yet."""
    source = BytesIO(path.read_bytes() if path.exists() else b"")
    return read_po(source, locale=language, abort_invalid=True)


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


def compile_stale(root: Path) -> list[Path]:
    """Compile each catalogue that was edited after it was last compiled; which ones these were."""
    compiled = []
    for language in LANGUAGES:
        source = po_of(root, language)
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            compile_one(source, target, language)
            compiled.append(target)
    return compiled


def compile_one(source: Path, target: Path, language: str) -> None:
    """Write beside and rename: a process that starts meanwhile reads the old file or the new one, never half."""
    beside = target.with_suffix(f".{os.getpid()}.new")
    with beside.open("wb") as file:
        write_mo(file, read(source, language))
    beside.replace(target)
