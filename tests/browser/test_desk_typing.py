"""What an agent types at the desk is never thrown away, whatever happens around it."""

from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.commands.offers.take_back_stale_offers import take_back_stale_offers
from calls.models import Attempt, Call
from tests.browser.browsers import in_both_browsers
from tests.browser.sockets import hear_no_news
from tests.browser.test_desk import ANSWERS, expect_saved, question, stage
from tests.cast import amina
from tests.desk.scene import answers_of, at_age, offered, talking
from tests.factories.calls import LEASE_IS_OVER, ready_agent
from workforce.states import AgentState

NOTES = "**/notes/"


def notes_of(call: Call) -> str:
    return Attempt.objects.get(call=call).notes


def lose_everything(page: Page, address: str) -> None:
    """The server is away for this address."""
    page.route(address, lambda route: route.abort())


@in_both_browsers
def test_notes_being_typed_when_the_citizen_hangs_up_go_on_in_the_wrap_up(page, sign_in, eventually):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    page.locator("#notes").press_sequentially("prefers the eve")
    start_wrap_up(Attempt.objects.get(call=call))
    expect(stage(page, "wrap_up")).to_be_visible()
    expect(page.locator("#wrap-notes")).to_be_focused()
    page.keyboard.type("ning")
    expect(page.locator("#wrap-notes")).to_have_value("prefers the evening")
    eventually(lambda: notes_of(call) == "prefers the evening")
    page.reload()
    expect(page.locator("#wrap-notes")).to_have_value("prefers the evening")


@in_both_browsers
def test_the_caret_stays_where_it_was_in_notes_saved_before_the_citizen_hangs_up(page, sign_in, eventually):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    page.locator("#notes").press_sequentially("prefers evening")
    eventually(lambda: notes_of(call) == "prefers evening")
    for _letter in "evening":
        page.keyboard.press("ArrowLeft")
    start_wrap_up(Attempt.objects.get(call=call))
    expect(page.locator("#wrap-notes")).to_be_focused()
    page.keyboard.type("the ")
    expect(page.locator("#wrap-notes")).to_have_value("prefers the evening")


def test_notes_typed_while_the_server_is_away_arrive_when_it_is_back(page, sign_in, eventually):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    lose_everything(page, NOTES)
    page.locator("#notes").fill("deaf in one ear")
    expect(page.get_by_text("Not saved – trying again")).to_be_visible()
    page.unroute(NOTES)
    eventually(lambda: notes_of(call) == "deaf in one ear")


@in_both_browsers
def test_notes_of_two_windows_are_both_kept(page, sign_in, eventually):
    agent, call = talking()
    other = sign_in(page, agent).context.new_page()
    page.goto("/desk/")
    other.goto("/desk/")
    page.locator("#notes").fill("deaf in one ear")
    eventually(lambda: notes_of(call) == "deaf in one ear")
    other.locator("#notes").fill("prefers evenings")
    expect(other.get_by_text("Another window has changed these notes.")).to_be_visible()
    expect(other.locator("#notes")).to_have_value("deaf in one ear")
    other.get_by_role("button", name="Add my text").click()
    eventually(lambda: notes_of(call) == "deaf in one ear\nprefers evenings")
    page.locator("#notes").press_sequentially("!")
    expect(page.locator("#notes")).to_have_value("deaf in one ear\nprefers evenings")
    expect(page.get_by_text("You had written: deaf in one ear!")).to_be_visible()


def test_nobody_is_corrected_while_still_typing(page, sign_in):
    agent, call = at_age()
    sign_in(page, agent).goto("/desk/")
    with page.expect_response(ANSWERS) as told:
        question(page, "age").press_sequentially("200")
    assert told.value.status == 422
    expect(page.locator(".field__error")).to_have_count(0)
    question(page, "age").press("Tab")
    expect(page.locator("[data-path=age] .field__error")).to_be_visible()
    assert answers_of(call) == [("is_them", "yes")]


def test_a_page_is_not_turned_over_an_answer_that_is_refused(page, sign_in):
    agent, call = at_age()
    sign_in(page, agent).goto("/desk/")
    question(page, "age").press_sequentially("200")
    page.keyboard.press("Alt+n")
    expect(page.locator("[data-path=age] .field__error")).to_be_visible()
    expect(question(page, "age")).to_have_value("200")
    expect(page.locator("#script[data-step='1']")).to_be_visible()
    question(page, "age").fill("20")
    page.keyboard.press("Alt+n")
    expect(page.locator("#script[data-step='2']")).to_be_visible()
    assert answers_of(call)[-1] == ("age", "20")


def hold_answers(page: Page) -> list[Route]:
    """What is posted waits here until the test lets it go on."""
    held: list[Route] = []
    page.route(ANSWERS, lambda route: held.append(route))
    return held


