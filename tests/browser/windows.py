"""Small and large windows: what does not fit into them."""

from playwright.sync_api import Page

SIZE = {"width": 1280, "height": 720}
"""An agent's screen."""
SMALLEST = {"width": 320, "height": 640}
"""WCAG 2.2, 1.4.10 (reflow): 1280 pixels at 400 per cent."""

CUT_OFF = """() => {
  const says = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const isPart = (one) => one.matches("a, button, input, select, textarea, summary, progress, svg") || says(one);
  const leaves = (inner, left, right) => inner.left < left - 1 || inner.right > right + 1;
  const isCutOff = (one) => {
    let box = one.getBoundingClientRect();
    if (box.width <= 1) return false;  // For screen readers only.
    for (let frame = one.parentElement; frame && frame !== document.body; frame = frame.parentElement) {
      const overflow = getComputedStyle(frame).overflowX;
      const around = frame.getBoundingClientRect();
      if (overflow === "auto" || overflow === "scroll") box = around;  // Reached by scrolling, if the frame is.
      else if (overflow !== "visible" && leaves(box, around.left, around.right)) return true;
    }
    return leaves(box, 0, innerWidth);
  };
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true });
  const parts = [...document.querySelectorAll("body *")].filter(isSeen);
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page itself"] : [];
  return wide.concat(parts.filter((one) => isPart(one) && isCutOff(one)).map((one) => one.outerHTML.slice(0, 120)));
}"""


def cut_off(page: Page) -> list[str]:
    """What of the page leaves the smallest window, or a frame in it that does not scroll; [] when all can be read."""
    page.set_viewport_size(SMALLEST)  # type: ignore[arg-type]
    found: list[str] = page.evaluate(CUT_OFF)
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    return found


def needs_scrolling(page: Page) -> bool:
    """The page as a whole is higher or wider than its window. Columns that scroll by themselves do not count."""
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollHeight > innerHeight || {root}.scrollWidth > innerWidth"))
