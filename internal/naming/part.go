package naming

import (
	"slices"
	"strings"

	"dossier/internal/casefile"
)

// isPart reports whether the words around a name make it part of another: a
// capital next to it that does not begin the sentence, or a hyphen.
func isPart(words []word, first, last int, owners []casefile.Owner) bool {
	if w := words[first]; w.gap == "-" && w.from > 0 && first > 0 {
		return true
	} else if first > 0 && w.gap == " " && isCapital(words[first-1].text) && !comesBefore(words[first-1].text, owners) {
		return true
	}
	if last+1 >= len(words) {
		return false
	}
	next := words[last+1]
	return next.gap == "-" || next.gap == " " && isCapital(next.text)
}

// comesBefore reports whether a word with a capital may stand before a name
// without being part of it: "On Monday Netflix", "Judge Donato".
func comesBefore(word string, owners []casefile.Owner) bool {
	isPerson := !slices.ContainsFunc(owners, func(o casefile.Owner) bool { return o.Party.Type != casefile.PersonType })
	return opens[word] || calendar[word] || isPerson && titles[word] || !isPerson && givenMonths[word]
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

var (
	// opens are words that begin sentences with a capital before a name.
	opens = setOf(`The In At On Of By For From To With Without Against After Before Since Until When While Where If As And But Or Nor So Yet That This Both Neither Either Like Unlike According Here Then Now Today Later Only Even Also Because Although Though Whether What Who How Why Did Does Do Is Was Had Has
		Yesterday Meanwhile Eventually Finally Instead Still Again Once Soon Perhaps Never Not No Its Their Earlier Afterwards Between Among Within Under Over During Despite Except Through
		Le La Les De Du Des En Chez Pour Par Sur Selon Quand Lorsque Si Et Mais Ou Ni Puis Alors Depuis Contre Avec Sans Après Avant Comme Que Qui Ce Cette Où Hier Ensuite Enfin Pourtant Entre Malgré Pendant Dont`)

	// calendar are days and months, which English writes with a capital.
	calendar = setOf(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March July September October November December`)

	// givenMonths are those that are given names too: "April Jones".
	givenMonths = setOf(`April May June August`)

	// titles stand before the names of persons.
	titles = setOf(`Judge Justice Magistrate Senator Sen Representative Rep Congressman Congresswoman President Chancellor Minister Secretary Commissioner Governor Mayor Ambassador
		Professor Prof Doctor Dr Mr Mrs Ms Miss Mx Sir Dame Lord Lady Baroness Captain Colonel General Sergeant Inspector Detective Attorney Counsel
		Chairman Chairwoman Chair Director Executive Officer Editor Spokesman Spokeswoman CEO CFO COO CTO MP MEP QC KC
		M Mme Mlle Me Maître Monsieur Madame Juge Président Présidente Sénateur Sénatrice Ministre Professeur Docteur Procureur Procureure Maire`)
)
