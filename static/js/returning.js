// A returning visitor sees what changed since; only clips that have changed load this. It remembers the last change
// seen of each clip, here in the browser alone: nothing is sent, no cookie is set.

const note = document.getElementById("since");
const MOST = 500; // clips

try {
  const seen = JSON.parse(localStorage.getItem("read")) ?? {};
  const { article, number } = note.dataset;
  const last = seen[article];
  if (last < Number(number)) {
    for (const row of note.querySelectorAll("li")) row.hidden = Number(row.dataset.number) <= last;
    note.hidden = false;
  }
  seen[article] = Number(number);
  localStorage.setItem("read", JSON.stringify(Object.fromEntries(Object.entries(seen).slice(-MOST))));
} catch {
  // No storage, or somebody else's words in it: the changes stand at the foot of the clip as well.
}
