package chapter

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"dossier/internal/prose"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

func mini(n ast.Node, src []byte, d *prose.Document) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			v := c.Segment.Value(src)
			if d == nil && !c.IsRaw() {
				v = literal(nil, v)
			}
			b.Write(v)
			if c.HardLineBreak() {
				b.WriteString("<br>")
			} else if c.SoftLineBreak() {
				b.WriteString("\n")
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.CodeSpan:
			b.WriteString("<code>" + strings.ReplaceAll(mini(c, src, d), "\n", " ") + "</code>")
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			b.WriteString("<pre>" + string(c.Lines().Value(src)) + "</pre>")
		case *ast.Link:
			b.WriteString("<a " + unescape(c.Destination) + " " + unescape(c.Title) + ">" + mini(c, src, d) + "</a>")
		case *ast.AutoLink:
			u := string(c.URL(src))
			if c.AutoLinkType == ast.AutoLinkEmail {
				u = "mailto:" + u
			}
			b.WriteString("<a " + u + " >" + string(c.Label(src)) + "</a>")
		case *prose.LinkTo:
			l := d.Links[c.Link]
			b.WriteString("<a " + l.Dest + " " + l.Title + ">" + mini(c, src, d) + "</a>")
		case *ast.Image:
			b.WriteString("<img " + unescape(c.Destination) + " " + unescape(c.Title) + ">")
		case *prose.Picture:
			l := d.Images[c.Image]
			b.WriteString("<img " + l.Dest + " " + l.Title + ">")
		case *ast.Emphasis:
			b.WriteString(fmt.Sprint("<em", c.Level, ">") + mini(c, src, d) + "</em>")
		case *ast.LinkReferenceDefinition:
		case *ast.Heading:
			l := c.Level
			if l == 1 {
				l = 2
			}
			b.WriteString(fmt.Sprint("<h", l, ">") + strings.TrimSpace(mini(c, src, d)) + "</h>")
		case *ast.Paragraph:
			b.WriteString("<p>" + strings.TrimSpace(mini(c, src, d)) + "</p>")
		default:
			b.WriteString("<" + c.Kind().String() + ">" + mini(c, src, d) + "</>")
		}
	}
	return b.String()
}

func TestSpecDiff(t *testing.T) {
	raw, err := os.ReadFile("/root/go/pkg/mod/github.com/yuin/goldmark@v1.8.7/_test/spec.json")
	if err != nil {
		t.Skip(err)
	}
	var cases []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	bad := 0
	var blocks []util.PrioritizedValue
	for _, b := range parser.DefaultBlockParsers() {
		if b.Priority != 900 {
			blocks = append(blocks, b)
		}
	}
	p := parser.NewParser(parser.WithBlockParsers(blocks...), parser.WithInlineParsers(parser.DefaultInlineParsers()...), parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
	for _, c := range cases {
		src := []byte(c.Markdown)
		if strings.HasPrefix(c.Markdown, "---") {
			continue
		}
		ref := mini(p.Parse(text.NewReader(src)), src, nil)
		d, diags := Read(src, "xx")
		got := mini(d.Root, d.Source, d)
		if got != ref {
			bad++
			fmt.Printf("%s %d\n in: %q\nref: %q\ngot: %q\n %v\n", c.Section, c.Example, c.Markdown, ref, got, diags)
		}
	}
	fmt.Println(bad, "of", len(cases))
}
