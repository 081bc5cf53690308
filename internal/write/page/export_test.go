package page

import "dossier/internal/casefile"

// Body is the text of a page without the layout, for golden cases.
func (s *Site) Body(c *casefile.Chapter, body *casefile.Body) string {
	p := s.printer(c, body, place{numbered: c.Kind != casefile.CoverKind})
	p.document(nil)
	text := string(p.bytes())
	s.release(p)
	return text
}

// Lexers lists the files of lexers/ that names lead to, and the languages made
// here.
func Lexers() map[string]string { return languages }

// EncodeURL and IsSafeURL are tested by tables.
var (
	EncodeURL = encodeURL
	IsSafeURL = isSafeURL
)
