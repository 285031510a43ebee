// Facts and answers are added, moved and removed here, without asking the server; a removal can be undone.
// A row's place is in the names of its fields (facts-2-text), its numeral in what is read aloud ("Text of 3").

import { announce, bench, changed, fill } from "./bench.js";

const COMMAND = /^(facts|quick|faq)-(?:(\d+)-)?(add|up|down|remove)$/;
const NUMBERED = ["id", "name", "for", "href", "aria-describedby", "aria-labelledby", "aria-controls", "hx-target"];
const NEXT = "__n__";

export const listOf = (prefix) => bench()?.querySelector(`ol[data-rows="${prefix}"]`);
export const rowOf = (element) => element?.closest?.("ol[data-rows] > li");
const blankOf = (prefix) => bench().querySelector(`template[data-blank="${prefix}"]`);
const words = () => document.getElementById("row-words").dataset;

// "A__n__" of the blank row says how the server writes the numerals of this kind.
function numeral(prefix, n) {
  const label = blankOf(prefix).content.querySelector(".moves [aria-label]").getAttribute("aria-label");
  const form = label.match(/\p{L}*__n__/u)[0];
  return n === NEXT ? form : form.replace(NEXT, n + 1);
}

// "fact 3"
export function nameOf(row) {
  const { rows, one } = row.parentElement.dataset;
  return `${one} ${numeral(rows, [...row.parentElement.children].indexOf(row))}`;
}

function rename(root, prefix, from, to) {
  const place = new RegExp(`(^|[^\\w])${prefix}-${from}(?![\\w])`, "g");
  const spoken = new RegExp(`(?<![\\p{L}\\p{N}_])${numeral(prefix, from)}(?![\\p{L}\\p{N}_])`, "gu");
  for (const element of [root, ...root.querySelectorAll("*")]) {
    const names = element.matches("button[value]") ? [...NUMBERED, "value"] : NUMBERED;
    for (const name of names.filter((each) => element.hasAttribute(each))) {
      element.setAttribute(name, element.getAttribute(name).replace(place, `$1${prefix}-${to}`));
    }
    const label = element.getAttribute("aria-label");
    if (label) element.setAttribute("aria-label", label.replace(spoken, numeral(prefix, to)));
  }
  for (const mark of root.querySelectorAll(".cite > span")) mark.lastChild.data = numeral(prefix, to);
}

export function renumber(list) {
  const prefix = list.dataset.rows, rows = [...list.children], moved = new Map();
  rows.forEach((row, n) => {
    const from = row.id.slice(`row-${prefix}-`.length);
    moved.set(from, n);
    if (from !== String(n)) rename(row, prefix, from === NEXT ? NEXT : Number(from), n);
    row.querySelector(`button[value$="-up"]`).disabled = n === 0;
    row.querySelector(`button[value$="-down"]`).disabled = n === rows.length - 1;
  });
  bench().elements[`${prefix}-TOTAL_FORMS`].value = rows.length;
  relink(prefix, moved);
}

// Links to rows, from the source's marks and the findings.
function relink(prefix, moved) {
  for (const link of document.querySelectorAll(`#bench a[href^="#row-${prefix}-"]`)) {
    const n = moved.get(link.getAttribute("href").slice(`#row-${prefix}-`.length));
    link.hidden = n === undefined;
    if (n === undefined) continue;
    link.href = `#row-${prefix}-${n}`;
    if (link.matches(".cite")) link.firstElementChild.lastChild.data = numeral(prefix, n);
  }
}

// `given`: {field: text}; "quotes" is the passage that bears it out.
export function add(prefix, given = {}) {
  const list = listOf(prefix);
  const row = blankOf(prefix).content.firstElementChild.cloneNode(true);
  list.append(row);
  renumber(list);
  for (const [name, text] of Object.entries(given)) row.querySelector(`[name$="-${name}"]`).value = text;
  document.dispatchEvent(new CustomEvent("desk:row", { detail: row }));
  changed(list);
  row.querySelector("input:not([type=hidden]), textarea").focus();
  return row;
}

// The other rows are moved around this one, so that it keeps the keyboard.
export function move(row, step) {
  const list = row.parentElement, other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  const part = nameOf(row);
  if (step < 0) row.after(other);
  else row.before(other);
  settle(list, row, part);
}

export function settle(list, row, part) {
  renumber(list);
  changed(list);
  const total = list.children.length;
  announce(fill(words().moved, { part, n: [...list.children].indexOf(row) + 1, total }));
}

export function remove(row) {
  const list = row.parentElement, n = [...list.children].indexOf(row), part = nameOf(row);
  row.remove();
  renumber(list);
  offerUndo(list, row, n, part);
  changed(list);
  announce(fill(words().removed, { part }));
}

function offerUndo(list, row, n, part) {
  const undo = document.getElementById("row-words").content.querySelector(".undo").cloneNode(true);
  undo.querySelector("span").textContent = fill(words().removed, { part });
  list.parentElement.querySelector(".undo")?.remove();
  list.after(undo);
  undo.querySelector("button").focus();
  undo.querySelector("button").addEventListener("click", () => {
    undo.remove();
    list.insertBefore(row, list.children[n] ?? null);
    renumber(list);
    changed(list);
    row.querySelector("textarea").focus();
    announce(fill(words().back, { part }));
  });
}

export function begin() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#bench button[name=do]");
    const [, prefix, , command] = button?.value.match(COMMAND) ?? [];
    if (!command || !listOf(prefix)) return;
    event.preventDefault();
    event.stopPropagation(); // the form would ask the server for it
    if ("busy" in bench().dataset) return;
    const row = rowOf(button);
    if (command === "add") add(prefix);
    else if (command === "remove") remove(row);
    else {
      move(row, command === "up" ? -1 : 1);
      if (button.disabled) row.querySelector(".moves button:not(:disabled)").focus();
    }
  }, true);
}
