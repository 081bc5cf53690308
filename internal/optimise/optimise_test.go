package optimise_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"dossier/internal/optimise"
)

// Pieces of running text in which a lost space fuses two words, or a space put
// in breaks one. The HTML is what a page holds between <p> and </p>.
var inlineSpacing = []string{
	`word<sup class="marks"><a id="nr-1" href="#n-1" role="doc-noteref">1</a></sup> <small class="note" id="n-1" role="note">A note.</small> next`,
	`word<sup>1</sup>, next`,
	`word <sup>1</sup> next`,
	`one <em>two</em> three`,
	`one<em> two </em>three`,
	`one <em> two</em> three`,
	`<em>one</em> <strong>two</strong>`,
	`<em>one</em><strong>two</strong>`,
	`<em>one </em><strong> two</strong>`,
	`“<em>quoted</em>” and ‘<em>quoted</em>’`,
	`he said <q>this</q> <q>and that</q>.`,
	`<code>a  b</code> <code>c</code>`,
	`see <a href="/x/">one</a>, <a href="/y/">two</a> and <a href="/z/">three</a>`,
	`<a href="/x/">one</a> <a href="/y/">two</a>`,
	`<a href="#p1" class="pn">1</a>First <i>word</i>`,
	"one\n<b>two</b>\nthree",
	"one<b>\ntwo\n</b>three",
	`one <span></span> two`,
	`one<span> </span>two`,
	`one <span> </span> two`,
	`<abbr title="x">UN</abbr> <time datetime="2014-01-01">1 January</time>`,
	`<ins>in</ins> <del>out</del>`,
	`<mark>a</mark> <mark>b</mark>`,
	`<kbd>Ctrl</kbd> + <kbd>C</kbd>`,
	`H<sub>2</sub> O x<sup>2</sup> y`,
	`one<br>two <br> three`,
	`one <img src="/a.png" alt="x" width="1" height="1"> two`,
	`<img src="/a.png" alt=""> <img src="/b.png" alt="">`,
	`one <!-- comment --> two`,
	`one<!-- comment -->two`,
	`one <wbr>two`,
	"no\u00a0break &nbsp; space",
	`<bdi>a</bdi> <bdi>b</bdi>`,
	`<ruby>漢<rt>kan</rt></ruby> <ruby>字<rt>ji</rt></ruby>`,
	`<button>a</button> <button>b</button>`,
	`<label>a</label> <input> <select><option>x</option></select> y`,
	`<var>x</var> <samp>y</samp> <cite>z</cite> <dfn>w</dfn>`,
	`one <svg viewBox="0 0 1 1"><path d="M0 0"/></svg> two`,
	`a &lt;b&gt; c &amp; d`,
	`<small>one</small> <small>two</small>`,
	`<s>one</s> <u>two</u> <data value="3">three</data>`,
}

func TestInlineSpacing(t *testing.T) {
	for _, inner := range inlineSpacing {
		page := []byte("<!doctype html><html lang=en><head><title>t</title></head><body>\n<p>" + inner + "</p>\n<ul> <li>" + inner + "</li> </ul></body></html>")
		small, err := optimise.HTML(page)
		if err != nil {
			t.Errorf("%s: %v", inner, err)
			continue
		}
		if want, got := readerText(t, page), readerText(t, small); want != got {
			t.Errorf("HTML %s\nreads %q\nnot   %q", inner, got, want)
		}
		small, err = optimise.Layout(page)
		if err != nil {
			t.Errorf("%s: %v", inner, err)
			continue
		}
		if want, got := readerText(t, page), readerText(t, small); want != got {
			t.Errorf("Layout %s\nreads %q\nnot   %q", inner, got, want)
		}
	}
}

// readerText is the text of a page as a reader would copy it: white space
// collapsed, lines ended by blocks, preformatted text as it is.
func readerText(t *testing.T, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var c copier
	c.walk(doc)
	return strings.TrimSpace(c.b.String())
}

type copier struct {
	b     strings.Builder
	space bool // a space is due before the next word
	line  bool // nothing on this line yet
	pre   bool
}

