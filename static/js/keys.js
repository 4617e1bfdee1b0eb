// Keys of the page: data-ct-key="1", "Enter", "Escape" or "Alt+h" on what is to be pressed, ticked or entered.
// Single characters can be switched off (body.no-keys, WCAG 2.1.4) and never fire while somebody types.
const TYPING = "input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=file], [type=range]), textarea, select, [contenteditable='true']";
const PRESSABLE = "a[href], button, summary, [role=button]";
const help = document.querySelector("[data-ct-keys-help]");

const isSingle = (key) => key.length === 1;
const areSinglesOff = () => document.body.classList.contains("no-keys");

/**
 * The letter that stands on the key, wherever a keyboard has it (AZERTY: M beside L, W where others have Z). Its place
 * counts only where Alt makes something else of it (macOS) or the letters are no Latin ones.
 */
function letterOf({ key, code }) {
  if (/^[a-z0-9]$/i.test(key)) return key.toLowerCase();
  const place = code.match(/^(Key|Digit)(.)$/);
  const isOtherSign = /^[ -~]$/.test(key);
  return place && (place[1] === "Digit" || !isOtherSign) ? place[2].toLowerCase() : null;
}

function nameOf(event) {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) {
    const letter = letterOf(event);
    return letter ? `alt+${letter}` : null;
  }
  const digit = event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1];
  return (digit ?? event.key).toLowerCase();
}

/** Where keys work now: the topmost open dialog, else the page. */
function scope() {
  return [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
}

const isUsable = (element) => !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");

function usable() {
  return [...scope().querySelectorAll("[data-ct-key]")].filter(isUsable);
}

function isTaken(event, name) {
  const focused = document.activeElement ?? document.body;
  if (isSingle(name)) return areSinglesOff() || focused.matches(TYPING);
  if (name === "enter") return focused.matches(`${TYPING}, ${PRESSABLE}`);
  if (name === "escape") return Boolean(document.querySelector("dialog[open], details[data-ct-menu][open]")) || focused.matches(TYPING);
  return false;
}

function press(element) {
  if (element.matches(TYPING)) element.focus();
  else {
    if (element.matches("input, summary")) element.focus();
    element.click();
  }
}

/** A key as it is printed on a button: "Alt+n" is Alt N. */
const capOf = (element) => element.dataset.ctKey.replace(/\+(.)$/, (_plus, letter) => ` ${letter.toUpperCase()}`);

function labelOf(element) {
  const label = element.dataset.ctKeyLabel ?? element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText;
  const text = label.replace(/\s+/g, " ").trim();
  const cap = capOf(element);
  return text.endsWith(` ${cap}`) ? text.slice(0, -cap.length).trim() : text;
}

function row(element) {
  const [term, meaning, cap] = ["dt", "dd", "kbd"].map((tag) => document.createElement(tag));
  cap.className = "keycap";
  cap.textContent = capOf(element);
  term.append(cap);
  meaning.textContent = labelOf(element);
  return [term, meaning];
}

function fillHelp() {
  const elements = usable().filter((element) => !(areSinglesOff() && isSingle(element.dataset.ctKey)));
  help.querySelector("[data-ct-keys-list]").replaceChildren(...elements.flatMap(row));
  help.querySelector("[data-ct-keys-none]").hidden = elements.length > 0;
}

function announceKeys(root) {
  for (const element of root.querySelectorAll("[data-ct-key]:not([aria-keyshortcuts])")) {
    element.setAttribute("aria-keyshortcuts", element.dataset.ctKey);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  const name = nameOf(event);
  if (!name || isTaken(event, name)) return;
  if (name === "?" && help && !help.open) {
    fillHelp();
    help.showModal();
    return;
  }
  const element = usable().find((candidate) => candidate.dataset.ctKey.toLowerCase() === name);
  if (!element) return;
  event.preventDefault();
  press(element);
});

document.addEventListener("ct.dialog_opening", (event) => event.target === help && fillHelp());
document.addEventListener("htmx:afterSettle", () => announceKeys(document));
announceKeys(document);
