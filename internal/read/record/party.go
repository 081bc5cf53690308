package record

import (
	"fmt"
	"slices"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// partyTypes lists what a name may stand for.
var partyTypes = []string{"person", "organization", "group", "proceeding"}

// PartyFields are the fields of a party, in the order of the manual;
// PartyNameFields those of names:, AboutFields those of about:, RoleFields those
// of roles:.
var (
	PartyFields     = []string{"id", "type", "names", "speakers", "roles", "living", "protected", "about", "members", "caution", "court", "number", "defendants", "plaintiffs", "not-parties", "as-of", "cite", "allow"}
	PartyNameFields = []string{"name", "short", "aka", "from", "to", "cite"}
	AboutFields     = []string{"text", "cite"}
	RoleFields      = []string{"title", "at", "from", "to", "cite"}
)

// Parties reads content/records/people.yaml: a list of people, organisations,
// groups and proceedings, bare or under people:. langs are the languages of the
// dossier, the original first. The list is in file order; of several with one
// id it holds the first. Places have no file.
func Parties(src []byte, langs []string) ([]*casefile.Party, diag.List) {
	var list []*casefile.Party
	diags := readRecords(src, "people", "a name", func(m *yamltree.Map) (string, func()) {
		p := readParty(m, langs)
		return p.ID, func() { list = append(list, p) }
	})
	return list, diags
}

func readParty(m *yamltree.Map, langs []string) *casefile.Party {
	m.Require("type", "this record does not say what it is", "write type: person, organization, group or proceeding")
	m.Require("names", "this record has no name", "write names: [{name: …}]")
	return &casefile.Party{
		ID:         readRecordID(m),
		Type:       readChoice(m, "type", partyTypes),
		Names:      readPartyNames(m, langs),
		Speakers:   m.Lines("speakers"),
		Roles:      readRoles(m, langs),
		Living:     m.Bool("living"),
		Protected:  m.Bool("protected"),
		About:      readSourced(m, "about", langs),
		Members:    readRefs(m, "members"),
		Caution:    readCaution(m, langs),
		Court:      readPartyName(m, "court", langs),
		Number:     m.Line("number"),
		Defendants: readRefs(m, "defendants"),
		Plaintiffs: readRefs(m, "plaintiffs"),
		Outside:    readRefs(m, "not-parties"),
		AsOf:       readDay(m, "as-of"),
		Cites:      readCites(m, "cite"),
		Allow:      readExceptions(m),
		Whole:      m.Span(),
		Span:       m.Place("id"),
	}
}

// readPartyNames reads the names that a party has borne, oldest first. A bare
// line is a name of always.
func readPartyNames(m *yamltree.Map, langs []string) []casefile.PartyName {
	var names []casefile.PartyName
	for _, n := range m.List("names") {
		if n.Kind == yamltree.Scalar {
			if words, ok := m.LineOf(n, "names"); ok && words != "" {
				names = append(names, casefile.PartyName{Name: sameIn(words, langs), Span: n.Span})
			}
			continue
		}
		f := m.MapOf(n, "names")
		f.Require("name", "a name without words", `write name: "Netflix, Inc."`)
		name := casefile.PartyName{
			Name:    readPartyName(f, "name", langs),
			Short:   readPartyName(f, "short", langs),
			Aliases: f.Lines("aka"),
			From:    readIssued(f, "from"),
			To:      readIssued(f, "to"),
			Cites:   readCites(f, "cite"),
			Span:    n.Span,
		}
		f.Finish()
		checkOrder(f, name.From, name.To)
		if len(name.Name) > 0 {
			names = append(names, name)
		}
	}
	checkSuccession(m, names)
	return names
}

// checkSuccession reports names that do not follow each other: two that are
// borne at once, and one that stands behind a later one.
func checkSuccession(m *yamltree.Map, names []casefile.PartyName) {
	for i := 1; i < len(names); i++ {
		before, n := names[i-1], names[i]
		switch {
		case n.To.Year > 0 && before.From.Year > 0 && endsBefore(n.To, before.From):
			m.Report(diag.InvalidDate, n.Span, "this name was borne before the one above it", "put the oldest name first")
		case before.To.IsZero() || n.From.Year > 0 && beginsBeforeEnd(n.From, before.To):
			m.Report(diag.InvalidDate, n.Span, "two names are borne at once", "say until when the earlier one was: to: 2021-10; another word for the same is aka:")
		}
	}
}

// beginsBeforeEnd reports whether something that begins on one date begins, on
// its last possible day, before the first possible day of another.
func beginsBeforeEnd(begin, end casefile.Issued) bool {
	end.Month, end.Day = max(1, end.Month), max(1, end.Day)
	return endsBefore(begin, end)
}

// readCaution reads words that stand beside a name, with their sources or
// without: a line, words by language, or {text: …, cite: ["@key"]}.
func readCaution(m *yamltree.Map, langs []string) casefile.Sourced {
	n := m.Node("caution")
	if n == nil || n.Kind == yamltree.Empty {
		return casefile.Sourced{}
	}
	if n.Kind == yamltree.Mapping && slices.ContainsFunc(n.Entries, func(e yamltree.Entry) bool { return e.Key == "text" || e.Key == "cite" }) {
		return readSourcedFields(m, "caution", langs)
	}
	return casefile.Sourced{Text: readWords(m, "caution", langs), Span: n.Span}
}

// readSourced reads a sentence with its sources: {text: …, cite: ["@key"]}.
func readSourced(m *yamltree.Map, key string, langs []string) casefile.Sourced {
	n := m.Node(key)
	if n == nil || n.Kind == yamltree.Empty {
		return casefile.Sourced{}
	}
	return readSourcedFields(m, key, langs)
}

func readSourcedFields(m *yamltree.Map, key string, langs []string) casefile.Sourced {
	f := m.Map(key)
	defer f.Finish()
	f.Require("text", key+" without a sentence", "write text: one sentence")
	f.Require("cite", "a sentence without a source", `name the source: cite: ["@key, p. 3"]`)
	return casefile.Sourced{Text: readWords(f, "text", langs), Cites: readCites(f, "cite"), Span: m.Node(key).Span}
}

// readPartyName reads a name. Names are the same in every language unless the
// record says otherwise.
func readPartyName(m *yamltree.Map, key string, langs []string) casefile.Text {
	if n := m.Node(key); n != nil && n.Kind == yamltree.Mapping {
		return readWords(m, key, langs)
	}
	words := m.Line(key)
	if words == "" {
		return nil
	}
	return sameIn(words, langs)
}

func sameIn(words string, langs []string) casefile.Text {
	text := make(casefile.Text, len(langs))
	for _, lang := range langs {
		text[lang] = words
	}
	return text
}

func readRoles(m *yamltree.Map, langs []string) []casefile.Role {
	var roles []casefile.Role
	for _, n := range m.List("roles") {
		f := m.MapOf(n, "roles")
		f.Require("title", "a role without a title", "write title: director")
		role := casefile.Role{
			Title: readWords(f, "title", langs),
			At:    readRef(f, "at"),
			From:  readIssued(f, "from"),
			To:    readIssued(f, "to"),
			Cites: readCites(f, "cite"),
			Span:  n.Span,
		}
		f.Finish()
		checkOrder(f, role.From, role.To)
		if n.Kind == yamltree.Mapping {
			roles = append(roles, role)
		}
	}
	return roles
}

// checkOrder reports a time that ends before it begins.
func checkOrder(f *yamltree.Map, from, to casefile.Issued) {
	if from.Year > 0 && to.Year > 0 && endsBefore(to, from) {
		f.Report(diag.InvalidDate, f.Place("to"), fmt.Sprintf("this ends before it begins: %q is before %q", f.Line("to"), f.Line("from")), "check from: and to:")
	}
}
