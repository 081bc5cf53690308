package release

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/sentence"
	"dossier/internal/wording"
)

// An edit is how the wording of a page differs from the published one.
type edit struct {
	page *casefile.Chapter
	was  []Block         // blocks that are gone
	now  []wording.Block // blocks that are new
}

// edit compares the wording of a page; nil where it is the same. The order of
// blocks does not count.
func (c *comparison) edit(p *Page, page *casefile.Chapter) *edit {
	blocks := wordingOf(c.inv, page, c.summary(page))
	current := make([]Block, len(blocks))
	for i, b := range blocks {
		current[i] = Block{kindNames[b.Kind], b.Of, b.Text}
	}
	if digest(current) == p.Digest {
		return nil
	}
	key := func(b Block) string { return b.Kind + "\x00" + fold(b.Text) }
	count := map[string]int{}
	for _, b := range current {
		count[key(b)]++
	}
	e := &edit{page: page}
	for _, b := range p.Blocks {
		if count[key(b)]--; count[key(b)] < 0 {
			e.was = append(e.was, b)
		}
	}
	for i, b := range current {
		if count[key(b)] > 0 {
			count[key(b)]--
			e.now = append(e.now, blocks[i])
		}
	}
	return e
}

// moved takes out of the edits what left one page and stands word for word on
// another of the same language.
func moved(edits []*edit) {
	type place struct{ lang, text string }
	arrived := map[place]int{}
	for _, e := range edits {
		for _, b := range e.now {
			arrived[place{e.page.Lang, fold(b.Text)}]++
		}
	}
	gone := map[place]int{}
	for _, e := range edits {
		e.was = slices.DeleteFunc(e.was, func(b Block) bool {
			at := place{e.page.Lang, fold(b.Text)}
			if arrived[at] == 0 {
				return false
			}
			arrived[at]--
			gone[at]++
			return true
		})
	}
	for _, e := range edits {
		e.now = slices.DeleteFunc(e.now, func(b wording.Block) bool {
			at := place{e.page.Lang, fold(b.Text)}
			if gone[at] == 0 {
				return false
			}
			gone[at]--
			return true
		})
	}
}

// manyPairs is how many pairs of blocks are compared for likeness; beyond it
// they are paired in order.
const manyPairs = 1 << 16

// report pairs what is gone with what is new and reports each pair that the log
// does not explain.
func (c *comparison) report(e *edit) {
	for _, old := range e.was {
		at := -1
		best := 0
		for i, b := range e.now {
			if len(e.was)*len(e.now) > manyPairs {
				at = 0
				break
			}
			if kindNames[b.Kind] != old.Kind || b.Of != old.Of {
				continue
			}
			if n := likeness(old.Text, b.Text); n > best {
				at, best = i, n
			}
		}
		if at < 0 {
			c.removed(e, old)
			continue
		}
		c.changed(e, old, &e.now[at])
		e.now = slices.Delete(e.now, at, at+1)
	}
	if e.page.Kind == casefile.RecordKind {
		return // a new entry of a register changes nothing that was published
	}
	for i := range e.now {
		b := &e.now[i]
		if c.explained(e.page, b.Of, "", b.Text) {
			continue
		}
		end := len(b.Text)
		if list := sentence.Split(b.Text, e.page.Lang); len(list) > 0 {
			end = list[0].End
		}
		c.add(diag.StealthEdit, diag.Error, b.Span(0, end), fmt.Sprintf("this passage is new since release %d and the log does not say so", c.base.Number),
			c.ready(e.page, b.Of, "", b.Text[:end]))
	}
}

// likeness is how many bytes two texts share at their ends; 0 where that is less
// than a quarter of the shorter one.
func likeness(a, b string) int {
	n := commonPrefix(a, b)
	n += commonSuffix(a[n:], b[n:])
	if n*4 < min(len(a), len(b)) {
		return 0
	}
	return n
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && (!utf8.RuneStart(a[len(a)-n]) || !utf8.RuneStart(b[len(b)-n])) {
		n--
	}
	return n
}

func (c *comparison) removed(e *edit, old Block) {
	if c.explained(e.page, old.Of, old.Text, "") {
		return
	}
	text := old.Text
	if list := sentence.Split(text, e.page.Lang); len(list) > 0 {
		text = text[list[0].Start:list[0].End]
	}
	c.add(diag.StealthEdit, diag.Error, head(e.page), fmt.Sprintf("a passage of release %d is gone and the log does not say so: %q", c.base.Number, cut(text)),
		c.ready(e.page, old.Of, text, ""))
}

// changed reports a block whose words are others.
func (c *comparison) changed(e *edit, old Block, b *wording.Block) {
	if c.explained(e.page, b.Of, old.Text, b.Text) {
		return
	}
	from := commonPrefix(old.Text, b.Text)
	tail := commonSuffix(old.Text[from:], b.Text[from:])
	oldEnd, newEnd := len(old.Text)-tail, len(b.Text)-tail
	wasFrom, wasTo := around(old.Text, from, oldEnd, e.page.Lang)
	nowFrom, nowTo := around(b.Text, from, newEnd, e.page.Lang)
	was, now := old.Text[wasFrom:wasTo], b.Text[nowFrom:nowTo]

	severity := diag.Error
	if c.isSmall(e, b, old.Text, from, oldEnd, newEnd) {
		severity = diag.Warning
	}
	what := "sentence"
	switch b.Kind {
	case wording.Title, wording.Heading, wording.Standfirst, wording.Description:
		what = kindNames[b.Kind]
	case wording.Alternative:
		what = "alternative text"
	case wording.Entry:
		what = "entry"
	}
	c.add(diag.StealthEdit, severity, b.Span(nowFrom, nowTo),
		fmt.Sprintf("this %s changed since release %d and the log does not say so: it was %q and is %q", what, c.base.Number, cut(was), cut(now)),
		c.ready(e.page, b.Of, was, now))
}

