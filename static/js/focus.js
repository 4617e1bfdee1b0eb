// After a swap the focus stays where the person was, unless something new asks for it once:
//   <h2 tabindex="-1" data-ct-autofocus="question-4">   the value names the thing; the same value never asks twice
const TYPING = "input, textarea, select";
let asked = new Set();
let homeless = null;

function isTyping(target) {
  const focused = document.activeElement;
  return focused?.matches(TYPING) && !target.contains(focused) && focused.value !== "";
}

function moveTo(element) {
  if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  const scroller = element.closest("[data-ct-scroll]");
  const whole = element.closest("[data-ct-question]") ?? element; // a field without its question says nothing
  if (scroller && scroller !== element) scroller.scrollTop = Math.max(0, whole.offsetTop - scroller.offsetTop - 16);
  else element.scrollIntoView({ block: "nearest" });
}

function newest(root) {
  const wishes = [...root.querySelectorAll("[data-ct-autofocus]")];
  if (root.matches?.("[data-ct-autofocus]")) wishes.unshift(root);
  const present = new Set([...document.querySelectorAll("[data-ct-autofocus]")].map((e) => e.dataset.ctAutofocus));
  const fresh = wishes.find((element) => !asked.has(element.dataset.ctAutofocus));
  asked = present;
  return fresh;
}

/** Where to look for the same thing in the fragment that is drawn in its place: by its id, its key, what its form does. */
function marksOf(element) {
  const does = element.form?.getAttribute("hx-post");
  return [
    element.id && `#${CSS.escape(element.id)}`,
    element.dataset.ctKey && `[data-ct-key="${CSS.escape(element.dataset.ctKey)}"]`,
    does && `form[hx-post="${CSS.escape(does)}"] ${element.localName}`,
  ].filter(Boolean);
}

const again = ({ id, marks }) => {
  const home = document.getElementById(id);
  return marks.map((mark) => home?.querySelector(mark)).find((element) => element && !element.disabled) ?? home;
};

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  const focused = document.activeElement;
  homeless = target?.contains(focused) ? { id: target.id, marks: focused === target ? [] : marksOf(focused) } : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.target?.isConnected ? event.detail.target : document.getElementById(event.detail.target?.id) ?? document.body;
  const wish = newest(document);
  if (wish && !isTyping(target)) moveTo(wish);
  else if (homeless && document.activeElement === document.body) {
    moveTo(again(homeless) ?? document.getElementById("main"));
  }
  homeless = null;
});

const first = newest(document);
if (first) moveTo(first);
