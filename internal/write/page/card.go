package page

import (
	"strings"

	"dossier/internal/card"
	"dossier/internal/casefile"
	"dossier/internal/output"
)

// Card is what stands on the picture that others show where they share a page.
// It is false where there is none: where the settings ask for none, on pages
// without an address of the site, and where our type lacks a letter.
func (s *Site) Card(c *casefile.Chapter) (card.Card, bool) {
	settings := s.Investigation.Settings
	if !settings.Cards || s.BaseURL == "" || c.URL == "" || c.Kind == casefile.EntryKind && c.Name == casefile.SourcesPage {
		return card.Card{}, false
	}
	sh := s.shelf(c.Lang)
	_, host, _ := strings.Cut(s.BaseURL, "://")
	drawn := card.Card{Title: c.Head.Title, Line: c.Head.Description, Site: sh.title, Host: host}
	switch c.Kind {
	case casefile.CoverKind:
		drawn.Title, drawn.Kind = sh.title, sh.words.T("case-file")
	case casefile.ChapterKind:
		drawn.Kind = sh.words.T("chapter-of", c.Number, sh.last())
	case casefile.EntryKind:
		drawn.Kind = sh.up(c).Label
		if f := sh.ledger.claims[c.Entry]; f != nil && c.Name == casefile.ClaimsPage {
			drawn.Kind, drawn.Title, drawn.Label = c.Head.Title, textIn(f.claim.Text, c.Lang, settings.Original()), f.label()
			// A card travels alone: it names who says what it prints.
			if who := names(sh.ledger.parties, f.claim.By, f.claim.Since, sh.words); who != "" {
				drawn.Kind += " · " + sh.words.T("claim-said", who)
			}
		}
	}
	return drawn, drawn.CanDraw()
}

// CardPath is the output file of a card.
func CardPath(c card.Card) string { return "assets/" + output.Named("card.png", c.Recipe()) }

// cardView is the card of a page as its head names it; zero for none.
func (s *Site) cardView(c *casefile.Chapter) CardView {
	drawn, ok := s.Card(c)
	if !ok {
		return CardView{}
	}
	words := drawn.Title
	if drawn.Label != "" {
		words = drawn.Kind + ". " + words
	}
	for _, more := range []string{drawn.Label, drawn.Line} {
		if more != "" {
			words += " — " + more
			break
		}
	}
	return CardView{URL: s.BaseURL + "/" + CardPath(drawn), Words: words, Width: card.Width, Height: card.Height}
}
