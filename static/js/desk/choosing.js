// Words chosen in the source, by mouse, finger or keyboard, become a citation, a fact, an answer or a quotation.

import { announce, bench, changed, fill } from "./bench.js";
import { passageOf, rangeOf, textOf } from "./passages.js";
import { add, nameOf, rowOf } from "./rows.js";

let part; // where the keyboard was last: a row, or the field of the background or the text
let passage;

const toolbar = () => document.getElementById("chosen");
const pane = () => document.querySelector(".source-pane");
const words = () => document.getElementById("row-words").dataset;

function partName() {
  if (!part?.isConnected) return "";
  return part.matches("li") ? nameOf(part) : words()[part.id];
}

function look() {
  if (toolbar().contains(document.activeElement)) return;
  const selection = document.getSelection();
  const range = selection.rangeCount && !selection.isCollapsed && selection.getRangeAt(0);
  passage = range && pane()?.contains(range.startContainer) ? passageOf(range) : null;
  toolbar().hidden = !passage;
  if (!passage) return;
  const cite = toolbar().querySelector("[data-do=cite]");
  cite.hidden = !partName();
  cite.textContent = fill(cite.dataset.say, { part: partName() });
  place(range.getBoundingClientRect());
}

// Below the words, where neither the hand nor the browser's own menu is; inside the window.
function place({ bottom, left }) {
  const bar = toolbar();
  bar.style.insetBlockStart = `${Math.min(bottom + 8, innerHeight - bar.offsetHeight - 8)}px`;
  bar.style.insetInlineStart = `${Math.max(8, Math.min(left, innerWidth - bar.offsetWidth - 8))}px`;
}

function cite(where, quote) {
  const passages = where.matches("li") ? where.querySelector("details.passages") : passagesBehind(where);
  const areas = [...passages.querySelectorAll("textarea")];
  let area = areas.find((each) => !each.value.trim());
  if (!area) {
    area = areas.at(-1).cloneNode(true);
    areas.at(-1).after(area);
  }
  area.value = quote;
  passages.open = true;
  changed(area);
}

const passagesBehind = (field) => {
  let next = field.closest(".field").nextElementSibling;
  while (!next.matches("details.passages")) next = next.nextElementSibling;
  return next;
};

const inOneLine = (quote) => quote.replace(/\s*\n\s*/g, " ");

function quoteInText(quote) {
  const body = document.getElementById("body"), at = body.selectionEnd ?? body.value.length;
  const head = body.value.slice(0, at).trimEnd(), tail = body.value.slice(at).trimStart();
  const quoted = `> ${inOneLine(quote)}\n> — `;
  body.value = [head, quoted, tail].filter(Boolean).join("\n\n");
  cite(body, quote);
  const end = (head ? head.length + 2 : 0) + quoted.length;
  body.focus();
  body.setSelectionRange(end, end);
}

const DO = {
  cite: (quote) => cite(part, quote),
  fact: (quote) => add("facts", { text: inOneLine(quote), quotes: quote }),
  quick: (quote) => add("quick", { text: inOneLine(quote), quotes: quote }),
  quote: quoteInText,
};

function act({ target }) {
  const button = target.closest("[data-do]");
  if (!button || !passage || "busy" in bench().dataset) return;
  const done = fill(button.dataset.done, { part: partName() });
  DO[button.dataset.do](passage.quote);
  close();
  if (button.dataset.do === "cite") pane().focus({ preventScroll: true });
  announce(done);
}

function close() {
  toolbar().hidden = true;
  passage = null;
  document.getSelection().removeAllRanges();
}

// The source's sentences, in order: {paragraph, from, to}.
function sentences() {
  return [...pane().querySelectorAll("p[data-start]")].flatMap((paragraph) => {
    const language = paragraph.closest("[lang]").lang || undefined;
    return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(textOf(paragraph))]
      .filter(({ segment }) => segment.trim())
      .map(({ segment, index }) => ({ paragraph, from: index, to: index + segment.trimEnd().length }));
  });
}

let at = -1;

function step(by) {
  const all = sentences();
  at = Math.max(0, Math.min(all.length - 1, at + by));
  if (!all[at]) return;
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(rangeOf(all[at].paragraph, all[at].from, all[at].to));
  all[at].paragraph.scrollIntoView({ block: "nearest" });
}

function press(event) {
  if (event.key === "Escape" && !toolbar().hidden) { close(); pane()?.focus(); return; }
  if (event.target !== pane() || event.altKey || event.ctrlKey || event.metaKey) return;
  look(); // the browser tells of a selection a little later
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (way && event.shiftKey) document.getSelection().modify("extend", way > 0 ? "forward" : "backward", "word");
  else if (way) step(way);
  else if (event.key === "Enter" && passage) toolbar().querySelector("button:not([hidden])").focus();
  else return;
  event.preventDefault();
}

function walk(event) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way) return;
  const buttons = [...toolbar().querySelectorAll("button:not([hidden])")];
  buttons.at((buttons.indexOf(document.activeElement) + way) % buttons.length).focus();
}

export function begin() {
  if (!toolbar()) return;
  document.addEventListener("selectionchange", look);
  document.addEventListener("keydown", press);
  toolbar().addEventListener("keydown", walk);
  toolbar().addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  toolbar().addEventListener("click", act);
  document.addEventListener("focusin", ({ target }) => {
    if (!bench()?.contains(target) || pane()?.contains(target)) return;
    part = rowOf(target) ?? (["background", "body"].includes(target.id) ? target : part);
  });
}
