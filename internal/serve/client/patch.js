// Patching: what is on screen is turned into another version of the page, and
// only what differs is touched, so that place, focus, selection, open details,
// values and playback stay.

const isOurs = (node) => node.localName === "script" && node.getAttribute("src") === api + "preview.js";

// A key is what an element is known by: its id, or its words. Numbers do not
// count: those of paragraphs and notes move when one is inserted.
const keyOf = (node) => {
  if (node.id && !/^p\d+$/.test(node.id)) return node.nodeName + "#" + node.id;
  return node.nodeName + node.textContent.replace(/\d+/g, "");
};

// align finds for each wanted node the old one to turn into it. Nothing that
// stays is moved: a moved element loses focus and playback.
const align = (olds, wanted) => {
  const a = olds.map(keyOf), b = wanted.map(keyOf), pair = Array(b.length);
  let from = 0, endA = a.length, endB = b.length;
  while (from < endA && from < endB && a[from] === b[from]) pair[from] = from++;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) pair[--endB] = --endA;
  const rows = endA - from, cols = endB - from, width = cols + 1;
  if (rows * cols < 4e6) {
    // The longest common subsequence of the middle.
    const best = new Uint16Array((rows + 1) * width);
    const below = (i, j) => best[(i + 1) * width + j], right = (i, j) => best[i * width + j + 1];
    const same = (i, j) => a[from + i] === b[from + j];
    for (let i = rows; i--; )
      for (let j = cols; j--; ) best[i * width + j] = same(i, j) ? 1 + best[(i + 1) * width + j + 1] : Math.max(below(i, j), right(i, j));
    for (let i = 0, j = 0; i < rows && j < cols; )
      if (same(i, j)) pair[from + j++] = from + i++;
      else if (below(i, j) >= right(i, j)) i++;
      else j++;
  }
  // Between two pairs, an edited node is known by its tag.
  for (let j = from, i = from; j < endB; j++) {
    if (pair[j] === undefined) {
      const limit = pair.slice(j, endB).find((k) => k !== undefined) ?? endA;
      const k = olds.slice(i, limit).findIndex((old) => old.nodeName === wanted[j].nodeName);
      if (k < 0) continue;
      pair[j] = i + k;
    }
    i = pair[j] + 1;
  }
  return pair;
};

const patchChildren = (parent, wanted) => {
  const olds = [...parent.childNodes].filter((n) => !isOurs(n)), news = [...wanted.childNodes];
  const pair = align(olds, news), stay = new Set(pair);
  olds.forEach((old, i) => stay.has(i) || old.remove());
  let before = parent.firstChild;
  news.forEach((node, i) => {
    const old = olds[pair[i]];
    if (!old) return parent.insertBefore(document.importNode(node, true), before);
    patch(old, node);
    before = old.nextSibling;
  });
};

const patchAttributes = (old, node) => {
  // What is open is up to the reader.
  for (const { name } of [...old.attributes]) if (!node.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of node.attributes) if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
};

// patchText replaces only the letters that differ: a selection stays.
const patchText = (node, text) => {
  const old = node.data, most = Math.min(old.length, text.length);
  let from = 0, end = 0;
  while (from < most && old[from] === text[from]) from++;
  while (end < most - from && old.at(-1 - end) === text.at(-1 - end)) end++;
  node.replaceData(from, old.length - from - end, text.slice(from, text.length - end));
};

const patch = (old, node) => {
  if (old.isEqualNode(node)) return;
  if (old.nodeType !== 1) return patchText(old, node.data);
  patchAttributes(old, node);
  patchChildren(old, node);
};

// keepPlace notes where the blocks on screen stand; what it returns scrolls
// the first that is left back to its place.
const keepPlace = () => {
  const places = [], focus = document.activeElement;
  for (const block of document.body.querySelectorAll("p,h1,h2,h3,h4,h5,h6,li,dt,dd,pre,tr,figure,blockquote")) {
    const { bottom, height, top } = block.getBoundingClientRect();
    if (bottom > 0 && height > 0) places.push([block, top]);
    if (places.length > 12) break;
  }
  return () => {
    const [block, top] = (scrollY > 0 && places.find(([b]) => b.isConnected)) || [];
    if (block) scrollBy({ top: block.getBoundingClientRect().top - top, behavior: "instant" });
    if (focus?.id && !focus.isConnected) document.getElementById(focus.id)?.focus({ preventScroll: true });
  };
};

// --- Showing another version ---

const isSheet = (node) => node.relList?.contains("stylesheet");

// addSheets waits for new stylesheets, so that no frame goes without.
const addSheets = (links) => Promise.all(links.map((link) => new Promise((done) => {
  link.onload = link.onerror = done;
  setTimeout(done, 30000); // a sheet that never comes holds nothing up for ever
  const last = [...document.head.children].findLast(isSheet);
  last ? last.after(link) : document.head.append(link);
})));

// What only a page loaded anew can have: other scripts, and other styles in the
// page itself, which its policy knows by their hashes. The policy would hear of
// those as soon as they are parsed.
const styles = (html) => html.match(/<style.*?<\/style>/gs)?.join();
const programs = (doc) => [...doc.scripts].filter((s) => !isOurs(s) && /^(|module|.*javascript)$/.test(s.type)).map((s) => s.outerHTML).join();

const show = async (page) => {
  const parse = () => new DOMParser().parseFromString(page.html, "text/html");
  const doc = styles(page.html) === styles(document.documentElement.outerHTML) && parse();
  if ((!doc || programs(doc) !== programs(document)) && memory.dossierReloaded !== page.hash) {
    memory.dossierReloaded = page.hash; // once for each version
    location.reload();
    return new Promise(() => {});
  }
  if (!doc) return;
  const olds = [...document.head.children].filter((n) => !isOurs(n)), wanted = [...doc.head.children];
  const missingFrom = (list) => (node) => !list.some((n) => n.isEqualNode(node));
  const news = wanted.filter(missingFrom(olds)).map((n) => document.importNode(n, true));
  // A sheet in the body stands in the head as well until it is there.
  const late = [...doc.body.querySelectorAll("link")].filter((n) => isSheet(n) && missingFrom([...document.querySelectorAll("link")])(n)).map((n) => document.importNode(n));
  await addSheets([...news.filter(isSheet), ...late]);
  const restore = keepPlace();
  for (const old of olds.filter(missingFrom(wanted))) old.remove();
  document.head.append(...news.filter((n) => !isSheet(n)));
  patchAttributes(document.documentElement, doc.documentElement);
  patch(document.body, doc.body);
  for (const copy of late) [...document.body.querySelectorAll("link")].find((n) => n.isEqualNode(copy)).onload = () => copy.remove();
  restore();
};

