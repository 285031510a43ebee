// The chosen words as they stand in the snapshot: counted in its own text, in code points, never as the browser renders
// a selection. Paragraphs say where they begin (data-start); between two of them stand two line ends.

// The text of a paragraph, without the numerals of what cites it.
function pieces(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".cite") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

export const textOf = (paragraph) => pieces(paragraph).map((node) => node.data).join("");

// UTF-16 units of the paragraph's text before a boundary of a range.
function before(paragraph, node, offset) {
  const upTo = document.createRange();
  upTo.setStart(paragraph, 0);
  upTo.setEnd(node, offset);
  return pieces(paragraph).reduce((sum, piece) => {
    if (!upTo.intersectsNode(piece)) return sum;
    return sum + (piece === node ? offset : upTo.comparePoint(piece, piece.data.length) <= 0 ? piece.data.length : 0);
  }, 0);
}

// {start, end, quote} of a range, or null. Half-open, in code points of the snapshot.
export function passageOf(range) {
  const source = startOf(range)?.closest(".source-text");
  if (!source) return null;
  const cuts = [...source.querySelectorAll("p[data-start]")].filter((each) => range.intersectsNode(each)).map((each) => cut(each, range));
  const said = cuts.map(({ words }) => words).join("\n\n");
  const quote = said.trim();
  if (!quote) return null;
  const first = cuts.find(({ words }) => words.trim());
  const lead = first.words.length - first.words.trimStart().length;
  const start = Number(first.paragraph.dataset.start) + points(textOf(first.paragraph).slice(0, first.from + lead));
  return { start, end: start + points(quote), quote, snapshot: source.dataset.snapshot };
}

const points = (text) => [...text].length;

function startOf(range) {
  return range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer;
}

function cut(paragraph, range) {
  const from = paragraph.contains(range.startContainer) ? before(paragraph, range.startContainer, range.startOffset) : 0;
  const text = textOf(paragraph);
  const to = paragraph.contains(range.endContainer) ? before(paragraph, range.endContainer, range.endOffset) : text.length;
  return { paragraph, from, words: text.slice(from, to) };
}

// The range of a part of a paragraph's text, to choose it.
export function rangeOf(paragraph, from, to) {
  const range = document.createRange();
  let sum = 0;
  for (const piece of pieces(paragraph)) {
    const next = sum + piece.data.length;
    if (from >= sum && from < next) range.setStart(piece, from - sum);
    if (to > sum && to <= next) range.setEnd(piece, to - sum);
    sum = next;
  }
  return range;
}