func (c *copier) walk(n *html.Node) {
	if n.Type == html.TextNode {
		c.text(n.Data)
	}
	block := n.Type == html.ElementNode && isBlock(n.Data)
	if block {
		c.newLine()
	}
	wasPre := c.pre
	if n.Type == html.ElementNode {
		switch n.Data {
		case "pre", "textarea":
			c.pre = true
		case "img", "input", "button", "select", "svg":
			c.text("□")
		}
	}
	for child := range n.ChildNodes() {
		c.walk(child)
	}
	c.pre = wasPre
	if block {
		c.newLine()
	}
}

func (c *copier) text(s string) {
	if c.pre {
		c.b.WriteString(s)
		return
	}
	for _, r := range s {
		if strings.ContainsRune(" \t\r\n\f", r) {
			c.space = !c.line
			continue
		}
		if c.space {
			c.b.WriteByte(' ')
		}
		c.b.WriteRune(r)
		c.space, c.line = false, false
	}
}

func (c *copier) newLine() {
	if !c.line {
		c.b.WriteByte('\n')
	}
	c.space, c.line = false, true
}

func isBlock(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input", "ins", "kbd", "label", "mark", "q", "rt",
		"ruby", "s", "samp", "select", "small", "span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr", "path":
		return false
	}
	return true
}

func TestStylesheet(t *testing.T) {
	const sheet = `
/* comment */
@layer base, page;
@font-face { font-family: "A B"; src: url("/assets/a.0123456789abcdef.woff2") format("woff2") }
:root { --pad: clamp( 1.25rem , 4vw , 3rem ); --empty: ; --n: 0.50; --c: #FFFFFF; color-scheme: light dark; }
@media (width >= 40rem) and (prefers-color-scheme: dark) { .a { color: light-dark(#ffffff, #000000); } }
.n { line-height: 1.5800; margin: 0.0123456789012rem; width: calc(100% - 2 * var(--pad)); }
.a:has(> b)::before { content: "  two  spaces "; }
.a { & .b { color: red } }
@supports (text-wrap: balance) { h1 { text-wrap: balance } }
@container (min-width: 20rem) { .c { inset: 0 } }
`
	small := optimised(t, optimise.CSS, sheet)
	for _, want := range []string{
		"--pad:clamp( 1.25rem , 4vw , 3rem )", "--n:0.50", "--c:#FFFFFF", "--empty:", "@layer base,page", "light-dark(", "(width >= 40rem)",
		`content:"  two  spaces "`, ":has(>b)", "calc(100% - 2 * var(--pad))", ".0123456789012rem", "/assets/a.0123456789abcdef.woff2", "@container", "text-wrap:balance",
	} {
		if !strings.Contains(small, want) {
			t.Errorf("%q is lost in:\n%s", want, small)
		}
	}
}

func TestScript(t *testing.T) {
	small := optimised(t, optimise.JS, "const a = 1;\nlet b = a ? a : null;\n\nexport function hello ( name ) { return `a  b ${ name }` }\n")
	for _, want := range []string{"hello", "a  b ${"} {
		if !strings.Contains(small, want) {
			t.Errorf("%q is lost in:\n%s", want, small)
		}
	}
	_, err := optimise.JS([]byte("let a = 1;\nlet ö = (;\n"))
	var at *optimise.Error
	if !errors.As(err, &at) {
		t.Fatalf("error %v, want an *optimise.Error", err)
	}
	if want := len("let a = 1;\nlet ö = ("); at.Offset != want {
		t.Errorf("offset %d, want %d", at.Offset, want)
	}
}

