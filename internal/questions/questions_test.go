package questions_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/golden"
	"dossier/internal/input"
)

// TestLetters writes the letters of testdata/letters.txtar: the files "en" and
// "fr" are those to the party acme.
func TestLetters(t *testing.T) {
	golden.Run(t, "testdata/letters.txtar", func(t *testing.T, c *golden.Case) {
		ctx := context.Background()
		defaults, err := build.Defaults()
		if err != nil {
			t.Fatal(err)
		}
		tree := input.Join(defaults, input.Memory(input.Project, c.Except("en", "fr")))
		result, err := build.New().Build(ctx, tree, build.Options{Now: time.Date(2026, 11, 24, 12, 20, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"en", "fr"} {
			letters, err := result.Questions(ctx, lang)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := letters.To(result.Investigation.Parties.Lookup("acme")).Write(&b); err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(b.Bytes(), []byte("emorandum")) {
				t.Error("the letter names the confidential source")
			}
			c.Want(t, lang, b.String())
		}
	})
}
