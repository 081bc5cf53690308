package diag

import (
	"bytes"
	"encoding/json"
	"io"
)

// WriteJSON prints a list for programs: an array of Entry, one to a line.
// Columns are given in code points and in UTF-16 units, offsets in bytes.
func WriteJSON(w io.Writer, list List, src Sources) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('[')
	for i, e := range Entries(list, src) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		if err := enc.Encode(e); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the newline that Encode adds
	}
	if b.Len() > 1 {
		b.WriteByte('\n')
	}
	b.WriteString("]\n")
	_, err := w.Write(b.Bytes())
	return err
}
