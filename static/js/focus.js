// A click into a picture sets the point that must stay when it is cropped; the two numbers say the same.

const live = new WeakSet();

function fields(frame) {
  const name = frame.dataset.focusOf;
  return ["x", "y"].map((axis) => document.querySelector(`input[name="${name}_${axis}"]`));
}

function show(frame) {
  const [x, y] = fields(frame);
  const mark = frame.querySelector(".focus-mark");
  const image = frame.querySelector("img");
  if (!x || !mark || !image) return;
  mark.style.left = `${(x.value / 100) * image.clientWidth}px`;
  mark.style.top = `${(y.value / 100) * image.clientHeight}px`;
}

function choose(frame, event) {
  const box = frame.querySelector("img").getBoundingClientRect();
  const parts = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  fields(frame).forEach((field, place) => {
    field.value = 10 * Math.round(10 * Math.min(1, Math.max(0, parts[place])));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  show(frame);
}

function start() {
  for (const frame of document.querySelectorAll("[data-focus-of]")) {
    if (live.has(frame)) continue;
    live.add(frame);
    frame.dataset.live = "";
    const mark = document.createElement("span");
    mark.className = "focus-mark";
    frame.append(mark);
    frame.addEventListener("click", (event) => choose(frame, event));
    frame.querySelector("img").addEventListener("load", () => show(frame));
    show(frame);
  }
}

document.addEventListener("input", (event) => {
  if (!/focus_[xy]$/.test(event.target.name ?? "")) return;
  document.querySelectorAll("[data-focus-of]").forEach(show);
});
document.addEventListener("htmx:afterSwap", start);
start();
