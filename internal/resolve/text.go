package resolve

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/prose"
)

// Pictures finds the image file of the project with a path, as it will be
// published; ok is false where there is none.
type Pictures func(path string) (p casefile.Picture, ok bool)

// References are what the references of one text lead to, each slice parallel
// to the one of its outline.
type References struct {
	Links     []casefile.Target
	Images    []casefile.Picture
	Citations [][]*casefile.Source
	Summary   *casefile.Summary
}

// Text resolves the references of one text. Whether an anchor exists in
// another text is for check to say: that text is not at hand here.
func Text(inv *casefile.Investigation, c *casefile.Chapter, o *prose.Outline, pictures Pictures) (*References, diag.List) {
	t := &text{inv: inv, chapter: c, outline: o}
	t.refs.Summary = &casefile.Summary{Headings: o.Headings, Words: o.Words, Notes: len(o.Notes), HasCode: len(o.Codes) > 0, IDs: t.ids(),
		Passages: o.Passages, Alts: o.Images, Claims: o.Claims, Records: o.Records, Terms: o.Terms, Names: o.Names, Counts: o.Counts, Events: o.Events, Timelines: o.Timelines, Diagrams: o.Diagrams, Unknowns: o.Unknowns, Quotes: o.Quotes, Allowed: o.Allowed}
	t.marks()
	t.refs.Links = make([]casefile.Target, len(o.Links))
	for i, l := range o.Links {
		t.refs.Links[i] = t.link(l)
	}
	t.refs.Images = make([]casefile.Picture, len(o.Images))
	for i, img := range o.Images {
		t.refs.Images[i] = t.image(img, pictures)
	}
	t.refs.Citations = make([][]*casefile.Source, len(o.Citations))
	for i, cite := range o.Citations {
		t.refs.Citations[i] = t.citation(cite, o.CitedIn[i])
	}
	return &t.refs, t.diags
}

type text struct {
	inv     *casefile.Investigation
	chapter *casefile.Chapter
	outline *prose.Outline
	refs    References
	diags   diag.List
}

func (t *text) report(code diag.Code, s prose.Span, message, hint string) {
	t.diags = append(t.diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: t.span(s), Message: message, Hint: hint})
}

func (t *text) span(s prose.Span) diag.Span {
	return diag.Span{File: t.chapter.Path, Start: s.Start, End: s.End}
}

// ids lists every anchor that the text gives the page.
func (t *text) ids() map[string]bool {
	ids := make(map[string]bool, len(t.outline.IDs)+2*len(t.outline.Notes)+t.outline.Numbered)
	for _, id := range t.outline.IDs {
		ids[id.Name] = true
	}
	for _, n := range t.outline.Notes {
		ids["n-"+n.ID] = true
		for _, m := range n.Marks {
			ids[MarkID(n, t.outline.Marks[m])] = true
		}
	}
	for _, entry := range t.inv.CorrectionsOf(t.chapter) {
		ids["cor-"+entry.ID] = true
	}
	if t.chapter.Kind != casefile.CoverKind {
		for p := 1; p <= t.outline.Numbered; p++ {
			ids["p"+strconv.Itoa(p)] = true
		}
	}
	return ids
}

// MarkID is the id of a mark of a note: "nr-sealed", "nr-sealed--2".
func MarkID(n prose.Note, m prose.Mark) string {
	if m.Ordinal > 1 {
		return "nr-" + n.ID + "--" + strconv.Itoa(m.Ordinal)
	}
	return "nr-" + n.ID
}

func (t *text) citation(c prose.Citation, note int) []*casefile.Source {
	found := make([]*casefile.Source, len(c.Items))
	for i, item := range c.Items {
		found[i] = t.inv.Sources.Lookup(item.Key)
		if found[i] == nil {
			t.unknownSource(item)
			continue
		}
		if item.Locator.Label == "exhibit" {
			t.place(item.Locator.Value, t.span(item.Span))
		}
		cited := casefile.Cited{Key: item.Key, Note: note, Locator: item.Locator, Span: t.span(item.Span)}
		if note >= 0 {
			n := t.outline.Notes[note]
			if len(n.Marks) > 0 {
				cited.Mark = MarkID(n, t.outline.Marks[n.Marks[0]])
				cited.More = len(n.Marks) - 1
			}
		}
		t.refs.Summary.Cited = append(t.refs.Summary.Cited, cited)
	}
	return found
}

func (t *text) unknownSource(item prose.CitationItem) {
	t.diags = append(t.diags, unknownKey(t.inv, item.Key, t.span(item.Span)))
}

// unknownKey reports a citation of a source that there is not.
func unknownKey(inv *casefile.Investigation, key string, where diag.Span) diag.Diagnostic {
	d := diag.Diagnostic{Code: diag.UnknownCitation, Severity: diag.Error, Span: where,
		Message: fmt.Sprintf("no source has the key %q", key),
		Hint:    diag.DidYouMean(key, inv.Sources.Keys())}
	if near := diag.Nearest(key, inv.Sources.Keys()); len(near) > 0 {
		d.Related = append(d.Related, diag.Related{Span: inv.Sources.Lookup(near[0]).Span, Message: "closest key"})
	}
	if d.Hint == "" {
		d.Hint = `add the source to content/records/sources.yaml; for a handle write \@` + key
	}
	return d
}

