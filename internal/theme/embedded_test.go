package theme_test

import (
	"testing"

	"dossier/assets"
	"dossier/internal/input"
	"dossier/internal/theme"
	"dossier/layouts"
)

// embedded is the tree of the built-in layouts and assets.
func embedded(t testing.TB) *input.Tree {
	t.Helper()
	l, err := input.Embedded("layouts", layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, err := input.Embedded("assets", assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return input.Join(l, a)
}

func TestBuiltInThemeIsWhole(t *testing.T) {
	for _, opt := range []theme.Options{{}, minified()} {
		opt.Languages = []string{"en", "fr"}
		th, diags, err := theme.Load(embedded(t), opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range diags {
			t.Errorf("%s:%d: %s [%s]", d.Span.File, d.Span.Start, d.Message, d.Code)
		}
		for _, f := range th.Files() {
			if _, err := f.Make(t.Context()); err != nil {
				t.Errorf("%s: %v", f.Path, err)
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	opt := minified()
	opt.Languages = []string{"en"}
	for b.Loop() {
		if _, _, err := theme.Load(embedded(b), opt); err != nil {
			b.Fatal(err)
		}
	}
}
