// Package questions writes the findings letter: what an investigation says
// about a party, claim by claim, what is on record as its answer, until when
// it may answer and how. It is what a right of reply begins with.
//
// Confidential sources never stand in a letter. Evidence that is one is left
// out; words that would name one are reported by Leaks, and no letter is
// written while they stand.
//
// The package is pure: a letter is text, and nobody sends it.
package questions

import (
	"cmp"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"

	"dossier/internal/casefile"
	"dossier/internal/check"
	"dossier/internal/diag"
	"dossier/internal/label"
	"dossier/internal/theme"
)

// A Letter asks one party.
type Letter struct {
	Lang          string
	Investigation string // its title
	To            string
	Publisher     string
	Email         string // how to answer; "" where the settings name none
	Deadline      string // day and hour
	Hours         int
	Findings      []Finding
}

// A Finding is one claim about the party.
type Finding struct {
	Number   int
	ID       string
	Text     string
	Label    string   // where the claim stands: "Alleged · denied by Meta"
	By       string   // who says so; "" where nobody is named
	Evidence []string // sources with places; confidential ones left out
	Where    []string // the pages that say it: titles with addresses
	Answers  []string // what is on record as the party's own answer
}

// A Mention is a place of the investigation that makes a claim.
type Mention struct {
	Chapter *casefile.Chapter
	Section string // heading; "" before the first
	ID      string // its anchor
}

// Case is what letters are made of.
type Case struct {
	Investigation *casefile.Investigation
	Mentions      func(claim string) []Mention
	Words         *theme.Words // of the language of the letter
	BaseURL       string       // of the site; "" where it is not known
	Now           time.Time
}

// To writes the letter to a party in the language of the words. A claim that
// another has replaced is left out, and so is one without a basis.
func (c *Case) To(party *casefile.Party) *Letter {
	settings, lang := c.Investigation.Settings, c.Words.Lang
	until := c.Now.UTC().Add(time.Duration(settings.Deadlines.QuestionsHours) * time.Hour)
	if rounded := until.Truncate(time.Hour); rounded.Before(until) {
		until = rounded.Add(time.Hour)
	}
	year, month, day := until.Date()
	l := &Letter{
		Lang: lang, Investigation: settings.TitleIn(lang), To: party.Label(lang), Publisher: settings.Publisher.Name, Email: settings.Publisher.Email,
		Deadline: c.Words.Date(casefile.Date{Year: year, Month: int(month), Day: day}) + ", " + until.Format("15:04") + " UTC", Hours: settings.Deadlines.QuestionsHours,
	}
	for _, claim := range c.Investigation.Claims.List {
		if claim.About.Has(party.ID) && claim.ReplacedBy.ID == "" && claim.Basis != "" {
			l.Findings = append(l.Findings, c.finding(claim, party, len(l.Findings)+1))
		}
	}
	return l
}

func (c *Case) finding(claim *casefile.Claim, party *casefile.Party, number int) Finding {
	lang := c.Words.Lang
	f := Finding{Number: number, ID: claim.ID, Text: c.in(claim.Text)}
	standing := c.Investigation.Standings[claim.ID]
	if standing != nil {
		asked := *standing // a letter that asks need not say who has not been asked
		asked.Answers = slices.DeleteFunc(slices.Clone(standing.Answers), func(a casefile.Answer) bool { return a.Stance == casefile.NotAsked })
		f.Label = label.Of(&asked, c.Words)
	}
	var by []string
	for _, ref := range claim.By {
		if p := c.Investigation.Parties.Lookup(ref.ID); p != nil && !p.Protected {
			by = append(by, p.Label(lang))
		}
	}
	f.By = label.Names(by, c.Words)
	for _, e := range claim.Evidence {
		if text := c.evidence(e); text != "" && !slices.Contains(f.Evidence, text) {
			f.Evidence = append(f.Evidence, text)
		}
	}
	if c.Mentions != nil {
		for _, m := range c.Mentions(claim.ID) {
			if text := c.mention(m); m.Chapter.Lang == lang && !slices.Contains(f.Where, text) {
				f.Where = append(f.Where, text)
			}
		}
	}
	if standing != nil {
		for _, r := range standing.All {
			if r.From.Has(party.ID) && (r.Stance.IsAnswer() || r.Stance == casefile.NoAnswer) && r.Withdrawn.IsZero() {
				f.Answers = append(f.Answers, c.answer(r, party))
			}
		}
	}
	return f
}

