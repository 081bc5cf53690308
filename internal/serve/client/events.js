// Keeping up with the server.

let lead = memory.dossierLead; // what this page was opened for, by a tab that follows
memory.dossierLead = "";
let gone = ["This page is no longer in the dossier.", []];
const update = async () => {
  const answer = await ask("page.json?path=" + encodeURIComponent(address) + (wantsDesk() ? "&desk" : ""));
  if (!answer.ok) return;
  const page = await answer.json();
  editor = page.editor;
  listProblems(page.diagnostics, page.counts);
  if (page.status !== 200 && status === 200) {
    // The text on screen is better than none.
    if (page.status === 404 && veil.hidden) tell(...gone, true);
    return;
  }
  const before = blocks;
  if (page.hash !== shown) await show(page);
  shown = page.hash;
  status = page.status;
  tell(page.stale ? "This is the last version that could be shown." : "");
  if (!page.stale) {
    blocks = page.blocks;
    if (before.length) showEdit(elementOf(firstChange(before, blocks)));
  }
  spread(page);
  if (lead) arrive(JSON.parse(lead));
  lead = "";
};

let updating = false, again = false;
const refresh = async () => {
  again = true;
  if (updating) return;
  for (updating = true; again; ) {
    again = false;
    await update().catch(() => {}); // the next hello tries again
  }
  updating = false;
};

// Of the tabs that follow, the one seen last does.
const me = String(Math.random());
const seen = () => document.hidden || (localStorage.dossierSeen = me);
for (const kind of ["focus", "pointerdown", "keydown"]) addEventListener(kind, seen, true);
seen();
const arrive = ({ line, address: record }) => {
  const uses = record && ([...document.links].find((a) => a.getAttribute("href") === record) ?? document.getElementById(record.split("#")[1]));
  showEdit(uses || (line && elementOf(blockAt(line))), true);
};

const news = {
  hello: (data) => {
    if (data.follow) memory.dossierFollow ??= 1;
    refresh();
  },
  page: refresh,
  diagnostics: refresh,
  style: refresh,
  follow: (where) => {
    if (!memory.dossierFollow || localStorage.dossierSeen !== me) return;
    if (where.path === address) return where.address && arrive(where);
    memory.dossierLead = JSON.stringify(where);
    location.assign(where.path);
  },
  moved: ({ to }) => {
    history.replaceState(history.state, "", to + location.search + location.hash);
    address = to;
    disconnect();
    connect();
  },
  gone: ({ text, links }) => {
    gone = [text, links];
    tell(...gone, true);
    refresh();
  },
};

let stream, retry, hiding;
const disconnect = () => {
  clearTimeout(retry);
  stream?.close();
  stream = null;
};
const later = () => {
  disconnect();
  retry = setTimeout(connect, 500);
};
const connect = () => {
  if (stream || document.hidden) return;
  stream = new EventSource(`${api}events?status=${status}&path=${encodeURIComponent(address)}`);
  for (const name in news) stream.addEventListener(name, (e) => news[name](JSON.parse(e.data)));
  stream.onerror = (e) => {
    if (e.target !== stream) return;
    tell("The preview has stopped. It goes on when dossier serve runs again.");
    if (stream.readyState === 2) later(); // the browser mends a broken line, not a refused one
  };
};

// A browser keeps six connections to one host: hidden tabs give theirs back.
document.addEventListener("visibilitychange", () => {
  clearTimeout(hiding);
  seen();
  if (document.hidden) hiding = setTimeout(disconnect, 5000);
  else connect();
});
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);
if (memory.dossierDesk) open("desk");
connect();
