package serve

import (
	"maps"
	"slices"
	"testing"

	"dossier/internal/build"
	"dossier/internal/input"
)

func TestRecordsIn(t *testing.T) {
	for src, want := range map[string][]string{
		"# a register\n- id: one\n  text: x\n- text: y\n  id: \"two\"\n":          {"one", "two"},
		"events:\n  - id: a\n    parts:\n      - id: b\n  - {id: c}\n  - id: d\n": {"a", "d"},
		"": nil, "text\n": nil,
	} {
		if got := slices.Sorted(maps.Keys(recordsIn([]byte(src)))); !slices.Equal(got, want) {
			t.Errorf("records in %q: %q, want %q", src, got, want)
		}
	}
}

// A batch of saves, a removed file and a skipped snapshot lead nowhere.
func TestFollowOneSaveOnly(t *testing.T) {
	files := map[string][]byte{}
	for _, name := range []string{"content/en/01-a.md", "content/en/02-b.md"} {
		files[name] = []byte("---\ntitle: " + name + "\n---\n\nText.\n")
	}
	lower, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	tree := input.Join(lower, input.Memory(input.Project, files))
	result, err := build.New().Build(t.Context(), tree, build.Options{})
	if err != nil {
		t.Fatal(err)
	}
	at := func(number int, edited ...string) *snapshot {
		return &snapshot{number: number, edited: edited, tree: tree, result: result}
	}
	for _, c := range []struct {
		name string
		next *snapshot
		path string
	}{
		{"one chapter", at(2, "content/en/01-a.md"), "/a/"},
		{"two chapters", at(2, "content/en/01-a.md", "content/en/02-b.md"), ""},
		{"a file that is gone", at(2, "content/en/03-c.md"), ""},
		{"a snapshot skipped", at(3, "content/en/01-a.md"), ""},
		{"the same snapshot again", at(1, "content/en/01-a.md"), ""},
	} {
		f := newFollower()
		f.seen(at(1), nil)
		if where, ok := f.seen(c.next, nil); where.Path != c.path || ok != (c.path != "") {
			t.Errorf("%s: led to %q, %v, want %q", c.name, where.Path, ok, c.path)
		}
	}
}
