package page

import "strings"

// json highlights JSON with the classes of chroma. Most code of an explainer is
// JSON, and one pass over the bytes takes a tenth of the time that a lexer of
// regular expressions takes. What is no JSON is written as text.
func (p *printer) json(code string) {
	run := tokenRun{p: p}
	for code != "" {
		class, n := jsonToken(code)
		run.add(class, code[:n])
		code = code[n:]
	}
	run.end()
}

// jsonToken reads the token that s begins with: its class and length.
func jsonToken(s string) (class string, n int) {
	switch c := s[0]; {
	case c == '"':
		n = jsonString(s)
		if strings.HasPrefix(strings.TrimLeft(s[n:], " \t\r\n"), ":") {
			return "nt", n
		}
		return "s2", n
	case strings.IndexByte("{}[],:", c) >= 0:
		return "p", 1
	case c == '-' || c >= '0' && c <= '9':
		n = span(s, "+-.0123456789eE")
		if strings.ContainsAny(s[:n], ".eE") {
			return "mf", n
		}
		return "mi", n
	case strings.HasPrefix(s, "//"):
		if n = strings.IndexByte(s, '\n'); n < 0 {
			n = len(s)
		}
		return "c1", n
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		return "", span(s, " \t\r\n")
	}
	for _, word := range []string{"true", "false", "null"} {
		if strings.HasPrefix(s, word) {
			return "kc", len(word)
		}
	}
	n = 1
	for n < len(s) && strings.IndexByte(" \t\r\n{}[],:\"/", s[n]) < 0 {
		n++
	}
	return "", n
}

// jsonString is the length of the string that s begins with; one that is never
// closed ends with its line.
func jsonString(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n':
			return i
		}
	}
	return len(s)
}

// span is how many bytes of a set s begins with.
func span(s, set string) int {
	n := 0
	for n < len(s) && strings.IndexByte(set, s[n]) >= 0 {
		n++
	}
	return n
}
