// Package release keeps what was published, and finds what has changed since
// without a word to readers.
//
// A Baseline is the record of one release: the wording of every page, its
// addresses and anchors, where claims stood, the replies that were shown and
// the entries of the log of corrections. dossier release writes it to
// kept/release.json; every later build compares itself with it. The record
// depends on the files and on the day alone, so that the same release is the
// same bytes.
package release

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/wording"
	"dossier/internal/yamltree"
)

// Path is where the last release is kept.
const Path = "kept/release.json"

// A Baseline is the record of a release.
type Baseline struct {
	Number  int     `json:"release"` // from 1
	Date    string  `json:"date"`    // "2026-11-24"
	Pages   []Page  `json:"pages"`   // edition by edition, in the order of contents lists
	Claims  []Claim `json:"claims,omitempty"`
	Replies []Reply `json:"replies,omitempty"`
	Log     []Entry `json:"log,omitempty"`  // in file order
	Gone    []Gone  `json:"gone,omitempty"` // pages of earlier releases that were removed
}

// A Page is a page as it was published.
type Page struct {
	File    string   `json:"file,omitempty"` // "content/en/01-a.md"; "" where it is made of records
	Name    string   `json:"name,omitempty"` // of a page made of records: "people", "people/ada"
	Lang    string   `json:"lang"`
	Address string   `json:"address"`
	IDs     []string `json:"ids,omitempty"` // sorted; without the numbers of paragraphs, which move
	Digest  string   `json:"sha256"`        // of the folded wording
	Blocks  []Block  `json:"blocks,omitempty"`
}

// A Block is one piece of wording. Kind is "" for a paragraph.
type Block struct {
	Kind string `json:"kind,omitempty"`
	Of   string `json:"of,omitempty"` // id of the record whose words they are
	Text string `json:"text"`
}

// A Claim is where a claim stood.
type Claim struct {
	ID     string          `json:"id"`
	Status casefile.Status `json:"status"`
}

// A Reply is a right of reply that was published.
type Reply struct {
	ID       string   `json:"id"`
	Contests string   `json:"contests,omitempty"` // "en/02-deal.md#inbox-clause"
	Shown    []string `json:"shown,omitempty"`    // files of the texts that showed it
}

// An Entry is an entry of the log of corrections.
type Entry struct {
	ID     string        `json:"id"`
	Moment string        `json:"date"`
	Type   string        `json:"type,omitempty"`
	Minor  bool          `json:"minor,omitempty"`
	Pages  []string      `json:"pages,omitempty"`
	Was    casefile.Text `json:"was,omitempty"`
	Now    casefile.Text `json:"now,omitempty"`
	Why    casefile.Text `json:"why,omitempty"`
	Reason string        `json:"reason,omitempty"`
	Cites  []string      `json:"cite,omitempty"`
	Claims []string      `json:"claims,omitempty"`
	Thanks casefile.Text `json:"thanks,omitempty"`
}

// Summaries returns the summary of a page's text, nil where it has none.
type Summaries func(*casefile.Chapter) *casefile.Summary

// Take records an investigation as the release after another; last is nil
// before the first.
func Take(inv *casefile.Investigation, summary Summaries, last *Baseline, day casefile.Date) *Baseline {
	b := &Baseline{Number: 1, Date: isoDay(day), Gone: last.Removed(inv)}
	if last != nil {
		b.Number = last.Number + 1
	}
	for _, c := range inv.All() {
		p := Page{File: c.Path, Name: recordName(c), Lang: c.Lang, Address: c.URL}
		s := summary(c)
		if s != nil {
			p.IDs = anchors(s)
		}
		for _, block := range wordingOf(inv, c, s) {
			p.Blocks = append(p.Blocks, Block{kindNames[block.Kind], block.Of, block.Text})
		}
		p.Digest = digest(p.Blocks)
		b.Pages = append(b.Pages, p)
	}
	for _, c := range inv.Claims.List {
		if s := inv.Standings[c.ID]; s != nil {
			b.Claims = append(b.Claims, Claim{c.ID, s.Status})
		}
	}
	for _, r := range inv.Responses.List {
		if r.Law != nil {
			b.Replies = append(b.Replies, Reply{r.ID, r.Law.Contests, shownIn(inv, summary, r.ID)})
		}
	}
	for _, c := range inv.Corrections.List {
		b.Log = append(b.Log, entryOf(c))
	}
	return b
}

// recordName is how the log names a page that is made of records, "" for others.
func recordName(c *casefile.Chapter) string {
	switch c.Kind {
	case casefile.RecordKind:
		return c.Name
	case casefile.EntryKind:
		return c.Name + "/" + c.Entry
	}
	return ""
}

// wordingOf is the wording that a release keeps of a page. What the page of one
// record says stands in that of its register already, but for exhibits.
func wordingOf(inv *casefile.Investigation, c *casefile.Chapter, s *casefile.Summary) []wording.Block {
	if c.Kind == casefile.EntryKind && c.Name != casefile.ExhibitsPage {
		return nil
	}
	return wording.Of(inv, c, s)
}

