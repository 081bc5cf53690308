package page

import "strings"

// message writes an HTTP request or response: a first line, headers, an empty
// line, and a body in the language that the headers name.
func (p *printer) message(code string) {
	line, rest := cutLine(code)
	p.firstLine(line)
	body := ""
	for rest != "" {
		line, rest = cutLine(rest)
		if strings.TrimSpace(line) == "" {
			p.verbatim(line)
			break
		}
		name, value, isHeader := strings.Cut(line, ":")
		if !isHeader {
			p.verbatim(line)
			continue
		}
		if strings.EqualFold(strings.TrimSpace(name), "content-type") {
			body = bodyLanguage(value)
		}
		p.token("nt", name)
		p.token("p", ":")
		p.verbatim(value)
	}
	switch {
	case rest == "":
	case body == "":
		p.verbatim(rest)
	default:
		p.highlight(body, rest)
	}
}

// firstLine writes "GET /path HTTP/1.1" or "HTTP/1.1 200 OK".
func (p *printer) firstLine(line string) {
	classes := []string{"k", "nn", "k"}
	if strings.HasPrefix(line, "HTTP/") {
		classes = []string{"k", "m", ""}
	}
	for i, word := range strings.SplitN(strings.TrimRight(line, "\n"), " ", 3) {
		if i > 0 {
			p.verbatim(" ")
		}
		p.token(classes[i], word)
	}
	p.verbatim(line[len(strings.TrimRight(line, "\n")):])
}

// bodyLanguage is the language of a media type, "" where it is not known.
func bodyLanguage(mediaType string) string {
	mediaType, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	_, kind, _ := strings.Cut(strings.TrimSpace(mediaType), "/")
	if _, suffix, ok := strings.Cut(kind, "+"); ok {
		kind = suffix
	}
	switch kind {
	case "json", "html", "xml", "javascript", "css":
		return kind
	}
	return ""
}

// cutLine cuts after the first line end.
func cutLine(s string) (line, rest string) {
	i := strings.IndexByte(s, '\n')
	if i < 0 {
		return s, ""
	}
	return s[:i+1], s[i+1:]
}
