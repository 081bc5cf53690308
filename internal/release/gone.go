package release

import (
	"slices"

	"dossier/internal/casefile"
)

// A Gone is a page that was published and then taken away, with an entry of the
// log that says so. Every later release keeps it.
type Gone struct {
	File    string `json:"file"`
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
		if p.File != "" {
			all = append(all, Gone{p.File, p.Lang, p.Address})
		}
	}
	return slices.DeleteFunc(all, func(g Gone) bool { return inv.ByPath[g.File] != nil || len(EntriesOf(inv, g)) == 0 })
}

// Notices lists those of them whose address has nothing in its place, neither a
// page nor a redirect, so that a notice stands there.
func (b *Baseline) Notices(inv *casefile.Investigation) []Gone {
	return slices.DeleteFunc(b.Removed(inv), func(g Gone) bool {
		return slices.ContainsFunc(inv.Redirects, func(r *casefile.Redirect) bool { return r.From == g.Address }) ||
			slices.ContainsFunc(inv.All(), func(c *casefile.Chapter) bool { return c.URL == g.Address || leadsTo(c, g.Address) })
	})
}

// EntriesOf lists the entries of the log by which a page was taken away.
func EntriesOf(inv *casefile.Investigation, g Gone) []*casefile.Correction {
	var list []*casefile.Correction
	for _, e := range inv.Corrections.List {
		if (e.Withholds() || e.Type == casefile.Retraction) && slices.ContainsFunc(e.Pages, func(r casefile.PageRef) bool { return r.NamesFile(g.File) }) {
			list = append(list, e)
		}
	}
	return list
}
