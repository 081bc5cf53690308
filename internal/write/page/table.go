package page

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table. Its notes follow it.
func (p *printer) table(n *extast.Table) {
	p.heads = p.heads[:0]
	p.holding = true
	p.block("<table>")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, isHead := row.(*extast.TableHeader); isHead {
			p.block("<thead>")
			p.traceBlock(row)
			p.block("<tr>")
			p.headCells(row)
			p.block("</tr>")
			p.block("</thead>")
			continue
		}
		if !body {
			p.block("<tbody>")
			body = true
		}
		p.traceBlock(row)
		p.block("<tr>")
		p.cells(row)
		p.block("</tr>")
	}
	if body {
		p.block("</tbody>")
	}
	p.block("</table>")
	p.holding = false
	p.afterNotes()
}

// headCells writes the head row and keeps its words.
func (p *printer) headCells(row ast.Node) {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		p.heads = append(p.heads, p.plain(c))
		p.block(`<th scope="col"`)
		p.alignment(c)
		p.raw(">")
		p.children(c)
		p.block("</th>")
	}
}

// cells writes a row of the body. Each cell carries the words of its column's
// head, for small screens, where a table becomes a list of entries.
func (p *printer) cells(row ast.Node) {
	column := 0
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		p.block("<td")
		p.alignment(c)
		if column < len(p.heads) && p.heads[column] != "" {
			p.attr("data-label", p.heads[column])
		}
		p.raw(">")
		p.children(c)
		p.block("</td>")
		column++
	}
}

func (p *printer) alignment(cell ast.Node) {
	c, ok := cell.(*extast.TableCell)
	if !ok {
		return
	}
	switch c.Alignment {
	case extast.AlignRight:
		p.raw(` class="right"`)
	case extast.AlignCenter:
		p.raw(` class="center"`)
	}
}
