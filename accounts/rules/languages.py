"""Languages as they are written (BCP 47): one reading of a tag, and one way to choose among those that are offered."""

import re
from collections.abc import Iterable

LONGEST_TAG = 35

# Language of two or three letters; a script of four, which changes what a reader can read; then whatever else.
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_][A-Za-z0-9]{1,8})*")


def tag_of(said: str) -> str:
    """The language of a tag, with its script where it names one: `FR` and `fr_BE` are fr; zh-hant-tw is zh-Hant.

    Countries and variants are left out: whoever speaks one understands the other. "" for what is no tag.
    """
    match = _TAG.fullmatch(said.strip())
    if match is None:
        return ""
    language, script = match.groups()
    return language.lower() + (f"-{script.capitalize()}" if script else "")


def closest(wanted: str, offered: Iterable[str]) -> str | None:
    """The one of the `offered` tags that serves who wants a language; None if none does.

    Itself first, then as RFC 4647 looks up: `zh-Hant-TW`, then `zh-Hant`, then `zh`.
    """
    known = {tag.lower(): tag for tag in offered}
    parts = wanted.lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        if found := known.get("-".join(parts[:length])):
            return found
    return None