// around is the sentences that a part of a text touches.
func around(text string, from, to int, lang string) (int, int) {
	start, end := from, to
	for _, s := range sentence.Split(text, lang) {
		if s.End >= from && s.Start <= from {
			start = min(start, s.Start)
		}
		if s.Start <= to && s.End >= to {
			end = max(end, s.End)
		}
	}
	return start, end
}

// maxSmall is how many characters a change may have to be a warning only.
const maxSmall = 20

// turns are short words that turn a sentence round.
var turns = strings.Fields("not no never none nor without n't didn't wasn't isn't ne pas jamais aucun aucune sans non n")

// isSmall reports whether a change is small and touches nothing that matters: no
// claim, quotation, number, name, heading or negation.
func (c *comparison) isSmall(e *edit, b *wording.Block, old string, from, oldEnd, newEnd int) bool {
	if b.Kind.Stands() || utf8.RuneCountInString(old[from:oldEnd]) > maxSmall || utf8.RuneCountInString(b.Text[from:newEnd]) > maxSmall || b.IsMarked(from, newEnd) {
		return false
	}
	for _, words := range []string{wordsAt(old, from, oldEnd), wordsAt(b.Text, from, newEnd)} {
		if strings.ContainsFunc(words, unicode.IsDigit) || strings.ContainsAny(words, "“”«»\"") {
			return false
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
			if slices.Contains(turns, strings.ReplaceAll(w, "’", "'")) || strings.HasSuffix(w, "n’t") {
				return false
			}
		}
		for _, p := range c.inv.Parties.List {
			for _, name := range p.Called(e.page.Lang) {
				for _, part := range strings.Fields(name) {
					if unicode.IsUpper([]rune(part)[0]) && strings.Contains(words, part) {
						return false
					}
				}
			}
		}
	}
	return true
}

// wordsAt is a part of a text, widened to whole words.
func wordsAt(text string, from, to int) string {
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:from])
		if unicode.IsSpace(r) {
			break
		}
		from -= n
	}
	for to < len(text) {
		r, n := utf8.DecodeRuneInString(text[to:])
		if unicode.IsSpace(r) {
			break
		}
		to += n
	}
	return text[from:to]
}

// explained reports whether an entry of the log that is newer than the release
// says what was changed: one that quotes words explains the passages that hold
// them, one that quotes none the whole page, or the record that it names. of is
// the record whose words they are.
func (c *comparison) explained(page *casefile.Chapter, of, was, now string) bool {
	for _, e := range c.inv.Corrections.List {
		if c.released[e.ID] || !e.Explains(page, of) {
			continue
		}
		old, current := fold(e.Was.In(page.Lang)), fold(e.Now.In(page.Lang))
		switch {
		case old == "" && current == "":
			return true
		case page.Kind == casefile.RecordKind && page.Name == casefile.ClaimsPage && len(e.Claims) > 0:
			return true
		case was != "" && old != "" && strings.Contains(fold(was), old):
			return true
		case now != "" && current != "" && strings.Contains(fold(now), current):
			return true
		}
	}
	return false
}

// ready is an entry of the log that a writer can paste.
func (c *comparison) ready(page *casefile.Chapter, of, was, now string) string {
	name, about := page.Name, page.Name
	switch page.Kind {
	case casefile.RecordKind:
		if e := c.inv.Edition(page.Lang); of != "" && e != nil && e.Entry(page.Name, of) != nil {
			name = page.Name + "/" + of
		}
		if of != "" {
			about = of
		}
	case casefile.EntryKind:
		name, about = page.Name+"/"+page.Entry, of
	}
	if page.Kind != casefile.RecordKind && page.Kind != casefile.EntryKind {
		name = strings.TrimPrefix(page.Path, "content/")
	} else if page.Lang != c.inv.Settings.Original() {
		name = page.Lang + "/" + name
	}
	words := func(text string) string {
		q, err := quoted(text)
		if err != nil {
			return "…" // not possible: text is valid UTF-8
		}
		if len(c.inv.Settings.Languages) > 1 {
			return "{" + page.Lang + ": " + q + "}"
		}
		return q
	}
	day := isoDay(c.inv.Today)
	kind, fields := "correction", ""
	if was == "" || now == "" {
		kind = "update"
	}
	if was != "" {
		fields += ", was: " + words(was)
	}
	if now != "" {
		fields += ", now: " + words(now)
	}
	log := "content/records/corrections.yaml"
	if len(c.inv.Corrections.List) == 0 {
		log += " (the first entry takes the place of [])"
	}
	return fmt.Sprintf("take it back, or add to %s: - {id: %s, date: %s, type: %s, severity: material, pages: [%s]%s, why: …}",
		log, c.free(day+"-"+about), day, kind, name, fields)
}

// free is an id that no entry has, and none that was proposed before.
func (c *comparison) free(id string) string {
	for n, wish := 2, id; ; n++ {
		if !c.proposed[id] && c.inv.Corrections.Lookup(id) == nil {
			c.proposed[id] = true
			return id
		}
		id = fmt.Sprintf("%s-%d", wish, n)
	}
}

// quoted writes a text between quotes, as YAML and JSON both read it.
func quoted(text string) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(text)
	return strings.TrimSpace(b.String()), err
}

// cut shortens words for a message.
func cut(words string) string {
	const most = 160
	letters := []rune(words)
	if len(letters) <= most {
		return words
	}
	return string(letters[:most-1]) + "…"
}
