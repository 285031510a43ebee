// When htmx renews the form: what was typed while the request was under way stays, and so does the keyboard's place.

import { countSave, explain, note } from "./autosave.js";
import { bench, told } from "./bench.js";

let sent; // the fields as the request took them
let focused;

// [name, how many of that name came before] of every field with words in it.
function fields() {
  const seen = new Map();
  return [...(bench()?.elements ?? [])]
    .filter((field) => field.name && !["hidden", "submit", "button", "file"].includes(field.type))
    .map((field) => {
      const nth = seen.get(field.name) ?? 0;
      seen.set(field.name, nth + 1);
      return { key: `${field.name} ${nth}`, field, value: ["checkbox", "radio"].includes(field.type) ? field.checked : field.value };
    });
}

function typedMeanwhile() {
  const before = new Map(sent.map(({ key, value }) => [key, value]));
  return fields().filter(({ key, value }) => before.has(key) && before.get(key) !== value);
}

function restore(typed) {
  const now = new Map(fields().map(({ key, field }) => [key, field]));
  for (const { key, value } of typed) {
    const field = now.get(key);
    if (!field) continue;
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
  }
}

function restoreFocus() {
  if (!focused || (document.activeElement && document.activeElement !== document.body)) return;
  const { key, from, to } = focused;
  const field = fields().find((each) => each.key === key)?.field;
  field?.focus({ preventScroll: true });
  if (field && from !== null) field.setSelectionRange?.(from, to);
}

export function begin(renew) {
  let typed = [];
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.target !== bench()) return;
    sent = fields();
    countSave();
    bench().dataset.busy = "";
  });
  document.addEventListener("htmx:afterRequest", () => bench() && delete bench().dataset.busy);
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target !== bench() || !sent) return;
    typed = typedMeanwhile();
    const active = fields().find(({ field }) => field === document.activeElement);
    focused = active && { key: active.key, from: active.field.selectionStart ?? null, to: active.field.selectionEnd ?? null };
  });
  document.addEventListener("htmx:afterSwap", () => {
    renew();
    if (told() && typed.length) {
      restore(typed);
      note();
    }
    restoreFocus();
    [typed, focused] = [[], undefined];
  });
  // No page of an error takes the form's place: the words stay where they are, and the bar says why.
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, (event) => {
      if (event.detail.target !== bench()) return;
      event.stopPropagation();
      explain(event.detail.xhr?.status ?? 0);
    }, true);
  }
}
