// What the agent answers and notes: sent as it is given, one after the other, and kept here until the server has it.
// Nothing is written to the browser's storage: it is about people.
import { writeOn } from "./caret.js";
import { areNotes, giveWay, noteDown, putNotesBack } from "./notes.js";
import { post } from "./post.js";
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
let haveNotesClashed = false;

const panel = () => document.querySelector("[data-ct-script]");
const moment = () => performance.now();

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
  const { to, fields } = noteDown(area) ?? {};
  if (to) keep("notes", to, fields, isTyping);
}

async function send() {
  clearTimeout(timer);
  if (sending) return;
  const [key, kept] = [...unsent].find(([, one]) => one.due <= moment()) ?? [];
  if (!kept) return rest();
  sending = true;
  show("saving");
  try {
    const response = await post(kept.to, asSent(kept));
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

/** The revision that the script has now: another answer may have arrived while this one waited. */
function asSent({ to, fields }) {
  const script = panel();
  return script?.dataset.answer === to ? { ...fields, revision: script.dataset.revision } : fields;
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
  if (areNotes(kept.to)) {
    haveNotesClashed = true;
    unsent.delete(`${kept.to} notes`);
    return giveWay(showWhatStands, (area) => keepNotes(area, false));
  }
  const question = document.getElementById(kept.id);
  const mine = question && labelOf(question);
  await showWhatStands();
  offerMine(document.getElementById(kept.id), kept.fields.value, mine, (input) => keepAnswer(input, false));
}

const showWhatStands = () => htmx.ajax("GET", `${location.pathname}stage/?shown=`, { target: "#stage", swap: "outerHTML settle:0ms" });

/** What was given since a fragment was asked for survives it; who was writing notes goes on writing. */
function putBack() {
  for (const { id, to, fields } of unsent.values()) {
    const question = document.getElementById(id);
    if (question && panel()?.dataset.answer === to) fill(question, fields.value);
  }
  putNotesBack((to) => unsent.has(`${to} notes`));
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
  haveNotesClashed = false;
  if (!unsent.size && !sending) return;
  event.preventDefault();
  drained.push(() => (isRefused && isTurning) || haveNotesClashed || document.getElementById(form.id)?.requestSubmit());
  sendAll();
});

document.addEventListener("htmx:afterSwap", putBack);
document.body.addEventListener("live.back", () => wake?.());
addEventListener("beforeunload", (event) => {
  if (!unsent.size) return;
  event.preventDefault();
  sendAll();
});
