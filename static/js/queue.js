// Keys for the queue. Each key presses a button of the card, so without this everything works by whole pages.
// On the list a decision is sent behind the moderator's back: the next card has the focus at once, and what was
// answered stands in the place of the card. Requests go out one after another, in the order of the keys.

const MINUTE = 60_000;
const FEW = 4; // undecided cards left: fetch more
const KEPT = 3; // lines about decisions that stay on the page

const list = document.querySelector("[data-queue]");
const alone = list?.hasAttribute("data-one");
const said = document.getElementById("queue-said");
const dialog = document.getElementById("keys");
const switched = document.getElementById("keys-on");
const decided = []; // numbers of cards, the last decision last
let current = null;
let work = Promise.resolve();
let unsent = 0; // decisions on their way
let loading = null;

const waiting = () => [...(list?.querySelectorAll("[data-card]:not([data-sending])") ?? [])];
const open = () => waiting().filter((card) => !card.hasAttribute("data-locked"));
const say = (text) => { said.textContent = text; };
const later = (step) => { work = work.then(step).catch(() => say(said.dataset.failed)); return work; };

// Requests

async function post(address, data) {
  const answer = await fetch(address, { method: "POST", body: data, headers: { "HX-Request": "true" } });
  if (answer.redirected || ![200, 204, 409, 422].includes(answer.status)) throw new Error(answer.status);
  return answer;
}

function formFor(card, fields) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", (card.querySelector("[name=csrfmiddlewaretoken]") ?? document.querySelector("[name=csrfmiddlewaretoken]")).value);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

// Who has the card

async function claim(card) {
  if (!card.isConnected || card !== current || card.hasAttribute("data-sending")) return; // left, or decided, meanwhile
  const answer = await post(card.dataset.claim, formFor(card, {}));
  const { said: words } = await answer.json();
  if (answer.status !== 409) return;
  lock(card, words);
  if (card === current && !alone) step(1);
}

function lock(card, words) {
  card.setAttribute("data-locked", "");
  const told = document.createElement("p");
  told.className = "flash";
  told.dataset.kind = "warn";
  told.textContent = words;
  card.querySelector(".decide")?.replaceWith(told);
  say(words);
}

function release(card) {
  if (card?.isConnected && !card.hasAttribute("data-locked")) later(() => post(card.dataset.claim, formFor(card, { do: "release" })));
}

setInterval(() => { if (current && document.visibilityState === "visible") later(() => claim(current)); }, MINUTE);
addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });
addEventListener("pagehide", () => {
  if (current?.dataset.claim) navigator.sendBeacon(current.dataset.claim, formFor(current, { do: "release", quiet: "1" }));
});

// Moving

function go(card, { focus = true } = {}) {
  if (card === current) return;
  const left = current;
  current?.removeAttribute("data-current");
  current = card;
  if (left && !left.hasAttribute("data-sending")) release(left);
  if (!card) return;
  card.setAttribute("data-current", "");
  if (focus) card.querySelector(".card").focus({ preventScroll: true });
  if (focus) card.scrollIntoView({ block: "start" });
  later(() => claim(card));
}

async function step(by) {
  if (alone) return by > 0 ? press("j") : history.back();
  const cards = open();
  if (!current) return go(cards[0] ?? null);
  let next = beside(current, by);
  if (!next && by > 0) next = (await more()) && beside(current, by);
  if (next) go(next);
  else say(said.dataset.last);
}

function beside(card, by) {
  const position = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const there = open().filter((other) => other !== card && card.compareDocumentPosition(other) & position);
  return by > 0 ? there[0] : there.at(-1);
}

function more() {
  const link = document.querySelector("[data-more]");
  if (!link) return Promise.resolve(false);
  loading ??= fetch(link.href).then(async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const card of page.querySelectorAll("[data-queue] [data-card]")) {
      if (!document.getElementById(card.id)) list.append(document.adoptNode(card));
    }
    const further = page.querySelector("[data-more]");
    if (further) link.href = further.href;
    else link.closest("nav").remove();
    return true;
  }).catch(() => false).finally(() => { loading = null; });
  return loading;
}

// Deciding

async function decide(button) {
  const card = button.closest("[data-card]");
  if (!card || card.hasAttribute("data-sending")) return;
  const form = button.form, data = new FormData(form, button), address = form.getAttribute("action");
  card.setAttribute("data-sending", "");
  if (open().length < FEW) more();
  const next = beside(card, 1) ?? ((await more()) && beside(card, 1)) ?? beside(card, -1);
  if (!current || current === card) go(next || null);
  unsent += 1;
  later(async () => {
    try {
      await settle(card, await post(address, data), button.value);
    } catch (error) {
      card.removeAttribute("data-sending");
      card.querySelector(".card").focus();
      say(Number(error.message) ? said.dataset.refused : said.dataset.failed);
    } finally {
      unsent -= 1;
    }
  });
}

async function settle(card, answer, what) {
  const piece = replace(card, await answer.text());
  if (answer.status === 422) return back(piece, what);
  decided.push(piece.id);
  say(piece.querySelector(".flash span")?.textContent ?? "");
  const lines = list.querySelectorAll(".decided[data-decided=good]");
  if (lines.length > KEPT) lines[0].remove();
  if (!current) piece.querySelector("button, a")?.focus();
}

function back(card, what) {
  current = null;
  go(card);
  offer(card, what);
  const form = card.querySelector("details[open] [data-remove]");
  if (form) firstOf(form).focus();
}

function replace(card, html) {
  const piece = new DOMParser().parseFromString(html, "text/html").body.querySelector(".queue");
  card.replaceWith(document.adoptNode(piece));
  return piece;
}

