package chapter_test

import (
	"slices"
	"testing"

	"dossier/internal/read/chapter"
)

// Comments stand on no page; the list of them is for the writer's desk. What
// looks like one in code is none.
func TestComments(t *testing.T) {
	src := "---\ntitle: X\n---\n\n<!-- ask the court -->\n\nOne <!-- check this --> sentence.[^a]\n\n" +
		"<!--\ntwo\n\nparagraphs\n-->\n\n`<!-- code -->`\n\n- a <!-- in a list -->\n\n[^a]: A note <!-- in a note -->.\n"
	doc, diags := chapter.Read([]byte(src), "en")
	if len(diags) > 0 {
		t.Error(diags)
	}
	var got []string
	for _, c := range doc.Comments {
		got = append(got, c.Text)
		if whole := src[c.Span.Start:c.Span.End]; whole[:4] != "<!--" || whole[len(whole)-3:] != "-->" {
			t.Errorf("the place of %q holds %q", c.Text, whole)
		}
	}
	want := []string{"ask the court", "check this", "in a note", "two\n\nparagraphs", "in a list"}
	if !slices.Equal(got, want) {
		t.Errorf("comments = %q, want %q", got, want)
	}
}
