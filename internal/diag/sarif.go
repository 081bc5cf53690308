package diag

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"
)

// WriteSARIF prints a list as a SARIF 2.1.0 log, which code hosts and editors
// read. Paths are relative to the project, columns count code points. help
// gives the manual's Markdown for a code; it may be nil.
func WriteSARIF(w io.Writer, list List, src Sources, help func(Code) string) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "Dossier", Rules: []sarifRule{}}
	index := map[Code]int{}
	for _, e := range Entries(list, src) {
		i, known := index[e.Code]
		if !known {
			i = len(index)
			index[e.Code] = i
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSARIFRule(e.Code, help))
		}
		run.Results = append(run.Results, newSARIFResult(e, i))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// The parts of a SARIF log that we fill, named as in the standard
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               Code       `json:"id"`
		ShortDescription *sarifText `json:"shortDescription,omitempty"`
		Help             *sarifText `json:"help,omitempty"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID    Code            `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifLocation struct {
		Physical struct {
			Artifact struct {
				URI string `json:"uri"`
			} `json:"artifactLocation"`
			Region *sarifRegion `json:"region,omitempty"`
		} `json:"physicalLocation"`
		Message *sarifText `json:"message,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

func newSARIFRule(code Code, help func(Code) string) sarifRule {
	rule := sarifRule{ID: code}
	if help == nil {
		return rule
	}
	if text := help(code); text != "" {
		short, _, _ := strings.Cut(text, "\n\n")
		rule.ShortDescription = &sarifText{Text: doubleBraces.Replace(strings.ReplaceAll(short, "\n", " "))}
		rule.Help = &sarifText{Text: doubleBraces.Replace(text), Markdown: doubleBraces.Replace(text)}
	}
	return rule
}

func newSARIFResult(e Entry, rule int) sarifResult {
	text := e.Message
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	r := sarifResult{RuleID: e.Code, RuleIndex: rule, Level: e.Severity, Message: sarifText{Text: escapeSARIF(text)}}
	if e.File != "" {
		loc := sarifLocationIn(e.File)
		if e.Start != nil {
			loc.Physical.Region = &sarifRegion{e.Start.Line, e.Start.Column, e.End.Line, e.End.Column}
		}
		r.Locations = []sarifLocation{loc}
	}
	for _, related := range e.Related {
		loc := sarifLocationIn(related.File)
		loc.Message = &sarifText{Text: escapeSARIF(related.Message)}
		if related.Line > 0 {
			loc.Physical.Region = &sarifRegion{StartLine: related.Line, StartColumn: related.Column}
		}
		r.Related = append(r.Related, loc)
	}
	return r
}

func sarifLocationIn(file string) sarifLocation {
	var loc sarifLocation
	loc.Physical.Artifact.URI = (&url.URL{Path: file}).String()
	return loc
}

// escapeSARIF writes a message so that no braces are read as a placeholder
// (section 3.11.5 of the standard) and no brackets as a link to a location
// (3.11.6).
func escapeSARIF(s string) string {
	if strings.Contains(s, "](") {
		s = escapeBrackets.Replace(s)
	}
	return doubleBraces.Replace(s)
}

var (
	doubleBraces   = strings.NewReplacer("{", "{{", "}", "}}")
	escapeBrackets = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)
)
