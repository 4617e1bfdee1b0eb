"""What an agent sees of a run: steps (pages) holding entries (texts to say, questions, groups, repeats)."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.xlsform.values import ChoiceView


class Entry:
    """One thing on a page. `kind` is "note" (a text to say), "question", "group" or "repeat".

    Texts are made only when asked for: `label`, `hint` are Markdown source, `html`, `hint_html` safe HTML.
    A repeat's `turns` are its instances, each a Turn with its own entries; a group has `entries`.
    """

    kind: str
    type: str  # text integer decimal date time datetime select_one select_multiple acknowledge note calculate group repeat
    name: str
    path: str
    repeat_key: str
    appearance: str
    label: str
    html: str
    hint: str
    hint_html: str
    value: str
    choices: Sequence[ChoiceView]
    is_required: bool
    is_read_only: bool
    is_identity: bool
    entries: "Sequence[Entry]"
    turns: "Sequence[Turn]"


class Turn:
    """One instance of a repeat: its key, its number from 1, the entries in it."""

    key: str
    number: int
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Step:
    """One page: a top-level group, a top-level repeat, or a question standing alone.

    `key` is stable while answers change (the path); `before_identity` says it may be shown to anybody;
    `is_done` that nothing required is missing on it.
    """

    key: str
    path: str
    title: str
    before_identity: bool
    is_done: bool
    entries: tuple[Entry, ...]
