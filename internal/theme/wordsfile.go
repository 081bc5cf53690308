package theme

import (
	"maps"
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/yamltree"
)

// fallback is the language of the built-in words. They stand in where a project
// in other languages has none of its own.
const fallback = "en"

// loadWords reads layouts/strings/<lang>.yaml.
func (th *Theme) loadWords(files *input.Tree) (diag.List, error) {
	th.own = map[string]map[string]phrase{}
	th.words = map[string]*Words{}
	var diags diag.List
	for _, f := range files.Under("layouts/strings") {
		lang, ok := strings.CutSuffix(strings.TrimPrefix(f.Path, "layouts/strings/"), ".yaml")
		if !ok {
			continue
		}
		b, err := f.Bytes()
		if err != nil {
			return nil, err
		}
		text, more := readWords(b)
		th.own[lang] = text
		diags = append(diags, more.In(f.Path)...)
	}
	for _, lang := range th.options.Languages {
		text := map[string]phrase{}
		for _, from := range []string{fallback, th.options.Languages[0], lang} {
			maps.Copy(text, th.own[from])
		}
		th.words[lang] = &Words{Lang: lang, text: text}
	}
	return diags, nil
}

// readWords reads one strings file: a mapping of keys to text, or to the forms
// that go with numbers, one: and other:.
func readWords(b []byte) (map[string]phrase, diag.List) {
	root, diags := yamltree.Parse(b, 0, len(b))
	text := make(map[string]phrase, len(root.Entries))
	if root.Kind != yamltree.Mapping && root.Kind != yamltree.Empty && root.Kind != yamltree.Broken {
		diags = append(diags, diag.Diagnostic{
			Code: diag.WrongType, Severity: diag.Error, Span: root.Span,
			Message: "a strings file holds keys with text", Hint: "write one key: text in each line",
		})
	}
	for _, e := range root.Entries {
		switch e.Value.Kind {
		case yamltree.Scalar:
			text[e.Key] = phrase{e.Value.Text, e.Value.Text}
		case yamltree.Mapping:
			m := e.Value.Map(e.Key, &diags)
			p := phrase{m.Text("one"), m.Text("other")}
			m.Require("other", "\""+e.Key+"\" has no other:, the form for most numbers", "write {one: …, other: …}")
			m.Finish()
			if p.one == "" {
				p.one = p.other
			}
			text[e.Key] = p
		case yamltree.List:
			diags = append(diags, diag.Diagnostic{
				Code: diag.WrongType, Severity: diag.Error, Span: e.Value.Span,
				Message: "\"" + e.Key + "\" wants text, found a list", Hint: "write key: text",
			})
		}
	}
	return text, diags
}

// missingWords reports the languages that have no words of their own for a key.
func (th *Theme) missingWords(r reference) diag.List {
	var diags diag.List
	for _, lang := range th.options.Languages {
		if _, ok := th.own[lang][r.name]; ok {
			continue
		}
		d := diag.Diagnostic{
			Code: diag.MissingString, Severity: diag.Warning, Span: diag.Span{File: "layouts/strings/" + lang + ".yaml"},
			Message: "there are no words for \"" + r.name + "\"",
			Hint:    "add " + r.name + ": to the file; until then the words of another language stand in",
		}
		if !th.words[lang].Has(r.name) {
			d.Severity = diag.Error
			d.Hint = "add " + r.name + ": to the file"
			if near := diag.DidYouMean(r.name, slices.Sorted(maps.Keys(th.words[lang].text))); near != "" {
				d.Hint = near
			}
		}
		if r.span.File != "" {
			d.Related = []diag.Related{{Span: r.span, Message: "used here"}}
		}
		diags = append(diags, d)
	}
	return diags
}

// nearestFile is the hint for a file that does not exist.
func nearestFile(name string, names []string) string {
	if hint := diag.DidYouMean(name, names); hint != "" {
		return hint
	}
	return "put the file below assets/, or correct the name"
}
