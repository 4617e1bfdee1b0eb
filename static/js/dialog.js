// Dialogs: data-ct-dialog-open="id" opens, data-ct-dialog-close closes.
// The browser keeps the focus inside, gives it back afterwards, and closes on Escape.
function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.dispatchEvent(new CustomEvent("ct.dialog_opening", { bubbles: true }));
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-ct-dialog-open]");
  if (opener) {
    opener.closest("details[data-ct-menu]")?.removeAttribute("open");
    open(document.getElementById(opener.dataset.ctDialogOpen));
  }
  if (event.target.closest("[data-ct-dialog-close]")) event.target.closest("dialog")?.close();
  if (event.target.matches("dialog.dialog[open]")) closeOutside(event);
});

/** A click on the backdrop hits the dialog itself, outside its box. */
function closeOutside(event) {
  const box = event.target.getBoundingClientRect();
  const isInside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!isInside && event.detail > 0) event.target.close();
}
