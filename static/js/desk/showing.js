// The state of what is typed, in the bar. Only news is spoken: not every "Saving…".

import { announce, told } from "./bench.js";
import { canKeep } from "./keeping.js";

let shown = "";

const SAVED = { saving: "saving", kept: "saved" };

export function show(state, more = "") {
  const place = document.getElementById("kept");
  if (!place || !told()) return;
  const said = words(state, more);
  if (place.textContent !== said) place.textContent = said;
  place.dataset.state = SAVED[state] ?? "failed";
  if (state === "signedOut") offerSignIn(place);
  if (isNews(state)) announce(said);
  if (state !== "saving") shown = state;
}

const isNews = (state) => state !== "saving" && state !== shown && !(state === "kept" && shown === "");

function words(state, more) {
  const said = told()[`say${state[0].toUpperCase()}${state.slice(1)}`];
  const alsoHere = !(state in SAVED) && canKeep() ? ` ${told().sayInBrowser}` : "";
  return `${said}${more && ` ${more}`}${alsoHere}`;
}

// In another window, so that this form stays; it goes on by itself afterwards.
function offerSignIn(place) {
  const link = Object.assign(document.createElement("a"), { href: told().signInAt, target: "_blank", textContent: told().saySignIn });
  place.append(" ", link);
}

export function sayAgain() {
  const place = document.getElementById("kept");
  place.textContent = told().sayAgain;
  place.dataset.state = "saving";
  announce(told().sayAgain);
  shown = "again";
}
