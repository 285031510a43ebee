// Says that this page is open, and shows who else has it open.

import { ask, renewToken, told } from "./bench.js";

const BEAT = 10_000;

export function begin() {
  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && beat());
  document.addEventListener("desk:kept", ({ detail }) => tell(detail));
}

async function beat() {
  if (document.visibilityState !== "visible" || !told()) return;
  try {
    const answer = await ask(told().presenceAt, { body: new URLSearchParams({ version: told().version }) });
    if (!answer.ok) return; // the next autosave says what is wrong
    const news = await answer.json();
    if (String(news.user) === told().user) renewToken(news.csrf);
    tell(news);
  } catch {
    // The server does not answer; so does the next autosave find out.
  }
}

// Changed only when there is news, because it is read aloud.
function tell({ others, meanwhile, status, status_said: statusSaid }) {
  const place = document.getElementById("others");
  if (place.dataset.told !== others.join("\n")) {
    place.dataset.told = others.join("\n");
    place.replaceChildren(...others.map(sentence));
  }
  const said = [meanwhile, status === told()?.status ? "" : statusSaid].filter(Boolean).join(" ");
  const note = document.getElementById("meanwhile");
  if (note.textContent !== said) note.textContent = said;
  note.hidden = !said;
}

function sentence(text) {
  const shown = Object.assign(document.createElement("p"), { className: "flash", textContent: text });
  shown.dataset.kind = "warn";
  return shown;
}
