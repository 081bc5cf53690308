package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"dossier/internal/diag"
	"dossier/internal/input"
)

// layouts are all layouts and partials, parsed once as they are written, for
// places in diagnostics, and once as they are executed.
type layouts struct {
	sources map[string]string             // template name to the file's text
	written *template.Template            // never executed itself, only cloned
	ready   map[string]*template.Template // by language; executed
}

// loadLayouts parses layouts/*.html and layouts/partials/*.html. A template is
// named by its path below layouts.
func (th *Theme) loadLayouts(files *input.Tree) (diag.List, error) {
	ls := &layouts{sources: map[string]string{}, ready: map[string]*template.Template{}}
	th.layouts = ls
	var names []string
	for _, f := range files.Under("layouts") {
		if path.Ext(f.Path) != ".html" {
			continue
		}
		b, err := f.Bytes()
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(f.Path, "layouts/")
		ls.sources[name] = strings.TrimPrefix(string(b), "\ufeff")
		names = append(names, name)
	}

	var diags diag.List
	stub := th.functions(th.Words(th.options.Languages[0]))
	ls.written = template.New("").Funcs(stub)
	executed := template.New("").Funcs(stub)
	for _, name := range names {
		source := ls.sources[name]
		if _, err := ls.written.New(name).Parse(source); err != nil {
			diags = append(diags, ls.diagnose(err))
			// Stand in for it, so that the other layouts can be used.
			template.Must(executed.New(name).Parse(""))
			continue
		}
		text, err := th.smallLayout(source)
		if err == nil {
			_, err = executed.New(name).Parse(text)
		}
		if err != nil { // the optimiser's mistake, not the writer's
			template.Must(executed.New(name).Parse(source))
		}
	}
	diags = append(diags, th.checkReferences()...)

	for i, lang := range th.options.Languages {
		set, err := executed.Clone()
		if err != nil {
			return nil, fmt.Errorf("layouts: %w", err)
		}
		w := th.Words(lang)
		for _, t := range set.Templates() {
			if t.Tree != nil {
				th.fold(t.Tree.Root, w)
			}
		}
		ls.ready[lang] = set.Funcs(th.functions(w))
		if i == 0 {
			diags = append(diags, ls.checkContexts(set, names)...)
		}
	}
	return diags, nil
}

func (th *Theme) smallLayout(source string) (string, error) {
	minify := th.options.Optimiser.HTML
	if minify == nil {
		return source, nil
	}
	b, err := minify([]byte(source))
	return string(b), err
}

// functions are what templates may call, bound to one language.
func (th *Theme) functions(w *Words) template.FuncMap {
	return template.FuncMap{
		"t":   w.T,
		"n":   w.N,
		"num": w.Number,
		"asset": func(name string) (string, error) {
			if address := th.Asset(name); address != "" {
				return address, nil
			}
			return "", fmt.Errorf("there is no file assets/%s", name)
		},
	}
}

// Execute writes a page: a layout ("chapter.html") in a language with a view.
// The error is a *diag.Failure that names the place in the layout.
func (th *Theme) Execute(w io.Writer, layout, lang string, view any) error {
	set := th.layouts.ready[lang]
	if set == nil {
		set = th.layouts.ready[th.options.Languages[0]]
	}
	if set.Lookup(layout) == nil {
		return &diag.Failure{Diagnostics: diag.List{{
			Code: diag.LayoutError, Severity: diag.Error, Span: diag.Span{File: "layouts/" + layout},
			Message: "there is no layout \"" + layout + "\"", Hint: "restore the file, or delete the project's layouts folder to use the built-in ones",
		}}}
	}
	err := set.ExecuteTemplate(w, layout, view)
	if err == nil {
		return nil
	}
	return &diag.Failure{Diagnostics: diag.List{th.layouts.locate(err, layout, view, th.functions(th.Words(lang)))}}
}

// locate finds the place of an error in the layout as it is written: the one
// that was executed may be minified.
func (ls *layouts) locate(err error, layout string, view any, functions template.FuncMap) diag.Diagnostic {
	if set, e := ls.written.Clone(); e == nil && set.Lookup(layout) != nil {
		if again := set.Funcs(functions).ExecuteTemplate(io.Discard, layout, view); again != nil {
			err = again
		}
	}
	return ls.diagnose(err)
}

// checkContexts makes html/template decide how each value is escaped, which it
// otherwise does when the first page is made.
func (ls *layouts) checkContexts(set *template.Template, names []string) diag.List {
	var diags diag.List
	for _, name := range names {
		if strings.Contains(name, "/") || set.Lookup(name) == nil {
			continue
		}
		err := set.ExecuteTemplate(io.Discard, name, nil)
		var escape *template.Error
		if !errors.As(err, &escape) {
			continue // without a view, a page may well fail
		}
		d := ls.diagnose(err)
		if again, e := ls.written.Clone(); e == nil {
			if err := again.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &escape) {
				d = ls.diagnose(err)
			}
		}
		diags = append(diags, d)
	}
	return diags
}

