// Clocks that run once a second by the server's time, all on one timer.
//   <time data-ct-clock="2026-11-22T12:00:00+01:00" data-ct-warn="180" data-ct-alarm="300">   counts up
//   <time data-ct-clock-until="…">   counts down, then says clock.done     <progress data-ct-bar-since data-ct-bar-until>
const server = Date.parse(document.querySelector('meta[name="ct-now"]')?.content ?? "");
const arrived = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
const age = Math.max(0, performance.now() - arrived);
const offset = Number.isNaN(server) ? 0 : server + age - Date.now();

export const now = () => Date.now() + offset;

function inWords(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** For ages that are hours long: seconds would only flicker. */
function roughly(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

function level(seconds, { ctWarn, ctAlarm }) {
  if (ctAlarm && seconds >= Number(ctAlarm)) return "alarm";
  if (ctWarn && seconds >= Number(ctWarn)) return "warn";
  return null;
}

function mark(element, found) {
  if (found) element.dataset.level = found;
  else delete element.dataset.level;
}

function ranOut(element) {
  if (element.dataset.ctDone) return;
  element.dataset.ctDone = "yes";
  element.dispatchEvent(new CustomEvent("clock.done", { bubbles: true }));
}

function up(element, moment) {
  const seconds = Math.max(0, Math.floor((moment - Date.parse(element.dataset.ctClock)) / 1000));
  element.textContent = "ctCoarse" in element.dataset ? roughly(seconds) : inWords(seconds);
  mark(element, level(seconds, element.dataset));
}

function down(element, moment) {
  const seconds = Math.max(0, Math.ceil((Date.parse(element.dataset.ctClockUntil) - moment) / 1000));
  element.textContent = inWords(seconds);
  const { ctWarn, ctAlarm } = element.dataset;
  mark(element, ctAlarm && seconds <= Number(ctAlarm) ? "alarm" : ctWarn && seconds <= Number(ctWarn) ? "warn" : null);
  if (seconds === 0) ranOut(element);
}

function bar(element, moment) {
  const [since, until] = [Date.parse(element.dataset.ctBarSince), Date.parse(element.dataset.ctBarUntil)];
  element.value = Math.max(0, Math.min(1, (until - moment) / (until - since)));
}

function paint(root) {
  const moment = now();
  for (const element of root.querySelectorAll("[data-ct-clock]")) up(element, moment);
  for (const element of root.querySelectorAll("[data-ct-clock-until]")) down(element, moment);
  for (const element of root.querySelectorAll("[data-ct-bar-until]")) bar(element, moment);
}

function tick() {
  paint(document);
  setTimeout(tick, 1000 - (now() % 1000));
}

document.addEventListener("htmx:afterSwap", () => paint(document));
document.addEventListener("visibilitychange", () => document.hidden || paint(document));
tick();
