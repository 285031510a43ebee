// Rows move by keyboard (Alt with the arrows, anywhere in the row) and by their grip: mouse, pen or finger.

import { bench } from "./bench.js";
import { listOf, move, nameOf, rowOf, settle } from "./rows.js";

let held; // {row, list, part, from} while a grip is held

function decorate(row) {
  const moves = row.querySelector(".moves");
  if (!moves || moves.querySelector(".grip")) return;
  moves.prepend(document.getElementById("row-words").content.querySelector(".grip").cloneNode(true));
}

export function renew() {
  for (const row of document.querySelectorAll("#bench ol[data-rows] > li")) decorate(row);
}

function hold(event) {
  const grip = event.target.closest?.(".grip");
  if (!grip || event.button > 0 || "busy" in bench().dataset) return;
  event.preventDefault();
  const row = rowOf(grip);
  held = { grip, row, list: row.parentElement, part: nameOf(row), next: row.nextElementSibling };
  row.dataset.held = "";
  grip.setPointerCapture(event.pointerId);
}

// The row goes where the hand is: behind the last row whose middle is above it.
function drag(event) {
  if (!held) return;
  const { row, list } = held;
  const above = [...list.children].filter((other) => other !== row && middle(other) < event.clientY);
  const before = above.at(-1);
  if (before ? before.nextElementSibling !== row : list.firstElementChild !== row) {
    if (before) before.after(row);
    else list.prepend(row);
    held.grip.setPointerCapture(event.pointerId); // moving it let go
  }
  const edge = 60;
  if (event.clientY < edge) scrollBy(0, -12);
  if (event.clientY > innerHeight - edge) scrollBy(0, 12);
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

function letGo({ back = false } = {}) {
  if (!held) return;
  const { row, list, part, next } = held;
  held = undefined;
  delete row.dataset.held;
  if (back) list.insertBefore(row, next);
  else if (row.nextElementSibling !== next) settle(list, row, part);
}

function press(event) {
  if (event.key === "Escape" && held) letGo({ back: true });
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const row = step && event.altKey && !event.ctrlKey && !event.metaKey && rowOf(event.target);
  if (!row || !listOf(row.parentElement.dataset.rows)) return;
  event.preventDefault();
  if (!("busy" in bench().dataset)) move(row, step);
}

export function begin() {
  document.addEventListener("pointerdown", hold);
  document.addEventListener("pointermove", drag);
  document.addEventListener("pointerup", () => letGo());
  document.addEventListener("pointercancel", () => letGo({ back: true }));
  document.addEventListener("keydown", press);
  document.addEventListener("desk:row", ({ detail }) => decorate(detail));
}
