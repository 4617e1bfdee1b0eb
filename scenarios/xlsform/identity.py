"""Before the right person is on the line, nothing about health may be said: which rows come before, which after."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.xlsform.outline import Item
    from scenarios.xlsform.script import Script


@dataclass(frozen=True)
class Marking:
    """What the column `step` says: "identity" (and the answers that confirm it), "anyone", or nothing."""

    kind: str = ""
    confirmed_by: tuple[str, ...] = ()


def marking_of(item: "Item") -> Marking:
    """`identity`, `identity: yes guardian`, `anyone`; an appearance of `identity` does as well."""
    said = item.row.text("step").lower()
    if not said and "identity" in item.row.text("appearance").lower().split():
        said = "identity"
    kind = said.partition(":")[0]
    return Marking(kind.strip(), tuple(item.row.text("step").partition(":")[2].split()) or ("yes",))


def identity_item(script: "Script") -> "Item | None":
    """The first row marked as the identity step."""
    return next((item for item in script.items if marking_of(item).kind == "identity"), None)


def gated_paths(script: "Script") -> frozenset[str]:
    """Everything behind the identity step, except what may be said to anyone."""
    identity = identity_item(script)
    if identity is None:
        return frozenset()
    behind = script.items[script.items.index(identity) + 1 :]
    for_anyone = [item.path for item in script.items if marking_of(item).kind == "anyone"]
    return frozenset(item.path for item in behind if not _is_within(item.path, for_anyone))


def _is_within(path: str, groups: list[str]) -> bool:
    return any(path == group or path.startswith(f"{group}/") for group in groups)
