package chapter

import (
	"strings"
	"testing"
)

// TestTypeset has no escapes: those are gone after the first time.
func TestTypesetTwice(t *testing.T) {
	for _, text := range []string{
		`"Double 'single' double," it's -- or --- ...`,
		`«collé» « espacé » "Que dit la lettre ?" Oui! Non : a:b 10:30 :) ?!`,
		`l'"heure" "a" "b "c" d"`, `"`, `'`, `" "`, `«`, `»`, `a ;`, `;`, `....`, `----`,
	} {
		for _, lang := range []string{"en", "fr", "de"} {
			checkTwice(t, text, lang)
		}
	}
}

func FuzzTypeset(f *testing.F) {
	f.Add(`"Que dit la lettre ?" l'"heure" « x » (x) : ; ! ?!`, true)
	f.Add(`"Double 'single' double," it's -- or --- ... '90s`, false)
	f.Fuzz(func(t *testing.T, text string, french bool) {
		if strings.ContainsAny(text, `\&`) {
			return
		}
		lang := "en"
		if french {
			lang = "fr"
		}
		checkTwice(t, text, lang)
	})
}

func checkTwice(t *testing.T, text, lang string) {
	t.Helper()
	once := setText(text, lang)
	if twice := setText(once, lang); once != twice {
		t.Errorf("%s: %q becomes %q, then %q", lang, text, once, twice)
	}
}
