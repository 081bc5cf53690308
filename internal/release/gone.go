package release

import (
	"slices"
	"strings"

	"dossier/internal/casefile"
)

// A Gone is a page that was published and then taken away, with an entry of the
// log that says so. Every later release keeps it.
type Gone struct {
	File    string `json:"file,omitempty"`
	Name    string `json:"name,omitempty"` // of a page of one record: "people/ada"
	Lang    string `json:"lang"`
	Address string `json:"address"`
}

// Removed lists the pages of this release and of earlier ones that are no longer
// there and that the log says were removed. It is nil without a release.
func (b *Baseline) Removed(inv *casefile.Investigation) []Gone {
	if b == nil {
		return nil
	}
	all := slices.Clone(b.Gone)
	for _, p := range b.Pages {
		if p.ref() != "" {
			all = append(all, p.gone())
		}
	}
	there := map[string]bool{}
	for _, c := range inv.All() {
		there[c.URL] = true
	}
	return slices.DeleteFunc(all, func(g Gone) bool { return g.isThere(inv, there) || len(EntriesOf(inv, g)) == 0 })
}

// Notices lists those of them whose address has nothing in its place, neither a
// page nor a redirect, so that a notice stands there.
func (b *Baseline) Notices(inv *casefile.Investigation) []Gone {
	return slices.DeleteFunc(b.Removed(inv), func(g Gone) bool {
		return slices.ContainsFunc(inv.Redirects, func(r *casefile.Redirect) bool { return r.From == g.Address }) ||
			slices.ContainsFunc(inv.All(), func(c *casefile.Chapter) bool { return c.URL == g.Address || leadsTo(c, g.Address) })
	})
}

// isThere reports whether a page exists again, or still.
func (g Gone) isThere(inv *casefile.Investigation, addresses map[string]bool) bool {
	if g.File != "" {
		return inv.ByPath[g.File] != nil
	}
	return addresses[g.Address]
}

// gone is a page as it is kept when it is gone.
func (p *Page) gone() Gone { return Gone{p.File, p.Name, p.Lang, p.Address} }

// ref is how an entry of the log names a page: "en/01-a.md", "people/ada"; "" for
// one that nobody can take away but with its whole register.
func (p *Page) ref() string {
	switch {
	case p.File != "":
		return strings.TrimPrefix(p.File, "content/")
	case strings.Contains(p.Name, "/"):
		return p.Name
	}
	return ""
}

// means reports whether a reference of the log means this page.
func (g Gone) means(r casefile.PageRef) bool {
	if g.File != "" {
		return r.NamesFile(g.File)
	}
	return g.Name != "" && r.Name == g.Name && (r.Lang == "" || r.Lang == g.Lang)
}

// EntriesOf lists the entries of the log by which a page was taken away.
func EntriesOf(inv *casefile.Investigation, g Gone) []*casefile.Correction {
	var list []*casefile.Correction
	for _, e := range inv.Corrections.List {
		claim, isClaim := strings.CutPrefix(g.Name, casefile.ClaimsPage+"/")
		if e.TakesAway() && (slices.ContainsFunc(e.Pages, g.means) || isClaim && e.Claims.Has(claim)) {
			list = append(list, e)
		}
	}
	return list
}
