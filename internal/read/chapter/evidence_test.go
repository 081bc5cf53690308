package chapter_test

import (
	"fmt"
	"strings"
	"testing"

	"dossier/internal/prose"
	"dossier/internal/read/chapter"
)

// TestMarks: what is marked in a text, with its words and its place in the
// file.
func TestMarks(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       string
	}{
		{"a claim in a sentence", "It's so. [Lawyers *say* \"a\"[@k] so]{.claim ref=x}, they... said.\n",
			`claim x "Lawyers say “a” so" from "Lawyers *say* \"a\"[@k] so"; anchor c-x`},
		{"a block", "A.\n\n::: {.claim ref=x}\nOne.\n\nTwo é.\n:::\n\nB.\n",
			`claim x "One. / Two é." from "One.\n\nTwo é."; anchor c-x`},
		{"only the first has the anchor", "[a]{.claim ref=x} [b]{.claim ref=x} [c]{.claim ref=y}\n",
			`claim x "a" from "a"; claim x "b" from "b"; claim y "c" from "c"; anchor c-x; anchor c-y`},
		{"an id of its own", "[a]{.claim #mine ref=x} [b]{.claim ref=x}\n",
			`claim x "a" from "a"; claim x "b" from "b"; anchor mine; anchor c-x`},
		{"nothing inside", "[]{.claim ref=x}\n", `claim x "" from ""; anchor c-x`},
		{"no record", "[a]{.claim}\n", `missing-field`},
		{"nested", "[a [b]{.claim ref=y} c]{.claim ref=x}\n", `claim x "a b c" from "a [b]{.claim ref=y} c"; claim y "b" from "b"; anchor c-y; anchor c-x; nested-claim`},
		{"nested in a block", "::: {.claim ref=x}\n[a]{.claim ref=y}\n:::\n", `claim x "a" from "a"; claim y "a" from "a"; anchor c-x; anchor c-y; nested-claim`},
		{"over paragraphs", "[One.\n\nTwo]{.claim ref=x}.\n", `unmatched-span`},
		{"a bracket that is text", "See a]{.note} and [b] here.\n", ``},
		{"responses", "::: {.response ref=m}\n:::\n\n::: {.right-of-reply ref=n}\n:::\n", `response m; right-of-reply n; anchor r-m; anchor r-n`},
		{"a response with text", "::: {.response ref=m}\nText.\n:::\n", `response m; anchor r-m; unsupported-syntax`},
		{"a quotation", "He said [\"it *is* so\"]{.q #w source=k loc=\"p. 3\"}.\n", `quote k p. 3 "“it *is* so”" from "\"it *is* so\""; anchor q-w`},
		{"a set-off quotation", "::: {.quote source=k by=stone lang=en}\nOne.\n\nTwo.\n:::\n", `quote k by stone "One.\n\nTwo." from "One.\n\nTwo."`},
		{"a translation", "[« a b »]{.q source=k lang=fr original=\"x y\" translated-by=desk unverifiable=\"on paper\" emphasis=added}\n",
			`quote k original x y unverifiable "«\u00a0a b\u00a0»" from "« a b »"`},
		{"in a note", "A.[^n]\n\n[^n]: So [says *he*]{.claim ref=x} ^.\n", `claim x "says he" from "says *he"; anchor c-x`},
		{"an exception", "[a b]{.allow code=c reason=\"r s\"}\n", `allow c (r s) from "a b]{.allow code=c reason=\"r s\"}"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, diags := chapter.Read([]byte(tt.text), "en")
			var got []string
			words := func(s prose.Stretch) string {
				var parts []string
				var span prose.Span
				for i := s.First; i <= s.Last; i++ {
					p := &doc.Passages[i]
					from, to, _ := s.Within(i, len(p.Text))
					parts = append(parts, p.Text[from:to])
					at := p.Span(from, to)
					if i == s.First {
						span = at
					}
					span.End = at.End
				}
				for span.End > 0 && span.End < len(tt.text) && tt.text[span.End]&0xC0 == 0x80 {
					span.End++
				}
				return fmt.Sprintf("%q from %q", strings.Join(parts, " / "), tt.text[span.Start:span.End])
			}
			for _, c := range doc.Claims {
				got = append(got, "claim "+c.Ref+" "+words(c.Stretch))
			}
			for _, r := range doc.Records {
				got = append(got, r.Class+" "+r.Ref)
			}
			for _, q := range doc.Quotes {
				s := "quote " + q.Source
				if q.Place != "" {
					s += " " + q.Place
				}
				if q.By != "" {
					s += " by " + q.By
				}
				if q.Original != "" {
					s += " original " + q.Original
				}
				if q.Unverifiable != "" {
					s += " unverifiable"
				}
				_, place, _ := strings.Cut(words(q.Stretch), " from ")
				got = append(got, fmt.Sprintf("%s %+q from %s", s, q.Text, place))
			}
			for _, a := range doc.Allowed {
				got = append(got, fmt.Sprintf("allow %s (%s) from %q", a.Code, a.Reason, tt.text[a.Span.Start:a.Span.End]))
			}
			for _, id := range doc.IDs {
				got = append(got, "anchor "+id.Name)
			}
			for _, d := range diags {
				if d.Code != "" {
					got = append(got, string(d.Code))
				}
			}
			want := strings.ReplaceAll(tt.want, "“it *is* so”", `\u201cit *is* so\u201d`)
			want = strings.ReplaceAll(want, `"«\u00a0a b\u00a0»"`, `"\u00ab\u00a0a b\u00a0\u00bb"`)
			if s := strings.Join(got, "; "); s != want {
				t.Errorf("%s\nwant %s", s, want)
			}
		})
	}
}

// TestPassages: the words of a text, block by block, each character in its
// place.
func TestPassages(t *testing.T) {
	src := "Before \"x\" &amp; y... -- z \\* é.\n\n## A *head*[^n]\n\nAs @key-1 [p. 3] said,[@b]\nand more.\n\n- item\n\n| a |\n|---|\n| b |\n\n::: {.quote source=k}\nWords.\n:::\n\n::: {.pull}\nAgain.\n:::\n\n```\ncode\n```\n\n[^n]: A note.\n"
	doc, _ := chapter.Read([]byte(src), "en")
	var got []string
	for i := range doc.Passages {
		p := &doc.Passages[i]
		s := fmt.Sprintf("%d %d %s", p.Kind, p.Heading, p.Text)
		for _, flag := range []struct {
			on   bool
			name string
		}{{p.InNote, "note"}, {p.Quoted, "quoted"}, {p.Pulled, "pulled"}, {len(p.Notes) > 0, "marks"}} {
			if flag.on {
				s += " (" + flag.name + ")"
			}
		}
		got = append(got, s)
		for at, c := range p.Text {
			if span := p.Span(at, at+len(string(c))); c < 0x80 && c != ' ' && c != '@' && src[span.Start] != byte(c) && src[span.Start] != '\\' {
				t.Errorf("%q in %q stands at %q", c, p.Text, src[span.Start:span.End])
			}
		}
	}
	want := []string{
		"0 -1 Before “x” & y… – z * é.",
		"0 -1 A note. (note)",
		"1 0 A head (marks)",
		"0 0 As @key-1 said, and more. (marks)",
		"0 0 item",
		"2 0 a",
		"2 0 b",
		"0 0 Words. (quoted)",
		"0 0 Again. (pulled)",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzMarks holds the lists of marks against any text: every stretch is one of
// the passages, and every passage stands in the file.
func FuzzMarks(f *testing.F) {
	f.Add([]byte("[a *b*]{.claim ref=x} [\"q\"]{.q source=k}[@k]\n\n::: {.claim ref=x}\nOne.[^n]\n:::\n\n[^n]: [b]{.claim ref=y}\n"))
	f.Add([]byte("| [a]{.claim ref=x} |\n|---|\n| é... |\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, _ := chapter.Read(src, "fr")
		for i := range doc.Passages {
			p := &doc.Passages[i]
			for at := 0; at <= len(p.Text); at++ {
				if s := p.Span(0, at); s.Start < 0 || s.End < s.Start || s.End > len(src) {
					t.Fatalf("passage %q: %+v of %d bytes", p.Text, s, len(src))
				}
			}
		}
		inside := func(s prose.Stretch) {
			if s.Last < s.First {
				return
			}
			if s.First < 0 || s.Last >= len(doc.Passages) || s.From < 0 || s.From > len(doc.Passages[s.First].Text) || s.To < 0 || s.To > len(doc.Passages[s.Last].Text) {
				t.Fatalf("stretch %+v of %d passages", s, len(doc.Passages))
			}
		}
		for _, c := range doc.Claims {
			inside(c.Stretch)
		}
		for _, q := range doc.Quotes {
			inside(q.Stretch)
		}
		for _, a := range doc.Allowed {
			if a.Span.Start < 0 || a.Span.End < a.Span.Start || a.Span.End > len(src) {
				t.Fatalf("exception %+v of %d bytes", a.Span, len(src))
			}
		}
	})
}
