package netlify_test

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	godiff "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"dossier/internal/diag"
	"dossier/internal/golden"
	"dossier/internal/netlify"
)

// The corpus: each case holds a file, the rules and the number of errors that
// the host's own reader makes of it (see testdata/record.mjs), and what we say
// about it.
func TestCorpus(t *testing.T) {
	count := 0
	for _, kind := range []struct {
		folder string
		read   func(src []byte) (rules string, printed []byte, diags diag.List)
	}{
		{"headers", func(src []byte) (string, []byte, diag.List) {
			rules, diags := netlify.ParseHeaders(src)
			return dumpHeaders(rules), rules.Print(), diags
		}},
		{"redirects", func(src []byte) (string, []byte, diag.List) {
			rules, diags := netlify.ParseRedirects(src)
			return dumpRedirects(rules), rules.Print(), diags
		}},
	} {
		golden.Cases(t, "testdata/"+kind.folder+"/*.txtar", func(t *testing.T, c *golden.Case) {
			count += bytes.Count(c.Files[0].Data, []byte("\n"))
			src := unescape(t, c.Files[0].Data)
			rules, printed, diags := kind.read(src)
			if diff := godiff.Diff(string(c.Files[1].Data), rules); diff != "" {
				t.Errorf("rules (-host's reader +ours):\n%s", diff)
			}
			refused, err := strconv.Atoi(strings.TrimSpace(string(c.Files[2].Data)))
			if err != nil {
				t.Fatal(err)
			}
			if got := diags.Count(diag.Error); got < refused {
				t.Errorf("the host's reader reports %d errors, ours %d", refused, got)
			}
			// Printing writes every status, so it may make two rules one.
			once, printedAgain, _ := kind.read(printed)
			if twice, _, _ := kind.read(printedAgain); once != twice {
				t.Errorf("printed and read again (-before +after):\n%s", godiff.Diff(once, twice))
			}
			if without := withoutRepeats(rules); kind.folder == "redirects" && without != once {
				t.Errorf("read and printed (-read +printed):\n%s", godiff.Diff(without, once))
			}
			c.Want(t, "diagnostics", listed(src, diags))
		})
	}
	if count < 150 {
		t.Errorf("the corpus has %d lines, want at least 150", count)
	}
}

func withoutRepeats(rules string) string {
	var kept []string
	for _, rule := range slices.Backward(strings.SplitAfter(rules, "\n")) {
		if !slices.Contains(kept, rule) {
			kept = append(kept, rule)
		}
	}
	slices.Reverse(kept)
	return strings.Join(kept, "")
}

// unescape reads \r, \t, \\ and \uXXXX, which the corpus uses for what an
// editor would not show.
func unescape(t *testing.T, b []byte) []byte {
	t.Helper()
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			out = append(out, b[i])
			continue
		}
		i++
		switch b[i] {
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case '\\':
			out = append(out, '\\')
		case 'u':
			r, err := strconv.ParseUint(string(b[i+1:i+5]), 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			out = utf8.AppendRune(out, rune(r))
			i += 4
		default:
			t.Fatalf("unknown escape \\%c", b[i])
		}
	}
	return out
}

func escape(s string) string {
	return strings.NewReplacer("\\", `\\`, "\r", `\r`, "\t", `\t`, "\u00a0", `\u00a0`, "\u0085", `\u0085`, "\ufeff", `\ufeff`,
		"\u2028", `\u2028`, "\u2029", `\u2029`, "\u3000", `\u3000`).Replace(s)
}

func dumpHeaders(rules netlify.Headers) string {
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%s\n", escape(r.Path))
		for _, h := range r.Headers {
			fmt.Fprintf(&b, "  %s: %s\n", escape(h.Name), escape(h.Value))
		}
	}
	return b.String()
}

