// The script's answers: each is sent as it is given, one after the other, and kept here until the server has it.
// Nothing is written to the browser's storage: answers are about people.

const RETRY = [500, 1000, 2000, 4000, 8000];
const TYPING = 600;

const unsent = new Map(); // question's box id -> {path, key, value}
let sending = false;
let failures = 0;
let typing = null;

const panel = () => document.querySelector("[data-ct-script]");
const box = (input) => input.closest("[data-ct-question]");
const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];

function valueOf(question) {
  const inputs = [...question.querySelectorAll("[data-ct-answer]")];
  const ticked = inputs.filter((input) => input.type === "radio" || input.type === "checkbox");
  if (ticked.length) return ticked.filter((input) => input.checked).map((input) => input.value).join(" ");
  return inputs[0].value;
}

function show(state, time = "") {
  for (const indicator of document.querySelectorAll("[data-ct-save-state]")) {
    indicator.dataset.save = state;
    const clock = indicator.querySelector("[data-ct-saved-at]");
    if (clock && time) clock.textContent = time;
  }
}

function keep(question) {
  unsent.set(question.id, { path: question.dataset.path, key: question.dataset.key, value: valueOf(question) });
  send();
}

async function send() {
  if (sending || !unsent.size || !panel()) return;
  sending = true;
  const [id, answer] = unsent.entries().next().value;
  show("saving");
  try {
    const response = await post(answer);
    failures = 0;
    if (unsent.get(id) === answer) unsent.delete(id);
    await take(response);
  } catch {
    failures += 1;
    show("failed");
    await new Promise((resolve) => setTimeout(resolve, RETRY[Math.min(failures, RETRY.length) - 1]));
  }
  sending = false;
  if (unsent.size) send();
}

async function post(answer) {
  const script = panel();
  const body = new URLSearchParams({ path: answer.path, repeat_key: answer.key, value: answer.value, revision: script.dataset.revision });
  const headers = { "X-CSRFToken": token(), "HX-Request": "true" };
  const response = await fetch(script.dataset.answer, { method: "POST", headers, body, redirect: "manual" });
  // Signed out, or the server is in trouble: the answer waits here and is tried again.
  if (response.type === "opaqueredirect" || response.status >= 500) throw new Error("later");
  return response;
}

async function take(response) {
  const html = await response.text();
  if (response.status === 409 || response.status === 404) {
    show("refused");
    htmx.swap("#toasts", html, { swapStyle: "beforeend" });
    document.body.dispatchEvent(new CustomEvent("live.back"));
    htmx.ajax("GET", location.pathname + "stage/?shown=", { target: "#stage", swap: "outerHTML" });
    return;
  }
  const typed = stillTyped();
  htmx.swap("#script", html, { swapStyle: "outerHTML" });
  restore(typed);
  const now = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "medium", hourCycle: "h23" });
  if (response.ok) show("saved", now);
  else show("refused");
}

// What was typed since the answer left must survive the fragment that comes back.
function stillTyped() {
  const active = document.activeElement;
  const typed = new Map();
  if (active?.matches("[data-ct-answer]") && active.type !== "radio" && active.type !== "checkbox") {
    typed.set(active.id, { value: active.value, at: active.selectionStart });
  }
  for (const id of unsent.keys()) {
    const input = document.getElementById(id)?.querySelector("[data-ct-answer]:not([type=radio], [type=checkbox])");
    if (input) typed.set(input.id, { value: input.value, at: null });
  }
  return typed;
}

function restore(typed) {
  for (const [id, { value, at }] of typed) {
    const input = document.getElementById(id);
    if (!input || input.value === value) continue;
    input.value = value;
    if (at !== null && document.activeElement === input && input.type === "text") input.setSelectionRange(at, at);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-ct-answer]")) {
    clearTimeout(typing);
    keep(box(event.target));
  }
});

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches("input[type=text][data-ct-answer], textarea[data-ct-answer]")) return;
  clearTimeout(typing);
  typing = setTimeout(() => document.contains(input) && keep(box(input)), TYPING);
});

// Turning the page or hanging up waits for nothing, but leaving the page would lose what is not sent.
window.addEventListener("beforeunload", (event) => {
  if (unsent.size) event.preventDefault();
});

// "Show the script" in wrap-up.
document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-ct-toggle]");
  if (toggle) document.getElementById(toggle.dataset.ctToggle).toggleAttribute("hidden");
});
