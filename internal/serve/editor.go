package serve

import (
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
)

// An editor turns places into links that open the writer's editor. The server
// runs nothing: the browser hands the link to whatever program claims it.
type editor struct {
	pattern string // as the settings give it, with {path}, {line} and {column}; "" for no links
	dir     string // the project's folder, absolute
}

// link opens a file of the project at a place; "" without an editor. Every
// value is percent-encoded.
func (e editor) link(file string, line, column int) string {
	if e.pattern == "" {
		return ""
	}
	path := encodePath(filepath.ToSlash(filepath.Join(e.dir, filepath.FromSlash(file))))
	if strings.Contains(e.pattern, "/{path}") && !strings.Contains(e.pattern, "//{path}") {
		path = strings.TrimPrefix(path, "/")
	}
	return strings.NewReplacer("{path}", path, "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column)).Replace(e.pattern)
}

// encodePath makes a path fit for any part of a URL. It begins with a slash,
// also before the drive of a Windows path, which keeps its colon.
func encodePath(path string) string {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(part), "&", "%26")
	}
	if strings.HasSuffix(parts[0], "%3A") {
		parts[0] = strings.TrimSuffix(parts[0], "%3A") + ":"
	}
	return "/" + strings.Join(parts, "/")
}

// editorPattern opens a file of the project at a line that the browser puts in
// the place of "{line}"; "" for what is not a file of the project.
func (s *snapshot) editorPattern(ed editor, file string) string {
	const mark = 987654321 // no file has so many lines, and no path is encoded to it
	return strings.ReplaceAll(s.editorLink(ed, file, mark, 1), strconv.Itoa(mark), "{line}")
}
