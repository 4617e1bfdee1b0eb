// One socket per page. Frames say what changed; the htmx elements that care fetch it again.
//   <section hx-get="…" hx-trigger="calls.call_queued from:body throttle:1s, live.back from:body">
const PING_EVERY = 15_000;
const ANSWER_WITHIN = 10_000;
const LONGEST_WAIT = 20_000;
const SIGNED_OUT = 4401;

const address = new URL(document.body.dataset.ctLive, location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";

const lastSeen = new Map();
let socket = null;
let failures = 0;
let wasLost = false;
let leaving = false;
let heardAt = new Date();
let retry, ping, deadline;

const tell = (name, detail = {}) => document.body.dispatchEvent(new CustomEvent(name, { detail }));

function showLost() {
  if (wasLost || leaving) return;
  wasLost = true;
  for (const banner of document.querySelectorAll("[data-ct-live-banner]")) {
    const time = banner.querySelector("[data-ct-lost-at]");
    if (time) time.textContent = heardAt.toLocaleTimeString(document.documentElement.lang, { hour12: false });
    banner.hidden = false;
  }
  tell("live.lost");
}

function showBack() {
  for (const banner of document.querySelectorAll("[data-ct-live-banner]")) banner.hidden = true;
  wasLost = false;
  lastSeen.clear();
  tell("live.back");
}

/** Whether frames of this room went missing between the last one and this one. */
function hasGap({ room, seq }) {
  if (!room || !Number.isInteger(seq)) return false;
  const before = lastSeen.get(room);
  lastSeen.set(room, seq);
  return before !== undefined && seq > before + 1;
}

function hear(message) {
  clearTimeout(deadline);
  heardAt = new Date();
  const frame = JSON.parse(message.data);
  if (frame.event === "live.pong") return;
  if (frame.event === "live.catch_up" || hasGap(frame)) showBack();
  if (frame.event !== "live.catch_up") tell(frame.event, frame);
}

function askAlive() {
  if (socket?.readyState !== WebSocket.OPEN) return;
  socket.send("ping");
  clearTimeout(deadline);
  deadline = setTimeout(drop, ANSWER_WITHIN);
}

/** A half-open socket may take minutes to notice: give it up at once instead of waiting for its close. */
function drop() {
  const dead = socket;
  socket = null;
  if (dead) dead.onopen = dead.onmessage = dead.onclose = null;
  dead?.close();
  connectLater();
}

function connectLater() {
  clearInterval(ping);
  clearTimeout(deadline);
  clearTimeout(retry);
  showLost();
  const ceiling = Math.min(LONGEST_WAIT, 500 * 2 ** failures++);
  retry = setTimeout(connect, ceiling * (0.5 + Math.random() / 2));
}

function closed({ code }) {
  socket = null;
  if (leaving) return;
  if (code === SIGNED_OUT) location.assign(document.body.dataset.ctLogin);
  else connectLater();
}

function connect() {
  clearTimeout(retry);
  if (socket) return;
  socket = new WebSocket(address);
  deadline = setTimeout(drop, ANSWER_WITHIN);
  socket.onopen = () => {
    clearTimeout(deadline);
    failures = 0;
    heardAt = new Date();
    ping = setInterval(askAlive, PING_EVERY);
    if (wasLost) showBack();
    tell("live.open");
  };
  socket.onmessage = hear;
  socket.onclose = closed;
}

addEventListener("online", () => (socket ? askAlive() : connect()));
addEventListener("offline", () => socket && drop());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  if (socket) askAlive();
  else connect();
});
addEventListener("pagehide", () => {
  leaving = true;
  clearTimeout(retry);
  socket?.close(1000);
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  leaving = false;
  wasLost = true;
  connect();
});
connect();
