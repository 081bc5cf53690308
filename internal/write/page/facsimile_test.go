package page

import (
	"fmt"
	"image"
	"strings"
	"testing"
)

// TestHatchStaysInside: every line of a hatch begins and ends on the edge of its
// rectangle, and there are never many.
func TestHatchStaysInside(t *testing.T) {
	for _, r := range []image.Rectangle{image.Rect(10, 20, 110, 40), image.Rect(0, 0, 20, 300), image.Rect(5, 5, 6, 6), image.Rect(0, 0, 2000, 1), image.Rect(3, 4, 2003, 2504)} {
		lines := strings.Split(hatch(r), "M")[1:]
		if len(lines) > 101 {
			t.Errorf("%v: %d lines", r, len(lines))
		}
		for _, l := range lines {
			var a, b image.Point
			if _, err := fmt.Sscanf(l, "%d %dL%d %d", &a.X, &a.Y, &b.X, &b.Y); err != nil {
				t.Fatal(err)
			}
			bounds := image.Rectangle{Min: r.Min, Max: r.Max.Add(image.Pt(1, 1))}
			if !a.In(bounds) || !b.In(bounds) || a.X-b.X != b.Y-a.Y {
				t.Errorf("%v: a line from %v to %v", r, a, b)
			}
		}
	}
}
