"""One call on the line: ringing, the script page by page, hanging up."""

import random
from collections import Counter

from tools.colleagues.answers import Citizen, answer_to
from tools.colleagues.browser import Browser
from tools.colleagues.clock import now, today
from tools.colleagues.live import Live
from tools.colleagues.pages import Phone, Question, Script, Stage
from tools.colleagues.tally import Tally

RINGING = 120.0
"""Seconds after which a colleague gives up by themselves."""
TRIES = 3
"""How often a refused answer is given in another way, before the question is left open."""


class Conversation:
    """What a colleague does with one call, one small step at a time; whatever was answered stays on the server."""

    def __init__(
        self, stage: Stage, browser: Browser, live: Live, tally: Tally, die: random.Random, citizen: Citizen
    ) -> None:
        self.browser, self.live, self.tally, self.die = browser, live, tally, die
        self.address = stage.address
        self.citizen = citizen
        self.given_up: set[tuple[str, str]] = set()
        self.refused: Counter[tuple[str, str]] = Counter()
        self.was_answered = False
        self.dialled_at = now()
        self.named = 0
        self.look_at(stage)

    def look_at(self, stage: Stage) -> None:
        """The stage was drawn, perhaps once more."""
        self.phone = Phone.read(stage.root)
        self.script = Script.read(stage.root)

    @property
    def is_ringing(self) -> bool:
        """Nobody has picked up yet, and nobody has failed to."""
        return self.phone is not None and self.phone.line != "answered" and not self.phone.is_over

    @property
    def rings_too_long(self) -> bool:
        """Time to hang up oneself."""
        return self.is_ringing and (now() - self.dialled_at).total_seconds() > RINGING

    async def look_at_phone(self) -> None:
        """Fetch the telephone again, as the page does when a line changes."""
        self.live.line_news.clear()
        if self.phone is None:
            return
        root = await self.browser.fetch(self.phone.address)
        self.phone = Phone.read(root) if root is not None else self.phone
        if self.phone and self.phone.line == "answered" and not self.was_answered:
            self.was_answered = True
            self.tally["reached"] += 1

    def open_question(self) -> Question | None:
        """The first question of the page that still needs attention."""
        questions = self.script.questions if self.script else ()
        return next((one for one in questions if not one.value and one.place not in self.given_up), None)

    async def say_next(self) -> None:
        """The next thing a person would do: answer, name somebody, turn the page, hang up."""
        question = self.open_question()
        if question:
            await self.answer(question)
        elif self.script and self.script.add and self.script.turns < self.citizen.contacts:
            self.read(await self.browser.click(self.script.add.address, self.script.add.fields))
            self.named += 1
        elif self.script and self.script.next:
            self.read(await self.browser.click(self.script.next.address, self.script.next.fields))
        else:
            await self.hang_up()

    async def answer(self, question: Question) -> None:
        """Give one answer; one that is refused is given in another way, and at last left open."""
        assert self.script
        value = answer_to(question, self.citizen, self.die, today())
        if not value:
            self.given_up.add(question.place)
            return
        fields = {"path": question.path, "repeat_key": question.key, "value": value}
        fields["revision"] = self.script.revision
        self.read(await self.browser.click(self.script.answer_at, fields))
        if any(one.place == question.place and one.is_refused for one in self.script.questions):
            self.refused[question.place] += 1
            if self.refused[question.place] >= TRIES:
                self.given_up.add(question.place)
                self.tally.fault(f"no answer is accepted to {question.path}")

    def read(self, root: object) -> None:
        """The script as the server has drawn it."""
        self.script = (Script.read(root) if root is not None else None) or self.script

    async def hang_up(self) -> None:
        """The red button."""
        if self.phone and self.phone.hang_up:
            root = await self.browser.click(self.phone.hang_up.address)
            self.phone = (Phone.read(root) if root is not None else None) or self.phone
