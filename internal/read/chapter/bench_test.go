package chapter_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"dossier/internal/read/chapter"
)

// sampleChapter is a chapter of about 1,200 words with 20 notes, half of them
// citations, a list, a table and a block of code.
func sampleChapter() []byte {
	words := strings.Fields("the letter that advertisers sent to the court says an agreement gave the company access to private messages of users and the company's lawyers deny it")
	var b strings.Builder
	b.WriteString("---\ntitle: \"A chapter\"\n---\n\n")
	notes := 0
	for section := range 5 {
		fmt.Fprintf(&b, "## Section %d and what it says\n\n", section+1)
		for range 4 {
			for sentence := range 4 {
				for w := range 14 {
					word := words[(w*7+sentence*3+section)%len(words)]
					if w == 0 {
						word = "\"" + strings.ToUpper(word[:1]) + word[1:] + "\""
					}
					b.WriteString(word + " ")
				}
				switch sentence {
				case 1:
					fmt.Fprintf(&b, "in *%d* [@source-%d, p. %d]. ", 2000+section, notes, notes+1)
				case 3:
					notes++
					fmt.Fprintf(&b, "and [more](02-deal.md#part).[^%d]", notes)
				default:
					b.WriteString("at last. ")
				}
			}
			b.WriteString("\n\n")
		}
	}
	b.WriteString("- one\n- two\n- three\n\n| A | B |\n|---|--:|\n| a | 1 |\n| b | 2 |\n\n```go\nfunc main() {}\n```\n\n")
	for i := range notes {
		fmt.Fprintf(&b, "[^%d]: A note that says “%s”, *Journal of Records*, p. %d. [Copy](https://example.org/%d).\n\n", i+1, words[i%len(words)], i, i)
	}
	return []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	src := sampleChapter()
	if _, diags := chapter.Read(src, "en"); len(diags) > 0 {
		b.Fatal(diags)
	}
	for _, lang := range []string{"en", "fr"} {
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				chapter.Read(src, lang)
			}
		})
	}
}

