// One answer, or notes, on the way to the server.
const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];

/** The server's response; an error when it is to be tried again later. */
export async function post(to, fields) {
  const headers = { "X-CSRFToken": token(), "HX-Request": "true" };
  const response = await fetch(to, { method: "POST", headers, body: new URLSearchParams(fields), redirect: "manual", keepalive: true });
  const door = response.headers.get("HX-Redirect");
  if (door) location.assign(door); // Signed out. The browser asks first, because something is not saved.
  // The server is in trouble, or does not know this page any more: it waits here and is tried again.
  if (door || response.type === "opaqueredirect" || [403, 408, 429].includes(response.status) || response.status >= 500) throw new Error("later");
  return response;
}
