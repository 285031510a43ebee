// The inbox by keyboard. A key presses the button of the current lead that says so (data-keys), so that every key
// does what a plain form does too.

const list = document.getElementById("leads");
const help = document.getElementById("keys");
const on = document.getElementById("keys-on");
let current = null; // the id of a row
let dismissed = []; // ids, the last one at the end
const waiting = []; // what keys ask for

const rows = () => [...list.querySelectorAll(":scope > .inbox-lead")];
const row = () => document.activeElement?.closest?.("#leads > .inbox-lead") ?? document.getElementById(current ?? "");

function go(to) {
  if (!to) return;
  current = to.id;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(row());
  go(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
}

const press = (key, at = row()) => at?.querySelector(`[data-keys~="${key}"]`);

function undo() {
  const here = press("u");
  const last = here ?? press("u", document.getElementById(dismissed.pop() ?? ""));
  if (!last) return;
  const at = last.closest(".inbox-lead");
  dismissed = dismissed.filter((id) => id !== at.id);
  go(at);
  last.click();
}

function dismiss() {
  const button = press("d");
  if (!button) return;
  const at = row();
  dismissed.push(at.id);
  button.click();
  const next = at.nextElementSibling ?? at.previousElementSibling;
  if (next) go(next);
}

function open() {
  const link = press("o");
  if (!link) return;
  const unread = row().hasAttribute("data-unread");
  link.click();
  if (unread) press("r")?.click();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: open,
  d: dismiss,
  u: undo,
  "?": () => { help.open = !help.open; },
};

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

function onKey(event) {
  if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (event.key === "Enter") {
    if (!event.target.matches?.("#leads > .inbox-lead")) return;
    event.preventDefault();
    press("c")?.click();
    return;
  }
  const act = keys[event.key] ?? (press(event.key) && (() => press(event.key)?.click()));
  if (!act) return;
  event.preventDefault();
  waiting.push(act);
  goOn();
}

// Keys that come faster than the answers wait for the row to be renewed, in their order.
function goOn() {
  while (waiting.length && !list.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")) waiting.shift()();
}

// The swapped row has the place of the old one, also for the keyboard.
function keepPlace() {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (lost && current) document.getElementById(current)?.focus({ preventScroll: true });
}

function rememberSwitch() {
  try {
    on.checked = localStorage.getItem("inbox-keys") !== "off";
    on.addEventListener("change", () => localStorage.setItem("inbox-keys", on.checked ? "on" : "off"));
  } catch { /* without storage they are on at each visit */ }
}

if (list) {
  help.hidden = false;
  rememberSwitch();
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSwap", keepPlace);
  for (const name of ["htmx:afterSettle", "htmx:afterRequest"]) document.addEventListener(name, () => setTimeout(goOn));
  document.addEventListener("focusin", ({ target }) => { current = target.closest?.("#leads > .inbox-lead")?.id ?? current; });
  document.addEventListener("htmx:responseError", ({ detail }) => { if (detail.elt.closest?.("#leads")) location.reload(); });
}
