// New comments are announced while one reads, and brought in when one asks for them. What is asked again and again is
// one small answer for everybody, without cookies, so that it comes from the page store and is mostly "not changed".

const place = document.getElementById("live");
const known = Number(place.dataset.known); // when the last comment of the page became visible
const SOON = 1500;
const LATE = 60_000; // ms
const LIVELY = 180_000; // ms after something new, or after somebody came back to the page
const TOLD = 20; // comments in an answer; of more nobody knows
const seen = new Set(); // announced before
const unread = new Set(); // of people whom this reader does not read
const judged = new Set(); // asked about, as to that

let pause = SOON;
let lively = Date.now() + LIVELY;
let timer = 0;

function wait() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, pause);
}

async function ask() {
  let lasts = true;
  try {
    const answer = await fetch(place.dataset.address, { credentials: "omit", signal: AbortSignal.timeout(10_000) });
    lasts = answer.status < 400 || answer.status >= 500 || answer.status === 429; // gone, or nobody's business
    if (!answer.ok) throw new Error(answer.statusText);
    const { newest } = await answer.json();
    announce(await readByThem(newest.filter(([, since]) => since > known).map(([number]) => number)));
    pause = Date.now() < lively ? SOON : Math.min(pause * 1.5, LATE);
  } catch {
    pause = Math.min(pause * 2, LATE);
  }
  if (lasts) wait();
}

// Who does not read everybody asks once about each new comment; the answer for everybody stays the same for everybody.
async function readByThem(fresh) {
  const asked = fresh.filter((number) => !judged.has(number));
  if (place.dataset.mine && asked.length) {
    const answer = await fetch(place.dataset.mine, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(answer.statusText);
    const theirs = new Set((await answer.json()).newest);
    for (const number of asked) {
      judged.add(number);
      if (!theirs.has(number)) unread.add(number);
    }
  }
  return fresh.filter((number) => !unread.has(number));
}

function announce(fresh) {
  const missing = fresh.filter((number) => !document.getElementById(`comment-${number}`));
  if (missing.some((number) => !seen.has(number))) lively = Date.now() + LIVELY;
  missing.forEach((number) => seen.add(number));
  const words = wording(missing.length);
  if (place.dataset.shown === missing.join()) return;
  place.dataset.shown = missing.join();
  place.replaceChildren();
  if (words) place.append(button(words, missing));
}

function wording(count) {
  if (!count) return "";
  const words = count >= TOLD ? place.dataset.many : count === 1 ? place.dataset.one : place.dataset.few;
  return words.replace("{n}", count.toLocaleString(place.lang));
}

function button(words, missing) {
  const link = document.createElement("a");
  link.className = "button";
  link.dataset.kind = "main";
  link.href = `/comments/${missing.at(-1)}/?new=${known}`;
  link.textContent = words;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    bringIn(missing, link.href);
  });
  return link;
}

// The page as it is now, merged into the page as it stands here: what somebody is writing stays.
async function bringIn(missing, otherwise) {
  try {
    const answer = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    merge(document.getElementById("thread"), fresh.querySelectorAll("#thread > li"));
    for (const count of document.querySelectorAll("[data-count]")) {
      const now = fresh.querySelector(`[data-count="${count.dataset.count}"]`);
      if (now) count.replaceChildren(...now.childNodes);
    }
  } catch {
    // as below: the address leads there
  }
  const first = missing.map((number) => document.getElementById(`comment-${number}`)).findLast(Boolean);
  if (!first) return location.assign(otherwise);
  place.replaceChildren();
  place.dataset.shown = "";
  document.dispatchEvent(new CustomEvent("comment-settled", { detail: { id: first.id } }));
  return wait();
}

function merge(thread, branches) {
  document.getElementById("nobody-yet")?.remove();
  let before = null;
  for (const fresh of branches) {
    const old = document.getElementById(fresh.id);
    if (!old) {
      if (before) before.after(fresh);
      else thread.prepend(fresh);
      window.htmx?.process(fresh);
    } else if (ids(old) !== ids(fresh) && !old.querySelector("textarea")) {
      old.replaceWith(fresh);
      window.htmx?.process(fresh);
    }
    before = document.getElementById(fresh.id);
  }
}

function ids(branch) {
  return [...branch.querySelectorAll(".comment")].map((comment) => comment.id).join();
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return clearTimeout(timer);
  pause = SOON;
  lively = Date.now() + LIVELY;
  return ask();
});
document.addEventListener("htmx:afterSettle", () => wait());
wait();
