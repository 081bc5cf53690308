package resolve

import (
	"fmt"
	"reflect"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// Sources joins the sources of all files to one registry, in the order of the
// lists. A key in several files is one source where its content is the same;
// what only one of them says under custom: counts, because .bib files cannot
// say it. Places have their files; no source of the lists is changed.
func Sources(lists ...[]*casefile.Source) (*casefile.Sources, diag.List) {
	var all []*casefile.Source
	var diags diag.List
	at := map[string]int{} // index in all
	for _, list := range lists {
		for _, s := range list {
			i, twice := at[s.ID]
			if !twice {
				at[s.ID] = len(all)
				all = append(all, s)
				continue
			}
			merged, differ := merge(all[i], s)
			if len(differ) > 0 {
				diags = append(diags, diag.Diagnostic{
					Code: diag.ConflictingSource, Severity: diag.Error, Span: s.Span,
					Message: fmt.Sprintf("%q is defined twice with different content", s.ID),
					Hint:    "these differ: " + strings.Join(differ, ", ") + "; make them equal, or delete one of the two",
					Related: []diag.Related{{Span: all[i].Span, Message: "first here"}},
				})
			}
			all[i] = merged
		}
	}
	registry := casefile.NewSources(all)
	return registry, append(diags, seenIn(registry)...)
}

// A sourceField is one field of CSL, in its words.
type sourceField struct {
	name  string
	equal func(a, b *casefile.Source) bool
}

func comparing[T comparable](name string, of func(*casefile.Source) T) sourceField {
	return sourceField{name, func(a, b *casefile.Source) bool { return of(a) == of(b) }}
}

// sourceFields are the fields of a source but for its id, its place and custom.
var sourceFields = []sourceField{
	comparing("type", func(s *casefile.Source) string { return s.Type }),
	comparing("title", func(s *casefile.Source) string { return s.Title }),
	{"author", func(a, b *casefile.Source) bool { return fmt.Sprintf("%q", a.Authors) == fmt.Sprintf("%q", b.Authors) }},
	comparing("container-title", func(s *casefile.Source) string { return s.Container }),
	comparing("publisher", func(s *casefile.Source) string { return s.Publisher }),
	comparing("genre", func(s *casefile.Source) string { return s.Genre }),
	comparing("authority", func(s *casefile.Source) string { return s.Authority }),
	comparing("number", func(s *casefile.Source) string { return s.Number }),
	comparing("page", func(s *casefile.Source) string { return s.Page }),
	comparing("language", func(s *casefile.Source) string { return s.Language }),
	comparing("issued", func(s *casefile.Source) casefile.Issued { return s.Issued }),
	comparing("accessed", func(s *casefile.Source) casefile.Date { return s.Accessed }),
	comparing("URL", func(s *casefile.Source) string { return s.URL }),
	comparing("note", func(s *casefile.Source) string { return s.Note }),
}

// merge makes one source of two with the same key, and names the fields that
// differ. Where they do, the first counts.
func merge(first, second *casefile.Source) (*casefile.Source, []string) {
	var differ []string
	for _, f := range sourceFields {
		if !f.equal(first, second) {
			differ = append(differ, f.name)
		}
	}
	mine, yours := unplaced(first.Custom), unplaced(second.Custom)
	none := reflect.ValueOf(yours).IsZero()
	switch {
	case none || reflect.DeepEqual(mine, yours):
	case reflect.ValueOf(mine).IsZero():
		merged := *first
		merged.Custom = second.Custom
		first = &merged
	default:
		differ = append(differ, "custom")
	}
	return first, differ
}

// unplaced is what a source says under custom:, wherever it says so.
func unplaced(c casefile.SourceCustom) casefile.SourceCustom {
	c.SeenInSpans = nil
	return c
}

// seenIn reports keys under seen-in: that no source has.
func seenIn(registry *casefile.Sources) diag.List {
	var diags diag.List
	for _, s := range registry.List {
		for i, key := range s.Custom.SeenIn {
			if registry.Lookup(key) != nil {
				continue
			}
			hint := diag.DidYouMean(key, registry.Keys())
			if hint == "" {
				hint = "seen-in: names the sources of this registry in which it is quoted"
			}
			diags = append(diags, diag.Diagnostic{
				Code: diag.UnknownCitation, Severity: diag.Error, Span: s.Custom.SeenInSpans[i],
				Message: fmt.Sprintf("no source has the key %q", key), Hint: hint,
			})
		}
	}
	return diags
}
