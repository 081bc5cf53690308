// The preview's own element. It stands beside the body, in a closed shadow
// root, where no style of the page and no patch reaches it, and comes last in
// the order of the Tab key.

customElements.define("dossier-panel", class extends HTMLElement {});
const host = document.createElement("dossier-panel");
const root = host.attachShadow({ mode: "closed" });
const sheet = new CSSStyleSheet(), spots = new CSSStyleSheet(); // spots: where marks stand, for nothing here has a style attribute
root.adoptedStyleSheets = [sheet, spots];
root.innerHTML =
  "<div class=marks aria-hidden=true></div><div class=veil hidden></div><div class=corner>" +
  "<p class=notice hidden></p><section tabindex=-1 aria-label=Desk hidden><div class=desk hidden></div><ol></ol><button hidden></button><div class=facts hidden></div></section>" +
  "<p class=row><span hidden>drafts are shown</span><button hidden></button><button title='Alt+D'>Desk</button></p><output></output></div>";
const [layer, veil, corner] = root.children;
const [notice, box, row, live] = corner.children;
const [desk, list, all, facts] = box.children;
const [banner, fold, opener] = row.children;
ask("panel.css").then((r) => r.text()).then((css) => {
  sheet.replaceSync(css);
  document.documentElement.append(host);
  if (cameFrom) box.focus(); // the desk was asked for before it could be shown
});

const make = (tag, text, ...inside) => {
  const node = document.createElement(tag);
  node.append(text || "", ...inside);
  return node;
};
const link = (text, href) => {
  const a = make(href ? "a" : "span", text);
  if (href) a.href = href;
  return a;
};
const button = (text, onclick) => Object.assign(make("button", text), { onclick });
const count = (n, word) => (n ? [`${n} ${word}${n > 1 ? "s" : ""}`] : []);

// The panel shows nothing (""), the problems, or the whole desk.
let face = "", cameFrom;
const open = (wanted) => {
  const had = root.activeElement;
  face = wanted;
  box.hidden = !face;
  facts.hidden = desk.hidden = face !== "desk";
  list.hidden = !list.childElementCount;
  fold.setAttribute("aria-expanded", !!face);
  opener.setAttribute("aria-expanded", !desk.hidden);
  if (had && !face) (cameFrom?.isConnected ? cameFrom : opener).focus({ preventScroll: true });
  if (!face) cameFrom = null;
};
const toggleDesk = () => {
  memory.dossierDesk = face === "desk" ? "" : "desk";
  if (!root.activeElement) cameFrom = document.activeElement;
  open(memory.dossierDesk);
  if (!face) return;
  box.focus();
  refresh();
};
fold.onclick = () => open(face ? "" : "problems");
opener.onclick = toggleDesk;
addEventListener("keydown", (e) => {
  if (e.altKey && e.code === "KeyD" && !e.ctrlKey && !e.metaKey) {
    e.preventDefault();
    toggleDesk();
  } else if (e.key === "Escape") {
    memory.dossierDesk = "";
    open("");
  }
});

// tell says something of the whole page; the veil lies over one that is gone.
const tell = (text, links = [], veiled = false) => {
  notice.replaceChildren(text, ...links.flatMap((l) => [" ", link(l.title, l.url)]));
  notice.hidden = !text;
  veil.hidden = !veiled;
};