// evidence names a source and a place in it; "" where it may not be named.
func (c *Case) evidence(e casefile.Evidence) string {
	s := c.Investigation.Sources.Lookup(e.Key)
	if s == nil || s.Custom.Confidential {
		return ""
	}
	text := cmp.Or(s.Title, s.Custom.Short.In(c.Words.Lang))
	if text == "" {
		return ""
	}
	for _, more := range []string{cmp.Or(s.Container, s.Authority, s.Publisher), c.Words.Issued(s.Issued), e.Place} {
		if more != "" {
			text += ", " + more
		}
	}
	return text
}

func (c *Case) mention(m Mention) string {
	text := m.Chapter.Head.Title
	if m.Section != "" {
		text += ", " + c.quoted(m.Section)
	}
	url := c.BaseURL + m.Chapter.URL
	if m.ID != "" {
		url += "#" + m.ID
	}
	return text + " (" + url + ")"
}

// answer is a response of the party in its own words.
func (c *Case) answer(r *casefile.Response, party *casefile.Party) string {
	text := label.Stance(r.Stance, []string{party.LabelAt(c.Words.Lang, r.Day())}, c.Words)
	if day := c.Words.Issued(r.Received); day != "" {
		text += " (" + day + ")"
	}
	if words := c.in(r.Text); words != "" {
		colon := ": "
		if c.isFrench() {
			colon = "\u00a0: "
		}
		text += colon + c.quoted(words)
	}
	return text
}

// quoted puts words between the quotation marks of the language.
func (c *Case) quoted(words string) string {
	if c.isFrench() {
		return "«\u00a0" + words + "\u00a0»"
	}
	return "“" + words + "”"
}

func (c *Case) isFrench() bool { return strings.HasPrefix(c.Words.Lang, "fr") }

// in is a text in the language of the letter, or else in the original.
func (c *Case) in(t casefile.Text) string {
	return strings.Join(strings.Fields(cmp.Or(t.In(c.Words.Lang), t.In(c.Investigation.Settings.Original()))), " ")
}

//go:embed en.txt fr.txt
var forms embed.FS

// Languages are those in which letters can be written.
var Languages = []string{"en", "fr"}

// Write writes a letter as plain text.
func (l *Letter) Write(w io.Writer) error {
	base, _, _ := strings.Cut(l.Lang, "-")
	t, err := template.ParseFS(forms, base+".txt")
	if err != nil {
		return fmt.Errorf("no letter in the language %q", l.Lang)
	}
	return t.Execute(w, l)
}

// Leaks finds words of letters that would name a confidential source: its key
// or its title. The diagnostics name the place and mask what stands there.
func Leaks(inv *casefile.Investigation) diag.List {
	var secrets []string
	for _, s := range inv.Sources.List {
		if s.Custom.Confidential {
			secrets = append(secrets, s.ID, s.Title)
			for _, a := range s.Authors {
				secrets = append(secrets, a.Literal, strings.TrimSpace(a.Given+" "+a.Family))
			}
		}
	}
	secrets = slices.DeleteFunc(secrets, func(s string) bool { return utf8.RuneCountInString(s) < minSecret })
	if len(secrets) == 0 {
		return nil
	}
	var diags diag.List
	report := func(at diag.Span, texts ...casefile.Text) {
		for _, t := range texts {
			for _, words := range t {
				for _, secret := range secrets {
					if check.HasWords(strings.ToLower(words), strings.ToLower(secret)) {
						diags = append(diags, diag.Diagnostic{Code: diag.QuestionsLeak, Severity: diag.Error, Span: at,
							Message: "a letter with this record would name a confidential source: " + mask(secret), Hint: "say it without the source"})
						return
					}
				}
			}
		}
	}
	for _, c := range inv.Claims.List {
		report(c.Span, c.Text)
	}
	for _, r := range inv.Responses.List {
		report(r.Span, r.Text)
	}
	return diags
}

// minSecret is how many letters a name has that is looked for: shorter ones
// stand in every text.
const minSecret = 4

// mask shows the ends of a secret: "J••••••g".
func mask(secret string) string {
	r := []rune(secret)
	return string(r[0]) + strings.Repeat("•", len(r)-2) + string(r[len(r)-1])
}