// hostile is text that a careless parser takes time for that grows with the
// square of its length.
var hostile = map[string]func(n int) string{
	"sample":                 func(n int) string { return strings.Repeat(string(sampleChapter()), n/7000+1) },
	"brackets":               func(n int) string { return strings.Repeat("[", n) },
	"brackets, closed":       func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"brackets, alternating":  func(n int) string { return strings.Repeat("[x] ", n/4) },
	"brackets, on lines":     func(n int) string { return strings.Repeat("[x]\n", n/4) },
	"notes, never closed":    func(n int) string { return strings.Repeat("^[", n/2) },
	"notes, nested":          func(n int) string { return strings.Repeat("^[", n/4) + strings.Repeat("]", n/4) },
	"notes in the text":      func(n int) string { return strings.Repeat("^[a] ", n/5) },
	"notes on lines":         func(n int) string { return strings.Repeat("^[a]\n", n/5) },
	"marks":                  func(n int) string { return strings.Repeat("[^a]", n/4) + "\n\n[^a]: x" },
	"definitions":            func(n int) string { return strings.Repeat("[^a]: x\n", n/8) },
	"references":             func(n int) string { return strings.Repeat("[a]: b\n", n/7) },
	"references with titles": func(n int) string { return strings.Repeat("[a]: b \"\n", n/9) },
	"titles, never closed":   func(n int) string { return strings.Repeat("[a](b 'c ", n/9) },
	"addresses":              func(n int) string { return strings.Repeat("[a](", n/4) },
	"angle brackets":         func(n int) string { return strings.Repeat("<", n) },
	"comments":               func(n int) string { return strings.Repeat("<!--", n/4) },
	"comments on lines":      func(n int) string { return strings.Repeat("<!--\n", n/5) },
	"comments on lines, end": func(n int) string { return "x\n" + strings.Repeat("<!--\n", n/5) + "-->" },
	"comments in paragraphs": func(n int) string { return strings.Repeat("x <!-- y\n\n", n/10) },
	"tags":                   func(n int) string { return strings.Repeat("<a b='", n/6) },
	"tags of two kinds":      func(n int) string { return strings.Repeat("<a b=\"<a b='", n/12) },
	"declarations":           func(n int) string { return strings.Repeat("<!A ", n/4) },
	"instructions":           func(n int) string { return strings.Repeat("<?", n/2) },
	"backticks":              func(n int) string { return strings.Repeat("`a``b```c````", n/13) },
	"backticks, escaped":     func(n int) string { return strings.Repeat("\\``", n/3) },
	"backticks, growing": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i) + "a")
		}
		return b.String()
	},
	"emphasis":              func(n int) string { return strings.Repeat("*a_ ", n/4) },
	"emphasis, nested":      func(n int) string { return strings.Repeat("*a **b ", n/14) + strings.Repeat("c** d* ", n/14) },
	"emphasis in links":     func(n int) string { return strings.Repeat("[*a*](b) ", n/9) },
	"strikes":               func(n int) string { return strings.Repeat("~~a ", n/4) },
	"attributes":            func(n int) string { return strings.Repeat("[a]{.b ", n/7) },
	"attributes, quoted":    func(n int) string { return strings.Repeat("[a]{b=\"", n/7) },
	"spans, nested":         func(n int) string { return strings.Repeat("[", n/10) + strings.Repeat("]{lang=fr}", n/10) },
	"citations":             func(n int) string { return strings.Repeat("[@a; @b] ", n/9) },
	"citations, one":        func(n int) string { return "[" + strings.Repeat("@a; ", n/4) + "@b]" },
	"citations, nested":     func(n int) string { return strings.Repeat("[@a ", n/4) + strings.Repeat("]", n/4) },
	"places":                func(n int) string { return strings.Repeat("@a [", n/4) },
	"at signs":              func(n int) string { return strings.Repeat("@", n) },
	"keys in braces":        func(n int) string { return strings.Repeat("@{", n/2) },
	"quotation marks":       func(n int) string { return strings.Repeat("\"a' ", n/4) },
	"quotation marks, high": func(n int) string { return strings.Repeat("«\";: ", n/6) },
	"dollars":               func(n int) string { return strings.Repeat("$$a ", n/4) },
	"tildes":                func(n int) string { return strings.Repeat("~a", n/2) },
	"quotes, deep":          func(n int) string { return strings.Repeat(">", n) },
	"quotes, long":          func(n int) string { return strings.Repeat("> a\n", n/4) },
	"lists, deep":           func(n int) string { return strings.Repeat("- ", n/2) },
	"lists, deep, in lines": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(" ", 2*(i%90)) + "- a\n")
		}
		return b.String()
	},
	"divs, deep":       func(n int) string { return strings.Repeat("::: lead\n", n/9) },
	"divs, closed":     func(n int) string { return strings.Repeat("::: lead\n", n/18) + strings.Repeat(":::\n", n/18) },
	"divs, stray":      func(n int) string { return strings.Repeat(":::\n", n/4) },
	"headings":         func(n int) string { return strings.Repeat("## a\n", n/5) },
	"headings, braces": func(n int) string { return "## " + strings.Repeat("{\"", n/2) + "}" },
	"headings, ids":    func(n int) string { return strings.Repeat("## a {#b}\n", n/10) },
	"tables":           func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|`a\\|b`|c|\n", n/11) },
	"tables, wide":     func(n int) string { return strings.Repeat("|a", n/4) + "|\n" + strings.Repeat("|-", n/4) + "|\n" },
	"terms":            func(n int) string { return strings.Repeat("a\n: b\n\n", n/7) },
	"code":             func(n int) string { return strings.Repeat("```\n", n/4) },
	"entities":         func(n int) string { return strings.Repeat("&amp;&", n/6) },
	"backslashes":      func(n int) string { return strings.Repeat("\\", n) },
	"carriage returns": func(n int) string { return strings.Repeat("a `b\r\nc` -\r\n", n/13) },
	"images":           func(n int) string { return strings.Repeat("![", n/2) + strings.Repeat("](a)", n/4) },
	"words":            func(n int) string { return strings.Repeat("a", n) },
}

// TestLinear reads hostile text twice as long and compares how much work it
// was, counted in allocations. Work that allocates nothing shows as a test that
// does not end, and in BenchmarkHostile.
func TestLinear(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		text := hostile[name]
		t.Run(name, func(t *testing.T) {
			once := testing.AllocsPerRun(1, func() { chapter.Read([]byte(text(30<<10)), "fr") })
			twice := testing.AllocsPerRun(1, func() { chapter.Read([]byte(text(60<<10)), "fr") })
			if twice > 2.5*once+100 {
				t.Errorf("%.0f allocations for 30 KB, %.0f for 60 KB", once, twice)
			}
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		text := hostile[name]
		for _, kb := range []int{250, 1000} {
			b.Run(fmt.Sprintf("%s/%dKB", name, kb), func(b *testing.B) {
				src := []byte(text(kb << 10))
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					chapter.Read(src, "fr")
				}
			})
		}
	}
}
