package page

import (
	"bytes"
	"html"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/wording"
)

// redline marks in a finished text the words that material entries have put
// there, where they stand once and in one block: whatever is marked up inside
// them stays. The old words stand before them, struck out. Who only hears the
// text, or copies it, is told which are which.
func (s *Site) redline(c *casefile.Chapter, text []byte) []byte {
	for _, e := range s.Investigation.CorrectionsOf(c) {
		was, now := e.Was.In(c.Lang), e.Now.In(c.Lang)
		if was == "" || now == "" || !e.Material || e.Withholds() {
			continue
		}
		shown := shownText(text)
		at := wording.Find(shown.words, now)
		if len(at) != 1 {
			continue
		}
		w := s.shelf(c.Lang).words
		label := func(key string) []byte {
			return slices.Concat([]byte(`<span class="vh">`), escapedText(w.T(key)), []byte(" </span>"))
		}
		parts := shown.runs(at[0][0], at[0][1])
		out := slices.Concat(text[:parts[0].lead], []byte("<del>"), label("correction-old"), escapedText(was), []byte("</del> "), text[parts[0].lead:parts[0].from])
		for i, p := range parts {
			out = append(out, "<ins>"...)
			if i == 0 {
				out = append(out, label("correction-new")...)
			}
			out = append(append(out, text[p.from:p.to]...), "</ins>"...)
			end := len(text)
			if i+1 < len(parts) {
				end = parts[i+1].from
			}
			out = append(out, text[p.to:end]...)
		}
		text = out
	}
	return text
}

func escapedText(words string) []byte {
	w := newWriter()
	w.text(words)
	return w.bytes()
}

// shown is the text of HTML as it is read: without notes, marks, labels and what
// entries of the log have added. Blocks are parted by a sign that no words hold.
type shown struct {
	words string
	at    []run // for each byte of words, where its character stands in the HTML
}

// A run is a part of HTML between tags.
type run struct {
	from, to int
	lead     int // where the start tags begin that stand right before it
}

// unread are elements whose content is no part of the text, and inline are those
// that do not end a block; both by the names that the printer uses.
var (
	unread = map[string]bool{"sup": true, "small": true, "svg": true, "del": true, "ins": true}
	inline = map[string]bool{"a": true, "abbr": true, "b": true, "cite": true, "code": true, "dfn": true, "em": true, "i": true, "mark": true, "q": true, "s": true, "span": true, "strong": true, "sub": true, "time": true}
	aside  = [][]byte{[]byte(`class="pn"`), []byte(`class="flag"`), []byte(`class="vh"`), []byte(`class="back"`)}
)

func shownText(text []byte) shown {
	var words strings.Builder
	var at []run
	write := func(letters string, r run) {
		words.WriteString(letters)
		for range len(letters) {
			at = append(at, r)
		}
	}
	lead := -1 // where the start tags began that nothing has followed
	skip := "" // name of the element that is passed over
	depth := 0 // of elements of that name in it
	for i := 0; i < len(text); {
		if text[i] != '<' {
			end := i + 1
			if text[i] == '&' {
				if semicolon := bytes.IndexByte(text[i:min(len(text), i+12)], ';'); semicolon > 0 {
					end = i + semicolon + 1
				}
			} else {
				for end < len(text) && text[end]&0xC0 == 0x80 {
					end++
				}
			}
			if skip == "" {
				r := run{i, end, i}
				if lead >= 0 {
					r.lead = lead
				}
				write(html.UnescapeString(string(text[i:end])), r)
			}
			lead = -1
			i = end
			continue
		}
		end := endOfTag(text, i)
		name, closes := tagName(text[i:end])
		switch {
		case skip != "":
			if name == skip && closes {
				depth--
			} else if name == skip {
				depth++
			}
			if depth == 0 {
				skip = ""
			}
		case !closes && (unread[name] || slices.ContainsFunc(aside, func(class []byte) bool { return bytes.Contains(text[i:end], class) })):
			skip, depth = name, 1
		case inline[name]:
			if !closes && lead < 0 {
				lead = i
			}
		default:
			write("\x00", run{i, i, i})
		}
		if closes || skip != "" || !inline[name] {
			lead = -1
		}
		i = end
	}
	return shown{words.String(), at}
}

// runs are the parts of the HTML that hold a range of the words.
func (s shown) runs(from, to int) []run {
	var list []run
	for i := from; i < to; i++ {
		r := s.at[i]
		if n := len(list); n > 0 && (list[n-1].to == r.from || list[n-1].from == r.from) {
			list[n-1].to = r.to
			continue
		}
		list = append(list, r)
	}
	return list
}

// tagName is the name of the element of a tag, and whether it is an end tag.
func tagName(tag []byte) (name string, closes bool) {
	tag = tag[1:]
	if len(tag) > 0 && tag[0] == '/' {
		tag, closes = tag[1:], true
	}
	end := bytes.IndexAny(tag, " >/")
	if end < 0 {
		end = len(tag)
	}
	return string(tag[:end]), closes
}
