package timeline

import (
	"strconv"
	"strings"

	"dossier/internal/casefile"
)

// YAML writes events and eras as events.yaml has them. Words are bare, as in a
// dossier of one language, or marked with their language: {fr: "…"}. An event
// without sources has an empty cite:, which the check reports until somebody
// fills it.
func YAML(events []*casefile.Event, eras []*casefile.Era, lang string, marked bool) []byte {
	y := yaml{lang: lang, marked: marked}
	if len(eras) > 0 {
		y.line("eras:")
	}
	for _, e := range eras {
		y.line("  - id: " + e.ID)
		y.line("    date: " + quoted(e.Date.String()))
		y.words("title", e.Title)
	}
	y.line("events:")
	for _, e := range events {
		y.event(e)
	}
	return y.b
}

type yaml struct {
	b      []byte
	lang   string
	marked bool
}

func (y *yaml) line(s string) { y.b = append(append(y.b, s...), '\n') }

// words writes a field of an entry for readers, where it has any.
func (y *yaml) words(key string, t casefile.Text) {
	if text := t.In(y.lang); text != "" {
		y.line("    " + key + ": " + y.text(text))
	}
}

func (y *yaml) text(words string) string {
	if y.marked {
		return "{" + y.lang + ": " + quoted(words) + "}"
	}
	return quoted(words)
}

func (y *yaml) event(e *casefile.Event) {
	y.line("  - id: " + e.ID)
	y.line("    date: " + quoted(e.Date.String()))
	y.words("title", e.Title)
	y.words("short", e.Short)
	y.words("text", e.Text)
	y.line("    cite: " + cites(e.Cites))
	if len(e.Names) > 0 {
		y.line("    names: " + list(e.Names.IDs()))
	}
	if len(e.Claims) > 0 {
		y.line("    claims: " + list(e.Claims.IDs()))
	}
	if e.Certainty != "" {
		y.line("    certainty: " + e.Certainty)
	}
	if len(e.AltDates) > 0 {
		y.line("    alt-dates:")
	}
	for _, alt := range e.AltDates {
		why := ""
		if words := alt.Why.In(y.lang); words != "" {
			why = ", why: " + y.text(words)
		}
		y.line("      - {date: " + quoted(alt.Date.String()) + ", cite: " + cites(alt.Cites) + why + "}")
	}
	if e.Seq > 0 {
		y.line("    seq: " + strconv.Itoa(e.Seq))
	}
	if e.Planned {
		y.line("    planned: true")
	}
}

func cites(all []casefile.Evidence) string {
	var parts []string
	for _, c := range all {
		if c.Primary {
			parts = append(parts, "{cite: "+quoted(citation(c))+", weight: primary}")
		} else {
			parts = append(parts, quoted(citation(c)))
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func list(texts []string) string {
	var parts []string
	for _, text := range texts {
		parts = append(parts, quoted(text))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// quoted writes a text in the double quotes of YAML.
func quoted(text string) string { return strconv.Quote(text) }