def post_and_hold(page: Page, age: str) -> list[Route]:
    """An age is typed and the page turned; the post is on its way."""
    held = hold_answers(page)
    question(page, "age").press_sequentially(age)
    with page.expect_request(ANSWERS):
        page.keyboard.press("Alt+n")
    return held


def test_what_is_selected_when_a_refusal_arrives_is_still_replaced_by_typing(page, sign_in):
    agent, _call = at_age()
    sign_in(page, agent).goto("/desk/")
    held = post_and_hold(page, "200")
    page.keyboard.press("Control+a")
    held.pop().continue_()
    expect(page.locator("[data-path=age] .field__error")).to_be_visible()
    page.keyboard.type("20")
    expect(question(page, "age")).to_have_value("20")


def test_what_is_typed_before_a_refusal_arrives_is_not_overwritten_by_it(page, sign_in):
    agent, _call = at_age()
    sign_in(page, agent).goto("/desk/")
    held = post_and_hold(page, "200")
    question(page, "age").fill("20")
    held.pop().continue_()
    expect(page.locator("[data-path=age] .field__error")).to_be_visible()
    expect(question(page, "age")).to_have_value("20")


def test_a_second_tab_may_still_use_the_answer_it_gave_too_late(page, sign_in):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    other = page.context.new_page()
    other.goto("/desk/")
    question(other, "is_them").first.check()
    expect_saved(other, 1)
    question(page, "is_them").last.check()
    expect(page.locator("[data-path=is_them]")).to_contain_text("You had answered: No")
    page.get_by_role("button", name="Use my answer").click()
    expect_saved(page, 2)
    assert answers_of(call) == [("is_them", "yes"), ("is_them", "no")]


def test_an_answer_never_reaches_the_next_call(page, sign_in):
    agent, call = at_age()
    sign_in(page, agent).goto("/desk/")
    posted: list[str] = []

    def note(route: Route) -> None:
        posted.append(route.request.url)
        route.abort()

    page.route(ANSWERS, note)
    question(page, "age").fill("41")
    expect(page.get_by_text("Not saved – trying again")).to_be_visible()
    page.evaluate(
        "document.querySelector('[data-ct-script]').dataset.answer = '/desk/calls/0/script/answer/'"
    )
    with page.expect_request(ANSWERS):
        pass
    assert {url.rpartition("/desk/")[2] for url in posted} == {f"calls/{call.pk}/script/answer/"}


@in_both_browsers
def test_an_offer_that_ran_out_while_nobody_heard_of_it_leaves_the_screen(page, sign_in):
    agent, _call = offered()
    hear_no_news(page)
    page.clock.set_fixed_time(loaded := timezone.now())  # its timers run on
    sign_in(page, agent).goto("/desk/")
    expect(page).to_have_title("☎ Call offered: A campaign")
    expect(stage(page, "offer")).to_be_visible()
    too_late = LEASE_IS_OVER
    take_back_stale_offers(now=timezone.now() + too_late)
    page.clock.set_fixed_time(loaded + too_late)
    expect(stage(page, "waiting")).to_have_attribute("data-state", AgentState.PAUSED)
    expect(page).not_to_have_title("☎ Call offered: A campaign")


def test_an_offer_accepted_too_late_is_told_in_a_sentence(page, sign_in):
    agent, _call = offered()
    hear_no_news(page)
    sign_in(page, agent).goto("/desk/")
    expect(stage(page, "offer")).to_be_visible()
    take_back_stale_offers(now=timezone.now() + LEASE_IS_OVER)
    page.locator("[data-ct-key=Enter]").click()
    expect(page.locator("#toasts")).to_contain_text("already moved on")
    expect(stage(page, "waiting")).to_be_visible()


def test_why_an_offer_was_refused_is_told_though_the_screen_moved_on_while_the_server_thought(page, sign_in):
    agent, _call = offered()
    hear_no_news(page)
    sign_in(page, agent).goto("/desk/")
    expect(stage(page, "offer")).to_be_visible()
    take_back_stale_offers(now=timezone.now() + LEASE_IS_OVER)
    held = []
    page.route(
        "**/*", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    with page.expect_request(lambda request: request.method == "POST"):
        page.locator("[data-ct-key=Enter]").click()
    page.evaluate("htmx.trigger(document.body, 'live.back')")
    expect(stage(page, "waiting")).to_be_visible()
    held.pop().continue_()
    expect(page.locator("#toasts")).to_contain_text("already moved on")


def test_a_muted_tone_stays_muted_after_a_reload(page, sign_in):
    agent = ready_agent(agent=amina())
    sign_in(page, agent).goto("/desk/")
    mute = page.get_by_role("button", name="Mute the tone")
    mute.click()
    expect(mute).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(mute).to_have_attribute("aria-pressed", "true")
