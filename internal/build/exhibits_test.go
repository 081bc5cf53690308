package build_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/input"
)

// printed builds a project and returns the file at an output path, "" where
// there is none.
func printed(t *testing.T, project map[string]string, path string) string {
	t.Helper()
	files := map[string][]byte{"dossier.yaml": []byte("title: A case\n"), "content/en/01-a.md": []byte("---\ntitle: A\n---\n\nText.\n")}
	for name, text := range project {
		files[name] = []byte(text)
	}
	defaults, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	r, err := build.New().Build(context.Background(), input.Join(defaults, input.Memory(input.Project, files)), build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Output.Files() {
		if f.Path == path {
			b, err := f.Make(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
	}
	return ""
}

const exhibitHead = "how: filed\nobtained: 2026-02-01\nfrom: The court\n"

func TestExhibitPages(t *testing.T) {
	if list := printed(t, nil, "exhibits/index.html"); list != "" {
		t.Error("a list of no exhibits")
	}
	many := map[string]string{}
	for i := range 500 {
		dir := fmt.Sprintf("content/exhibits/x%03d/", i)
		many[dir+"exhibit.yaml"] = "title: " + strings.Repeat("A very long title ", 20) + "\n" + exhibitHead
		many[dir+"page-01.md"] = "Words.\n"
	}
	list := printed(t, many, "exhibits/index.html")
	if n := strings.Count(list, `class="tag"`); n != 500 || !strings.Contains(list, "<b>SF</b>") {
		t.Errorf("%d exhibits in the list of 500", n)
	}

	long := map[string]string{"content/exhibits/long/exhibit.yaml": "title: Long\npages: 41\ntranscript: {language: ar, lines: numbered}\n" + exhibitHead}
	for i := range 41 {
		long[fmt.Sprintf("content/exhibits/long/page-%02d.md", i+1)] = "هذه [a name]{.redacted by=newsroom reason=\"a private person\"} [...]\n"
	}
	first, second := printed(t, long, "exhibits/long/index.html"), printed(t, long, "exhibits/long/2/index.html")
	for _, want := range []string{`dir="rtl"`, `id="x-long-p40-l1"`, `id="x-long-p41"><a href="/exhibits/long/2/#x-long-p41"`, `aria-label="Withheld by us: a name (a private person)">█████</span>`} {
		if !strings.Contains(first, want) {
			t.Errorf("the first part has no %s", want)
		}
	}
	if !strings.Contains(second, `id="x-long-p41-l1"`) || strings.Contains(second, `id="x-long-p40-l1"`) {
		t.Error("the second part does not hold page 41 alone")
	}

	gone := printed(t, map[string]string{
		"content/exhibits/gone/exhibit.yaml": "title: Gone\nwithdrawn: {date: 2026-03-01, reason: it was forged}\n" + exhibitHead,
		"content/exhibits/gone/page-01.md":   "Secret words.\n",
	}, "exhibits/gone/index.html")
	if !strings.Contains(gone, "it was forged") || strings.Contains(gone, "Secret words") {
		t.Error("a withdrawn exhibit shows no notice, or its words")
	}
}

// The pages of a recording are parts of its time, and a moment leads to the page
// that holds it.
func TestRecordings(t *testing.T) {
	project := map[string]string{
		"content/exhibits/call/exhibit.yaml": "title: The call\nkind: audio\nsource: call\npages: 2\ntimes: [0:00-59:00, \"59:00-1:09:40\"]\ntranscript: {language: en, lines: numbered}\n" + exhibitHead,
		"content/exhibits/call/page-01.md":   "Hello?\n",
		"content/exhibits/call/page-02.md":   "The crane stands idle.\n",
		"content/records/sources.yaml":       "references:\n- {id: call, type: interview, title: A call, custom: {exhibit: call}}\n",
		"content/en/02-b.md":                 "---\ntitle: B\n---\n\nIt stands idle.[@call, {ex. call, 1:03:10, l. 1}] Again.[@call, {ex. call, 59:30}]\n",
	}
	call, text := printed(t, project, "exhibits/call/index.html"), printed(t, project, "b/index.html")
	for _, want := range []string{">0:00:00–0:59:00</h2>", ">0:59:00–1:09:40</h2>", `>2 (0:59:30)</a>`} {
		if !strings.Contains(call, want) {
			t.Errorf("the page of the recording has no %s", want)
		}
	}
	for _, want := range []string{`href="/exhibits/call/#x-call-p2-l1">exhibit A, at 1:03:10, line 1</a>`, `href="/exhibits/call/#x-call-p2">exhibit A, at 0:59:30</a>`} {
		if !strings.Contains(text, want) {
			t.Errorf("the chapter has no %s in\n%s", want, text[strings.Index(text, "<main"):])
		}
	}
}
