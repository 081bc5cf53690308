// The preview in the browser. It listens for news of the page on screen,
// patches in what has changed, shows where, lists problems over the page, and
// keeps the writer's desk. The files of this folder are joined into one script,
// within one scope, in the order that reserved.go gives.
//
// This file holds what is known of the page on screen.

const api = "/_dossier/";
const ask = (name) => fetch(api + name, { cache: "no-store" });
const memory = sessionStorage; // of this tab
let address = location.pathname; // of the page on screen
let shown = ""; // hash of what is on screen; "" before it is known
let status = performance.getEntriesByType("navigation")[0].responseStatus;
let blocks = []; // of the page on screen, in the order of its file: [element, first line, last line, fingerprint]
let editor = ""; // opens the page's file at "{line}"

// Elements are counted in the body, in document order.
const elementOf = (block) => block && document.body.getElementsByTagName("*")[block[0]];

// blockAt finds the block that a line of the file belongs to, or the next.
const blockAt = (line) => blocks.find((b) => b[2] >= line) ?? blocks.at(-1);

// firstChange finds the block to look at after an edit: the first that is new,
// or what stands where something was removed.
const firstChange = (before, now) => {
  const known = new Set(before.map((b) => b[3]));
  const added = now.find((b) => !known.has(b[3]));
  if (added || now.length >= before.length) return added;
  return now.find((b, i) => b[3] !== before[i][3]) ?? now.at(-1);
};

