"""Every sentence that the source marks for translation, exactly as Django looks it up when it runs."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import cast

from babel.messages import Catalog
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

APPS = (
    "accounts",
    "backoffice",
    "calls",
    "config",
    "countries",
    "desk",
    "elearning",
    "journal",
    "scenarios",
    "supervision",
    "telephony",
    "tracing",
    "workforce",
)
"""Left out are the carrier, which plays a company and its citizens, and the tools: nobody's screen."""
KINDS = ("gettext", "ngettext", "pgettext", "npgettext")
MARKS = dict.fromkeys(("_", "gettext_noop", *KINDS, *(f"{kind}_lazy" for kind in KINDS)))
Marked = str | Sequence[str | None]
"""A sentence, or the arguments of a mark with a plural or a context; None stands for a variable."""


def marked_in(root: Path) -> Catalog:
    """The marked sentences of the checkout at `root`, each with the files it stands in, untranslated."""
    catalog = Catalog(fuzzy=False)
    for path in sources(root):
        name = str(path.relative_to(root))
        for function, message in sentences_of(path):
            add(catalog, function, message, name)
    return catalog


def sources(root: Path) -> Iterator[Path]:
    """Modules and templates, in a stable order; what only tests show is left out."""
    for app in APPS:
        modules = (root / app).rglob("*.py")
        yield from sorted(path for path in modules if "migrations" not in path.parts)
        yield from sorted(path for path in (root / app / "templates").rglob("*") if path.is_file())
    yield from sorted((root / "templates").rglob("*.*"))


def sentences_of(path: Path) -> Iterator[tuple[str, Marked]]:
    """Each call of a marking function in one file: its name and its sentences."""
    source = path.read_text()
    if path.suffix != ".py":
        # Django's own rewriting of a template into calls; the brackets make its odd indentation harmless.
        source = f"(\n{templatize(source, origin=str(path))}\n)"
    found = extract_python(BytesIO(source.encode()), MARKS, (), {})
    # Babel's own annotation describes what its caller makes of these.
    for _line, function, message, _comments in cast("Iterator[tuple[int, str, Marked, list[str]]]", found):
        if message:
            yield function, message


def add(catalog: Catalog, function: str, message: Marked, place: str) -> None:
    """File one call under its msgid, plural and context; a call that only holds a variable marks nothing."""
    parts = [part for part in ([message] if isinstance(message, str) else message) if part]
    kind = function.partition("gettext")[0]
    context = parts.pop(0) if "p" in kind and parts else None
    if parts:
        msgid = (parts[0], parts[1]) if "n" in kind else parts[0]
        catalog.add(msgid, locations=[(place, 0)], context=context)
