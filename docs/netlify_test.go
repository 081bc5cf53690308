package docs_test

import (
	"os"
	"regexp"
	"testing"
)

// TestGoVersions: the host installs the Go that go.mod names, all three parts
// of it, and the manual shows the same.
func TestGoVersions(t *testing.T) {
	want := versionIn(t, "../go.mod", `(?m)^toolchain go([0-9]+\.[0-9]+\.[0-9]+)$`)
	for _, path := range []string{"../netlify.toml", "deploying.md"} {
		if got := versionIn(t, path, `(?m)^ *GO_VERSION = "([0-9.]+)"$`); got != want {
			t.Errorf("%s installs Go %s, go.mod names %s", path, got, want)
		}
	}
}

func versionIn(t *testing.T, path, pattern string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(pattern).FindSubmatch(text)
	if m == nil {
		t.Fatalf("%s names no version", path)
	}
	return string(m[1])
}