// kindNames are the names of blocks in the record; paragraphs have none.
var kindNames = map[wording.Kind]string{
	wording.Heading: "heading", wording.Title: "title", wording.Standfirst: "standfirst", wording.Description: "description",
	wording.Alternative: "alternative", wording.Entry: "entry",
}

// paragraphNumber is the anchor of a numbered paragraph.
var paragraphNumber = regexp.MustCompile(`^p[0-9]+$`)

// anchors lists the anchors of a page that readers can rely on.
func anchors(s *casefile.Summary) []string {
	var ids []string
	for id := range s.IDs {
		if !paragraphNumber.MatchString(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// digest is the fingerprint of a wording, folded.
func digest(blocks []Block) string {
	h := sha256.New()
	for _, b := range blocks {
		fmt.Fprintf(h, "%s\x00%s\x00", b.Kind, wording.Fold(b.Text))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// shownIn lists the files of the texts that show a reply.
func shownIn(inv *casefile.Investigation, summary Summaries, id string) []string {
	var files []string
	for _, c := range inv.All() {
		if s := summary(c); s != nil && c.Path != "" && shows(s, id) {
			files = append(files, c.Path)
		}
	}
	return files
}

func shows(s *casefile.Summary, id string) bool {
	for _, m := range s.Records {
		if m.Ref == id {
			return true
		}
	}
	return false
}

func entryOf(c *casefile.Correction) Entry {
	e := Entry{ID: c.ID, Moment: c.Moment.Format("2006-01-02T15:04:05Z"), Type: string(c.Type), Minor: !c.Material,
		Was: c.Was, Now: c.Now, Why: c.Why, Reason: c.Reason, Claims: c.Claims.IDs(), Thanks: c.Thanks}
	for _, p := range c.Pages {
		name := p.Name
		if p.Lang != "" {
			name = p.Lang + "/" + name
		}
		e.Pages = append(e.Pages, name)
	}
	for _, cite := range c.Cites {
		e.Cites = append(e.Cites, strings.TrimSuffix(cite.Key+", "+cite.Place, ", "))
	}
	if len(e.Claims) == 0 {
		e.Claims = nil
	}
	return e
}

// Since is the note of a release: what the log says that changed since another,
// entry by entry, and the pages that are new. It is empty for the first.
func (b *Baseline) Since(last *Baseline) []string {
	if last == nil {
		return nil
	}
	var lines []string
	for _, e := range b.Log {
		if !slices.ContainsFunc(last.Log, func(old Entry) bool { return old.ID == e.ID }) {
			lines = append(lines, fmt.Sprintf("  %s: %s, %s", e.ID, cmp.Or(e.Type, string(casefile.CorrectionEntry)), strings.Join(append(slices.Clone(e.Pages), e.Claims...), ", ")))
		}
	}
	for _, p := range b.Pages {
		if p.File != "" && !last.had(p) {
			lines = append(lines, "  new: "+p.Address)
		}
	}
	return lines
}

// had reports whether a page, or another at its address, was in a release.
func (b *Baseline) had(p Page) bool {
	return slices.ContainsFunc(b.Pages, func(old Page) bool { return old.File == p.File || old.Address == p.Address })
}

// Write prints a release.
func (b *Baseline) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(b)
}

// Read reads a release. It is nil where the file is not one; a diagnostic then
// says why. Places have no file.
func Read(src []byte) (*Baseline, diag.List) {
	refuse := func(reason string) (*Baseline, diag.List) {
		return nil, diag.List{{Code: diag.MalformedRelease, Severity: diag.Error,
			Message: "the record of the last release cannot be read: " + reason,
			Hint:    "take the file back from version control; it is written by dossier release and by nobody else"}}
	}
	b := &Baseline{}
	d := json.NewDecoder(bytes.NewReader(src))
	d.DisallowUnknownFields()
	if err := d.Decode(b); err != nil {
		return refuse(strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := d.Token(); err != io.EOF {
		return refuse("there is more behind its end")
	}
	if b.Number < 1 {
		return refuse("it has no number")
	}
	if _, ok := yamltree.ParseDate(b.Date); !ok {
		return refuse(fmt.Sprintf("%q is not a day", b.Date))
	}
	for i := range b.Pages {
		if p := &b.Pages[i]; p.Digest != "" && p.Digest != digest(p.Blocks) {
			return refuse(fmt.Sprintf("the words of %s are not those that were released", p.Address))
		}
	}
	return b, nil
}

// WasPublished reports whether the release, or one before it, had what a
// reference of the log means: a page, the page of a record, or a record.
func (b *Baseline) WasPublished(r casefile.PageRef) bool {
	if b == nil {
		return false
	}
	register, id, isRecord := strings.Cut(r.Name, "/")
	return slices.ContainsFunc(b.Gone, func(g Gone) bool { return g.means(r) }) || slices.ContainsFunc(b.Pages, func(p Page) bool {
		return p.gone().means(r) || isRecord && p.Name == register && slices.ContainsFunc(p.Blocks, func(block Block) bool { return block.Of == id })
	})
}

func isoDay(d casefile.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
