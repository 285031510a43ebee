// Keeps what is typed: in this browser at once and each second, on the server after a second of rest and at most every
// two while typing. Requests are counted, so that one that comes late overwrites nothing; no clock is compared.

import { ask, bench, currentToken, renewToken, serialised, told } from "./bench.js";
import * as keeping from "./keeping.js";
import { show, sayAgain } from "./showing.js";

const REST = 1000, LONGEST = 2000, PATIENCE = 10_000;
export const tab = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36)).join("");

export let serial = 0; // of the last request
let acknowledged = ""; // the words that the server has
let dirty = false, since = 0, timer = 0, sending = false, failures = 0, refused = false;
let own; // this window's entry in the browser's database, while it has one

const entry = () => ({ user: told().user, clip: told().clip, tab });
export const isKept = () => !dirty && !sending && !refused;

// After every swap the form is a new one.
export function renew() {
  if (!told()) return; // merging.js keeps what is chosen
  serial = Math.max(serial, Number(told().keptSerial));
  stamp();
  if (told().unsaved) {
    acknowledged = "";
    note();
    return;
  }
  acknowledged = serialised();
  dirty = refused = false;
  forget();
}

// The form carries the number of its own request: saving settles all that this window sent before.
function stamp() {
  bench().elements.tab.value = tab;
  bench().elements.serial.value = serial + 1;
}

export function countSave() {
  if (!told()) return;
  serial += 1;
  clearTimeout(timer);
}

export function note() {
  if (!told() || serialised() === acknowledged) return;
  if (!dirty) since = performance.now();
  dirty = true;
  if (!own) keepHere();
  if (!failures) show("saving");
  wait(Math.min(REST, LONGEST - (performance.now() - since)));
}

function wait(pause) {
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(0, failures ? Math.max(pause, Math.min(1000 * 2 ** failures, PATIENCE)) : pause));
}

export const retry = () => dirty && wait(0);

export function keepHere() {
  if (!told() || !dirty && !sending && !refused) return;
  const values = serialised();
  if (own?.values === values) return;
  own = { ...entry(), version: told().version, serial: dirty ? serial + 1 : serial, at: Date.now(), values };
  keeping.put(own);
}

function forget() {
  if (own) keeping.remove(keeping.keyOf(own));
  own = undefined;
  document.dispatchEvent(new CustomEvent("desk:safe"));
}

export async function send(more = {}) {
  if (!told() || !dirty || (sending && !more.keepalive)) return;
  const values = serialised();
  serial += 1;
  stamp();
  [dirty, since, sending] = [false, performance.now(), true];
  const body = new URLSearchParams(values);
  for (const [name, value] of Object.entries({ tab, serial, seen: told().seen, person: told().user })) body.set(name, value);
  if (more.keepalive) body.set("csrfmiddlewaretoken", currentToken());
  try {
    await settle(await ask(told().keepAt, { body, ...more }), values);
  } catch {
    fail("offline");
  }
  sending = false;
  if (dirty) wait(REST);
}

async function settle(answer, values) {
  if (answer.status === 403) return fail(await whoIsHere());
  if (answer.status === 409) {
    refused = true;
    return show(document.getElementById("offer") ? "waiting" : "elsewhere");
  }
  if (!answer.ok) return fail(answer.type === "opaqueredirect" ? "signedOut" : answer.status < 500 ? "gone" : "offline");
  const news = await answer.json();
  acknowledged = values;
  failures = 0;
  refused = false;
  renewToken(news.csrf);
  if (!dirty) {
    forget();
    show("kept", news.saved_at);
  }
  document.dispatchEvent(new CustomEvent("desk:kept", { detail: news }));
}

function fail(why) {
  failures = why === "" ? 0 : failures + 1;
  dirty = true;
  if (why) show(why);
}

// Signed in again in another window, the form goes on with a new token. "" when all is well again.
export async function whoIsHere() {
  const answer = await ask(told().keepAt);
  if (!answer.ok) return "signedOut";
  const news = await answer.json();
  if (String(news.user) !== told().user) return "somebodyElse";
  renewToken(news.csrf);
  return "";
}

// A save that was refused: say why, or that it may be tried again.
export async function explain(status) {
  dirty = true;
  const why = status === 403 ? await whoIsHere().catch(() => "offline") : status ? "gone" : "offline";
  if (why) fail(why);
  else sayAgain();
  keepHere();
  wait(REST);
}
