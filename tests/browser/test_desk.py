"""The agent's screen in a real browser: no answer is lost, no mouse is needed, nobody is shut out."""

from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Attempt, Call
from calls.states import CallState
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.port import LegNews
from telephony.states import LegState
from tests.browser.browsers import in_both_browsers
from tests.browser.windows import needs_scrolling
from tests.cast import amina
from tests.desk.scene import answers_of, offered, region_with_a_case, talking, wrapping_up
from tests.factories.calls import pause_reason, ready_agent

ANSWERS = "**/script/answer/"


def stage(page: Page, name: str) -> Locator:
    """The stage, when it is the one of that name."""
    return page.locator(f"#stage[data-ct-stage={name}]")


def question(page: Page, path: str) -> Locator:
    """The fields of one question."""
    return page.locator(f"[data-path='{path}'] [data-ct-answer]")


def expect_saved(page: Page, revision: int) -> None:
    """The page knows of so many answers, and says that they are saved."""
    expect(page.locator(f"#script[data-revision='{revision}']")).to_be_visible()
    expect(page.locator("[data-ct-save-state][data-save=saved]")).to_be_visible()


def confirm_identity(page: Page) -> None:
    """The first answer; it opens the rest of the script."""
    question(page, "is_them").first.check()
    expect_saved(page, 1)
    page.locator("[data-ct-next]").click()
    expect(question(page, "age")).to_be_visible()


def answer_lines(call: Call) -> None:
    """Agent and citizen pick up."""
    for leg in Attempt.objects.get(call=call).legs.order_by("role"):  # the agent's first
        leg.advance(LegState.SUBMITTING)
        apply_leg_news(LegNews(leg=leg.key, ref=f"CA{leg.pk}", state=LegState.ANSWERED))


@in_both_browsers
def test_answers_typed_while_the_server_is_away_arrive_exactly_once(page, sign_in):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    confirm_identity(page)
    page.route(ANSWERS, lambda route: route.abort())
    question(page, "age").fill("41")
    question(page, "age").blur()
    expect(page.get_by_text("Not saved – trying again")).to_be_visible()
    page.unroute(ANSWERS)
    expect(page.locator("[data-ct-save-state][data-save=saved]")).to_be_visible()
    assert answers_of(call) == [("is_them", "yes"), ("age", "41")]


@in_both_browsers
def test_a_reload_in_the_middle_keeps_answers_and_page(page, sign_in):
    agent, _call = talking()
    sign_in(page, agent).goto("/desk/")
    confirm_identity(page)
    question(page, "age").fill("41")
    question(page, "age").blur()
    expect_saved(page, 2)
    page.reload()
    expect(question(page, "age")).to_have_value("41")
    page.locator("[data-ct-key='Alt+b']").click()
    expect(question(page, "is_them").first).to_be_checked()


def test_an_answer_whose_acknowledgement_was_lost_is_stored_once(page, sign_in):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    tries: list[int] = []

    def lose_the_first_reply(route: Route) -> None:
        tries.append(route.fetch().status)
        if len(tries) == 1:
            route.abort()
        else:
            route.continue_()

    page.route(ANSWERS, lose_the_first_reply)
    question(page, "is_them").first.check()
    expect_saved(page, 1)
    assert tries == [200, 200]
    assert answers_of(call) == [("is_them", "yes")]


def test_a_second_tab_that_answers_first_is_told_to_the_other(page, sign_in):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    other = page.context.new_page()
    other.goto("/desk/")
    question(other, "is_them").first.check()
    expect_saved(other, 1)
    question(page, "is_them").last.check()
    expect(page.locator("#toasts")).to_contain_text("open in another window, which answered first")
    expect(question(page, "is_them").first).to_be_checked()
    assert answers_of(call) == [("is_them", "yes")]


def test_a_call_from_offer_to_saved_needs_no_mouse(page, sign_in):
    agent, call = offered()
    sign_in(page, agent).goto("/desk/")
    keys = page.keyboard
    keys.press("Enter")
    expect(stage(page, "conversation")).to_be_visible()
    answer_lines(call)
    expect(page.locator("#phone[data-ct-line=answered]")).to_be_visible()
    tab_to(page, question(page, "is_them").first)
    keys.press("Space")
    expect_saved(page, 1)
    keys.press("Alt+n")
    tab_to(page, question(page, "age"))
    keys.type("41")
    keys.press("Alt+n")
    expect_saved(page, 2)
    expect(page.locator("#script[data-step='2']")).to_be_visible()
    keys.press("Alt+x")
    expect(stage(page, "wrap_up")).to_be_visible()
    keys.press("7")
    expect(page.locator("[name=disposition][value=refused]")).to_be_checked()
    keys.press("Alt+s")
    expect(stage(page, "waiting")).to_be_visible()
    call.refresh_from_db()
    assert call.state == CallState.DONE
    assert answers_of(call) == [("is_them", "yes"), ("age", "41")]


