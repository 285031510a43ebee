// After a reload, a crash or a sign-out: words in this browser that the server does not have.

import { tab } from "./autosave.js";
import { bench, currentToken, serialised, told } from "./bench.js";
import { entriesOf, remove } from "./keeping.js";

const taken = []; // keys of what was taken up and is not yet on the server

export async function begin() {
  const open = await openWindows();
  const { user, clip } = told();
  for (const entry of await entriesOf(user, clip)) {
    if (open.has(entry.tab)) continue; // still being typed in another window
    if (serverHas(entry) || entry.values === serialised()) remove(entry.key);
    else offer(entry);
  }
  document.addEventListener("desk:safe", () => taken.splice(0).forEach(remove));
}

// Each window holds a lock of its name for as long as it lives.
export const live = () => navigator.locks?.request(`desk:${tab}`, () => new Promise(() => {}));

async function openWindows() {
  if (!navigator.locks) return new Set([tab]);
  const { held } = await navigator.locks.query();
  return new Set(held.map(({ name }) => name.replace(/^desk:/, "")));
}

// Kept or saved there with this number or a later one.
const serverHas = (entry) => entry.tab === told().keptTab && entry.serial <= Number(told().keptSerial);

function offer(entry) {
  const template = document.getElementById("browser-offer");
  const shown = template.content.firstElementChild.cloneNode(true);
  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });
  shown.querySelector("[data-when]").textContent = when.format(entry.at);
  shown.querySelector("[data-take]").addEventListener("click", () => take(entry, shown));
  shown.querySelector("[data-drop]").addEventListener("click", () => {
    remove(entry.key);
    shown.remove();
    document.getElementById("title")?.focus({ preventScroll: true });
  });
  template.before(shown);
}

// The server makes the form of them; if the clip was saved since, it brings both together.
async function take(entry, shown) {
  const values = { do: "take", csrfmiddlewaretoken: currentToken() };
  for (const [name, value] of new URLSearchParams(entry.values)) (values[name] ??= []).push(value);
  taken.push(entry.key);
  await window.htmx.ajax("POST", told().editAt, { values, target: "#bench", select: "#bench", swap: "outerHTML show:none" });
  shown.remove();
  bench().querySelector("#title, [type=radio]")?.focus();
}
