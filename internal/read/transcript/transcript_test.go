package transcript_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/read/transcript"
)

// show writes lines in a form that tests can read: kinds before the words.
func show(lines []casefile.Line) string {
	marks := map[casefile.RunKind]string{casefile.EmphasisRun: "em:", casefile.StrongRun: "strong:", casefile.GapRun: "gap", casefile.RedactedRun: "ours:", casefile.IllegibleRun: "illegible:"}
	var out []string
	for _, l := range lines {
		parts := []string{}
		if l.Level > 0 {
			parts = append(parts, strings.Repeat("#", l.Level))
		}
		for _, r := range l.Runs {
			mark := marks[r.Kind]
			if r.Court {
				mark = "court:"
			}
			parts = append(parts, mark+r.Text)
		}
		out = append(out, strings.Join(parts, "|"))
	}
	return strings.Join(out, "\n")
}

func TestLines(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"an at sign, a tag and quotation marks are text", `write to @desk <b>"now"</b>`, `write to @desk <b>"now"</b>`},
		{"a gap in each form", "[...] and […]", "gap| and |gap"},
		{"emphasis ends in its line", "*one* **two** *three\nfour*", "em:one| |strong:two| *three\nfour*"},
		{"an underscore in a word", "read_mailbox and _so_", "read_mailbox and |em:so"},
		{"bars of the court and of ours", `[about five words]{.redacted by=court} [a name]{.redacted by=newsroom reason="a private person"}`, "court:about five words| |ours:a name"},
		{"descriptions that tell nothing", `[About 120 words]{.redacted by=court}[a name, a date]{.redacted by=court}[]{.redacted by=court}`, "court:About 120 words|court:a name, a date|court:"},
		{"a word that nobody can read", "[one word]{.illegible}", "illegible:one word"},
		{"a heading", "## The terms", "##|The terms"},
		{"brackets of the document", "user’s [sic] and [2013](x)", "user’s [sic] and [2013](x)"},
		{"backslashes", `\*no\* \[...]`, `*no* [...]`},
		{"blank lines count between others", "\n\none\n\ntwo\n\n", "one\n\ntwo"},
		{"a comment is no line", "<!-- by hand -->\none\n<!--\ntwo\n-->\nthree", "one\nthree"},
		{"line ends of Windows", "\xef\xbb\xbfone\r\ntwo\r\n", "one\ntwo"},
		{"from the right", "هذه رسالة [...]", "هذه رسالة |gap"},
	} {
		page, diags := transcript.Read([]byte(tt.src))
		if got := show(page.Numbered); got != tt.want || len(diags) > 0 {
			t.Errorf("%s: %q, want %q; %v", tt.name, got, tt.want, diags)
		}
	}
}

func TestParagraphs(t *testing.T) {
	page, _ := transcript.Read([]byte("# Head\none\ntwo\n[...]\nthree\n\nfour"))
	if got, want := show(page.Paragraphs), "#|Head\none| |two\ngap\nthree\nfour"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ src, code, at string }{
		{"[x]{.redacted}", "invalid-value", "{.redacted}"},
		{"[x]{.redacted by=us}", "invalid-value", "{.redacted by=us}"},
		{"[x]{.redacted by=court colour=red}", "unknown-attribute", "{.redacted by=court colour=red}"},
		{"one [x]{.claim ref=y}", "unknown-class", "{.claim ref=y}"},
		{"<!-- never", "unclosed-block", "<!--"},
		{"it was [Jane Example]{.redacted by=newsroom}", "redaction-in-transcript", "[Jane Example]"},
		{"[Jane]{.redacted by=court}", "redaction-in-transcript", "[Jane]"},
		{"[jane@example.org]{.redacted by=court}", "redaction-in-transcript", "[jane@example.org]"},
		{"[+32 470 00]{.redacted by=court}", "redaction-in-transcript", "[+32 470 00]"},
	} {
		_, diags := transcript.Read([]byte(tt.src))
		if len(diags) != 1 || string(diags[0].Code) != tt.code || tt.src[diags[0].Span.Start:diags[0].Span.End] != tt.at {
			t.Errorf("%q: %v, want %s at %q", tt.src, diags, tt.code, tt.at)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"one\ntwo", "[x]{.redacted by=court reason=\"y\"} *a* [...]", "<!-- a\n-->b", "# Head\n\n\\*", "[a]{.redacted by=\"", "**_*", "\xef\xbb\xbf[…]\r\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		page, diags := transcript.Read(src)
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End > len(src) || d.Span.Start > d.Span.End {
				t.Fatalf("place %v in %d bytes", d.Span, len(src))
			}
		}
		for _, l := range append(page.Numbered, page.Paragraphs...) {
			for _, r := range l.Runs {
				if !utf8.ValidString(r.Text) || strings.Contains(r.Text, "\n") {
					t.Fatalf("a run holds %q", r.Text)
				}
			}
		}
	})
}