function undo() {
  later(async () => {
    const line = decided.findLast((id) => document.getElementById(id)?.querySelector("[data-undo]"));
    const form = line ? document.getElementById(line).querySelector("[data-undo]") : document.querySelector(".last-decision [data-undo]");
    if (!form) return say(said.dataset.nothing);
    if (!line) return form.requestSubmit();
    const answer = await post(form.getAttribute("action"), new FormData(form));
    const card = replace(document.getElementById(line), await answer.text());
    decided.splice(decided.indexOf(line), 1);
    say(card.querySelector(".flash")?.textContent ?? "");
    if (card.hasAttribute("data-card")) go(card);
  });
}

async function shut(form) {
  const answer = await post(form.getAttribute("action"), new FormData(form));
  const { said: words } = await answer.json();
  say(words);
  if (answer.status === 422) return;
  const told = document.createElement("p");
  told.className = "soft";
  told.textContent = words;
  (form.closest(".shut") ?? form).replaceWith(told);
}

// Reasons

const firstOf = (form) => form.querySelector("[name=rule]:checked") ?? form.querySelector("[name=rule]");

// What Enter does is the one button that is seen; closed, the reasons offer everything again.
function offer(card, what) {
  for (const button of card.querySelectorAll("[data-remove] [name=decision]")) button.hidden = Boolean(what) && button.value !== what;
}

function reason(what) {
  const card = current ?? open()[0], details = card?.querySelector(".because");
  if (!details) return;
  if (!alone) go(card);
  offer(card, what);
  details.open = true;
  firstOf(details).focus();
}

// What is held already stays so at once; holding what everybody can read takes a reason.
function hold() {
  const card = current ?? open()[0];
  if (card?.querySelector("[data-key=h]")) press("h");
  else reason("hold");
}

function openLock() {
  const card = current ?? open()[0], details = card?.querySelector(".shut");
  if (!details) return;
  if (!alone) go(card);
  details.open = true;
  details.querySelector("[name=because]").focus();
}

function choose(form, number) {
  const radio = form.querySelector(`[name=rule][value="${number}"]`);
  if (!radio) return;
  radio.checked = true;
  radio.focus();
  ready(form, form.querySelector(`optgroup[data-rule="${number}"] option`));
}

function ready(form, option) {
  const words = form.querySelector("[name=words]"), before = form.dataset.filled ?? "";
  if (words.value.trim() && words.value !== before) return; // somebody's own
  if (option) option.selected = true;
  else if (form.template) form.template.value = "";
  words.value = form.dataset.filled = option?.dataset.words ?? "";
}

// Keys

function press(key) {
  const button = (current ?? open()[0])?.querySelector(`[data-key="${key}"]`);
  button?.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press("a"),
  h: hold,
  l: openLock,
  r: () => reason("remove"),
  u: undo,
  "?": () => dialog.showModal(),
};

function inReasons(event, form) {
  const area = event.target.matches("textarea"), button = event.target.matches("button");
  if (event.key === "Escape") {
    form.closest("details").open = false;
    form.closest(".card").focus();
  } else if (event.key === "Enter" && !event.shiftKey && !button) {
    form.querySelector("[name=decision]:not([hidden])").click();
  } else if (/^[1-9]$/.test(event.key) && !area && keysWork()) {
    choose(form, event.key);
  } else {
    return false;
  }
  return true;
}

function keysWork() {
  try { return localStorage.getItem("queue-keys") !== "off"; } catch { return true; }
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
  const form = event.target.closest?.("[data-remove]");
  if (form && inReasons(event, form)) return event.preventDefault();
  if (event.target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])") || !keysWork()) return;
  const key = KEYS[event.key];
  if (!key) return;
  event.preventDefault();
  key();
}

function onSubmit(event) {
  const form = event.target;
  if (alone || !list?.contains(form)) return;
  if (form.matches(".lock")) { event.preventDefault(); later(() => shut(form)); return; }
  if (form.matches("[data-undo]")) { event.preventDefault(); undo(); return; }
  if (!event.submitter?.closest("[data-card] .decide")) return; // what is about the person leads to a page of its own
  event.preventDefault();
  decide(event.submitter);
}

if (said) {
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", ({ target }) => {
    const form = target.closest("[data-remove]");
    if (form && target.name === "rule") choose(form, target.value);
    if (form && target.name === "template") { form.dataset.filled = form.words.value; ready(form, target.selectedOptions[0]?.value ? target.selectedOptions[0] : null); }
  });
  list?.addEventListener("toggle", ({ target }) => { if (target.matches(".because") && !target.open) offer(target); }, true);
  list?.addEventListener("focusin", ({ target }) => {
    const card = target.closest("[data-card]");
    if (!alone && card && !card.hasAttribute("data-locked") && !card.hasAttribute("data-sending")) go(card, { focus: false });
  });
  document.querySelector("[data-keys]").hidden = false;
  document.querySelector("[data-open-keys]").addEventListener("click", () => dialog.showModal());
  switched.checked = keysWork();
  switched.addEventListener("change", () => {
    try { localStorage.setItem("queue-keys", switched.checked ? "on" : "off"); } catch { /* only for this page, then */ }
    document.documentElement.toggleAttribute("data-no-keys", !switched.checked);
  });
  document.documentElement.toggleAttribute("data-no-keys", !keysWork());
  if (alone) { current = list.querySelector("[data-card]:not([data-locked])"); list.querySelector(".card")?.focus({ preventScroll: true }); if (current) later(() => claim(current)); }
}
