package diagram_test

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/diagram"
	"dossier/internal/golden"
)

func relations() diagram.Relations {
	return diagram.Relations{
		Name: "Who is related to whom", Heads: [3]string{"People", "Organisations", "Proceedings"},
		Nodes: []diagram.Node{{"Ada & Bea", 0}, {strings.Repeat("A very long name ", 8), 0}, {"Port", 1}, {"Harbour", 1}, {"Alone", 1}, {"Port v. Harbour", 2}, {"شركة الميناء", 1}},
		Edges: []diagram.Edge{{From: 0, To: 2}, {From: 1, To: 3}, {From: 0, To: 2}, {From: 5, To: 3}, {From: 2, To: 5, Dashed: true}, {From: 0, To: 5}, {From: 6, To: 5}},
	}
}

func TestRelations(t *testing.T) {
	svg := relations().Draw()
	if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(svg, "Alone") || strings.Contains(svg, "style=") {
		t.Error("a name that nothing joins is drawn, or a style attribute")
	}
	if n := strings.Count(svg, "C"); n < 5 {
		t.Errorf("%d lines, want one for each edge between neighbours", n)
	}
	for _, m := range regexp.MustCompile(`<text x="(\d+)" y="\d+">([^<]*)<`).FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.Atoi(m[1])
		if w := diagram.WidthOf(m[2], 18, false); w > 250-9 || x+w > 1000 {
			t.Errorf("%q leaves its box: %d pixels at %d", m[2], w, x)
		}
	}
	golden.File(t, "testdata/relations.svg", lined(svg))
}

// TestNoRelations: nothing to draw, or more than there is room for, is no
// drawing.
func TestNoRelations(t *testing.T) {
	many := diagram.Relations{Nodes: []diagram.Node{{"Port", 1}}}
	for i := range diagram.MaxNodes {
		many.Nodes = append(many.Nodes, diagram.Node{Name: fmt.Sprint(i)})
		many.Edges = append(many.Edges, diagram.Edge{From: i + 1, To: 0})
	}
	for _, r := range []diagram.Relations{{}, {Nodes: []diagram.Node{{"Alone", 0}}}, many} {
		if svg := r.Draw(); svg != "" {
			t.Errorf("%d nodes are drawn: %.80s", len(r.Nodes), svg)
		}
	}
}
