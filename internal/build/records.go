package build

import (
	"context"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/write/bib"
	"dossier/internal/write/ledger"
	"dossier/internal/write/page"
	"dossier/internal/write/timeline"
)

// recordPages print the pages that are made of registers, by their names.
var recordPages = map[string]func(*run, *casefile.Edition) ([]byte, error){
	casefile.TimelinePage: func(r *run, e *casefile.Edition) ([]byte, error) { return r.site.Timeline(e, timelineDownloads) },
	casefile.ExhibitsPage: func(r *run, e *casefile.Edition) ([]byte, error) { return r.site.Exhibits(e, r.summary) },
	casefile.ClaimsPage: func(r *run, e *casefile.Edition) ([]byte, error) {
		return r.site.Claims(e, r.usesIn(e), claimDownloads)
	},
	casefile.SourcesPage: func(r *run, e *casefile.Edition) ([]byte, error) {
		return r.site.Sources(e, r.usesIn(e), r.summary, sourceDownloads)
	},
	casefile.GlossaryPage:    func(r *run, e *casefile.Edition) ([]byte, error) { return r.site.Glossary(e, r.summary) },
	casefile.PeoplePage:      func(r *run, e *casefile.Edition) ([]byte, error) { return r.site.People(e) },
	casefile.ResponsesPage:   func(r *run, e *casefile.Edition) ([]byte, error) { return r.site.Responses(e, r.usesIn(e)) },
	casefile.CorrectionsPage: func(r *run, e *casefile.Edition) ([]byte, error) { return r.site.Corrections(e) },
	casefile.SearchPage:      func(r *run, e *casefile.Edition) ([]byte, error) { return r.site.Search(e) },
}

// entryPages print the pages of single entries, by the names of the pages of
// their registers.
var entryPages = map[string]func(r *run, e *casefile.Edition, c *casefile.Chapter) ([]byte, error){
	casefile.PeoplePage: func(r *run, e *casefile.Edition, c *casefile.Chapter) ([]byte, error) {
		return r.site.Person(e, c, r.usesIn(e))
	},
	casefile.ExhibitsPage: (*run).exhibitPage,
	casefile.ClaimsPage: func(r *run, e *casefile.Edition, c *casefile.Chapter) ([]byte, error) {
		return r.site.Claim(e, c, r.usesIn(e))
	},
	casefile.SourcesPage: func(r *run, e *casefile.Edition, c *casefile.Chapter) ([]byte, error) {
		return r.site.Source(e, c, r.usesIn(e))
	},
}

// usesIn finds what the texts of an edition use of the registers, once.
func (r *run) usesIn(e *casefile.Edition) *page.Uses {
	r.usesLock.Lock()
	defer r.usesLock.Unlock()
	if r.uses == nil {
		r.uses = map[*casefile.Edition]*page.Uses{}
	}
	if r.uses[e] == nil {
		r.uses[e] = r.site.Uses(e, r.summary)
	}
	return r.uses[e]
}

// recordPage is a page made of a register, or of an entry of one. It is late:
// it names every text that uses an entry.
func (r *run) recordPage(e *casefile.Edition, c *casefile.Chapter) output.File {
	return output.File{Path: pagePath(c.URL), MediaType: htmlType, Late: true, Make: func(ctx context.Context) ([]byte, error) {
		if err := r.summaries(ctx); err != nil {
			return nil, err
		}
		if c.Kind == casefile.EntryKind {
			return entryPages[c.Name](r, e, c)
		}
		return recordPages[c.Name](r, e)
	}}
}

// What the pages of registers offer to programs. The files are those of
// recordFiles.
var (
	claimDownloads    = []page.Download{{Name: "CSV", URL: "/" + ledger.CSVName}, {Name: "JSON", URL: "/" + ledger.JSONName}}
	timelineDownloads = []page.Download{{Name: "TimelineJS", URL: "/" + timeline.JSONName}}
	sourceDownloads   = []page.Download{{Name: "CSL-JSON", URL: "/" + bib.JSONName}, {Name: "BibTeX", URL: "/" + bib.BibTeXName}, {Name: "RIS", URL: "/" + bib.RISName}}
)

// recordFiles are the registers as files for programs: claims in all languages
// at once, events in the first.
func (r *run) recordFiles() []output.File {
	l := ledger.Ledger{Investigation: r.inv, BaseURL: r.baseURL(), Words: r.theme.Words}
	made := func(name, mediaType string, write func() ([]byte, error)) output.File {
		return output.File{Path: name, MediaType: mediaType, Make: func(context.Context) ([]byte, error) { return write() }}
	}
	var files []output.File
	if len(r.inv.Claims.List) > 0 {
		files = append(files, made(ledger.CSVName, ledger.CSVType, l.CSV), made(ledger.JSONName, ledger.JSONType, l.JSON))
	}
	if len(r.inv.Events.List) > 0 {
		original := r.inv.Edition(r.inv.Settings.Original())
		t := timeline.Timeline{Investigation: r.inv, Words: r.theme.Words(original.Lang), Page: r.baseURL() + original.Record(casefile.TimelinePage).URL}
		files = append(files, made(timeline.JSONName, timeline.JSONType, t.JSON))
	}
	return files
}
