// The clip as readers will see it, in a narrow and a wide frame, after each autosave. Which frames are shown is remembered.

import { told } from "./bench.js";

const WIDE = 1200, NARROW = 360;
const place = () => document.getElementById("frames");
const shownFrames = () => [...place().querySelectorAll("iframe")];

function remembered() {
  try {
    return localStorage.getItem("desk-frames") ?? "off";
  } catch {
    return "off";
  }
}

function choose(which) {
  try {
    localStorage.setItem("desk-frames", which);
  } catch {
    // Not remembered, then.
  }
  for (const button of place().querySelectorAll("[data-frames]")) {
    button.setAttribute("aria-pressed", button.dataset.frames === which);
  }
  const frames = place().querySelector("template").content.cloneNode(true);
  for (const frame of frames.querySelectorAll(".frame")) {
    if (which !== "both" && frame.dataset.kind !== which) frame.remove();
  }
  place().querySelector(".frames").replaceChildren(frames);
  for (const frame of shownFrames()) open(frame);
  fit();
}

function open(frame) {
  frame.addEventListener("load", () => frame.contentDocument?.addEventListener("click", stay));
  frame.src = place().dataset.src;
}

// A link would leave the preview, and no other page may stand in a frame.
function stay(event) {
  const link = event.target.closest("a[href]");
  if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault();
}

// The wide one is laid out for a wide screen and made smaller, as a picture of it.
function fit() {
  for (const frame of place().querySelectorAll(".frame")) {
    const width = frame.dataset.kind === "wide" ? WIDE : NARROW;
    frame.style.setProperty("--fit", Math.min(1, frame.clientWidth / width));
  }
}

// Only the text is exchanged: the frame stays where it was scrolled to, and nothing flickers.
async function renew() {
  if (!shownFrames().length || !told()) return;
  try {
    const answer = await fetch(place().dataset.src, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const frame of shownFrames()) put(frame, page);
  } catch {
    // The next autosave tries again.
  }
}

function put(frame, page) {
  const shown = frame.contentDocument?.querySelector("main"), main = page.querySelector("main");
  if (!shown || !main) return;
  const at = frame.contentWindow.scrollY;
  shown.replaceWith(frame.contentDocument.importNode(main, true));
  frame.contentWindow.scrollTo(0, at);
}

export function begin() {
  place().querySelector("[role=group]").hidden = false;
  place().querySelector("[data-without-script]").hidden = true;
  place().addEventListener("click", ({ target }) => {
    const which = target.closest("[data-frames]")?.dataset.frames;
    if (which) choose(which);
  });
  new ResizeObserver(fit).observe(place());
  document.addEventListener("desk:kept", renew);
  document.addEventListener("htmx:afterSwap", renew);
  choose(remembered());
}
