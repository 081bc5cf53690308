package diagram

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
)

// Relations are who is related to whom, in three columns: people, then
// organisations and groups, then proceedings. Lines join neighbouring columns.
type Relations struct {
	Name  string // what the drawing shows, for those who hear the page
	Heads [3]string
	Nodes []Node
	Edges []Edge
}

// A Node is a name in one of the columns, 0 to 2.
type Node struct {
	Name   string
	Column int
}

// An Edge joins two nodes, by their places in the list. Nodes of one column or
// of the outer two are not joined: a line between them would cross the names
// between; the table has them.
type Edge struct {
	From, To int
	Dashed   bool // plaintiffs, so that they differ from defendants
}

// MaxNodes is how many names a drawing has room for; of more there is the table
// alone.
const MaxNodes = 40

// Measures of the drawing, in pixels at full size. It is made for columns of
// 1000 pixels and not shown below 704, where its type would be too small.
const (
	relationsWidth = 1000
	nodeWidth      = 250
	nodeGap        = 12
	nodePadding    = 9
	nodeType       = 18
	headType       = 17
)

// Draw draws the relations. Names that nothing joins are left out. It is "" if
// there is nothing to draw, or too much.
func (r Relations) Draw() string {
	columns, row := r.arrange()
	if len(row) == 0 || len(row) > MaxNodes {
		return ""
	}
	top := map[int]int{}
	middle := map[int]int{}
	wrapped := map[int][]string{}
	height := 0
	for _, column := range columns {
		y := headType + 16
		for _, i := range column {
			wrapped[i] = wrap(r.Nodes[i].Name, nodeType, nodeWidth-2*nodePadding, text)
			h := len(wrapped[i])*(nodeType+4) + 2*nodePadding
			top[i], middle[i] = y, y+h/2
			y += h + nodeGap
		}
		height = max(height, y)
	}
	left := func(i int) int { return r.Nodes[i].Column * (relationsWidth - nodeWidth) / 2 }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="-1 0 %d %d" role="img" aria-label="%s"><g font-size="%d">`, relationsWidth+2, height, html.EscapeString(r.Name), nodeType)
	for c, head := range r.Heads {
		if len(columns[c]) > 0 {
			fmt.Fprintf(&b, `<text x="%d" y="%d" font-size="%d" font-weight="700">%s</text>`, c*(relationsWidth-nodeWidth)/2, headType, headType, html.EscapeString(head))
		}
	}
	for _, e := range r.drawn() {
		x1, x2 := left(e.From)+nodeWidth, left(e.To)
		dashes := ""
		if e.Dashed {
			dashes = ` stroke-dasharray="6 5"`
		}
		fmt.Fprintf(&b, `<path%s d="M%d %dC%d %d %d %d %d %d"/>`, dashes, x1, middle[e.From], (x1+x2)/2, middle[e.From], (x1+x2)/2, middle[e.To], x2, middle[e.To])
	}
	for _, column := range columns {
		for _, i := range column {
			fmt.Fprintf(&b, `<path d="M%d %dh%dv%dh-%dz"/>`, left(i), top[i], nodeWidth, 2*(middle[i]-top[i]), nodeWidth)
			for j, line := range wrapped[i] {
				fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text>`, left(i)+nodePadding, top[i]+nodePadding+nodeType-2+j*(nodeType+4), html.EscapeString(line))
			}
		}
	}
	b.WriteString("</g></svg>")
	return b.String()
}

// drawn lists the edges that join neighbouring columns, from left to right, each
// once.
func (r Relations) drawn() []Edge {
	var all []Edge
	for _, e := range r.Edges {
		if r.Nodes[e.From].Column > r.Nodes[e.To].Column {
			e.From, e.To = e.To, e.From
		}
		if r.Nodes[e.To].Column-r.Nodes[e.From].Column == 1 && !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	return all
}

// arrange puts the joined nodes into columns so that lines cross little: each
// stands about where those stand that it is joined to. row is the place of a
// node in its column.
func (r Relations) arrange() (columns [3][]int, row map[int]int) {
	row = map[int]int{}
	near := map[int][]int{}
	for _, e := range r.drawn() {
		near[e.From], near[e.To] = append(near[e.From], e.To), append(near[e.To], e.From)
	}
	for i, n := range r.Nodes {
		if len(near[i]) > 0 {
			row[i] = len(columns[n.Column])
			columns[n.Column] = append(columns[n.Column], i)
		}
	}
	for range 4 {
		for c := range columns {
			weight := map[int]int{} // in whole numbers, so that it is the same on every processor
			for _, i := range columns[c] {
				for _, j := range near[i] {
					weight[i] += row[j] * 1_000_000 / (len(near[i]) * max(1, len(columns[r.Nodes[j].Column])))
				}
			}
			slices.SortStableFunc(columns[c], func(a, b int) int { return cmp.Compare(weight[a], weight[b]) })
			for at, i := range columns[c] {
				row[i] = at
			}
		}
	}
	return columns, row
}
