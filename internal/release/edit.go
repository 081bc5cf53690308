package release

import (
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/sentence"
	"dossier/internal/wording"
)

// An edit is how the wording of a page differs from what the last release and
// the log make a reader expect there.
type edit struct {
	page *casefile.Chapter
	was  []piece         // expected, and gone
	now  []piece         // new
	text []wording.Block // of the page, which the places of new pieces are in
}

// A piece is what is compared: a sentence of a paragraph, or the whole of a block
// of another kind.
type piece struct {
	kind, of string
	text     string // as it stands in its block
	folded   string
	in       string    // the text of its block
	beside   [2]string // the sentences before and after it there, folded; "" for none
	block, n int       // index of its block, and its own there
	from, to int       // in the text of its block
}

// edit compares the wording of a page with that of the published pages that it
// has taken the place of; nil where it is the same. The order of blocks and of
// sentences does not count, nor does where a paragraph ends.
func (c *comparison) edit(page *casefile.Chapter, published []*Page) *edit {
	blocks := wordingOf(c.inv, page, c.summary(page))
	current := make([]Block, len(blocks))
	for i, b := range blocks {
		current[i] = Block{kindNames[b.Kind], b.Of, b.Text}
	}
	expected := c.expect(page, joined(page, published))
	if len(published) == 1 && digest(current) == published[0].Digest {
		return nil
	}

	key := func(b Block) string { return b.Kind + "\x00" + fold(b.Text) }
	count := map[string]int{}
	for _, b := range current {
		count[key(b)]++
	}
	e := &edit{page: page, text: blocks}
	for i, b := range expected {
		if count[key(b)]--; count[key(b)] < 0 {
			e.was = append(e.was, pieces(b, i, page.Lang)...)
		}
	}
	for i, b := range current {
		if count[key(b)] > 0 {
			count[key(b)]--
			e.now = append(e.now, pieces(b, i, page.Lang)...)
		}
	}
	cancel([]*edit{e}, func(_ *edit, p piece) string { return p.kind + "\x00" + p.folded })
	return e
}

// joined are the words of published pages that have become one. What they shared
// stands there once, and the page has the head of the one whose file it is.
func joined(page *casefile.Chapter, published []*Page) []Block {
	if len(published) == 1 {
		return published[0].Blocks
	}
	main := max(0, slices.IndexFunc(published, func(p *Page) bool { return p.File == page.Path }))
	list := slices.Clone(published[main].Blocks)
	for i, p := range published {
		for _, b := range p.Blocks {
			isHead := b.Kind == kindNames[wording.Title] || b.Kind == kindNames[wording.Standfirst] || b.Kind == kindNames[wording.Description]
			if i != main && !isHead && !slices.Contains(list, b) {
				list = append(list, b)
			}
		}
	}
	return list
}

// pieces takes a block apart.
func pieces(b Block, index int, lang string) []piece {
	spans := []sentence.Span{{Start: 0, End: len(b.Text)}}
	if b.Kind == "" {
		spans = sentence.Split(b.Text, lang)
	}
	var list []piece
	for n, s := range spans {
		text := b.Text[s.Start:s.End]
		if folded := fold(text); folded != "" {
			list = append(list, piece{kind: b.Kind, of: b.Of, text: text, folded: folded, in: b.Text, block: index, n: n, from: s.Start, to: s.End})
		}
	}
	for i := range list[min(1, len(list)):] {
		list[i+1].beside[0], list[i].beside[1] = list[i].folded, list[i+1].folded
	}
	return list
}

// moved takes out of the edits what left one page and stands word for word on
// another of the same language.
func moved(edits []*edit) {
	cancel(edits, func(e *edit, p piece) string { return e.page.Lang + "\x00" + p.folded })
}

// cancel takes out of edits what is gone and new alike, told by a key.
func cancel(edits []*edit, key func(*edit, piece) string) {
	arrived := map[string]int{}
	for _, e := range edits {
		for _, p := range e.now {
			arrived[key(e, p)]++
		}
	}
	take := func(from map[string]int, k string) bool {
		if from[k] == 0 {
			return false
		}
		from[k]--
		return true
	}
	stayed := map[string]int{}
	for _, e := range edits {
		e.was = slices.DeleteFunc(e.was, func(p piece) bool {
			k := key(e, p)
			if !take(arrived, k) {
				return false
			}
			stayed[k]++
			return true
		})
	}
	for _, e := range edits {
		e.now = slices.DeleteFunc(e.now, func(p piece) bool { return take(stayed, key(e, p)) })
	}
}

// expect applies to the published words of a page what the log says since the
// release, entry by entry, so that what is left to compare is what the log does
// not say. An entry may quote the new words of another.
func (c *comparison) expect(page *casefile.Chapter, published []Block) []Block {
	waiting := slices.Clone(c.fresh)
	list := slices.Clone(published)
	for found := true; found; {
		found = false
		waiting = slices.DeleteFunc(waiting, func(e *casefile.Correction) bool {
			old, current := e.Was.In(page.Lang), e.Now.In(page.Lang)
			applied := false
			for i := range list {
				if old == "" || !e.Explains(page, list[i].Of) {
					continue
				}
				if at := wording.Find(list[i].Text, old); len(at) > 0 {
					list[i].Text = replaced(list[i].Text, at, current)
					applied = true
				}
			}
			if applied {
				c.said[sayer{e, page.Lang}] = true
				found = true
			}
			return applied
		})
	}
	return list
}

// replaced is a text with other words at some places.
func replaced(text string, places [][2]int, words string) string {
	var b strings.Builder
	end := 0
	for _, at := range places {
		b.WriteString(text[end:at[0]])
		b.WriteString(words)
		end = at[1]
	}
	b.WriteString(text[end:])
	return b.String()
}
