package chapter_test

import (
	"strings"
	"sync"
	"testing"

	"dossier/internal/diag"
	"dossier/internal/read/chapter"

	"github.com/yuin/goldmark/ast"
)

// TestNesting: what stands deeper than 100 levels is reported once, and no tree
// is deeper than those who walk it can bear.
func TestNesting(t *testing.T) {
	var lists, nestedNotes strings.Builder
	for i := range 130 {
		lists.WriteString(strings.Repeat("  ", i) + "- a\n")
		nestedNotes.WriteString(strings.Repeat("    ", i) + "[^" + strings.Repeat("a", i+1) + "]: x\n\n")
	}
	tests := map[string]string{
		"quotations": strings.Repeat("> ", 130) + "text",
		"lists":      lists.String(),
		"a line":     strings.Repeat("- ", 130) + "text",
		"divs":       strings.Repeat("::: lead\n", 130) + strings.Repeat(":::\n", 130),
		"notes":      nestedNotes.String(),
		"emphasis":   strings.Repeat("*a **b ", 130) + strings.Repeat("c** d* ", 130),
		"spans":      strings.Repeat("[", 130) + "x" + strings.Repeat("]{lang=fr}", 130),
		"marks":      strings.Repeat("*", 2000) + "x" + strings.Repeat("*", 2000),
		"many marks": strings.Repeat("*a* ", 1500),
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			doc, diags := chapter.Read([]byte(text), "en")
			n := 0
			for _, d := range diags {
				if d.Code == diag.NestedTooDeep {
					n++
				}
			}
			if n != 1 {
				t.Errorf("reported %d times, want once", n)
			}
			if depth := depthOf(doc.Root); depth > 320 {
				t.Errorf("the tree is %d deep", depth)
			}
		})
	}
}

func depthOf(n ast.Node) int {
	most := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		most = max(most, depthOf(c))
	}
	return most + 1
}

// TestUnreadable: a file that is not text is a document without text.
func TestUnreadable(t *testing.T) {
	for name, src := range map[string]string{
		"NUL":     "a\x00b",
		"Latin-1": "\xe9t\xe9",
		"large":   strings.Repeat("a", diag.MaxTextBytes+1),
	} {
		doc, diags := chapter.Read([]byte(src), "en")
		if len(diags) != 1 || diags[0].Code != diag.UnreadableFile {
			t.Errorf("%s: %v", name, diags)
		}
		if doc == nil || doc.Root == nil || doc.Root.FirstChild() != nil || doc.Words != 0 {
			t.Errorf("%s: not an empty document", name)
		}
	}
}

// TestUnclosedFrontMatter: ReadHead reports it, so Read is silent. The text is
// taken to begin at the first empty line.
func TestUnclosedFrontMatter(t *testing.T) {
	doc, diags := chapter.Read([]byte("---\ntitle: x\n\nText.[^a] <b>\n"), "en")
	if len(diags) > 0 || doc.Words != 2 {
		t.Errorf("%d words, %v", doc.Words, diags)
	}
	if doc, _ := chapter.Read([]byte("---\ntitle: x\nText.\n"), "en"); doc.Root.FirstChild() != nil {
		t.Errorf("without an empty line: %v", doc.Root.FirstChild())
	}
}

// TestConcurrentReads: readings share a parser and memory, and nothing else.
func TestConcurrentReads(t *testing.T) {
	texts := []string{string(sampleChapter()), "One.[^a] *two* [@k]\n\n[^a]: A.\n", "# <b> [^x] ::: {.", "::: {.quote #a source=k}\n\"x\"\n:::\n"}
	var want []string
	for _, text := range texts {
		r := read([]byte(text), "fr")
		want = append(want, printTree(r)+printNotes(r)+printDiagnostics(r))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 5 * len(texts) {
				r := read([]byte(texts[i%len(texts)]), "fr")
				if got := printTree(r) + printNotes(r) + printDiagnostics(r); got != want[i%len(texts)] {
					t.Errorf("text %d reads otherwise beside others", i%len(texts))
				}
			}
		})
	}
	wg.Wait()
}
