package card_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dossier/internal/card"
)

var look = flag.String("look", "", "write the cards to this folder, to look at them")

var cards = map[string]card.Card{
	"chapter": {Kind: "Chapter 2 of 4", Title: "The 2013 deal", Line: "What advertisers’ lawyers allege about Netflix, Facebook and message inboxes, what was public in 2014, and what both companies answer.", Site: "The Inbox Deal", Host: "the-inbox-deal.example"},
	"claim": {Kind: "Claim C-01", Title: "By 2013 an agreement with Facebook gave Netflix programmatic access to Facebook users’ private message inboxes.",
		Label: "Alleged · denied by Meta and Netflix", Site: "The Inbox Deal", Host: "the-inbox-deal.example"},
	"french": {Kind: "Chapitre 3 sur 4", Title: "« Que dit la lettre ? » — l’œuvre d’un été à Saint-Étienne", Site: "L’accord Inbox", Host: "example.org"},
	"long": {Kind: strings.Repeat("Kind ", 60), Title: strings.Repeat("A very long sentence that goes on ", 40), Label: strings.Repeat("Alleged · denied by a company with a name ", 3),
		Site: strings.Repeat("Site ", 60), Host: "example.org"},
	"long line": {Title: strings.Repeat("A long title ", 9), Line: strings.Repeat("A sentence of some length that goes on. ", 7), Site: "The file", Host: "example.org"},
	"one word":  {Title: strings.Repeat("Unbreakable", 30), Label: "Unknown"},
	"date":      {Kind: "Exhibits", Title: "The letter of 14 April 2023", Line: "An antitrust case of Facebook users and of advertisers against Meta, filed on 3 December 2020.", Site: "The Inbox Deal", Host: "example.org"},
	"empty":     {},
}

// TestDraw: every card has its size, stays within its margins, and is drawn the
// same twice.
func TestDraw(t *testing.T) {
	for name, c := range cards {
		b, err := c.Draw()
		if err != nil {
			t.Fatal(err)
		}
		again, _ := c.Draw()
		if !bytes.Equal(b, again) {
			t.Errorf("%s: drawn twice, drawn differently", name)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds() != image.Rect(0, 0, card.Width, card.Height) {
			t.Errorf("%s: %v", name, img.Bounds())
		}
		if x, y, out := overflow(img); out {
			t.Errorf("%s: ink at %d,%d", name, x, y)
		}
		if *look != "" {
			if err := os.WriteFile(filepath.Join(*look, name+".png"), b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// overflow finds ink in the right margin and in the lines above and below the
// words.
func overflow(img image.Image) (x, y int, out bool) {
	paper := img.At(card.Width-1, card.Height-1)
	for y := 10; y < card.Height; y++ {
		for x := 100; x < card.Width; x++ {
			if (x < 116 || x > card.Width-68 || y < 30 || y > 604) && img.At(x, y) != paper {
				return x, y, true
			}
		}
	}
	return 0, 0, false
}

// TestLabelStays: however long the words are, the label is drawn whole: a card
// with it differs from one without its last word.
func TestLabelStays(t *testing.T) {
	long := cards["long"]
	long.Label = "Alleged · denied by Meta · disputed by Netflix"
	whole, _ := long.Draw()
	long.Label = "Alleged · denied by Meta · disputed by"
	cut, _ := long.Draw()
	if bytes.Equal(whole, cut) {
		t.Error("the end of the label is not drawn")
	}
}

func TestCanDraw(t *testing.T) {
	for title, want := range map[string]bool{"Œuvre – “été”…": true, "Дело": false, "合同": false, "soft\u00adhyphen": true} {
		if got := (card.Card{Title: title}).CanDraw(); got != want {
			t.Errorf("%q can be drawn: %v, want %v", title, got, want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for name, c := range cards {
		b.Run(fmt.Sprintf("%.8s", name), func(b *testing.B) {
			for b.Loop() {
				if _, err := c.Draw(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
