// The form, and what all modules share. `told` is what the server said in templates/curation/_keeping.html.

export const bench = () => document.getElementById("bench");
export const told = () => document.getElementById("keeping")?.dataset ?? null; // null on the page that merges

const OF_THE_REQUEST = new Set(["csrfmiddlewaretoken", "do", "tab", "serial"]);

// The form as text: what is compared, kept in this browser, and sent.
export function serialised() {
  const words = [...new FormData(bench())].filter(([name, value]) => typeof value === "string" && !OF_THE_REQUEST.has(name));
  return new URLSearchParams(words).toString();
}

// Says that the form is another now, as if somebody had typed.
export function changed(where = bench()) {
  where.dispatchEvent(new Event("input", { bubbles: true }));
}

export function announce(text) {
  const place = document.getElementById("desk-said");
  if (place) place.textContent = text;
}

// "Cite for %(part)s", as the translators have it.
export function fill(text, words) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => words[name]);
}

let token = "";

export function renewToken(given) {
  if (!given) return;
  token = given;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = given;
}

export const currentToken = () => token || bench().querySelector("[name=csrfmiddlewaretoken]").value;

// A redirect leads to the sign-in page: it is not followed, so that it can be told from an answer.
export function ask(address, { body, ...more } = {}) {
  const sent = body ? { method: "POST", body, headers: { "X-CSRFToken": currentToken() } } : {};
  return fetch(address, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(10_000), ...sent, ...more });
}
