// Package card draws the picture that stands for a page where somebody shares
// its address: 1200 by 630 pixels, in the type of the site.
//
// A claim is never shown without its label: the words shrink, and at last are
// cut, but the label stays whole. Drawing is pure, reckons in whole numbers only
// and gives the same bytes everywhere.
package card

import (
	"bytes"
	"embed"
	"fmt"
	"image"
	"image/png"
	"strings"
	"sync"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// The size of a card in pixels, as Open Graph recommends.
const (
	Width  = 1200
	Height = 630
)

// Version changes whenever the same words would give other bytes.
const Version = "card 2"

// MediaType is that of a card.
const MediaType = "image/png"

// A Card is what stands on a card. Only Title must have words.
type Card struct {
	Kind  string // "Chapter 2 of 4"
	Title string
	Label string // of a claim: "Alleged · denied by Meta"
	Line  string // what the page says, in a sentence, where there is no label; left out where it is too long
	Site  string // the investigation
	Host  string // "example.org"
}

// Recipe names the card: cards with one recipe have the same bytes.
func (c Card) Recipe() []byte {
	return []byte(strings.Join([]string{Version, c.Kind, c.Title, c.Label, c.Line, c.Site, c.Host}, "\x00"))
}

//go:embed fonts/*.ttf
var files embed.FS

// A family is the fonts of a card. They are the site's own (OFL), as TrueType,
// because the library that draws does not read WOFF2.
type family struct{ display, note, bold *opentype.Font }

var fonts = sync.OnceValues(func() (family, error) {
	var f family
	for name, into := range map[string]**opentype.Font{"display": &f.display, "note": &f.note, "note-b": &f.bold} {
		b, err := files.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			return f, err
		}
		if *into, err = opentype.Parse(b); err != nil {
			return f, fmt.Errorf("%s.ttf: %w", name, err)
		}
	}
	return f, nil
})

// CanDraw reports whether the type has every letter of a card. A card in boxes
// is worse than none.
func (c Card) CanDraw() bool {
	f, err := fonts()
	if err != nil {
		return false
	}
	return hasAll(f.display, c.Title) && hasAll(f.bold, c.Kind+c.Label) && hasAll(f.note, c.Line+c.Site+c.Host)
}

func hasAll(f *opentype.Font, text string) bool {
	var b sfnt.Buffer
	for _, r := range text {
		if r == '\u00ad' || r == '\u200b' {
			continue // seen only where a line breaks, and never drawn
		}
		if i, err := f.GlyphIndex(&b, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}

// Where things stand, in pixels from the top left.
const (
	left       = 120 // of all words
	right      = Width - 72
	kindLine   = 74
	titleTop   = 112
	siteRule   = 536
	siteLine   = 586
	labelSpace = 112 // above siteRule, where there is a label
)

// titleSizes are tried from the largest.
var titleSizes = []int{96, 88, 80, 72, 64, 56, 50, 44, 38, 34}

// Draw draws a card as PNG. An error is a mistake of ours.
func (c Card) Draw() ([]byte, error) {
	f, err := fonts()
	if err != nil {
		return nil, err
	}
	s := newSheet()
	s.box(image.Rect(0, 0, Width, 10), stamp)
	s.box(image.Rect(84, 10, 86, Height), edge)
	s.box(image.Rect(91, 10, 93, Height), edge)
	s.box(image.Rect(left, siteRule, right, siteRule+1), edge)

	small, err := newType(f.bold, 30)
	if err != nil {
		return nil, err
	}
	s.line(small, stamp, left, kindLine, small.cut(c.Kind, right-left))

	bottom := siteRule - 28
	switch {
	case c.Label != "":
		bottom -= labelSpace
		err = s.label(f.bold, c.Label, bottom)
	case c.Line != "":
		bottom, err = s.sentence(f.note, c.Line, bottom)
	}
	if err != nil {
		return nil, err
	}
	if err := s.title(f.display, c.Title, bottom); err != nil {
		return nil, err
	}

	foot, err := newType(f.note, 30)
	if err != nil {
		return nil, err
	}
	host := foot.width(c.Host)
	s.line(foot, ink, right-host, siteLine, c.Host)
	s.line(foot, ink, left, siteLine, foot.cut(c.Site, right-left-host-40))

	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, s.image); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// title sets the title as large as it fits between titleTop and bottom; what
// does not fit in the smallest size is cut.
func (s *sheet) title(f *opentype.Font, words string, bottom int) error {
	for i, size := range titleSizes {
		t, err := newType(f, size)
		if err != nil {
			return err
		}
		leading := size * 27 / 25
		most := (bottom - titleTop) / leading
		lines, fits := t.wrap(words, right-left)
		if (!fits || len(lines) > most) && i < len(titleSizes)-1 {
			continue
		}
		if len(lines) > 1 && len(lines) <= most {
			lines, _ = t.balance(words, right-left)
		}
		if len(lines) > most {
			lines = lines[:most]
			lines[most-1] = t.cut(lines[most-1]+" …", right-left)
		}
		for j, line := range lines {
			s.line(t, ink, left, titleTop+size*9/10+j*leading, t.cut(line, right-left))
		}
		return nil
	}
	return nil
}

// label sets a label below top, on at most two lines, whole.
func (s *sheet) label(f *opentype.Font, words string, top int) error {
	for _, size := range []int{36, 32, 28, 24, 20, 16} {
		t, err := newType(f, size)
		if err != nil {
			return err
		}
		lines, fits := t.wrap(words, right-left)
		if size > 16 && (!fits || len(lines) > 2) {
			continue
		}
		for j, line := range lines {
			s.line(t, ink, left, top+28+size+j*(size+8), line)
		}
		return nil
	}
	return nil
}

// sentence sets a sentence so that it ends at bottom, on at most four lines, and
// returns where it begins. One that is longer is left out: half of it could say
// the opposite of the whole.
func (s *sheet) sentence(f *opentype.Font, words string, bottom int) (top int, err error) {
	for _, size := range []int{34, 30, 26} {
		t, err := newType(f, size)
		if err != nil {
			return bottom, err
		}
		lines, fits := t.wrap(words, right-left)
		if !fits || len(lines) > 4 {
			continue
		}
		leading := size + 10
		top = bottom - len(lines)*leading
		for i, line := range lines {
			s.line(t, ink, left, top+size+i*leading, line)
		}
		return top - 20, nil
	}
	return bottom, nil
}
