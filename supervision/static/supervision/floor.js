// News for the floor comes in bursts. Each part of the page is told at once, then at most twice a second, and always
// once more after the last: what a throttle would swallow here would stay wrong on the screen.
import "../js/signed_in.js";

const EVERY = 500;
const PARTS = {
  "floor.agents": [
    "workforce.agent_changed", "workforce.hand_raised", "workforce.hand_lowered", "calls.call_offered", "calls.call_accepted",
    "calls.citizen_answered", "calls.conversation_ended", "calls.call_wrapped_up",
  ],
  "floor.queue": [
    "calls.call_queued", "calls.call_offered", "calls.call_returned", "calls.call_accepted",
    "calls.call_wrapped_up", "calls.call_postponed", "calls.call_gave_up", "calls.call_cancelled", "calls.call_closed", "calls.call_planned",
  ],
  "floor.figures": [
    "tracing.case_opened", "tracing.contact_named", "calls.call_accepted", "calls.call_wrapped_up", "telephony.message_changed",
  ],
};

for (const [part, names] of Object.entries(PARTS)) {
  let isQuiet = true;
  let isStale = false;
  const tell = () => {
    isStale = !isQuiet;
    if (!isQuiet) return;
    isQuiet = false;
    document.body.dispatchEvent(new CustomEvent(part));
    setTimeout(() => {
      isQuiet = true;
      if (isStale) tell();
    }, EVERY);
  };
  for (const name of names) document.body.addEventListener(name, tell);
}
