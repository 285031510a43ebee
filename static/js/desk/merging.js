// While two edits are brought together: what is chosen and typed is kept in this browser with every key, since the
// server has only what was typed before. Whoever closes the window is offered it when the clip is opened again.

import { serial, tab } from "./autosave.js";
import { bench, serialised } from "./bench.js";
import * as keeping from "./keeping.js";

let kept = ""; // the key of what is kept

const merging = () => bench()?.dataset.merging !== undefined;

export function begin() {
  for (const moment of ["input", "change"]) {
    document.addEventListener(moment, ({ target }) => merging() && bench().contains(target) && keep());
  }
  document.addEventListener("desk:safe", forget);
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => merging() && say(), true);
  }
}

// A number above those that the server has of this window: it has not got this.
function keep() {
  const { user, clip, version } = bench().dataset;
  const entry = { user, clip, tab, version, serial: serial + 1, at: Date.now(), values: serialised() };
  kept = keeping.keyOf(entry);
  keeping.put(entry);
}

function forget() {
  if (kept) keeping.remove(kept);
  kept = "";
}

function say() {
  const place = document.getElementById("merge-said");
  place.hidden = false;
  place.textContent = keeping.canKeep() ? place.dataset.sayKept : place.dataset.sayOpen;
}
