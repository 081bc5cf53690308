package release

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/wording"
)

// report reports the changes of a page that the log does not explain. Those that
// stand side by side are one.
func (c *comparison) report(e *edit) {
	all := e.changes()
	silent := make([]bool, len(all))
	for i, ch := range all {
		isNewRecord := ch.was == nil && e.page.Kind == casefile.RecordKind // it changes nothing that was published
		silent[i] = isNewRecord || e.isCount(ch) || c.isExplained(e.page, ch)
	}
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && follows(all[to-1], all[to]) && (all[from].was == nil || silent[to] == silent[from]) {
			to++
		}
		explained := false
		for i := from; i < to; i++ { // an entry that quotes a part of what is new has told of it
			explained = explained || silent[i]
		}
		if !explained {
			c.unexplained(e, all[from:to])
		}
		from = to
	}
}

// follows reports whether a change is of the same kind as the one before and
// stands right behind it, in both texts.
func follows(a, b change) bool {
	next := func(p, q *piece) bool {
		return p == nil && q == nil || p != nil && q != nil && p.block == q.block && q.n == p.n+1
	}
	return next(a.was, b.was) && next(a.now, b.now)
}

// maxNew is how many bytes of a new passage are offered for an entry; of a longer
// one it is the first sentence.
const maxNew = 400

// unexplained reports changes that stand side by side.
func (c *comparison) unexplained(e *edit, list []change) {
	first, last := list[0], list[len(list)-1]
	was, now := "", ""
	if first.was != nil {
		was = first.was.in[first.was.from:last.was.to]
	}
	if first.now != nil {
		now = first.now.in[first.now.from:last.now.to]
	}
	switch {
	case first.now == nil:
		c.add(diag.StealthEdit, diag.Error, head(e.page), fmt.Sprintf("a passage of release %d is gone and the log does not say so: %q", c.base.Number, cut(was)),
			c.ready(e.page, first.was.of, was, "", true))
	case first.was == nil:
		if len(now) > maxNew {
			now = first.now.text
		}
		c.add(diag.StealthEdit, diag.Error, e.text[first.now.block].Span(first.now.from, first.now.to), fmt.Sprintf("this passage is new since release %d and the log does not say so", c.base.Number),
			c.ready(e.page, first.now.of, "", now, true))
	default:
		severity := diag.Warning
		for _, ch := range list {
			if !e.isSmall(ch) {
				severity = diag.Error
			}
		}
		what := "this sentence changed since release %d and the log does not say so: it was %q and is %q"
		if len(list) > 1 {
			what = "these sentences changed since release %d and the log does not say so: they were %q and are %q"
		}
		switch kind := e.text[first.now.block].Kind; kind {
		case wording.Title, wording.Heading, wording.Standfirst, wording.Description, wording.Entry:
			what = strings.Replace(what, "sentence", kindNames[kind], 1)
		case wording.Alternative:
			what = strings.Replace(what, "sentence", "alternative text", 1)
		}
		before, after := differing(was, now)
		c.add(diag.StealthEdit, severity, e.text[first.now.block].Span(first.now.from, last.now.to), fmt.Sprintf(what, c.base.Number, before, after),
			c.ready(e.page, first.now.of, was, now, severity == diag.Error))
	}
}

// differing shortens two wordings for a message so that one sees where they
// differ.
func differing(was, now string) (string, string) {
	from := commonPrefix(was, now)
	if from > 100 {
		if space := strings.LastIndexByte(was[:from-40], ' '); space > 0 {
			was, now = "…"+was[space:], "…"+now[space:]
		}
	}
	return cut(was), cut(now)
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
