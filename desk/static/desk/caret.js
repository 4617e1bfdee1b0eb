// Who was writing notes when another stage took the field away goes on writing in the new one, at the same place.

let caret = null; // where it stood in the field that is about to be replaced

document.addEventListener("htmx:beforeSwap", () => {
  const typed = document.activeElement;
  caret = typed.matches("[data-ct-notes]") ? [typed.selectionStart, typed.selectionEnd, typed.selectionDirection] : null;
});

/** Focus alone puts the caret before notes that the server already had: the next word would stand in front of them. */
export function writeOn() {
  const area = caret && document.activeElement === document.body && document.querySelector("[data-ct-notes]");
  if (!area) return;
  area.focus();
  area.setSelectionRange(...caret);
}
