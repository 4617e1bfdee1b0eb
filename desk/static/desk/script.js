// What the agent answers and notes: sent as it is given, one after the other, and kept here until the server has it.
// Nothing is written to the browser's storage: it is about people.
import { writeOn } from "./caret.js";
import { fill, firstRejected, labelOf, offerMine, redrawing, valueOf, wasRejected } from "./question.js";
import { show } from "./savestate.js";

const RETRY = [500, 1000, 2000, 4000, 8000];
const TYPING = 600;
const TEXT = "input[data-ct-answer]:not([type=radio], [type=checkbox]), textarea[data-ct-answer]";

const unsent = new Map(); // by address and id -> { id, to, fields, isTyping, due }
const drained = []; // who waits until everything is sent
let sending = false;
let failures = 0;
let timer = null;
let wake = null;
let isRefused = false;
let noted = null; // the newest notes of this window: a stage drawn a moment before may not have them

const panel = () => document.querySelector("[data-ct-script]");
const moment = () => performance.now();
const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];

function keep(id, to, fields, isTyping) {
  unsent.set(`${to} ${id}`, { id, to, fields, isTyping, due: isTyping ? moment() + TYPING : 0 });
  send();
}

function keepAnswer(input, isTyping) {
  const question = input.closest("[data-ct-question]");
  const { path, key } = question.dataset;
  keep(question.id, panel().dataset.answer, { path, repeat_key: key, value: valueOf(question) }, isTyping);
}

function keepNotes(area, isTyping) {
  noted = { to: area.dataset.ctNotes, text: area.value };
  keep("notes", noted.to, { notes: noted.text }, isTyping);
}

async function send() {
  clearTimeout(timer);
  if (sending) return;
  const [key, kept] = [...unsent].find(([, one]) => one.due <= moment()) ?? [];
  if (!kept) return rest();
  sending = true;
  show("saving");
  try {
    const response = await post(kept);
    if (unsent.get(key) === kept) unsent.delete(key);
    failures = 0;
    await take(response, kept);
  } catch {
    show("failed");
    await new Promise((resolve) => setTimeout((wake = resolve), RETRY[Math.min(failures++, RETRY.length - 1)]));
  }
  sending = false;
  send();
}

function sendAll() {
  for (const one of unsent.values()) one.due = 0;
  send();
}

/** Nothing is due: wait for what is still being typed, and let go on who waited for the rest. */
function rest() {
  if (unsent.size) timer = setTimeout(send, Math.min(...[...unsent.values()].map((one) => one.due)) - moment());
  else drained.splice(0).forEach((goOn) => goOn());
}

async function post({ to, fields }) {
  const script = panel();
  const revision = script?.dataset.answer === to ? script.dataset.revision : 0;
  const headers = { "X-CSRFToken": token(), "HX-Request": "true" };
  const body = new URLSearchParams({ ...fields, revision });
  const response = await fetch(to, { method: "POST", headers, body, redirect: "manual", keepalive: true });
  const door = response.headers.get("HX-Redirect");
  if (door) location.assign(door); // Signed out. The browser asks first, because something is not saved.
  // The server is in trouble, or does not know this page any more: it waits here and is tried again.
  if (door || response.type === "opaqueredirect" || [403, 408, 429].includes(response.status) || response.status >= 500) throw new Error("later");
  return response;
}

async function take(response, kept) {
  const html = await response.text();
  isRefused = !response.ok && !kept.isTyping;
  if (!response.ok && response.status !== 422) return refused(html, kept);
  if (response.status === 422 && kept.isTyping) return show("idle"); // Not complete yet: said when the field is left.
  const script = panel();
  if (html && script?.dataset.answer === kept.to) {
    redrawing(script, kept, response.ok, () => htmx.swap("#script", html, { swapStyle: "outerHTML" }), putBack);
  }
  show(response.ok ? "saved" : "refused");
}

/** Somebody else answered first, or the call has moved on: say so, show what stands, and keep what was given here. */
async function refused(html, kept) {
  show("refused");
  htmx.swap("#toasts", html, { swapStyle: "beforeend" });
  const question = document.getElementById(kept.id);
  const mine = question && labelOf(question);
  await htmx.ajax("GET", `${location.pathname}stage/?shown=`, { target: "#stage", swap: "outerHTML settle:0ms" });
  offerMine(document.getElementById(kept.id), kept.fields.value, mine, (input) => keepAnswer(input, false));
}

/** What was given since a fragment was asked for survives it; who was writing notes goes on writing. */
function putBack() {
  for (const { id, to, fields } of unsent.values()) {
    const question = document.getElementById(id);
    if (question && panel()?.dataset.answer === to) fill(question, fields.value);
  }
  const area = noted && document.querySelector(`[data-ct-notes="${noted.to}"]`);
  if (area && area.value !== noted.text) area.value = noted.text;
  writeOn();
  if (failures) show("failed");
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-ct-answer]")) keepAnswer(target, false);
  if (target.matches("[data-ct-notes]")) keepNotes(target, false);
});

document.addEventListener("input", ({ target }) => {
  if (target.matches(TEXT) && !/date|time/.test(target.type)) keepAnswer(target, true);
  if (target.matches("[data-ct-notes]")) keepNotes(target, true);
});

// Turning the page and wrapping up wait for the answers; a page is not turned over an answer that was refused.
document.addEventListener("htmx:confirm", (event) => {
  const form = event.target;
  if (!form.matches("[data-ct-after-answers]")) return;
  const typed = document.activeElement;
  if (typed.matches(TEXT) && typed.value !== typed.defaultValue && !wasRejected(typed.closest("[data-ct-question]"))) keepAnswer(typed, false);
  const isTurning = form.closest("[data-ct-script]");
  const rejected = isTurning && firstRejected();
  if (rejected) return event.preventDefault(), rejected.focus();
  if (!unsent.size && !sending) return;
  event.preventDefault();
  drained.push(() => (isRefused && isTurning) || document.getElementById(form.id)?.requestSubmit());
  sendAll();
});

document.addEventListener("htmx:afterSwap", putBack);
document.body.addEventListener("live.back", () => wake?.());
addEventListener("beforeunload", (event) => {
  if (!unsent.size) return;
  event.preventDefault();
  sendAll();
});
