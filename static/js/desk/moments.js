// When autosave acts: on typing, each second, when the net is back, and when the page goes away.

import { countSave, isKept, keepHere, note, retry, send } from "./autosave.js";
import { bench, serialised } from "./bench.js";

const MOST_KEPT_ALIVE = 60_000; // the browser sends no more than 64 KiB for a page that is gone
let leaving = false; // by a save

export function renew() {
  leaving = false;
}

function leave({ type }) {
  if (leaving || (type !== "pagehide" && document.visibilityState !== "hidden")) return;
  keepHere();
  send({ keepalive: serialised().length < MOST_KEPT_ALIVE });
}

function submit({ submitter, target }) {
  if (target !== bench() || submitter?.formTarget === "_blank") return;
  keepHere();
  countSave();
  leaving = true;
}

export function begin() {
  for (const moment of ["input", "change"]) {
    document.addEventListener(moment, (event) => bench()?.contains(event.target) && note());
  }
  setInterval(keepHere, 1000);
  window.addEventListener("online", retry);
  window.addEventListener("visibilitychange", leave, true);
  window.addEventListener("pagehide", leave);
  document.addEventListener("submit", submit);
  window.addEventListener("beforeunload", (event) => !leaving && !isKept() && event.preventDefault());
}
