// Messages: good news goes by itself after a while, bad news stays until it is closed.
const GOOD_NEWS_STAYS = 8000;
const place = document.getElementById("toasts");

function leaveLater(toast) {
  if (toast.dataset.ctToast === "error" || toast.dataset.ctToast === "warning") return;
  const isRead = () => toast.matches(":hover, :focus-within");
  setTimeout(() => (isRead() ? leaveLater(toast) : toast.remove()), GOOD_NEWS_STAYS);
}

/** A message about a field says so at the field too, and takes the person there. */
function welcome(toast) {
  leaveLater(toast);
  const field = toast.dataset.ctField && document.querySelector(`[name="${CSS.escape(toast.dataset.ctField)}"]`);
  if (!field) return;
  field.setAttribute("aria-invalid", "true");
  field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
  field.focus();
}

function show(name) {
  const template = document.querySelector(`template[data-ct-toast-${name}]`);
  if (!template || place.querySelector(`[data-ct-why="${name}"]`)) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.dataset.ctWhy = name;
  place.append(toast);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.dataset?.ctToast) welcome(node);
}).observe(place, { childList: true });

// A refusal arrives at the end of the page (see config/problems.py) and belongs with the others.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.dataset?.ctToast) place.append(node);
}).observe(document.body, { childList: true });

document.addEventListener("click", (event) => event.target.closest("[data-ct-toast-close]")?.closest("[data-ct-toast]").remove());

// Who sends a form again has read what went wrong with the one before.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt?.matches?.("form")) for (const toast of place.querySelectorAll("[data-ct-toast]")) toast.remove();
});

const isQuiet = (event) => event.detail.requestConfig?.verb === "get";
document.addEventListener("htmx:responseError", (event) => isQuiet(event) || show("failed"));
document.addEventListener("htmx:sendError", (event) => isQuiet(event) || show("offline"));
document.addEventListener("htmx:timeout", (event) => isQuiet(event) || show("offline"));
document.body.addEventListener("live.back", () => place.querySelector('[data-ct-why="offline"]')?.remove());
place.querySelectorAll("[data-ct-toast]").forEach(leaveLater);
