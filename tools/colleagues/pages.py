"""What a person sees on the desk's pages, read from the HTML by the hooks that the scripts of the pages use."""

from dataclasses import dataclass, field
from typing import Self

from lxml.html import HtmlElement

LINE_OVER = ("completed", "busy", "no_answer", "failed", "cancelled")


@dataclass(frozen=True)
class Form:
    """A button that can be clicked: where it goes, and what it sends along."""

    address: str
    fields: dict[str, str] = field(default_factory=dict)

    @classmethod
    def to(cls, root: HtmlElement, place: str) -> Self | None:
        """The first form of the page whose address ends in `place`."""
        forms = (form for form in root.iter("form") if (form.get("hx-post") or "").endswith(place))
        return cls.read(next(forms, None))

    @classmethod
    def with_button(cls, root: HtmlElement, hook: str) -> Self | None:
        """The form around the button that carries `hook`."""
        return cls.read(next(iter(root.xpath(f".//*[@{hook}]/ancestor::form")), None))

    @classmethod
    def read(cls, form: HtmlElement | None) -> Self | None:
        """A form with its hidden fields."""
        if form is None:
            return None
        hidden = form.xpath(".//input[@type='hidden']")
        return cls(form.get("hx-post"), {one.get("name"): one.get("value", "") for one in hidden})


@dataclass(frozen=True)
class Question:
    """One question of the script. `value` is what is chosen or written; `choices` are in the page's order."""

    path: str
    key: str
    kind: str
    mode: str
    value: str
    choices: tuple[str, ...]
    is_required: bool
    is_refused: bool

    @property
    def name(self) -> str:
        """The last word of the path."""
        return self.path.rpartition("/")[2]

    @property
    def place(self) -> tuple[str, str]:
        """Which question, and in which turn."""
        return self.path, self.key

    @classmethod
    def read(cls, box: HtmlElement) -> Self | None:
        """None for one that only shows a value."""
        inputs = box.xpath(".//*[@data-ct-answer]")
        if not inputs or "readonly" in inputs[0].attrib:
            return None
        kind = inputs[0].get("type", "text")
        ticked = [one for one in inputs if kind in ("radio", "checkbox")]
        chosen = " ".join(one.get("value") for one in ticked if "checked" in one.attrib)
        return cls(
            path=box.get("data-path"),
            key=box.get("data-key", ""),
            kind=kind,
            mode=inputs[0].get("inputmode", ""),
            value=chosen if ticked else (inputs[0].get("value") or inputs[0].text or "").strip(),
            choices=tuple(one.get("value") for one in ticked),
            is_required=bool(box.xpath(".//*[contains(@class, 'question__required')]")),
            is_refused="field--error" in box.get("class", ""),
        )


@dataclass(frozen=True)
class Script:
    """The page of the script on show. `turns` are the keys of the people named so far on it."""

    answer_at: str
    revision: str
    is_complete: bool
    questions: tuple[Question, ...]
    turns: int
    next: Form | None
    add: Form | None

    @classmethod
    def read(cls, root: HtmlElement) -> Self | None:
        """The script panel under `root`, if there is one."""
        panel = next(iter(root.xpath("descendant-or-self::section[@data-ct-script]")), None)
        if panel is None:
            return None
        questions = (Question.read(box) for box in panel.xpath(".//*[@data-ct-question]"))
        return cls(
            answer_at=panel.get("data-answer"),
            revision=panel.get("data-revision"),
            is_complete="data-complete" in panel.attrib,
            questions=tuple(question for question in questions if question),
            turns=len(panel.xpath(".//*[@data-ct-turn]")),
            next=Form.with_button(panel, "data-ct-next"),
            add=Form.to(panel, "/turns/") if panel.xpath(".//*[@data-ct-add]") else None,
        )


@dataclass(frozen=True)
class Disposition:
    """One way a call may have ended."""

    code: str
    step: str
    is_suggested: bool


def dispositions(root: HtmlElement) -> list[Disposition]:
    """What wrap-up lets the agent choose from, in its order."""
    radios = root.xpath(".//input[@type='radio'][@name='disposition']")
    return [
        Disposition(one.get("value"), one.xpath("string(ancestor::*/@data-step)"), "checked" in one.attrib)
        for one in radios
    ]


@dataclass(frozen=True)
class Stage:
    """What the desk shows: its name, the agent's state, and where to ask whether that is still so."""

    name: str
    state: str
    address: str
    root: HtmlElement

    @classmethod
    def read(cls, root: HtmlElement) -> Self | None:
        """The stage under `root`, if there is one."""
        found = root.xpath("descendant-or-self::*[@data-ct-stage]")
        if not found:
            return None
        stage = found[0]
        return cls(stage.get("data-ct-stage"), stage.get("data-state"), stage.get("hx-get"), stage)


@dataclass(frozen=True)
class Phone:
    """The citizen's line, and where to look at it again."""

    line: str
    address: str
    hang_up: Form | None

    @classmethod
    def read(cls, root: HtmlElement) -> Self | None:
        """The telephone under `root`, if there is one."""
        found = root.xpath("descendant-or-self::*[@data-ct-line]")
        if not found:
            return None
        panel = found[0]
        return cls(panel.get("data-ct-line"), panel.get("hx-get"), Form.to(panel, "/hang-up/"))

    @property
    def is_over(self) -> bool:
        """Nobody is on the citizen's end any more."""
        return self.line in LINE_OVER
