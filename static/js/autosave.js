// Answers of a script: htmx posts each field marked data-ct-answer as it changes; this says how that went.
// What could not be sent stays in this page's memory only (never in the browser's storage) and is tried again.
//   <input data-ct-answer name="…" hx-post="…" hx-trigger="change, input changed delay:600ms" hx-swap="none" hx-sync="this:replace">
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;

const typed = new Set();
const flying = new Set();
const unsent = new Map();
let state = null;
let savedAt = "";
let wait = FIRST_WAIT;
let timer = null;

const answerOf = (event) => event.detail.elt?.closest?.("[data-ct-answer]") ?? event.target.closest?.("[data-ct-answer]");
const keyOf = (element) => element.dataset.ctAnswer || element.name || element.id;

function paint() {
  for (const element of document.querySelectorAll("[data-ct-save-state]")) {
    if (state) element.dataset.save = state;
    const time = element.querySelector("[data-ct-saved-at]");
    if (time && savedAt) time.textContent = savedAt;
  }
}

function show(next) {
  state = unsent.size && next !== "saving" ? "failed" : next;
  paint();
}

function saved(key) {
  unsent.delete(key);
  wait = FIRST_WAIT;
  savedAt = new Date().toLocaleTimeString(document.documentElement.lang, { hour12: false });
  show(flying.size ? "saving" : "saved");
  document.body.dispatchEvent(new CustomEvent("answers.saved", { detail: { key } }));
}

function keep(key, { path, formData }) {
  unsent.set(key, { path, values: formData });
  show("failed");
  sendLater();
}

function sendLater() {
  clearTimeout(timer);
  timer = setTimeout(sendAgain, wait * (0.75 + Math.random() / 2));
}

function sendAgain() {
  wait = Math.min(wait * 2, LONGEST_WAIT);
  const fields = [...document.querySelectorAll("[data-ct-answer]")];
  for (const [key, { path, values }] of unsent) {
    const source = fields.find((field) => keyOf(field) === key) ?? document.body;
    window.htmx.ajax("POST", path, { source, values, headers: { "CT-Answer": key }, swap: "none" });
  }
  if (unsent.size) sendLater();
}

function keyOfRequest(event) {
  const again = event.detail.requestConfig?.headers?.["CT-Answer"];
  if (again) return again;
  const element = answerOf(event);
  return element ? keyOf(element) : null;
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-ct-answer]")) typed.add(keyOf(event.target));
});

document.addEventListener("htmx:beforeSend", (event) => {
  const key = keyOfRequest(event);
  if (!key) return;
  typed.delete(key);
  flying.add(key);
  show("saving");
});

document.addEventListener("htmx:afterRequest", (event) => {
  const key = keyOfRequest(event);
  if (!key || !flying.delete(key)) return;
  const status = event.detail.xhr.status;
  if (status >= 200 && status < 300) saved(key);
  else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    unsent.delete(key);
    show("refused");
  }
});

for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const key = keyOfRequest(event);
    const status = event.detail.xhr?.status ?? 0;
    if (key && (status === 0 || status >= 500 || status === 408 || status === 429)) keep(key, event.detail.requestConfig);
  });
}

document.addEventListener("htmx:sendAbort", (event) => {
  const key = keyOfRequest(event);
  if (key) typed.add(key);
});
document.addEventListener("htmx:afterSwap", paint);
document.body.addEventListener("live.back", () => unsent.size && sendAgain());
addEventListener("online", () => unsent.size && sendAgain());
addEventListener("beforeunload", (event) => {
  if (typed.size || flying.size || unsent.size) event.preventDefault();
});
