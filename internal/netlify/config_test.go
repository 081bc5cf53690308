package netlify_test

import (
	"testing"

	"dossier/internal/netlify"

	"github.com/google/go-cmp/cmp"
)

func TestParseConfig(t *testing.T) {
	src := "[build]\npublish = \"public\"\n[build.environment]\nGO_VERSION = '1.26.8'\n[[headers]]\nfor = \"/*\"\n[[plugins]]\n[context.production]\npublish = \"other\"\n"
	c, diags := netlify.ParseConfig([]byte(src))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	at := func(v netlify.ConfigValue) string { return src[v.Span.Start:v.Span.End] }
	got := []string{c.Publish.Text, at(c.Publish), c.GoVersion.Text, at(c.GoVersion), c.Rules[0].Text, at(c.Rules[0])}
	want := []string{"public", `"public"`, "1.26.8", "'1.26.8'", "headers", "headers"}
	if diff := cmp.Diff(want, got); diff != "" || len(c.Rules) != 1 {
		t.Errorf("-want +got:\n%s, rules %v", diff, c.Rules)
	}
	dotted, _ := netlify.ParseConfig([]byte(`build.environment.GO_VERSION = "1.26.8"`))
	if dotted.GoVersion.Text != "1.26.8" {
		t.Errorf("a dotted key: %v", dotted)
	}
}

// FuzzParseConfig: any bytes are read without a panic, and every place lies in
// the file.
func FuzzParseConfig(f *testing.F) {
	for _, seed := range []string{"", "[build]\npublish = \"public\"", "[build", "a = [1, {b = \"c\"}]", "x = \"\\uD800\"", "[[headers]]\r\nfor='/*'"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		c, diags := netlify.ParseConfig(src)
		spans := append([]netlify.ConfigValue{c.Base, c.Publish, c.GoVersion}, c.Rules...)
		for _, v := range spans {
			if v.Span.Start < 0 || v.Span.Start > v.Span.End || v.Span.End > len(src) {
				t.Errorf("%q stands at %v in a file of %d bytes", v.Text, v.Span, len(src))
			}
		}
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(src) {
				t.Errorf("%q at %v in a file of %d bytes", d.Message, d.Span, len(src))
			}
		}
	})
}