// diagnose turns an error of html/template into a diagnostic. Their form is
//
//	template: chapter.html:12: unexpected "}" in operand
//	template: chapter.html:12:5: executing "chapter.html" at <.X>: can't evaluate…
//	html/template:chapter.html:12:5: {{if}} branches end in different contexts…
func (ls *layouts) diagnose(err error) diag.Diagnostic {
	message := firstLine(err.Error())
	message = strings.TrimPrefix(message, "html/template")
	message = strings.TrimPrefix(message, "template")
	message = strings.TrimPrefix(strings.TrimPrefix(message, ":"), " ")
	name, rest, _ := strings.Cut(message, ":")
	source, known := ls.sources[name]
	if !known {
		return diag.Diagnostic{Code: diag.LayoutError, Severity: diag.Error, Message: firstLine(err.Error())}
	}
	line, rest := leadingNumber(rest)
	column, rest := leadingNumber(rest)
	start, end := lineBounds(source, line)
	start = min(start+max(column, 0), end)
	return diag.Diagnostic{
		Code: diag.LayoutError, Severity: diag.Error,
		Span:    diag.Span{File: "layouts/" + name, Start: start, End: end},
		Message: strings.TrimSpace(rest),
		Hint:    "layouts are written in html/template; delete the project's copy in layouts/ to return to the built-in one",
	}
}

// leadingNumber reads "12: rest"; -1 where there is no number.
func leadingNumber(s string) (int, string) {
	head, rest, found := strings.Cut(s, ":")
	n, err := strconv.Atoi(head)
	if !found || err != nil {
		return -1, s
	}
	return n, rest
}

// lineBounds returns the byte range of a line, counted from 1.
func lineBounds(s string, line int) (start, end int) {
	for ; line > 1; line-- {
		n := strings.IndexByte(s[start:], '\n')
		if n < 0 {
			break
		}
		start += n + 1
	}
	if n := strings.IndexByte(s[start:], '\n'); n >= 0 {
		return start, start + n
	}
	return start, len(s)
}

// A reference is a word or an asset that a layout names.
type reference struct {
	function, name string
	span           diag.Span
}

// references lists what the layouts name, by template and place.
func (ls *layouts) references() []reference {
	var refs []reference
	for _, name := range slices.Sorted(maps.Keys(ls.sources)) {
		set := ls.written.Lookup(name)
		if set == nil || set.Tree == nil {
			continue
		}
		refs = collect(refs, "layouts/"+name, set.Tree.Root)
	}
	return refs
}

// collect walks a parse tree for calls with a name written out: {{t "key"}}.
func collect(refs []reference, file string, node parse.Node) []reference {
	list := func(l *parse.ListNode) {
		if l != nil {
			for _, n := range l.Nodes {
				refs = collect(refs, file, n)
			}
		}
	}
	pipe := func(p *parse.PipeNode) {
		if p != nil {
			refs = collect(refs, file, p)
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		list(n)
	case *parse.ActionNode:
		pipe(n.Pipe)
	case *parse.IfNode:
		pipe(n.Pipe)
		list(n.List)
		list(n.ElseList)
	case *parse.RangeNode:
		pipe(n.Pipe)
		list(n.List)
		list(n.ElseList)
	case *parse.WithNode:
		pipe(n.Pipe)
		list(n.List)
		list(n.ElseList)
	case *parse.TemplateNode:
		pipe(n.Pipe)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			refs = collect(refs, file, c)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			refs = collect(refs, file, a)
		}
		if len(n.Args) < 2 {
			break
		}
		function, isName := n.Args[0].(*parse.IdentifierNode)
		name, isText := n.Args[1].(*parse.StringNode)
		if isName && isText {
			start := int(name.Position())
			refs = append(refs, reference{function.Ident, name.Text, diag.Span{File: file, Start: start, End: start + len(name.Quoted)}})
		}
	}
	return refs
}

// checkReferences reports words that a language lacks and assets that do not
// exist. A missing word is reported once for each language.
func (th *Theme) checkReferences() diag.List {
	var diags diag.List
	refs := th.layouts.references()
	for _, key := range th.options.Keys {
		refs = append(refs, reference{function: "t", name: key})
	}
	seen := map[string]bool{}
	for _, r := range refs {
		switch r.function {
		case "asset":
			if !th.Has(r.name) {
				diags = append(diags, diag.Diagnostic{
					Code: diag.MissingFile, Severity: diag.Error, Span: r.span,
					Message: "\"assets/" + r.name + "\" is referred to but does not exist",
					Hint:    nearestFile(r.name, slices.Sorted(maps.Keys(th.assets))),
				})
			}
		case "t", "n":
			if seen[r.name] {
				continue
			}
			seen[r.name] = true
			diags = append(diags, th.missingWords(r)...)
		}
	}
	return diags
}
