package optimise_test

import (
	"bytes"
	"errors"
	"html/template"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/golden"
	"dossier/internal/optimise"
)

func TestLayout(t *testing.T) {
	golden.Cases(t, "testdata/layout/*.txtar", func(t *testing.T, c *golden.Case) {
		layout, minified := c.Files[0].Data, c.Files[1].Name
		got, err := optimise.Layout(layout)
		if err != nil {
			t.Fatal(err)
		}
		again, err := optimise.Layout(got)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(got), string(again)); diff != "" {
			t.Errorf("not the same when minified again (-first +second):\n%s", diff)
		}
		c.Want(t, minified, string(got))
	})
}

// A page made from a minified layout says what one from the layout itself
// says, and holds no white space that the minifier would still drop. (Where
// inline elements repeat, only trim markers can do the latter.)
func TestLayoutExecuted(t *testing.T) {
	layouts := []string{
		"<main>\n{{range .Items}}\n <p>\n{{.}} <b>x</b>\n</p>\n{{else}}\n<p>none</p>\n{{end}}\n</main>\n<p>{{.Empty}}</p>",
		"<ul>\n{{range .Items}}\n{{if eq . \"two\"}}\n<li>{{.}}</li>\n{{else if eq . \"one\"}}\n<li>1</li>\n{{end}}\n{{end}}\n</ul>",
		"<p>a {{if .Yes}} b {{else}} c {{end}} d</p>",
		"<p>a {{with .Empty}} b {{else}} <i>c</i> {{end}} d</p>",
		"<p>a{{if .Yes}} <b>b</b>{{end}}, {{range $i, $x := .Items}}{{if $i}} and {{end}}<i>{{$x}}</i>{{end}}.</p>",
		"<p>{{- range .Items}} <a href=\"/{{.}}\">{{.}}</a> {{- end}} </p>\n<p> {{- .Empty -}} </p>",
		"<div>\n{{if .Yes}}\n<p>x</p>\n{{end}}\ntext\n{{if .Empty}}\n<p>y</p>\n{{end}}\n</div>",
		"<dl>{{range .Items}}\n\t<dt>{{.}}</dt>\n\t<dd> {{.}} <br> {{.}} </dd>{{end}}\n</dl>",
		"{{range .Items}}{{if eq . \"two\"}}{{break}}{{end}} <b>{{.}}</b> {{end}}",
		"<p>{{range .Items}}<span>{{.}}</span> {{end}}end</p>",
		"<p>x {{range .Items}}<div>{{.}}</div> {{end}} y</p>",
		"<p>x {{range .Empty}}<div>{{.}}</div> {{end}} y</p>",
	}
	type view struct {
		Items []string
		Yes   bool
		Empty []string
	}
	views := []view{
		{Items: []string{"one", "two", "three"}, Yes: true},
		{Items: []string{"one"}, Empty: []string{"e"}},
		{},
	}
	for _, layout := range layouts {
		small, err := optimise.Layout([]byte(layout))
		if err != nil {
			t.Errorf("%s: %v", layout, err)
			continue
		}
		for _, v := range views {
			want, got := execute(t, layout, v), execute(t, string(small), v)
			if a, b := readerText(t, want), readerText(t, got); a != b {
				t.Errorf("%s\nminified to %s\nreads %q\nnot   %q", layout, small, b, a)
			}
		}
	}
}

func execute(t *testing.T, layout string, view any) []byte {
	t.Helper()
	tmpl, err := template.New("").Parse(layout)
	if err != nil {
		t.Fatalf("%s: %v", layout, err)
	}
	var b bytes.Buffer
	if err := tmpl.Execute(&b, view); err != nil {
		t.Fatalf("%s: %v", layout, err)
	}
	return b.Bytes()
}

func TestLayoutErrors(t *testing.T) {
	for _, c := range []struct {
		layout string
		offset int
	}{
		{"<p>{{.A", 3},
		{"<p>{{.A}} {{\"}}", 10},
		{"<p>{{/* }}", 3},
		{"a <!-- {{.X}} --> b", 7},
		{"&#123;&#123;.X}}", -1},
	} {
		_, err := optimise.Layout([]byte(c.layout))
		var at *optimise.Error
		if !errors.As(err, &at) {
			t.Errorf("%q: error %v, want an *optimise.Error", c.layout, err)
			continue
		}
		if at.Offset != c.offset {
			t.Errorf("%q: offset %d, want %d", c.layout, at.Offset, c.offset)
		}
	}
}

func FuzzLayout(f *testing.F) {
	f.Add("<p>a {{if .X}} <b>b</b> {{else}} c {{end}} d</p>")
	f.Add("<a {{.X}} href=\"{{.Y}}\">{{range .Z}} x {{end}}")
	f.Add("<pre> {{- .X -}} </pre><script>{{.Y}}</script><svg><path d='{{.}}'/></svg>")
	f.Add("{{/* ' */}}<!-- x --> {{`}}`}}")
	f.Fuzz(func(t *testing.T, layout string) {
		before := layout
		small, err := optimise.Layout([]byte(layout))
		if before != layout {
			t.Fatal("the argument was modified")
		}
		if err != nil {
			return
		}
		if _, err := template.New("").Parse(layout); err != nil {
			return
		}
		if _, err := template.New("").Parse(string(small)); err != nil {
			t.Fatalf("%q became %q, which does not parse: %v", layout, small, err)
		}
	})
}
