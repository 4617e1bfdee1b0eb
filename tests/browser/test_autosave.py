"""Answers are saved as they are given, and the page says how that went."""

from playwright.sync_api import Page, Route, expect

from tests.browser.gallery import open_gallery

ANSWERS = "**/answers"
MAKE_ANSWER = """() => {
  const field = document.getElementById("ln");
  const wiring = {"name": "family_name", "data-ct-answer": "", "hx-post": "/answers", "hx-swap": "none",
    "hx-trigger": "change, input changed delay:50ms", "hx-sync": "this:replace"};
  for (const [name, value] of Object.entries(wiring)) field.setAttribute(name, value);
  htmx.process(field);
}"""


def answering(page: Page, statuses: list[int]) -> list[str]:
    """Open a conversation with one answer that is posted; the n-th post is answered by the n-th status, or the last."""
    posts: list[str] = []

    def answer(route: Route) -> None:
        posts.append(route.request.post_data or "")
        status = statuses[min(len(posts), len(statuses)) - 1]
        route.fulfill(status=status) if status else route.abort()

    page.route(ANSWERS, answer)
    open_gallery(page, "gallery/desk_talk")
    page.evaluate(MAKE_ANSWER)
    page.evaluate("document.querySelector('[data-ct-save-state]').dataset.save = 'idle'")
    return posts


def test_an_answer_is_posted_while_it_is_typed(page: Page) -> None:
    posts = answering(page, [204])
    page.get_by_label("Family name").fill("Peeters")
    expect(page.locator("[data-save=saved]")).to_contain_text("Saved")
    assert "family_name=Peeters" in posts[-1]


def test_an_answer_that_did_not_arrive_is_sent_again(page: Page) -> None:
    statuses = [0, 503]
    posts = answering(page, statuses)
    page.get_by_label("Family name").fill("Peeters")
    expect(page.get_by_text("Not saved – trying again")).to_be_visible()
    with page.expect_request(ANSWERS):  # again, and again in vain
        pass
    statuses.append(204)
    expect(page.locator("[data-save=saved]")).to_be_visible()
    assert len(posts) >= 3
    assert all("family_name=Peeters" in post for post in posts)


def test_an_answer_that_is_refused_is_not_sent_again(page: Page) -> None:
    posts = answering(page, [422, 204])
    page.get_by_label("Family name").fill("Peeters")
    expect(page.get_by_text("Not accepted")).to_be_visible()
    assert len(posts) == 1


def test_leaving_with_an_unsaved_answer_asks_first(page: Page) -> None:
    answering(page, [503])
    page.get_by_label("Family name").fill("Peeters")
    expect(page.get_by_text("Not saved – trying again")).to_be_visible()
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_nothing_of_it_is_kept_in_the_browser(page: Page) -> None:
    answering(page, [503])
    page.get_by_label("Family name").fill("Peeters")
    expect(page.get_by_text("Not saved – trying again")).to_be_visible()
    assert "Peeters" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
