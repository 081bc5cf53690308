package record

import (
	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// stages lists where a proceeding may stand when a claim is made in it.
var stages = []string{"filed", "sealed", "unsealed", "ruled", "settled", "appealed"}

// ClaimFields are the fields of a claim, in the order of the manual.
var ClaimFields = []string{"id", "text", "basis", "by", "about", "signs", "flow", "proceeding", "evidence", "against", "responses", "since", "status", "history", "replaced-by", "allow"}

// Claims reads content/records/claims.yaml: a list of claims, bare or under
// claims:. langs are the languages of the dossier, the original first. The list
// is in file order; of several claims with one id it holds the first. Places
// have no file.
func Claims(src []byte, langs []string) ([]*casefile.Claim, diag.List) {
	var list []*casefile.Claim
	diags := readRecords(src, "claims", "a claim", func(m *yamltree.Map) (string, func()) {
		c := readClaim(m, langs)
		return c.ID, func() { list = append(list, c) }
	})
	return list, diags
}

func readClaim(m *yamltree.Map, langs []string) *casefile.Claim {
	m.Require("text", "this claim has no text", "write the proposition as one sentence: text: …")
	c := &casefile.Claim{
		ID:         readRecordID(m),
		Text:       readWords(m, "text", langs),
		Basis:      readBasis(m),
		By:         readRefs(m, "by"),
		About:      readRefs(m, "about"),
		Signs:      readSigns(m, langs),
		Evidence:   readEvidence(m, "evidence"),
		Against:    readEvidence(m, "against"),
		Responses:  readRefs(m, "responses"),
		Since:      readDay(m, "since"),
		Asserted:   casefile.Status(readChoice(m, "status", words(casefile.Statuses))),
		History:    readHistory(m, langs),
		ReplacedBy: readRef(m, "replaced-by"),
		Allow:      readExceptions(m),
		Whole:      m.Span(),
		Span:       m.Place("id"),
		TextSpan:   m.Place("text"),
		BasisSpan:  m.Place("basis"),
	}
	c.AssertedSpan = m.Place("status")
	c.Flow = readFlow(m, langs)
	p := m.Map("proceeding")
	c.Case = readRef(p, "case")
	c.Stage = readChoice(p, "stage", stages)
	c.StageSpan = p.Place("stage")
	p.Finish()
	return c
}

// FlowFields are the fields of flow:.
var FlowFields = []string{"from", "to", "what", "date"}

// readFlow reads what passes between two parties.
func readFlow(m *yamltree.Map, langs []string) casefile.Flow {
	if m.Node("flow") == nil {
		return casefile.Flow{}
	}
	f := m.Map("flow")
	f.Require("from", "a flow from nobody", "write from: with the id of a name")
	f.Require("to", "a flow to nobody", "write to: with the id of a name")
	f.Require("what", "a flow of nothing", "say what passes, in a few words: what: Access to message inboxes")
	flow := casefile.Flow{From: readRef(f, "from"), To: readRef(f, "to"), What: readWords(f, "what", langs), Date: readIssued(f, "date"), Span: m.Place("flow")}
	if flow.From.ID != "" && flow.From.ID == flow.To.ID {
		f.Report(diag.InvalidValue, f.Place("to"), "this passes from "+flow.From.ID+" to itself", "name two parties")
	}
	f.Finish()
	return flow
}

const basisHint = "write documented, adjudicated, admitted, reported, alleged, inferred or unknown"

// readBasis reads what supports a claim. What people write there first is a
// denial, which is a response.
func readBasis(m *yamltree.Map) casefile.Basis {
	n := m.Node("basis")
	if n == nil || n.Kind == yamltree.Empty {
		if !m.MayHave("basis") {
			m.Report(diag.ClaimWithoutBasis, m.Span(), "this claim has no basis", basisHint)
		}
		return ""
	}
	if text := m.Line("basis"); text == "denied" || text == "disputed" {
		m.Report(diag.InvalidValue, n.Span, "a denial is no basis", "say what supports the claim, and record the denial in responses.yaml with stance: denies")
		return ""
	}
	return casefile.Basis(readChoice(m, "basis", words(casefile.Bases)))
}

func readHistory(m *yamltree.Map, langs []string) []casefile.Change {
	var list []casefile.Change
	for _, n := range m.List("history") {
		f := m.MapOf(n, "history")
		f.Require("date", "a change without a date", "say when: date: 2026-11-23")
		f.Require("why", "a change without a reason", "say what made it change: why: …")
		list = append(list, casefile.Change{
			Date: readDay(f, "date"),
			From: casefile.Status(readChoice(f, "from", words(casefile.Statuses))),
			To:   casefile.Status(readChoice(f, "to", words(casefile.Statuses))),
			Why:  readWords(f, "why", langs),
		})
		f.Finish()
	}
	return list
}

// words turns words of casefile into strings.
func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}
