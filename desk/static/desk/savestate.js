// How the saving of answers and notes goes, said wherever components/savestate.html stands.
const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "medium", hourCycle: "h23" });

/** `state`: idle, saving, saved, refused or failed. */
export function show(state) {
  for (const indicator of document.querySelectorAll("[data-ct-save-state]")) {
    indicator.dataset.save = state;
    if (state === "saved") indicator.querySelector("[data-ct-saved-at]").textContent = clock();
  }
}
