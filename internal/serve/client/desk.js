// The desk: what the page rests on, and what the writer has chosen.

const change = (what) => fetch(api + "desk", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what) }).then(refresh);
const choice = (text, onchange) => {
  const box = make("input");
  box.type = "checkbox";
  box.onchange = () => onchange(box.checked);
  return [box, make("label", box, text)];
};
// What a tab has chosen for itself. The names of marks are those of the server.
const own = [
  ["dossierFollow", "Go to what is saved"],
  ["dossier-doubt", "Mark sentences without support"],
  ["dossier-note", "Show notes to self in the margin"],
].map(([name, text]) => {
  const [box, label] = choice(text, (on) => {
    memory[name] = on ? 1 : "";
    refresh();
  });
  desk.append(label);
  return [box, name];
});
const [draftsBox, draftsLabel] = choice("Show drafts and embargoed pages", (drafts) => change({ drafts }));
const countries = make("select");
countries.onchange = () => change({ country: countries.value });
const country = make("label", "Readers in ", countries);
const widths = [["Phone", 360], ["Tablet", 768], ["Desktop", 1280]].map(([name, w]) => button(`${name} ${w}`, () => window.open(location.href, "", `popup,width=${w},height=${Math.min(900, screen.availHeight)}`)));
const views = make("p", "", ...widths, button("Print", () => print()));
views.className = "views";
desk.append(draftsLabel, country, views);

const wantsDesk = () => face === "desk" || own.some(([, name]) => memory[name]);

// section lists entries under a heading that stays open or closed as it was
// left.
const left = {};
const section = ({ name, entries }) => {
  const details = make("details", make("summary", `${name} ${entries.length}`), make("ul", "", ...entries.map((e) => make("li",
    e.line && button("line " + e.line, () => showEdit(elementOf(blockAt(e.line)), true)),
    ...(e.label ? [make("b", e.label), " "] : []),
    link(e.text, e.link),
    make("small", e.more),
  ))));
  details.open = left[name];
  details.ontoggle = () => (left[name] = details.open);
  return details;
};

let listed = "";
const spread = (page) => {
  const d = page.desk;
  draftsBox.checked = page.drafts;
  banner.hidden = !page.drafts;
  for (const [box, name] of own) box.checked = memory[name];
  lasting = [];
  for (const { mark, entries } of d?.sections ?? [])
    if (memory["dossier-" + mark]) lasting.push(...entries.map((e) => ({ element: elementOf(blockAt(e.line)), kind: mark, text: e.text })));
  lay();
  if (!d) return;
  const grown = d.words - (memory["dossierWords" + page.path] ??= d.words);
  const all = JSON.stringify([d, page.source, editor]);
  if (all === listed) return;
  listed = all;
  country.hidden = !d.countries.length;
  countries.replaceChildren(new Option("no country", ""), ...d.countries.map((c) => new Option(c.toUpperCase(), c, false, c === d.country)));
  const words = d.words && `${d.words} words · ${d.minutes} min` + (grown ? ` · ${grown > 0 ? "+" : "−"}${Math.abs(grown)} words since this tab was opened` : "");
  facts.replaceChildren(
    make("p", link(page.source, editor.replace("{line}", 1))),
    make("p", words),
    ...d.sections.map(section),
    make("p", d.state),
  );
};

