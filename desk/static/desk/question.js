// One question of the script: what it holds, and how it survives the fragment that is drawn in its place.

const isTick = (input) => input.type === "radio" || input.type === "checkbox";
const inputsOf = (question) => [...question.querySelectorAll("[data-ct-answer]")];
const hintOf = (question) => question.querySelector("[id$='-hint']");

const rejections = new Map(); // by the question's id -> { value, hint }: refused by the script, still on show

/** The answer as the server takes it: values of several choices are separated by blanks. */
export function valueOf(question) {
  const inputs = inputsOf(question);
  if (!isTick(inputs[0])) return inputs[0].value;
  return inputs.filter((input) => input.checked).map((input) => input.value).join(" ");
}

/** The answer as the agent reads it. */
export function labelOf(question) {
  const inputs = inputsOf(question);
  if (!isTick(inputs[0])) return inputs[0].value;
  return inputs.filter((input) => input.checked).map((input) => input.labels[0].innerText.trim()).join(", ");
}

export function fill(question, value) {
  for (const input of inputsOf(question)) {
    if (isTick(input)) input.checked = value.split(" ").includes(input.value);
    else if (input.value !== value) input.value = value;
  }
}

/** Whether the script has refused exactly what stands here. */
export const wasRejected = (question) => rejections.get(question.id)?.value === valueOf(question);

/** The field of a refused answer that still stands on the page: turning the page would lose it. */
export function firstRejected() {
  const standing = [...rejections.keys()].map((id) => document.getElementById(id)).filter((one) => one && wasRejected(one));
  return standing.length ? inputsOf(standing[0])[0] : null;
}

/** Swap the script's panel; the place on the page, what is selected, and refused answers with their reason stay. */
export function redrawing(script, { id, fields }, isAccepted, swap, putBack) {
  const { step } = script.dataset;
  const top = script.querySelector("[data-ct-scroll]").scrollTop;
  const { id: focused, selectionStart: from = null, selectionEnd: to, selectionDirection: way } = document.activeElement;
  swap();
  if (isAccepted) rejections.delete(id);
  const fresh = document.querySelector("[data-ct-script]");
  if (fresh.dataset.step !== step) return rejections.clear();
  fresh.querySelector("[data-ct-scroll]").scrollTop = top;
  if (!isAccepted && document.getElementById(id)) remember(document.getElementById(id), fields.value);
  rejections.forEach(showRejected);
  putBack(); // The refusal may be of something that was corrected meanwhile.
  if (from !== null && document.activeElement.id === focused) document.activeElement.setSelectionRange(from, to, way);
}

function remember(question, value) {
  rejections.set(question.id, { value, hint: hintOf(question).cloneNode(true) });
}

function showRejected({ value, hint }, id) {
  const question = document.getElementById(id);
  if (!question) return;
  fill(question, value);
  question.classList.add("field--error");
  hintOf(question).replaceChildren(...hint.cloneNode(true).childNodes);
}

/** Another window answered first: what was given here is not lost, but one click away. */
export function offerMine(question, value, label, give) {
  if (!question || !label || valueOf(question) === value) return;
  offer("template[data-ct-mine]", label, question, () => {
    fill(question, value);
    give(inputsOf(question)[0]);
  });
}

/** Another window has written meanwhile: what was written here is added by one click, to what stands there now. */
export function offerMyNotes(area, mine, give) {
  if (!area || !mine || area.value.includes(mine)) return;
  offer("template[data-ct-my-notes]", mine, area.parentElement, () => {
    area.value = [area.value, mine].filter(Boolean).join("\n");
    give(area);
  });
}

function offer(template, text, place, take) {
  const note = document.querySelector(template).content.firstElementChild.cloneNode(true);
  note.querySelector("q").textContent = text;
  note.querySelector("button").addEventListener("click", () => {
    note.remove();
    take();
  });
  place.append(note);
}
