package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A project is a generated dossier and the chapter that is edited.
type project struct {
	dir  string
	file string // the chapter that is edited
	url  string // its page
	text string // its text as generated, from the first paragraph on
	head string // its front matter
	last int    // number of the last edit
}

var vocabulary = strings.Fields(`the letter ministry contract court filing audit witness signed delayed
disclosed of and to in by before after which public page source record agreement`)

// generate writes a project of chapters of about 1,200 words, 20 notes, a table
// and, in every fifth, a block of code. The same number gives the same project.
func generate(dir string, chapters int) (*project, error) {
	content := filepath.Join(dir, "content", "en")
	if err := os.MkdirAll(content, 0o755); err != nil {
		return nil, err
	}
	settings := "title: A generated dossier\nbase-url: https://example.org\n"
	if err := os.WriteFile(filepath.Join(dir, "dossier.yaml"), []byte(settings), 0o644); err != nil {
		return nil, err
	}
	p := &project{dir: dir}
	old := time.Now().Add(-time.Hour)
	for c := range chapters {
		head, text := chapter(c, chapters)
		name := filepath.Join(content, fmt.Sprintf("%05d-c.md", c+1))
		if err := os.WriteFile(name, []byte(head+text), 0o644); err != nil {
			return nil, err
		}
		if err := os.Chtimes(name, old, old); err != nil {
			return nil, err
		}
		if c == chapters/3 {
			p.file, p.url, p.head, p.text = name, fmt.Sprintf("/chapter-%d/", c+1), head, text
		}
	}
	return p, nil
}

// edited makes the next version of the edited chapter and names the words that
// are new in it: in the first paragraph, which is on screen. Every third
// version is a little shorter than the one before.
func (p *project) edited(r *rand.Rand) (words, text string) {
	p.last++
	words = fmt.Sprintf("edit number %d ends here", p.last)
	var more strings.Builder
	if p.last%3 != 0 {
		sentence(r, &more, 10)
	}
	return words, p.head + "This is " + words + ". " + more.String() + p.text
}

func chapter(number, all int) (head, text string) {
	r := rand.New(rand.NewPCG(7, uint64(number)))
	head = fmt.Sprintf("---\nslug: chapter-%d\ntitle: \"Chapter %d: the %s\"\ndate: 2026-01-02\nstandfirst: \"What the %s says.\"\n---\n\n", number+1, number+1, word(r), word(r))
	var b strings.Builder
	for note := range 20 {
		if note > 0 && note%4 == 0 {
			fmt.Fprintf(&b, "## The %s and the %s\n\n", word(r), word(r))
		}
		for range 4 {
			sentence(r, &b, 14)
		}
		fmt.Fprintf(&b, "As %s put it, \"we did not ask\".[^%d] See [chapter](%05d-c.md).\n\n", word(r), note, r.IntN(all)+1)
	}
	b.WriteString("| Date | Party |\n|---|---:|\n| 2013-08-01 | One |\n| 2014-09-02 | Two |\n\n")
	if number%5 == 0 {
		b.WriteString("```json\n{\"id\": 4, \"signed\": true, \"pages\": [1, 2, 3]}\n```\n\n")
	}
	for note := range 20 {
		fmt.Fprintf(&b, "[^%d]: %s, *The %s*, 2013, p. %d. [Copy](https://example.org/%d).\n\n", note, word(r), word(r), r.IntN(90), r.IntN(9999))
	}
	return head, b.String()
}

func word(r *rand.Rand) string { return vocabulary[r.IntN(len(vocabulary))] }

func sentence(r *rand.Rand, b *strings.Builder, words int) {
	b.WriteString("The")
	for range words {
		b.WriteByte(' ')
		b.WriteString(word(r))
	}
	b.WriteString(". ")
}
