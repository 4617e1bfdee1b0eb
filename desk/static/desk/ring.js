// An offer is heard and seen: two soft tones, repeated while it lasts, and the title of a hidden tab.
// No sound file: the browser makes the tones. It may do so after the first click on the page, as browsers demand.

const TONES = [660, 880];
const EVERY = 4000;
const MUTED = "ct-ring-muted";

const title = document.title;
let context = null;
let ringing = null;

const isMuted = () => localStorage.getItem(MUTED) === "1";

document.addEventListener("pointerdown", () => (context ??= new AudioContext()), { once: true });
document.addEventListener("keydown", () => (context ??= new AudioContext()), { once: true });

function tone(frequency, at) {
  const wave = context.createOscillator();
  const loudness = context.createGain();
  wave.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.12, at + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
  wave.connect(loudness).connect(context.destination);
  wave.start(at);
  wave.stop(at + 0.4);
}

function ring() {
  if (!context || isMuted()) return;
  TONES.forEach((frequency, place) => tone(frequency, context.currentTime + place * 0.22));
}

function look() {
  const offer = document.querySelector("[data-ct-ring]");
  document.title = offer ? `\u260E ${offer.dataset.ctRing}` : title;
  if (offer && ringing === null) {
    ring();
    ringing = setInterval(ring, EVERY);
  } else if (!offer && ringing !== null) {
    clearInterval(ringing);
    ringing = null;
  }
  for (const button of document.querySelectorAll("[data-ct-mute-ring]")) button.setAttribute("aria-pressed", String(isMuted()));
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-ct-mute-ring]")) return;
  localStorage.setItem(MUTED, isMuted() ? "0" : "1");
  look();
});
document.body.addEventListener("htmx:afterSettle", look);
look();
