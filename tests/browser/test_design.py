"""What every page is made of is readable, reachable by keyboard, and fits."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Role, User
from tests.browser.windows import cut_off
from tests.cast import amina
from tests.desk.scene import wrapping_up
from tests.factories import accounts, tracing
from tests.factories.calls import pause_reason, present_agent, ready_agent
from workforce.states import AgentState

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens"
COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})\b")
READABLE = 4.5
FOCUSED = """() => {
  const one = document.activeElement;
  const isRinged = (each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const rings = [one, one.closest("label")].filter((each) => each && isRinged(each));
  return [one.outerHTML.slice(0, 120), one === document.body || rings.length > 0];
}"""
"""What has the focus, and whether a ring is drawn around it or around its label."""


def luminance(colour: str) -> float:
    """Relative luminance of a hexadecimal colour, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("line", (TOKENS / "states.css").read_text().splitlines()[1:])
def test_every_state_can_be_read_on_its_colours(line: str) -> None:
    colours = dict(COLOUR.findall(line))
    assert contrast(colours["state"], colours["on-state"]) >= READABLE
    assert contrast(colours["state-soft"], colours["state-ink"]) >= READABLE


@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "accent", "good", "warn", "bad", "note", "speech"])
def test_every_ink_can_be_read_on_every_paper(ink: str) -> None:
    colours = dict(COLOUR.findall((TOKENS / "colour.css").read_text()))
    assert all(
        contrast(colours[ink], colours[paper]) >= READABLE for paper in ("surface", "paper", "surface-2")
    )


@pytest.mark.parametrize("tone", ["good", "warn", "bad", "note", "speech"])
def test_every_tone_can_be_read_on_its_own_tint(tone: str) -> None:
    colours = dict(COLOUR.findall((TOKENS / "colour.css").read_text()))
    assert contrast(colours[tone], colours[f"{tone}-soft"]) >= READABLE


def test_the_field_list_fits_without_a_barrier(page, sign_in, axe):
    case = tracing.case(tracing.region("1000"), phone="")
    sign_in(page, accounts.user(Role.BACK_OFFICE, region=case.region), language="nl").goto("/cases/field/")
    axe(page)
    page.locator("#field-list a.button").click()
    expect(page.locator("dl.facts").first).to_be_visible()
    axe(page)


def test_a_digit_is_a_key_only_where_nobody_types_and_single_keys_can_be_switched_off(page, sign_in):
    agent, _call = wrapping_up()
    sign_in(page, agent).goto("/desk/")
    page.keyboard.press("7")
    expect(page.locator("[name=disposition][value=refused]")).to_be_checked()
    page.get_by_label("Notes").press_sequentially("1")
    expect(page.locator("[name=disposition][value=refused]")).to_be_checked()
    page.get_by_label("Notes").blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on this page")).to_contain_text("Save and next call")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    User.objects.filter(pk=agent.pk).update(uses_shortcuts=False)
    page.reload()
    page.keyboard.press("7")
    page.keyboard.press("Alt+s")
    expect(page.locator("[name=disposition]:checked")).to_have_count(0)
    expect(page.locator("[name=disposition]").first).to_be_focused()


def test_the_focus_is_seen_wherever_tab_leads(page, sign_in):
    agent, _call = wrapping_up()
    pause_reason(region=agent.region)
    sign_in(page, agent).goto("/desk/")
    page.locator("[name=pause_after]").check()
    seen = []
    for _press in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    unseen = [html for html, is_ringed in seen if not is_ringed]
    assert unseen == []
    assert len({html for html, _is_ringed in seen}) > 12


def test_menus_open_inside_the_smallest_window(page, sign_in):
    agent = ready_agent(agent=amina())
    pause_reason(region=agent.region)
    sign_in(page, agent, language="de").goto("/desk/")
    for menu in page.locator("details[data-ct-menu] > summary").all():
        menu.click()
        assert cut_off(page) == []
        page.keyboard.press("Escape")


def test_clocks_run_by_the_servers_time_and_a_pause_that_is_over_says_so(page, sign_in):
    page.clock.install(time=datetime(2001, 1, 1, tzinfo=UTC))
    since = timezone.now() - timedelta(minutes=29)
    agent = present_agent(
        agent=amina(), state=AgentState.PAUSED, since=since, reason=pause_reason(max_minutes=30)
    )
    sign_in(page, agent).goto("/desk/")
    clock = page.locator("#statusbar time").first
    expect(clock).to_have_text(re.compile(r"^29:\d\d$"))
    expect(clock).not_to_have_attribute("data-level", "alarm")
    page.clock.run_for(61_000)
    expect(clock).to_have_attribute("data-level", "alarm")
    expect(clock).to_have_text(re.compile(r"^3\d:\d\d$"))
