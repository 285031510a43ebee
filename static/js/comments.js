// What htmx leaves to us: where the keyboard goes after a swap, and what happens when the answer is no answer.

document.addEventListener("comment-settled", ({ detail }) => {
  const comment = document.getElementById(detail.id);
  if (!comment) return;
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "nearest" });
});

// The form that had the keyboard is another one now: on to what is wrong with it, or to the button that is left.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (document.activeElement !== document.body || !target.matches("form")) return;
  const next = target.querySelector('[aria-invalid="true"]') ?? target.querySelector(".problems, #follow-button");
  if (!next) return;
  if (next.matches("div")) next.tabIndex = -1;
  next.focus();
});

document.addEventListener("click", (event) => {
  const slot = document.getElementById(event.target.closest("[data-close]")?.dataset.close);
  if (!slot) return;
  event.preventDefault();
  slot.replaceChildren();
  slot.closest(".comment").querySelector(".comment-tools a").focus();
});

// The site answered, but with a page of its own: let the browser send the form and show that page.
// The form carries a key, so nothing is posted twice.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.elt.matches("textarea")) return; // a draft that was not kept: the text is still in the form
  const form = detail.elt.closest("form");
  if (form) form.submit();
  else location.assign(detail.pathInfo.requestPath);
});

document.addEventListener("htmx:sendError", ({ detail }) => {
  if (detail.elt.matches("textarea")) return;
  const said = document.getElementById("comments-said");
  if (said) said.textContent = said.dataset.failed;
});

// How much still fits, once it is little.
const LITTLE = 200;
document.addEventListener("input", ({ target }) => {
  const most = Number(target.dataset?.most);
  const place = most && target.closest(".field").querySelector(".left");
  if (!place) return;
  const left = most - target.value.replaceAll("\r\n", "\n").length;
  const said = left < 0 ? place.dataset.over : left === 1 ? place.dataset.one : place.dataset.many;
  place.textContent = left > LITTLE ? "" : said.replace("%n", Math.abs(left).toLocaleString(document.documentElement.lang));
});
