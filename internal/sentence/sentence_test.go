package sentence_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"dossier/internal/sentence"
)

func TestSplit(t *testing.T) {
	tests := []struct{ name, lang, text string }{ // "¦" stands where a sentence must end
		{"plain", "en", "It ended.¦ It began again!¦ Why?¦ Nobody knows"},
		{"versus", "en", "The case is Klein v. Meta Platforms.¦ It was filed in 2020."},
		{"number", "en", "It is Dkt. No. 735 of Judge No. 3.¦ No.¦ It is not."},
		{"no as an answer", "en", "Did it end?¦ He said no.¦ They left."},
		{"title and initials", "en", "Mr. J. R. Smith of the U.S. District Court met Brian J. Dunne.¦ He left."},
		{"bill", "en", "A bill, H.R. 2471, passed as H.R. 6671.¦ It became law under 18 U.S.C. § 2702."},
		{"abbreviation at the end", "en", "It sued Meta Platforms, Inc.¦ The court sat in the U.S.¦ It lost."},
		{"company in the middle", "en", "Netflix Inc. Chairman Hastings met Meta Corp. in court."},
		{"decimal", "en", "It cost 3.5 million.¦ It paid 52.8 billion."},
		{"date and clock", "en", "It met at 10 a.m. on Sept. 5.¦ It left at 6 p.m.¦ Then it slept."},
		{"article", "en", "See art. 5 and sec. III of it, p. 12.¦ Then fig. 2."},
		{"small letter after", "en", "Yahoo! was there.¦ It asked “why?” and left."},
		{"ellipsis", "en", "It waited… and left.¦ It waited…¦ Then it left... or not."},
		{"cut", "en", "“It began […] Then it ended”, he said.¦ It was long […] And dull."},
		{"closing quote", "en", "He wrote: “Shockingly untrue.”¦ Meta agreed."},
		{"sentences in a quotation", "en", "He wrote: “Did partners get access? Yes. But people had to sign in.”¦ Then he left."},
		{"quotation in the middle", "en", "\"It is so. It was so\", he wrote.¦ She did not."},
		{"brackets", "en", "It ended (see art. 5. It is short).¦ It began.¦ (It was late.)¦ It rained."},
		{"unclosed quotation", "en", "He said “no.¦ It went on."},
		{"stop after the quotation", "en", "It had “programmatic access”.¦ The words describe it."},
		{"list", "en", "1. The agreement.¦ It was secret."},
		{"domain", "en", "It is on netflix.com today.¦ See MANIFEST.sha256 too."},
		{"paragraphs", "en", "A heading without a stop¦\n\nA text.¦ Another\nline.¦\r\n\r\nThe end"},
		{"emphasis", "en", "It was *secret.*¦ It was."},
		{"e.g.", "en", "Partners (e.g. Spotify) and others, i.e. Netflix, had it.¦ Others had not."},

		{"monsieur", "fr", "M. Dupont a vu Mme Martin et Me. Durand.¦ Il est parti."},
		{"article", "fr", "Selon l’art. 226-15 et l'al. 2, p. 4, c’est un délit.¦ La peine est d’un an."},
		{"guillemets", "fr", "Il écrit : «\u00a0C’est faux. Tout est faux.\u00a0»¦ Elle répond."},
		{"guillemet et incise", "fr", "« Vraiment ? » demanda-t-il.¦ « Non ! »¦ Il partit."},
		{"etc.", "fr", "Les lettres, les notes, etc.¦ Les juges ont lu, etc. Netflix aussi."},
		{"points de suspension", "fr", "Il attendit… puis partit.¦ Puis…¦ Rien."},
		{"sociétés", "fr", "La S.A. Dupont a saisi la Cass. civ. de Paris.¦ Le reste attend."},
		{"accent", "fr", "C'est fini.¦ À Paris, non.¦ Œuvre close."},

		{"no list", "de", "Das ist so.¦ J. Smith kam."},
		{"ideographs", "zh", "條款不公開。¦網飛否認！¦完"},
		{"empty", "en", ""},
		{"spaces", "en", " \n\n \t "},
	}
	for _, test := range tests {
		t.Run(test.lang+" "+test.name, func(t *testing.T) {
			var want []string
			for s := range strings.SplitSeq(test.text, "¦") {
				if s = strings.TrimSpace(s); s != "" {
					want = append(want, s)
				}
			}
			text := strings.ReplaceAll(test.text, "¦", "")
			var got []string
			for _, s := range sentence.Split(text, test.lang) {
				got = append(got, text[s.Start:s.End])
			}
			if !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"A. B", "“A. B.” C", "((A.) B.", "« A ? » B", "1. A", "\xff. \xfe", "A.\n\nB", "\" A. \" B", "…", "。。A", "J.-P. S."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []string{"en", "fr", ""} {
			at := 0
			for _, span := range sentence.Split(s, lang) {
				if span.Start < at || span.End <= span.Start || span.End > len(s) {
					t.Fatalf("%q: %v after %d", s, span, at)
				}
				if lost := strings.TrimFunc(s[at:span.Start], unicode.IsSpace); lost != "" {
					t.Fatalf("%q: lost %q", s, lost)
				}
				if text := s[span.Start:span.End]; strings.TrimFunc(text, unicode.IsSpace) != text {
					t.Fatalf("%q: space around %q", s, text)
				}
				at = span.End
			}
			if lost := strings.TrimFunc(s[at:], unicode.IsSpace); lost != "" {
				t.Fatalf("%q: lost %q", s, lost)
			}
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("Lawyers for advertisers suing Meta, Inc. wrote: “It gave access. It was secret.” The letter (see art. 5) is dated 14 April 2023. ", 60)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		sentence.Split(text, "en")
	}
}

func BenchmarkSplit10MB(b *testing.B) {
	for _, bench := range []struct{ name, unit string }{{"text", "It ended. It began (or not). "}, {"open", "(“« A. "}, {"stops", ".) "}} {
		text := strings.Repeat(bench.unit, 10<<20/len(bench.unit))
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				sentence.Split(text, "en")
			}
		})
	}
}