func dumpRedirects(rules netlify.Redirects) string {
	var b strings.Builder
	for _, r := range rules {
		var fields []string
		add := func(name, value string) {
			if value != "" {
				fields = append(fields, name+": "+escape(value))
			}
		}
		add("from", r.From)
		add("query", joined(r.Query))
		add("to", r.To)
		add("status", strconv.Itoa(r.Status))
		if r.Force {
			add("force", "yes")
		}
		conditions := r.Conditions
		for _, list := range []struct {
			key    string
			values []string
		}{{"Country", r.Country}, {"Language", r.Language}, {"Role", r.Role}} {
			if list.values != nil {
				conditions = append(conditions, netlify.Pair{Key: list.key, Value: strings.Join(list.values, ",")})
			}
		}
		add("conditions", joined(conditions))
		add("signed", r.Signed)
		add("scheme", r.Scheme)
		add("host", r.Host)
		if r.Path != r.From {
			add("path", r.Path)
		}
		fmt.Fprintln(&b, strings.Join(fields, " | "))
	}
	return b.String()
}

func joined(pairs []netlify.Pair) string {
	pairs = slices.Clone(pairs)
	slices.SortFunc(pairs, func(a, b netlify.Pair) int { return cmp.Compare(a.Key, b.Key) })
	var all []string
	for _, p := range pairs {
		all = append(all, p.Key+"="+p.Value)
	}
	return strings.Join(all, "&")
}

// listed prints diagnostics in order of place, with line and column.
func listed(src []byte, diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Sort() {
		before := src[:d.Span.Start]
		line := 1 + bytes.Count(before, []byte("\n"))
		column := 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
		fmt.Fprintf(&b, "%d:%d: %v: %s [%s]\n", line, column, d.Severity, escape(d.Message), d.Code)
		if d.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", escape(d.Hint))
		}
	}
	return b.String()
}

// Every pattern against every path, as the host's local tools decide.
func TestHeaderMatching(t *testing.T) {
	a, err := txtar.ParseFile("testdata/match.txtar")
	if err != nil {
		t.Fatal(err)
	}
	part := func(i int) []string { return strings.Split(strings.TrimSuffix(string(a.Files[i].Data), "\n"), "\n") }
	patterns, paths, rows := part(0), part(1), part(2)
	if len(patterns)*len(paths) < 1000 {
		t.Errorf("%d pairs, want at least 1,000", len(patterns)*len(paths))
	}
	for i, pattern := range patterns {
		rules, _ := netlify.ParseHeaders([]byte(pattern + "\n  A: b\n"))
		for j, path := range paths {
			want := rows[i][j] == '1'
			if got := len(rules.Match(path)) > 0; got != want {
				t.Errorf("%s matches %s: %v, want %v", pattern, path, got, want)
			}
			written := netlify.HeaderRule{Path: pattern}
			if got := written.Matches(path); got != want {
				t.Errorf("%s, not read but written, matches %s: %v, want %v", pattern, path, got, want)
			}
		}
	}
}

func TestHeadersJoin(t *testing.T) {
	rules, _ := netlify.ParseHeaders([]byte("/*\n A: 1\n B: 2\n/x/*\n B: 3\n b: 4\n C: 5\n"))
	var got []string
	for _, h := range rules.Match("/x/y") {
		got = append(got, h.Name+"="+h.Value)
	}
	if want := "A=1 B=3 b=4 C=5"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/headers/*.txtar", "testdata/redirects/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			a, err := txtar.ParseFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(a.Files[0].Data)
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		headers, diags := netlify.ParseHeaders(src)
		checkSpans(t, src, diags)
		headers.Match("/a/b")
		redirects, diags := netlify.ParseRedirects(src)
		checkSpans(t, src, diags)
		redirects.Match(netlify.Request{Path: "/a/b", RawQuery: "x=1&%zz", AcceptLanguage: "en;q=,fr"}, func(string) bool { return false })
		if !utf8.Valid(src) {
			return
		}
		for _, r := range redirects {
			if len(r.Query) > 0 && strings.Trim(r.Query[0].Key[:min(1, len(r.Query[0].Key))], "+-0123456789") == "" {
				continue // cannot be written: it would be read as a status
			}
			again, _ := netlify.ParseRedirects(netlify.Redirects{r}.Print())
			if len(again) != 1 || dumpRedirects(again) != dumpRedirects(netlify.Redirects{r}) {
				t.Errorf("%q became %q", dumpRedirects(netlify.Redirects{r}), dumpRedirects(again))
			}
		}
	})
}

func checkSpans(t *testing.T, src []byte, diags diag.List) {
	t.Helper()
	for _, d := range diags {
		if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(src) {
			t.Errorf("%s: span %d–%d outside of %d bytes", d.Code, d.Span.Start, d.Span.End, len(src))
		}
	}
}
