"""The catalogue files of one language: `django.po`, which people edit, and `django.mo`, which Django reads.

Read and compiled in Python with Babel, because not every machine that develops or builds this has GNU gettext.
"""

import os
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("fr", "nl", "de")
"""The screens' languages besides English, in which they are written."""


def po_of(root: Path, language: str) -> Path:
    """Where the sentences of a language are translated."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """A language's catalogue; an empty one when it has none yet."""
    source = BytesIO(path.read_bytes() if path.exists() else b"")
    return read_po(source, locale=language, abort_invalid=True)


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
