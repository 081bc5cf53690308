// Marks stand beside the text, in our own element: nothing is put into the
// page. They say what was edited, what lacks support, and what the writer noted.

let flash = []; // the mark of the last edit, for a moment
let lasting = []; // of unsupported sentences and of comments

// lay draws all marks where their words are now.
const lay = () => {
  const marks = [...flash, ...lasting].filter((m) => m.element?.isConnected);
  layer.replaceChildren(...marks.map((m) => Object.assign(make("i", m.kind === "note" && m.text), { className: m.kind })));
  const left = host.getBoundingClientRect();
  spots.replaceSync(marks.map((m, i) => {
    const { left: x, top, height } = boxOf(m);
    return `i:nth-child(${i + 1}){left:${Math.max(2, x - left.left - 12)}px;top:${top - left.top}px;height:${height}px}`;
  }).join(""));
};

// boxOf is where a mark's sentence is, or else its whole block.
const boxOf = ({ element, kind, text: words }) => {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange();
  let text = "";
  const nodes = [];
  while (walk.nextNode()) {
    nodes.push([text.length, walk.currentNode]);
    text += walk.currentNode.data;
  }
  const begin = kind === "doubt" ? text.indexOf(words.slice(0, 40)) : -1;
  if (begin < 0) return element.getBoundingClientRect();
  const point = (at, set) => {
    const [start, node] = nodes.findLast(([from]) => from <= at);
    range[set](node, Math.min(at - start, node.length));
  };
  point(begin, "setStart");
  point(Math.min(begin + words.length, text.length), "setEnd");
  const { top, height } = range.getBoundingClientRect();
  return { left: element.getBoundingClientRect().left, top, height };
};

// A reader who is busy is not led away.
let busy = -1e9;
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, () => (busy = performance.now()), { capture: true, passive: true });

const bring = (element) => scrollBy({ top: element.getBoundingClientRect().top - innerHeight / 3, behavior: "instant" });
const mark = (element) => {
  flash = [{ element, kind: "edit" }];
  lay();
  const mine = flash;
  setTimeout(() => {
    if (flash === mine) flash = [];
    lay();
  }, 1200);
};

// showEdit marks an element, and brings it into sight unless the reader reads.
const showEdit = (element, asked) => {
  if (!element) return;
  const { bottom, top } = element.getBoundingClientRect();
  if ((bottom < 0 || top > innerHeight) && (asked || performance.now() - busy > 2000)) bring(element);
  mark(element);
};

// openAt opens the page's file in the writer's editor.
const openAt = (line) => editor && (location.href = editor.replace("{line}", line));

addEventListener("click", (e) => {
  if (!e.altKey || !editor || e.target === host) return;
  const block = blocks.findLast((b) => elementOf(b)?.contains(e.target));
  if (!block) return;
  e.preventDefault();
  openAt(block[1]);
}, true);
new ResizeObserver(lay).observe(document.body);

