"""What an agent sees of a conversation: steps (pages) holding entries (texts to say, questions, groups, repeats)."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.xlsform.base.answering import MAX_LENGTH
from scenarios.xlsform.base.markup import escape_markdown, render_markdown
from scenarios.xlsform.base.values import AnswerError, ChoiceView
from scenarios.xlsform.base.worked_out import worked_out
from scenarios.xlsform.conversation.asking import Asking
from scenarios.xlsform.form.parts import Part, Texts


class Entry:
    """One thing on a page, worked out only as far as it is asked for.

    `kind` is "note" (a text to say), "question", "group" (has `entries`) or "repeat" (has `turns`). `type` is the
    question's: text, integer, decimal, date, time, datetime, select_one, select_multiple or acknowledge.
    `label` and `hint` are Markdown source, `html` and `hint_html` safe HTML, `plain` the label without signs.
    """

    def __init__(self, conversation: Asking, part: Part, repeat_key: str) -> None:
        self._conversation = conversation
        self._part = part
        self.repeat_key = repeat_key
        self.path = part.path
        self.name = part.name
        self.type = part.type
        self.appearance = part.appearance
        self.kind = part.type if part.type in ("note", "group", "repeat") else "question"

    @worked_out
    def label(self) -> str:
        return self._say(self._part.label)

    @worked_out
    def html(self) -> str:
        return self._html(self._part.label)

    @worked_out
    def hint(self) -> str:
        return self._say(self._part.hint)

    @worked_out
    def hint_html(self) -> str:
        return self._html(self._part.hint)

    @worked_out
    def value(self) -> str:
        return self._conversation.value(self.path, self.repeat_key)

    @property
    def has_choices(self) -> bool:
        """Is it answered from a list, even if the list has nothing to offer now?"""
        return bool(self._part.list_name)

    @worked_out
    def choices(self) -> list[ChoiceView]:
        return self._conversation.choices(self.path, self.repeat_key)

    @worked_out
    def is_required(self) -> bool:
        return self._conversation.is_required(self._part, self.repeat_key)

    @property
    def is_read_only(self) -> bool:
        return self._part.is_fixed

    @property
    def max_length(self) -> int:
        """The most characters that its answer may have."""
        return self._part.max_length or MAX_LENGTH

    @worked_out
    def entries(self) -> "list[Entry]":
        return _entries(self._conversation, self._part.children, self.repeat_key)

    @worked_out
    def turns(self) -> "list[Turn]":
        keys = self._conversation.turns(self.path, self.repeat_key) if self.kind == "repeat" else []
        return [
            Turn(key, number, tuple(_entries(self._conversation, self._part.children, key)))
            for number, key in enumerate(keys, 1)
        ]

    def _say(self, texts: Texts) -> str:
        return self._conversation.say(self._conversation.in_language(texts), self._part, self.repeat_key)

    def _html(self, texts: Texts) -> str:
        text = self._conversation.in_language(texts)
        return render_markdown(
            self._conversation.say(text, self._part, self.repeat_key, escape=escape_markdown)
        )


@dataclass(frozen=True)
class Turn:
    """One instance of a repeat: its key, its number from 1, the entries in it."""

    key: str
    number: int
    entries: tuple[Entry, ...]


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


def steps_of(conversation: Asking, missing: Iterable[AnswerError]) -> list[Step]:
    """The pages of a conversation that have something to show; those with something `missing` are not done."""
    undone = {error.path.split("/", 1)[0] for error in missing}
    return [_step(conversation, entry, undone) for entry in _entries(conversation, conversation.form.top, "")]


def _step(conversation: Asking, entry: Entry, undone: set[str]) -> Step:
    inside = entry.entries if entry.kind == "group" else [entry]
    return Step(
        key=entry.path,
        path=entry.path,
        title=entry.label,
        before_identity=not conversation.form.parts[inside[0].path].is_gated,
        is_done=entry.path not in undone,
        entries=tuple(inside),
    )


def _entries(conversation: Asking, paths: tuple[str, ...], key: str) -> list[Entry]:
    """What is shown of some parts: nothing silent, nothing irrelevant, no empty group."""
    shown = [
        Entry(conversation, conversation.form.parts[path], key)
        for path in paths
        if _is_shown(conversation, path, key)
    ]
    return [entry for entry in shown if entry.kind != "group" or entry.entries]


def _is_shown(conversation: Asking, path: str, key: str) -> bool:
    return not conversation.form.parts[path].is_silent and conversation.is_relevant(path, key)
