"""The secrets that we share with the telephone company: one, or two while one replaces the other."""

import re

from journal.typed import is_counted, is_repeated

SHORTEST = 16
"""Characters. Twilio's tokens have 32; whoever knows one may forge every callback."""
FEWEST_DIFFERENT = 5
WELL_KNOWN = (
    "changeme|change|me|secret|password|passw0rd|token|auth|twilio|telephony|telephone|company|carrier|test|testing"
    "|example|sample|default|demo|dev|development|simulated|admin|please|replace|this|your|my|the|here|insert|todo"
    "|none|null|undefined|qwerty|letmein|welcome|abc|xyz"
)


def tokens_in(text: str) -> tuple[str, ...]:
    """The secrets of "first,second", without space around them; never an empty one: anybody could sign with that."""
    return tuple(token for part in text.split(",") if (token := part.strip()))


def fault_in(text: str) -> str:
    """Why this list of secrets must not be used, or "": "has an empty part"."""
    if not tokens_in(text):
        return "is empty"
    if not all(part.strip() for part in text.split(",")):
        return "has an empty part, beside a comma: anybody could sign for it"
    return next((fault for token in tokens_in(text) if (fault := _weakness_of(token))), "")


def _weakness_of(token: str) -> str:
    if not (token.isascii() and token.isprintable()) or " " in token:
        return "holds a space, a line end or a mark inside a secret: separate two secrets by a comma"
    if len(token) < SHORTEST:
        return f"holds a secret of fewer than {SHORTEST} characters"
    if len(set(token)) < FEWEST_DIFFERENT or is_repeated(token):
        return "holds a secret that repeats the same characters"
    if is_counted(token):
        return "holds a secret that counts up or down"
    if re.fullmatch(rf"(?:{WELL_KNOWN}|[\W_\d])+", token.casefold()):
        return "holds a secret of well-known words"
    return ""
