package quotation_test

import (
	_ "embed"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dossier/internal/quotation"
)

const letter = `For nearly a decade, Netflix and Facebook enjoyed a special relationship.
Within a month, Netflix had announced a Facebook integration to share Netflix user data internationally,
and began lobbying Congress. By 2013, Netflix had begun entering into a series of “Facebook Extended API”
agreements, including an “Inbox API” agreement that allowed Netflix programmatic access to Facebook’s user’s
private message inboxes, in exchange for which Netflix would “provide to FB a written report every two weeks
that shows daily counts of recom-
mendation sends and recipient clicks by interface, initiation surface, and/or non-
Facebook variants”. The sum was $1` + "\u202f" + `200 — or more. It was not paid.
Elle a dit : « Que dit la lettre ? » en 1998. A *very important* word, and a snake_case one.
`

func find(source, quote string, opt quotation.Options) quotation.Result {
	return quotation.New(source).Find(quote, opt)
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, quote string
		want        quotation.Kind
	}{
		{"as printed", "enjoyed a special relationship", quotation.Matches},
		{"the sentence's full stop", "enjoyed a special relationship.", quotation.Matches},
		{"over a line end", "relationship. Within a month", quotation.Matches},
		{"straight marks", `a series of "Facebook Extended API" agreements`, quotation.Matches},
		{"single marks inside", `a series of 'Facebook Extended API' agreements`, quotation.Matches},
		{"guillemets", "a series of « Facebook Extended API » agreements", quotation.Matches},
		{"marks of its own", "“enjoyed a special relationship”", quotation.Matches},
		{"guillemets of its own", "«\u00a0enjoyed a special relationship\u00a0»", quotation.Matches},
		{"NBSP", "special\u00a0relationship", quotation.Matches},
		{"soft hyphen", "special rela\u00adtion\u00adship", quotation.Matches},
		{"zero width", "special\u200b rela\u200btionship\ufeff", quotation.Matches},
		{"broken word", "daily counts of recommendation sends", quotation.Matches},
		{"broken at its own hyphen", "and/or non-Facebook variants", quotation.Matches},
		{"broken word, hyphen kept", "counts of recom-mendation sends", quotation.Matches},
		{"grouped number", "sum was $1 200", quotation.Matches},
		{"dash", "$1 200 - or more", quotation.Matches},
		{"dash without spaces", "200—or more", quotation.Matches},
		{"double hyphen", "200 -- or more", quotation.Matches},
		{"French spaces", "Elle a dit: \"Que dit la lettre?\" en 1998", quotation.Matches},
		{"decomposed", norm.NFD.String("Elle a dit"), quotation.Matches},
		{"underscore in a word", "a snake_case one", quotation.Matches},

		{"cut", "For nearly a decade […] enjoyed a special relationship", quotation.Matches},
		{"cut in dots", "For nearly a decade ... enjoyed a special relationship", quotation.Matches},
		{"cut in spaced dots", "For nearly a decade . . . enjoyed a special relationship", quotation.Matches},
		{"cut in parentheses", "For nearly a decade (…) enjoyed a special relationship", quotation.Matches},
		{"cut at the end", "enjoyed a special relationship […]", quotation.Matches},
		{"cut at both ends", "… enjoyed a special relationship …", quotation.Matches},
		{"cut after a full stop", "special relationship. […] By 2013, Netflix", quotation.Matches},
		{"two cuts", "nearly a decade … began lobbying … private message", quotation.Matches},
		{"sic", "access to Facebook’s user’s [sic] private message inboxes", quotation.Matches},
		{"sic in parentheses", "access to Facebook’s user’s (sic) private message inboxes", quotation.Matches},
		{"insertion for a word", "allowed [the company] programmatic access", quotation.Matches},
		{"insertion for nothing", "allowed Netflix [then] programmatic access", quotation.Matches},
		{"insertion for three words", "enjoyed [some] relationship", quotation.Matches},
		{"insertion first", "[It] had begun entering into", quotation.Matches},
		{"case of a letter", "[A]llowed Netflix programmatic", quotation.Matches},
		{"case of a letter, small", "[f]or nearly a decade", quotation.Matches},
		{"another ending", "allow[s] Netflix programmatic", quotation.Matches},
		{"an ending taken away", "allow[] Netflix programmatic", quotation.Matches},
		{"an ending changed", "inboxes, in exchang[es] for", quotation.Matches},
		{"emphasis of the source", "A *very important* word", quotation.Matches},
		{"emphasis of the source dropped", "A very important word", quotation.Matches},

		{"long insertion", "Netflix and Facebook [did] Netflix had announced", quotation.LongInsertion},
		{"emphasis added", "enjoyed a *special* relationship", quotation.Emphasised},
		{"order", "a special relationship … For nearly a decade", quotation.OutOfOrder},
		{"short", "relationship", quotation.TooShort},
		{"short by a cut", "For nearly a decade … enjoyed … relationship", quotation.TooShort},
		{"short beside an insertion", "[the] relationship", quotation.TooShort},
		{"one word with an apostrophe", "user’s", quotation.TooShort},
		{"empty", "", quotation.Empty},
		{"marks alone", "« … »", quotation.Empty},
		{"brackets alone", "[…]", quotation.Empty},

		{"Q05 of other outlets", "access to Facebook’s users’ private message inboxes", quotation.NotFound},
		{"case at the start", "Enjoyed a special relationship", quotation.NotFound},
		{"case inside", "programmatic Access to", quotation.NotFound},
		{"negation dropped", "It was paid.", quotation.NotFound},
		{"negation added", "enjoyed not a special relationship", quotation.NotFound},
		{"number", "By 2014, Netflix had begun", quotation.NotFound},
		{"grouping dropped", "sum was $1200", quotation.NotFound},
		{"part of a word", "enjoyed a special relation", quotation.NotFound},
		{"comma dropped", "By 2013 Netflix had begun", quotation.NotFound},
		{"accent dropped", "Elle à dit", quotation.NotFound},
		{"half of a broken word", "daily counts of recom", quotation.NotFound},
		{"another letter in brackets", "[B]llowed Netflix programmatic", quotation.NotFound},
		{"nothing after the cut", "a special … relationship between friends", quotation.NotFound},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := find(letter, test.quote, quotation.Options{}); got.Kind != test.want {
				t.Errorf("%q: %+v, want %v", test.quote, got, test.want)
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	text := quotation.New(letter)
	res := text.Find("[N]early a decade … recommendation sends … la lettre?", quotation.Options{})
	var got []string
	for _, p := range res.Places {
		got = append(got, letter[p.Start:p.End])
	}
	if want := []string{"nearly a decade", "recom-\nmendation sends", "la lettre ?"}; !slices.Equal(got, want) {
		t.Errorf("%v: %q, want %q", res.Kind, got, want)
	}
	decomposed := "x " + norm.NFD.String("é à ô déjà lu ïci") + " ÿ"
	res = find(decomposed, "déjà lu", quotation.Options{})
	if len(res.Places) != 1 || decomposed[res.Places[0].Start:res.Places[0].End] != norm.NFD.String("déjà lu") {
		t.Errorf("%+v", res)
	}
}

func TestWithin(t *testing.T) {
	page := func(from, to string) quotation.Span {
		return quotation.Span{Start: strings.Index(letter, from), End: strings.Index(letter, to) + len(to)}
	}
	tests := []struct {
		quote  string
		within quotation.Span
		want   quotation.Kind
	}{
		{"enjoyed a special relationship", page("For nearly", "relationship."), quotation.Matches},
		{"enjoyed a special relationship", page("By 2013", "inboxes"), quotation.Elsewhere},
		{"special relationship … By 2013", page("For nearly", "relationship."), quotation.Elsewhere},
		{"a special thing", page("By 2013", "inboxes"), quotation.NotFound},
		{"enjoyed a special relationship", quotation.Span{Start: 5, End: 5}, quotation.Elsewhere},
		{"enjoyed a special relationship", quotation.Span{Start: -5, End: 1 << 40}, quotation.Matches},
	}
	for _, test := range tests {
		if got := find(letter, test.quote, quotation.Options{Within: test.within}); got.Kind != test.want {
			t.Errorf("%q in %v: %v, want %v", test.quote, test.within, got.Kind, test.want)
		}
	}
}

func TestClosest(t *testing.T) {
	tests := []struct {
		quote, closest, wanted, found string
		distance                      int
		final                         bool
	}{
		{"access to Facebook’s users’ private message inboxes", "access to Facebook’s user’s private message inboxes", "users’", "user’s", 2, false},
		{"enjoyed a spectacular relationship", "enjoyed a special relationship", "spectacular", "special", 1, false},
		{"It was paid.", "It was not paid.", "", "not", 1, false},
		{"It was really not paid.", "It was not paid.", "really", "", 1, false},
		{"Programmatic access to", "programmatic access to", "Programmatic", "programmatic", 1, false},
		{"By 2014, Netflix had begun", "By 2013, Netflix had begun", "2014", "2013", 1, false},
		{"By 2013 Netflix had begun", "By 2013, Netflix had begun", "", "2013,", 1, false},
		{"programmatic access.", "programmatic access", "access.", "", 1, true},
		{"private message inboxes.", "private message inboxes,", "inboxes.", "inboxes,", 1, true},
		{"nothing like that stands anywhere here", "", "", "", 0, false},
		{"nearly a decade … entering into series of", "entering into a series of", "", "a", 1, false},
		{"counts of recommended sends", "counts of recom- mendation sends", "recommended", "recom-\nmendation", 1, false},
	}
	for _, test := range tests {
		got := find(letter, test.quote, quotation.Options{})
		if got.Kind != quotation.NotFound || got.ClosestText != test.closest || got.Wanted != test.wanted || got.Found != test.found ||
			got.Distance != test.distance || got.FinalPunctuation != test.final {
			t.Errorf("%q: %+v", test.quote, got)
		}
	}
}

func TestDeclared(t *testing.T) {
	got := find(letter, "enjoyed a *special* relationship", quotation.Options{})
	if got.Wanted != "special" || len(got.Places) != 1 {
		t.Errorf("%+v", got)
	}
	if got := find(letter, "enjoyed a *special* relationship", quotation.Options{EmphasisAdded: true}); got.Kind != quotation.Matches {
		t.Errorf("%+v", got)
	}
	if got := find(letter, "Netflix and Facebook [did] Netflix had announced", quotation.Options{}); got.Replaced != "enjoyed a special relationship. Within a month," {
		t.Errorf("%+v", got)
	}
	source := "He said “signals [explanation of the paper, in full] sharing… and more” then."
	for _, quote := range []string{"signals [explanation of the paper, in full] sharing", "sharing… and more", "signals … sharing and more"} {
		if got := find(source, quote, quotation.Options{}); (got.Kind == quotation.Matches) != (quote != "signals … sharing and more") {
			t.Errorf("%q: %+v", quote, got)
		}
	}
	if got := find("條款內容不公開", "內容不公", quotation.Options{}); got.Kind != quotation.Matches {
		t.Errorf("%+v", got)
	}
}

//go:embed testdata/quotes.txt
var quotes string

// realQuotes returns the quotations of the explainer that have no cut of their own.
func realQuotes() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(quotes) {
		if id, text, ok := strings.Cut(strings.TrimSpace(line), " "); ok && id != "#" && !strings.Contains(text, "[") {
			all[id] = text
		}
	}
	return all
}

