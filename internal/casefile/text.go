// Package casefile is the domain: what an investigation is made of, in the
// words of the people who make one. It is data only, with methods for
// questions a value can answer about itself. Readers and resolve fill it;
// nobody changes it afterwards.
package casefile

// A Text is words for readers in one or more languages, by language code. In a
// dossier of one language a bare string stands for that language. Nil is no
// text.
type Text map[string]string

// In returns the text in a language, "" where there is none.
func (t Text) In(lang string) string { return t[lang] }
