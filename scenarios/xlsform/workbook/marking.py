"""What the column `step` marks: who is on the line, what anybody may hear, what a conversation is for.

Before the right person is on the line, nothing about health may be said: which rows come before, which after.
"""

from dataclasses import dataclass

from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script


@dataclass(frozen=True)
class Marking:
    """What the column `step` says: a kind (one of KINDS, or nothing), and the answers it names behind a colon."""

    kind: str = ""
    answers: tuple[str, ...] = ()


KINDS = ("identity", "anyone", "core", "anew", "outcome")
"""Who is on the line; what anybody may hear; what must be answered to complete; what is asked again at every
attempt; how it seems to have ended."""


def marking_of(item: Item) -> Marking:
    """`identity`, `identity: yes guardian`, `anyone`, `core`, `core: yes`; an appearance of `identity` does as well."""
    said = item.row.text("step").lower()
    if not said and "identity" in item.row.text("appearance").lower().split():
        said = "identity"
    kind = said.partition(":")[0].strip()
    answers = tuple(item.row.text("step").partition(":")[2].split())
    return Marking(kind, answers or (("yes",) if kind == "identity" else ()))


def identity_item(script: Script) -> Item | None:
    """The first row marked as the identity step."""
    return next(iter(items_marked(script, "identity")), None)


def items_marked(script: Script, kind: str) -> list[Item]:
    """Every row that is marked so in the column `step`."""
    return [item for item in script.items if marking_of(item).kind == kind]


def gated_paths(script: Script) -> frozenset[str]:
    """Everything behind the identity step, except what may be said to anyone, and what only says how it ended."""
    identity = identity_item(script)
    if identity is None:
        return frozenset()
    behind = script.items[script.items.index(identity) + 1 :]
    for_anyone = [item.path for kind in ("anyone", "outcome") for item in items_marked(script, kind)]
    return frozenset(item.path for item in behind if not _is_within(item.path, for_anyone))


def _is_within(path: str, groups: list[str]) -> bool:
    return any(path == group or path.startswith(f"{group}/") for group in groups)