PRESSED = """([key, code]) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", {key, code, altKey: true, bubbles: true}))"""


@in_both_browsers
def test_a_key_is_the_letter_that_stands_on_it_wherever_the_keyboard_has_it(page, sign_in):
    """On the Belgian keyboard M stands beside L, and Z where others have W: R and E stand for them here."""
    sign_in(page, amina()).goto("/desk/")
    ready = page.get_by_text("The next call comes by itself")
    page.evaluate(PRESSED, [",", "KeyR"])
    page.evaluate(PRESSED, ["e", "KeyR"])
    page.evaluate(PRESSED, ["r", "KeyE"])
    expect(ready).to_be_visible()
    expect(page.get_by_role("button", name="Raise hand")).to_be_visible()
    page.evaluate(PRESSED, ["˙", "KeyH"])  # what Alt makes of H on a Mac
    expect(page.get_by_role("button", name="Lower hand")).to_be_visible()


def test_a_button_that_is_drawn_anew_keeps_the_focus(page, sign_in):
    sign_in(page, ready_agent()).goto("/desk/")
    page.get_by_role("button", name="Raise hand").focus()
    for told in ("Lower hand", "Raise hand", "Lower hand"):
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name=told)).to_be_focused()


COVERS_NOTHING = """() => document.querySelector(".toast--warning").getBoundingClientRect().bottom
    <= document.querySelector("main").getBoundingClientRect().top"""


def test_a_call_back_without_a_time_is_told_at_its_field_and_covers_nothing(page, sign_in, eventually):
    agent, _call = wrapping_up()
    sign_in(page, agent).goto("/desk/")
    page.locator(".keylist__item[data-step=call_back]").click()
    page.keyboard.press("Alt+s")
    day = page.locator("[name=call_back_on]")
    expect(day).to_be_focused()
    expect(day).to_have_attribute("aria-invalid", "true")
    eventually(lambda: page.evaluate(COVERS_NOTHING))
    day.fill(timezone.localdate().isoformat())
    expect(day).not_to_have_attribute("aria-invalid", "true")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the field has the focus."""
    expect(wanted).to_be_visible()
    for _press in range(60):
        if wanted.evaluate("field => field === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("sixty times Tab does not lead there")


def test_who_was_signed_out_meanwhile_is_led_to_the_front_door(page, sign_in):
    agent, _call = offered()
    with page.expect_websocket():
        sign_in(page, agent).goto("/desk/")
    expect(stage(page, "offer")).to_be_visible()
    other = page.context.new_page()
    other.goto("/me/")
    other.evaluate("document.querySelector('form[action*=logout]').requestSubmit()")
    other.wait_for_url("**/login/**")
    page.wait_for_url("**/login/**")


def test_an_answer_that_the_script_refuses_says_so_and_stays_on_the_page(page, sign_in):
    agent, call = talking()
    sign_in(page, agent).goto("/desk/")
    confirm_identity(page)
    question(page, "age").fill("200")
    question(page, "age").blur()
    expect(page.locator("[data-path=age] .field__error")).to_be_visible()
    expect(page.get_by_text("Not accepted: see the question")).to_be_visible()
    expect(question(page, "age")).to_have_value("200")
    assert answers_of(call) == [("is_them", "yes")]


def test_an_offer_appears_by_itself_and_every_stage_fits_without_a_barrier_in_french(page, sign_in, axe):
    walk(page, sign_in, axe, "fr")


def test_every_stage_fits_without_a_barrier_in_german(page, sign_in, axe):
    walk(page, sign_in, axe, "de")


def walk(page: Page, sign_in, axe, language: str) -> None:
    """From waiting to wrap-up, each stage drawn by the news of it; none of them scrolls as a page."""

    def look() -> None:
        axe(page)
        assert not needs_scrolling(page)

    agent = ready_agent(agent=amina(region_with_a_case()))
    pause_reason(region=agent.region, labels={"de": "Mittagspause", "fr": "Repas"})
    sign_in(page, agent, language=language).goto("/desk/")
    expect(stage(page, "waiting")).to_be_visible()
    look()
    call = offer_next_call(agent)
    expect(stage(page, "offer")).to_be_visible()
    look()
    page.keyboard.press("Enter")
    expect(stage(page, "conversation")).to_be_visible()
    answer_lines(call)
    expect(page.locator("#phone[data-ct-line=answered]")).to_be_visible()
    look()
    page.locator("[data-ct-key='Alt+x']").click()
    expect(stage(page, "wrap_up")).to_be_visible()
    look()
    expect(page.locator("[name=pause_reason]")).to_be_hidden()
    page.locator("[name=pause_after]").check()
    expect(page.locator("[name=pause_reason]")).to_have_value("lunch")
    look()
