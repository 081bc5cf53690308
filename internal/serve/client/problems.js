// Problems: those of the page on screen, from the same data as the terminal.

const place = (p, line, column) => link(p.file + (line ? `:${line}:${column}` : ""), p.editor);
const entry = (p) => {
  const item = make("li", make("p", make("b", p.severity), " ", p.message, " ", make("code", p.code)));
  item.className = p.severity;
  if (p.file) item.append(place(p, p.start?.line, p.start?.column));
  if (p.excerpt?.text) item.append(make("pre", p.marked[0], make("mark", p.marked[1]), p.marked[2]));
  if (p.hint) item.append(make("p", "hint: " + p.hint));
  for (const r of p.related) item.append(make("p", "see ", place(r, r.line, r.column), ": " + r.message));
  return item;
};

// An error opens the panel, and the end of the last problem closes it, unless
// the desk is open.
let known = "";
const listProblems = (problems, { page, site }) => {
  const elsewhere = count(Math.max(0, site.errors - page.errors), "error");
  const said = [...count(page.errors, "error"), ...count(page.warnings, "warning"), ...count(page.notes, "note"), ...elsewhere.map((n) => n + " elsewhere")].join(" · ");
  fold.hidden = !said;
  fold.textContent = said;
  all.hidden = !elsewhere.length;
  all.textContent = `Show ${elsewhere} of other pages`;
  if (live.textContent !== said) live.textContent = said || (known && "no problems left");
  const now = JSON.stringify(problems) + !said;
  if (now === known) return;
  known = now;
  list.replaceChildren(...problems.map(entry));
  list.scrollTop = box.scrollTop = 0;
  open(face === "desk" ? face : page.errors ? "problems" : "");
};
all.onclick = async () => {
  const site = await (await ask("diagnostics.json")).json();
  list.replaceChildren(...site.diagnostics.map(entry));
  all.hidden = true;
  open(face);
};