func TestDrawing(t *testing.T) {
	small := optimised(t, optimise.SVG, `<?xml version="1.0"?>
<!-- comment -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" role="img" aria-labelledby="t">
  <title id="t">Scales of  justice</title>
  <desc>A drawing.</desc>
  <g id="keep"><path d="M 0 0 L 10.0 10.0 Z"/></g>
  <style>.a { fill: #FF0000 }</style>
</svg>`)
	for _, want := range []string{`viewBox="0 0 32 32"`, `id="t"`, "<title", "<desc>A drawing.</desc>", `id="keep"`, `xmlns="http://www.w3.org/2000/svg"`} {
		if !strings.Contains(small, want) {
			t.Errorf("%q is lost in:\n%s", want, small)
		}
	}
	withText := optimised(t, optimise.SVG, "<svg xmlns=\"http://www.w3.org/2000/svg\">\n  <text>one <tspan>two</tspan> <tspan>three</tspan></text>\n</svg>")
	if want := "<text>one <tspan>two</tspan> <tspan>three</tspan></text>"; !strings.Contains(withText, want) {
		t.Errorf("%q is lost in:\n%s", want, withText)
	}
}

func TestJSON(t *testing.T) {
	const src = `{ "a" : [ 1.0, 2e3, -0.50 ], "b" : "x  y", "c" : { } }`
	small := optimised(t, optimise.JSON, src)
	if want := `{"a":[1.0,2e3,-0.50],"b":"x  y","c":{}}`; small != want {
		t.Errorf("got %s, want %s", small, want)
	}
	var before, after any
	if err := errors.Join(json.Unmarshal([]byte(src), &before), json.Unmarshal([]byte(small), &after)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}

func TestXML(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset>\n  <url>\n    <loc>https://a/</loc>\n  </url>\n</urlset>\n",
			"<?xml version=\"1.0\" encoding=\"utf-8\"?><urlset><url><loc>https://a/</loc></url></urlset>"},
		{"<c type=\"html\">&lt;pre&gt;a\n\n  b&lt;/pre&gt;</c>", "<c type=\"html\">&lt;pre&gt;a\n\n  b&lt;/pre&gt;</c>"},
		{"<p><b>a</b> <i>b</i> c</p>", "<p><b>a</b> <i>b</i> c</p>"},
		{"<p>\n<b>a</b> <i>b</i>\n</p>", "<p><b>a</b><i>b</i></p>"},
		{"<p xml:space=\"preserve\"> <b>a</b> </p>", "<p xml:space=\"preserve\"> <b>a</b> </p>"},
		{"<a><!-- c --> <b/> </a>", "<a><b/></a>"},
		{"<a><![CDATA[ <x>  ]]></a>", "<a><![CDATA[ <x>  ]]></a>"},
		{"<a> <![CDATA[]]> </a>", "<a> <![CDATA[]]> </a>"},
	} {
		if got := optimised(t, optimise.XML, c.src); got != c.want {
			t.Errorf("XML(%q)\n got %q\nwant %q", c.src, got, c.want)
		}
		if err := xml.Unmarshal([]byte(c.want), new(any)); err != nil {
			t.Errorf("%s: %v", c.want, err)
		}
	}
	for _, broken := range []string{"<a><b></a>", "<a", "<a>&nope;</a>", "<a>"} {
		var at *optimise.Error
		if _, err := optimise.XML([]byte(broken)); !errors.As(err, &at) {
			t.Errorf("XML(%q): error %v, want an *optimise.Error", broken, err)
		}
	}
}

// optimised runs f, and checks that its argument is untouched and that a second
// run changes nothing.
func optimised(t *testing.T, f func([]byte) ([]byte, error), src string) string {
	t.Helper()
	arg := []byte(src)
	first, err := f(arg)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	if string(arg) != src {
		t.Errorf("the argument was modified: %q", arg)
	}
	second, err := f(first)
	if err != nil {
		t.Fatalf("%s: %v", first, err)
	}
	if diff := cmp.Diff(string(first), string(second)); diff != "" {
		t.Errorf("not the same when done again (-first +second):\n%s", diff)
	}
	return string(first)
}

// Fingerprints hold Version, so it must name the release in use.
func TestVersion(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	release, _, _ := strings.Cut(strings.TrimPrefix(optimise.Version, "minify"), "-")
	if !strings.Contains(string(mod), "github.com/tdewolff/minify/v2 v"+release+"\n") {
		t.Errorf("Version %s does not name the release in go.mod", optimise.Version)
	}
}
