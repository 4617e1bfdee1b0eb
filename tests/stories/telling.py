"""What people do in the stories, on the pages they do it on."""

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

MONDAY_ANSWERS = {
    "opening/reached": "person",
    "opening/identity_confirmed": "yes",
    "agreement/agrees": "yes",
    "health/symptoms": "fever",
    "meeting/has_contacts": "yes",
    "contact/c_close": "yes",
    "contact/c_relation": "friend",
}


class Desk:
    """Amina's window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.named = 0

    def open(self) -> None:
        self.page.goto("/desk/")
        self.expect_stage("waiting")

    def say_ready(self) -> None:
        self.page.locator("#statusbar [data-ct-key='Alt+r']").click()

    def expect_stage(self, name: str) -> None:
        expect(self.page.locator(f"#stage[data-ct-stage={name}]")).to_be_visible()

    def accept(self) -> None:
        self.page.bring_to_front()
        self.page.keyboard.press("Enter")
        self.expect_stage("conversation")

    def expect_answered(self) -> None:
        expect(self.page.locator("#phone[data-ct-line=answered]")).to_be_visible()

    def follow_script(self, answers: dict[str, str], people: list[dict[str, str]]) -> None:
        """Page by page to the end: `answers` by the question's path, the first choice or today where none is given."""
        while True:
            if self.page.locator("[data-ct-add]").count():
                self.name_contacts(people)
            self.answer_page(answers)
            if not self.page.locator("[data-ct-next]").count():
                return
            step = self.page.locator("#script").get_attribute("data-step")
            self.page.locator("[data-ct-next]").click()
            expect(self.page.locator("#script")).not_to_have_attribute("data-step", step or "")

    def answer_page(self, answers: dict[str, str]) -> None:
        """Every question on the page that has no answer yet; answering one may show another."""
        while (question := self.unanswered()) is not None:
            path = question.get_attribute("data-path") or ""
            self.answer(question, answers.get(path, ""))

    def unanswered(self) -> Locator | None:
        for question in self.page.locator("[data-ct-question]").all():
            if not is_answered(question):
                return question
        return None

    def answer(self, question: Locator, value: str) -> None:
        """Give one answer and wait until the server has it: the page's revision counts up."""
        before = self.page.locator("#script").get_attribute("data-revision") or ""
        box = question.get_attribute("id")
        field = self.page.locator(f"#{box} [data-ct-answer]")
        kind = field.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            self.page.locator(f"#{box} [data-ct-answer]{f'[value={value}]' if value else ''}").first.check()
        else:
            field.first.fill(value or filling(kind))
            field.first.blur()
        expect(self.page.locator("#script")).not_to_have_attribute("data-revision", before)

    def name_contacts(self, people: list[dict[str, str]]) -> None:
        for person in people[self.named :]:
            turns = self.page.locator("[data-ct-turn]").count()
            self.page.locator("[data-ct-add]").click()
            expect(self.page.locator("[data-ct-turn]")).to_have_count(turns + 1)
            turn = self.page.locator("[data-ct-turn]").last
            for path, value in person.items():
                self.answer(turn.locator(f"[data-path='{path}']"), value)
            self.named += 1

    def hang_up(self) -> None:
        self.page.locator("#phone [data-ct-key='Alt+x']").click()
        self.expect_stage("wrap_up")

    def wrap_up(self, key: str, *, then_pause: bool) -> None:
        self.page.keyboard.press(key)
        if then_pause:
            self.page.locator("[name=pause_after]").check()
        self.page.locator("[data-ct-save-next]").click()
        self.expect_stage("waiting" if then_pause else "offer")


def is_answered(question: Locator) -> bool:
    """Something is ticked or written, or nothing needs to be."""
    fields = question.locator("[data-ct-answer]")
    if fields.first.get_attribute("type") in ("radio", "checkbox"):
        return any(field.is_checked() for field in fields.all())
    return bool(fields.first.input_value()) or not question.locator(".question__required").count()


def filling(kind: str | None) -> str:
    """Something that fits a field."""
    return timezone.localdate().isoformat() if kind == "date" else "1"