// record puts all quotations into one text, each a paragraph among others.
func record() (string, []string) {
	all := realQuotes()
	var ids []string
	for id := range all {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var b strings.Builder
	for _, id := range ids {
		b.WriteString("In " + id + " someone said this:\n" + all[id] + "\n\n")
	}
	return b.String(), ids
}

func TestRealQuotations(t *testing.T) {
	text, ids := record()
	source := quotation.New(text)
	for _, id := range ids {
		quote := realQuotes()[id]
		for name, variant := range variants(quote) {
			if got := source.Find(variant, quotation.Options{}); got.Kind != quotation.Matches {
				t.Errorf("%s, %s: %v %q", id, name, got.Kind, variant)
			}
		}
	}
	for _, wrong := range []string{
		"Shocking lie. Meta didn’t share people’s private messages with Netflix.",
		"Shockingly unfaithful. Meta didn’t share people’s private messages",
		"Shockingly untrue. Meta did share people’s private messages with Netflix.",
		"Netflix never asked for, or accused, anyone’s private messages.",
		"Facebook have clearly entered into whitelisting agreements […] full access to friends Data.",
		"allowed Netflix programmatic access to Facebook’s users’ private message inboxes",
		"At no time did we access people’s private messages on Facebook or ask for the ability",
		"daily counts of recommendations sends and recipient clicks",
	} {
		if got := source.Find(wrong, quotation.Options{}); got.Kind != quotation.NotFound || got.ClosestText == "" {
			t.Errorf("%q: %+v", wrong, got)
		}
	}
}

// variants sets a quotation as others would.
func variants(quote string) map[string]string {
	straight := strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "—", "-")
	words := strings.Fields(quote)
	middle := len(words) / 2
	all := map[string]string{
		"as is":     quote,
		"straight":  straight.Replace(quote),
		"guillemet": strings.NewReplacer("“", "«\u00a0", "”", "\u00a0»").Replace(quote),
		"in quotes": "“" + quote + "”",
		"NBSP":      strings.ReplaceAll(quote, " ", "\u00a0"),
		"narrow":    strings.ReplaceAll(quote, " ", "\u202f"),
		"lines":     strings.ReplaceAll(quote, " ", "\r\n  "),
		"ligatures": strings.NewReplacer("ffi", "ﬃ", "fi", "ﬁ", "fl", "ﬂ", "ff", "ﬀ").Replace(quote),
		"NFD":       norm.NFD.String(quote),
	}
	if len(words) >= 6 {
		all["cut"] = strings.Join(words[:middle-1], " ") + " […] " + strings.Join(words[middle:], " ")
		all["insertion"] = strings.Join(words[:middle-1], " ") + " [that] " + strings.Join(words[middle:], " ")
	}
	return all
}

