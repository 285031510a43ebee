// The edit page: it says when something is not saved yet, asks before it is lost, and cites the selected words.

let unsaved = false;
let chosen = "";

const bench = () => document.getElementById("bench");

function note(event) {
  if (!bench()?.contains(event.target)) return;
  unsaved = true;
  const status = bench().querySelector(".status[role=status]");
  if (status) status.dataset.state = "saving";
}

document.addEventListener("input", note);
document.addEventListener("submit", () => { unsaved = false; });
document.addEventListener("htmx:afterSwap", () => {
  unsaved = bench()?.querySelector(".status[role=status]")?.dataset.state === "saving";
  offer();
});
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const inside = selection.anchorNode?.parentElement?.closest(".source-text");
  if (inside && !selection.isCollapsed) chosen = selection.toString().trim();
});

// Offered only where there is a script to do it.
function offer() {
  const words = document.querySelector("template#cite-chosen");
  if (!words) return;
  for (const passages of document.querySelectorAll("details.passages")) {
    if (passages.querySelector("[data-cite]")) continue;
    passages.append(words.content.cloneNode(true));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-cite]");
  if (!button || !chosen) return;
  const empty = [...button.closest("details").querySelectorAll("textarea")].find((area) => !area.value.trim());
  if (empty) {
    empty.value = chosen;
    empty.dispatchEvent(new Event("input", { bubbles: true }));
    empty.focus();
  }
});

offer();
