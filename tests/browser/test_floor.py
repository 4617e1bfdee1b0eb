"""The supervisor's floor in a real browser: it is true without a reload, and says when it is not."""

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from accounts.models import Region
from tests.browser.windows import needs_scrolling
from tests.cast import amina, bruno
from tests.factories.accounts import agent, region
from tests.factories.calls import campaign, queued_call, ready_agent
from workforce.commands.lower_hand import lower_hand
from workforce.commands.raise_hand import raise_hand

# The wait before the next try is jittered: make it long, so that the test decides when the line is back.
NEVER_BY_ITSELF = "Math.random = () => 1000"
LOST = "[data-ct-live-banner]"


def stand_on_floor(page: Page, sign_in, language: str = "en", home: Region | None = None):
    """Bruno watches; Amina is ready."""
    home = home or region()
    agent = ready_agent(agent=amina(home))
    queued_call(campaign(home))
    with page.expect_websocket():
        sign_in(page, bruno(home), language=language).goto("/floor/")
    expect(page.locator("#agents")).to_contain_text("Amina Haddad")
    return agent


def raised_hand(page: Page) -> Locator:
    """The rows that ask for help."""
    return page.locator("#agents tr.table__row--attention")


def test_a_raised_hand_appears_by_itself_and_goes_when_it_is_answered(page, sign_in):
    agent = stand_on_floor(page, sign_in)
    raise_hand(agent)
    expect(raised_hand(page)).to_contain_text("Amina Haddad")
    raised_hand(page).get_by_role("button", name="Answered").click()
    expect(raised_hand(page)).to_have_count(0)


def test_news_takes_the_focus_from_no_button(page, sign_in):
    home = region()
    raise_hand(stand_on_floor(page, sign_in, home=home))
    answered = raised_hand(page).filter(has_text="Amina Haddad").get_by_role("button", name="Answered")
    answered.focus()
    raise_hand(ready_agent(agent=agent(home)))
    expect(raised_hand(page)).to_have_count(2)
    expect(answered).to_be_focused()


def test_a_lost_connection_is_told_and_the_floor_catches_up_when_it_is_back(page, sign_in):
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.add_init_script(NEVER_BY_ITSELF)
    page.route_web_socket("**/ws/live/", connect)
    agent = stand_on_floor(page, sign_in)
    expect(page.locator(LOST)).to_be_hidden()
    sockets[-1].close(code=1012)
    expect(page.locator(LOST)).to_be_visible()
    raise_hand(agent)
    # A fragment asked for before the line was lost may still arrive: what counts is that the page asks again.
    with page.expect_response("**/floor/agents/"):
        page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(LOST)).to_be_hidden()
    expect(raised_hand(page)).to_contain_text("Amina Haddad")
    lower_hand(agent, by=agent)
    expect(raised_hand(page)).to_have_count(0)


def test_the_rows_stay_where_they_were_scrolled_to_when_news_comes(page, sign_in):
    home = region()
    for _colleague in range(30):
        ready_agent(home)
    agent = stand_on_floor(page, sign_in, home=home)
    frame = page.locator(".floor__agents")
    expect(frame.locator("tbody tr")).to_have_count(31)
    frame.evaluate("frame => frame.scrollTop = 200")
    raise_hand(agent)
    expect(raised_hand(page)).to_have_count(1)
    assert frame.evaluate("frame => frame.scrollTop") == 200


def test_the_floor_fits_without_a_barrier_in_dutch(page, sign_in, axe):
    agent = stand_on_floor(page, sign_in, language="nl")
    raise_hand(agent)
    expect(raised_hand(page)).to_be_visible()
    axe(page)
    assert not needs_scrolling(page)
