// A form marked data-ct-leave asks before what was typed in it is left behind.
const touched = new Set();
const formOf = (event) => event.target.closest?.("form[data-ct-leave]");

document.addEventListener("input", (event) => formOf(event) && touched.add(formOf(event)));
document.addEventListener("submit", (event) => touched.delete(event.target));
document.addEventListener("reset", (event) => touched.delete(event.target));
addEventListener("beforeunload", (event) => {
  if ([...touched].some((form) => form.isConnected)) event.preventDefault();
});

// A session that ended answers fragments with the sign-in page: go there instead of showing it inside this one.
document.addEventListener("htmx:beforeSwap", (event) => {
  const landed = event.detail.xhr.responseURL;
  if (landed && new URL(landed).pathname === document.body.dataset.ctLogin) {
    event.detail.shouldSwap = false;
    location.assign(document.body.dataset.ctLogin);
  }
});