// Every change of a word, of case, of order or of a number is refused.
func TestMutationsAreRefused(t *testing.T) {
	text, ids := record()
	source := quotation.New(text)
	rng := rand.New(rand.NewPCG(1, 2))
	refused := func(id, what string, words []string) {
		t.Helper()
		if quote := strings.Join(words, " "); source.Find(quote, quotation.Options{}).Kind == quotation.Matches {
			t.Errorf("%s, %s: accepted %q", id, what, quote)
		}
	}
	for _, id := range ids {
		words := strings.Fields(realQuotes()[id])
		for i := range words {
			if 0 < i && i < len(words)-1 {
				refused(id, "dropped", slices.Delete(slices.Clone(words), i, i+1))
			}
			refused(id, "changed", replace(words, i, "zebra"))
			refused(id, "case", replace(words, i, flipCase(words[i])))
			if i+1 < len(words) && words[i] != words[i+1] {
				swapped := slices.Clone(words)
				swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
				refused(id, "swapped", swapped)
				refused(id, "not", slices.Insert(slices.Clone(words), i+1, "not"))
			}
			if j := strings.IndexAny(words[i], "0123456789"); j >= 0 {
				refused(id, "number", replace(words, i, words[i][:j]+string('0'+(words[i][j]-'0'+1)%10)+words[i][j+1:]))
			}
			if runes := []rune(words[i]); len(runes) > 3 {
				j := 1 + rng.IntN(len(runes)-2)
				if unicode.IsLetter(runes[j]) {
					runes[j] = 'ž'
					refused(id, "letter", replace(words, i, string(runes)))
				}
			}
		}
	}
}

