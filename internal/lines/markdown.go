package lines

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes a sheet as a list, one line of the text after the other,
// to be read or pasted into an issue.
func (s *Sheet) WriteMarkdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n", escape(s.Title))
	if s.Lead != "" {
		fmt.Fprintf(out, "\n%s\n", escape(s.Lead))
	}
	for _, r := range s.rows() {
		fmt.Fprintf(out, "\n%d. `%s` %s", r.Number, r.Place, r.Kind)
		if r.Section != "" {
			fmt.Fprintf(out, ", in “%s”", escape(r.Section))
		}
		fmt.Fprintf(out, "\n\n   > %s\n\n", escape(r.Text))
		for i, id := range r.Claims {
			fmt.Fprintf(out, "   - claim `%s`: **%s**\n", id, escape(r.Labels[i]))
		}
		for _, c := range r.Sources {
			item(out, "source", c.Text)
			if c.URL != "" {
				fmt.Fprintf(out, "     <%s>\n", c.URL)
			}
		}
		for _, f := range r.fields() {
			for _, text := range f.values {
				item(out, f.name, text)
			}
		}
		box := " "
		if r.OK == "yes" {
			box = "x"
		}
		fmt.Fprintf(out, "   - [%s] checked: %s `%s`\n", box, escape(tickWords(r)), r.Hash)
	}
	return out.Flush()
}

func item(w io.Writer, name, text string) { fmt.Fprintf(w, "   - %s: %s\n", name, escape(text)) }

// A field is one of the findings of a row.
type field struct {
	name   string
	values []string
}

// fields are the findings of a row that are plain words.
func (r *row) fields() []field {
	return []field{{"quotation", r.Quotes}, {"speaker", r.Speakers}, {"hedge", r.Hedges}, {"word of guilt", r.Guilt}, {"concerns", r.Parties}, {"answer", r.Responses},
		{"exception", r.Exceptions}, {"problem", r.Problems}}
}

func tickWords(r row) string {
	if r.By == "" {
		return "nobody yet"
	}
	words := r.By + ", " + r.Date
	if r.OK == "no" {
		words += ", not right"
	}
	if r.Note != "" {
		words += ": " + r.Note
	}
	return words
}

// escape keeps words from being read as Markdown or HTML.
func escape(text string) string {
	return escaper.Replace(strings.Join(strings.Fields(text), " "))
}

var escaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`)
