package casefile

import (
	"strconv"
	"strings"
)

// A Picture is an image file of the project, ready to be shown.
type Picture struct {
	URL           string    // fingerprinted; "" where there is no such image
	Width, Height int       // pixels as shown; 0 for a drawing without a size of its own
	Variants      []Variant // smaller ones, narrowest first; none for a small picture, a GIF or a drawing
}

// A Variant is a picture in a smaller width.
type Variant struct {
	URL   string // fingerprinted
	Width int    // pixels
}

// SrcSet lists the widths of a picture for the attribute srcset, its own last;
// "" where there is only that one.
func (p Picture) SrcSet() string {
	if len(p.Variants) == 0 {
		return ""
	}
	var b strings.Builder
	for _, v := range p.Variants {
		b.WriteString(v.URL + " " + strconv.Itoa(v.Width) + "w, ")
	}
	return b.String() + p.URL + " " + strconv.Itoa(p.Width) + "w"
}