func replace(words []string, i int, with string) []string {
	words = slices.Clone(words)
	words[i] = with
	return words
}

// flipCase changes the case of the first letter of a word, or makes it another word.
func flipCase(word string) string {
	runes := []rune(word)
	for i, r := range runes {
		if unicode.IsUpper(r) {
			runes[i] = unicode.ToLower(r)
			return string(runes)
		}
		if unicode.IsLower(r) {
			runes[i] = unicode.ToUpper(r)
			return string(runes)
		}
	}
	return word + "x"
}

func FuzzFind(f *testing.F) {
	f.Add(letter, "enjoyed a [very] special … relationship", 0, 0)
	f.Add("a-\nb c", "a-b c", 1, 4)
	f.Add("[sic] *a* b", "[a] (sic) *b* …", 0, 3)
	f.Add(norm.NFD.String("éa\u00ad\n b"), "éab", 0, 9)
	f.Add("a a a a", "a [b] a [c] a", 0, 0)
	f.Fuzz(func(t *testing.T, source, quote string, from, to int) {
		text := quotation.New(source)
		for _, within := range []quotation.Span{{}, {Start: from, End: to}} {
			res := text.Find(quote, quotation.Options{Within: within})
			for _, p := range append(res.Places, res.Closest) {
				if p.Start < 0 || p.Start > p.End || p.End > len(source) {
					t.Fatalf("%q in %q: %+v", quote, source, res)
				}
			}
			if res.Kind == quotation.Matches {
				if again := text.Find(quote, quotation.Options{EmphasisAdded: true}); again.Kind != quotation.Matches {
					t.Fatalf("%q in %q: matches within %v, then %v", quote, source, within, again.Kind)
				}
			}
		}
		// A plain text is found in itself.
		if !strings.ContainsAny(source, "[]*_.…") && len(source) < 500 {
			if res := text.Find(source, quotation.Options{}); res.Kind != quotation.Matches && res.Kind != quotation.TooShort && res.Kind != quotation.Empty {
				t.Fatalf("%q is not in itself: %+v", source, res)
			}
		}
	})
}

// longText is about n bytes of real words.
func longText(n int) string {
	words := strings.Fields(letter)
	rng := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(words[rng.IntN(len(words))])
		b.WriteByte(" \n"[rng.IntN(20)/19])
	}
	return b.String()
}

const longQuote = "Within a month, Netflix had announced a Facebook integration to share Netflix user data internationally, and began lobbying Congress. By 2013, Netflix had begun entering into a series of “Facebook Extended API” agreements, including an “Inbox API” agreement that"

func BenchmarkNew10MB(b *testing.B) {
	text := longText(10 << 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		quotation.New(text)
	}
}

func BenchmarkFind10MB(b *testing.B) {
	text := quotation.New(longText(10<<20) + letter)
	for _, q := range []struct{ name, quote string }{
		{"found", longQuote},
		{"insertion", strings.Replace(longQuote, "user data", "[user information]", 1)},
		{"missing", strings.Replace(longQuote, "begun", "started", 1)},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				text.Find(q.quote, quotation.Options{})
			}
		})
	}
}

func BenchmarkFindStatement(b *testing.B) {
	text := quotation.New(letter)
	for b.Loop() {
		text.Find(longQuote, quotation.Options{})
	}
}
