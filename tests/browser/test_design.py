"""What every page is made of is readable, reachable by keyboard, and fits."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.gallery import PAGES, open_gallery

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens"
COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})\b")
READABLE = 4.5


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


@pytest.mark.parametrize("name", PAGES[1:])
def test_no_page_of_the_gallery_has_a_barrier(page: Page, axe: Callable[[Page], None], name: str) -> None:
    # axe itself writes a style element, which the policy of the house would count as a fault of the page.
    axe(open_gallery(page, name, policy=""))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_a_window_of_320_pixels(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_gallery(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["gallery/desk_talk", "gallery/desk_wrap", "gallery/desk_offer"])
def test_the_desk_needs_no_scrolling_of_the_page(page: Page, name: str) -> None:
    open_gallery(page, name)
    assert page.evaluate("document.documentElement.scrollHeight") <= 720


def test_a_digit_ticks_its_answer(page: Page) -> None:
    open_gallery(page, "gallery/desk_talk")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()


def test_a_digit_that_is_typed_stays_a_digit(page: Page) -> None:
    open_gallery(page, "gallery/desk_talk")
    page.get_by_label("Family name").press_sequentially("2")
    expect(page.get_by_label("Family name")).to_have_value("2")
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    open_gallery(page, "gallery/desk_talk")
    page.evaluate("document.body.classList.add('no-keys')")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    page.keyboard.press("Alt+p")
    expect(page.get_by_text("The pause begins after this call.")).to_be_visible()


def test_enter_accepts_an_offer(page: Page) -> None:
    open_gallery(page, "gallery/desk_offer")
    page.evaluate("document.addEventListener('click', e => window.pressed = e.target.dataset.ctKey)")
    page.keyboard.press("Enter")
    assert page.evaluate("window.pressed") == "Enter"


def test_the_question_mark_lists_the_keys(page: Page) -> None:
    open_gallery(page, "gallery/desk_talk")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on this page")).to_contain_text("Hang up")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_clocks_run_by_the_servers_time(page: Page) -> None:
    page.clock.install()
    open_gallery(page, "gallery/desk_talk")
    clock = page.locator(".statusbar time").nth(1)
    page.clock.run_for(4000)
    expect(clock).to_have_attribute("data-level", "warn")
    expect(page.locator(".statusbar time").first).to_have_text(re.compile(r"^3\d:\d\d$"))