// link finds where a link leads. The reader has already refused what is unsafe.
func (t *text) link(l prose.Link) casefile.Target {
	dest, fragment, _ := strings.Cut(l.Dest, "#")
	if u, err := url.PathUnescape(fragment); err == nil {
		fragment = u
	}
	switch {
	case l.Dest == "":
		return casefile.Target{}
	case hasScheme(l.Dest):
		return casefile.Target{URL: l.Dest, External: true}
	case strings.HasPrefix(l.Dest, "//"):
		return casefile.Target{} // refused by the reader
	case dest == "":
		return t.toChapter(t.chapter, "", fragment, l)
	}
	dest, query, _ := strings.Cut(dest, "?")
	plain, err := url.PathUnescape(dest)
	if err != nil {
		t.report(diag.MalformedURL, l.Span, fmt.Sprintf("%q is not a valid address", l.Dest), "write % as %25")
		return casefile.Target{}
	}
	if strings.HasPrefix(plain, "/") {
		return t.toAddress(plain, query, fragment, l)
	}
	file := path.Join(path.Dir(t.chapter.Path), plain)
	if c := t.inv.ByPath[file]; c != nil {
		return t.toChapter(c, query, fragment, l)
	}
	if c, anchor := t.recordLink(file, fragment); c != nil {
		return t.toChapter(c, query, anchor, l)
	}
	if c, anchor := t.exhibitLink(file, fragment); c != nil {
		return t.toChapter(c, query, anchor, l)
	}
	if why := t.inv.Held[file]; why != "" {
		t.report(diag.LinkToDraft, l.Span, fmt.Sprintf("%q is not published: %s", plain, heldWords[why]), "publish it first, or remove the link")
		return casefile.Target{}
	}
	t.report(diag.UnknownPage, l.Span, fmt.Sprintf("there is no file %q here", plain), t.suggestFile(plain))
	return casefile.Target{}
}

var heldWords = map[string]string{"draft": "it is a draft", "embargo": "its embargo has not ended"}

// hasScheme reports whether an address begins with a scheme such as "https:".
// https://www.rfc-editor.org/rfc/rfc3986#section-3.1
func hasScheme(dest string) bool {
	for i := 0; i < len(dest); i++ {
		c := dest[i]
		switch {
		case c == ':':
			return i > 0
		case 'a' <= c|0x20 && c|0x20 <= 'z', i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

func (t *text) toChapter(c *casefile.Chapter, query, fragment string, l prose.Link) casefile.Target {
	target := casefile.Target{URL: c.URL, Chapter: c}
	if c == t.chapter && query == "" && fragment != "" {
		target.URL = ""
	}
	if query != "" {
		target.URL += "?" + query
	}
	if fragment != "" {
		target.URL += "#" + fragment
		t.refs.Summary.Links = append(t.refs.Summary.Links, casefile.AnchorLink{Chapter: c, Fragment: fragment, Span: t.span(l.Span)})
	}
	return target
}

// toAddress resolves a link written as an address of the finished site.
func (t *text) toAddress(address, query, fragment string, l prose.Link) casefile.Target {
	for _, c := range t.inv.All() {
		if c.URL == address || c.URL == address+"/" {
			return t.toChapter(c, query, fragment, l)
		}
	}
	t.report(diag.UnknownPage, l.Span, fmt.Sprintf("no page has the address %q", address), "link to the file: [text](02-chapter.md)")
	return casefile.Target{}
}

// suggestFile names the file a writer may have meant, as a path from the
// chapter.
func (t *text) suggestFile(wrong string) string {
	here := path.Dir(t.chapter.Path)
	var names []string
	for _, p := range slices.Sorted(maps.Keys(t.inv.ByPath)) {
		if path.Dir(p) == here {
			names = append(names, path.Base(p))
		}
	}
	if hint := diag.DidYouMean(wrong, names); hint != "" {
		return hint
	}
	return "links between chapters name the file: [text](02-chapter.md)"
}

func (t *text) image(img prose.Image, pictures Pictures) casefile.Picture {
	if img.Dest == "" || hasScheme(img.Dest) || strings.HasPrefix(img.Dest, "/") {
		t.report(diag.MissingFile, img.Span, fmt.Sprintf("%q is not an image file of this project", img.Dest), "put the image beside the chapter and name it by its path from there")
		return casefile.Picture{}
	}
	plain, err := url.PathUnescape(img.Dest)
	if err != nil {
		plain = img.Dest
	}
	p, ok := pictures(path.Join(path.Dir(t.chapter.Path), plain))
	if !ok {
		t.report(diag.MissingFile, img.Span, fmt.Sprintf("%q is referred to but does not exist", img.Dest), "put the image beside the chapter and name it by its path from there")
	}
	return p
}
