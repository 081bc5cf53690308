// Package exhibit writes what an exhibit offers to programs: its transcript as a
// text file, and its highlights as W3C Web Annotations
// (https://www.w3.org/TR/annotation-model/).
package exhibit

import (
	"fmt"
	"strings"

	"dossier/internal/casefile"
)

// The names of the files in the folder of an exhibit, and their media types.
const (
	TextName        = "transcript.txt"
	TextType        = "text/plain; charset=utf-8"
	AnnotationsName = "annotations.json"
	AnnotationsType = "application/ld+json"
)

// Words are the words of a language that a text file needs, with {0} as theme
// has them.
type Words interface {
	T(key string, args ...any) string
}

// Text writes the transcript: each page under its title, lines with their
// numbers, and what cannot be read in words. note says what the copy is not; ""
// for nothing.
func Text(x *casefile.Exhibit, title, note string, w Words) []byte {
	var b strings.Builder
	b.WriteString(title + "\n")
	if note != "" {
		b.WriteString(note + "\n")
	}
	for _, s := range x.Sheets {
		key := "page-n"
		if x.Excerpt {
			key = "page-of-excerpt"
		}
		title := w.T(key, s.Number)
		if s.Number <= len(x.Times) {
			title = x.Stretch(x.Times[s.Number-1])
		}
		b.WriteString("\n" + title + "\n\n")
		for i, l := range s.Lines {
			words := plain(l, w)
			switch {
			case !x.Transcript.Numbered:
				b.WriteString(words + "\n\n")
			case words == "":
				fmt.Fprintf(&b, "%4d\n", i+1)
			default:
				fmt.Fprintf(&b, "%4d  %s\n", i+1, words)
			}
		}
	}
	return []byte(strings.TrimRight(b.String(), "\n") + "\n")
}

func plain(l casefile.Line, w Words) string {
	var b strings.Builder
	for _, r := range l.Runs {
		switch r.Kind {
		case casefile.GapRun:
			b.WriteString("[…]")
		case casefile.RedactedRun:
			key := "redacted-ours"
			if r.Court {
				key = "redacted-court"
			}
			if r.Text != "" {
				b.WriteString("[" + w.T(key+"-about", r.Text) + "]")
			} else {
				b.WriteString("[" + w.T(key) + "]")
			}
		case casefile.IllegibleRun:
			if r.Text != "" {
				b.WriteString(w.T("illegible-about", r.Text))
			} else {
				b.WriteString(w.T("illegible"))
			}
		default:
			b.WriteString(r.Text)
		}
	}
	return b.String()
}
