package chapter

// Typeset gives plain words, such as a title from front matter or a register,
// the quotation marks, dashes and spaces of a language, as Read does with text.
// Doing it twice changes nothing.
func Typeset(words, lang string) string { return setText(words, lang) }
