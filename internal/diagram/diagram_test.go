package diagram_test

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dossier/internal/diagram"
	"dossier/internal/golden"
)

var exchanges = map[string]diagram.Exchange{
	"usual": {Left: "Facebook", Right: "Netflix", Name: "What is said to have passed", Arrows: []diagram.Arrow{
		{What: "Access to message inboxes", Label: "Alleged · denied by Meta and Netflix", Status: "denied"},
		{What: "A written report every two weeks", Label: "Alleged · Meta and Netflix were not asked", Status: "alleged", Back: true},
		{What: "A board seat, from 2011", Label: "Reported", Status: "reported", Back: true},
		{What: "Money for advertising", Label: "Alleged · disputed by Meta", Status: "disputed", Back: true},
		{What: "The text of the agreements", Label: "Unknown", Status: "unknown"},
	}},
	"long": {Left: strings.Repeat("Very long company ", 6), Right: "Unbreakablecompanynamewithoutend", Name: `"Quoted" & <marked>`, Arrows: []diagram.Arrow{
		{What: strings.Repeat("a thing with a long name ", 9), Label: strings.Repeat("Alleged · denied by everybody ", 7), Status: "alleged"},
		{What: strings.Repeat("W", 200), Label: "Documented", Status: "documented", Back: true},
		{What: "合同与信件", Label: "مزعوم", Status: "unknown"},
	}},
	"none": {Left: "A", Right: "B"},
}

func TestDraw(t *testing.T) {
	for name, x := range exchanges {
		for form, svg := range map[string]string{"wide": x.Wide(), "narrow": x.Narrow()} {
			if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
				t.Errorf("%s, %s: %v", name, form, err)
			}
			if strings.Contains(svg, "style=") {
				t.Errorf("%s, %s: a style attribute", name, form)
			}
			inside(t, name+", "+form, svg)
			golden.File(t, "testdata/"+name+"-"+form+".svg", lined(svg))
		}
	}
}

// lined is a drawing with one element a line, for people.
func lined(svg string) string { return strings.ReplaceAll(svg, "><", ">\n<") + "\n" }

var (
	viewBox = regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`)
	label   = regexp.MustCompile(`<text(?: class="d")?(?: font-size="(\d+)")?(?: font-weight="700")? x="(\d+)" y="(\d+)">([^<]*)</text>`)
)

// inside checks that no line of text leaves the drawing, by its own estimate
// and by its height.
func inside(t *testing.T, name, svg string) {
	t.Helper()
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	box := viewBox.FindStringSubmatch(svg)
	width, height := number(box[1]), number(box[2])
	for _, m := range label.FindAllStringSubmatch(svg, -1) {
		size := max(number(m[1]), 13)
		half := (diagram.WidthOf(m[4], size, size == 15) + 1) / 2
		x, y := number(m[2]), number(m[3])
		if x-half < 0 || x+half > width || y-size < -6 || y > height {
			t.Errorf("%s: %q stands at %d±%d, %d in a drawing of %d by %d", name, m[4], x, half, y, width, height)
		}
	}
}

// TestStatusIsTheLine: no two statuses that mean different things look alike.
func TestStatusIsTheLine(t *testing.T) {
	seen := map[string]string{}
	for _, status := range []string{"reported", "alleged", "disputed", "denied", "unknown"} {
		svg := diagram.Exchange{Left: "A", Right: "B", Arrows: []diagram.Arrow{{What: "X", Label: "Y", Status: status}}}.Wide()
		if other, twice := seen[svg]; twice {
			t.Errorf("%s looks like %s", status, other)
		}
		seen[svg] = status
	}
}
