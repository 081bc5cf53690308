package release_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/release"
)

var whole = &release.Baseline{
	Number: 2, Date: "2026-12-02",
	Pages: []release.Page{{File: "content/en/01-a.md", Lang: "en", Address: "/a/", IDs: []string{"one"},
		Blocks: []release.Block{{Kind: "title", Text: "A & <b>"}, {Text: "“Words.”"}}}},
	Claims:  []release.Claim{{ID: "x", Status: casefile.StatusUnknown}},
	Replies: []release.Reply{{ID: "r", Contests: "en/01-a.md#one", Shown: []string{"content/en/01-a.md"}}},
	Log:     []release.Entry{{ID: "e", Moment: "2026-12-02T09:00:00Z", Type: "update", Pages: []string{"01-a.md"}, Why: casefile.Text{"en": "Why."}}},
}

func written(t testing.TB, b *release.Baseline) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReadBack: what is written is what is read.
func TestReadBack(t *testing.T) {
	got, diags := release.Read(written(t, whole))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if diff := cmp.Diff(whole, got); diff != "" {
		t.Errorf("-written +read:\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	for _, src := range []string{
		"", "[]", "{}", `{"release": 0, "date": "2026-12-02", "pages": []}`, `{"release": 1, "date": "soon", "pages": []}`,
		`{"release": 1, "date": "2026-12-02", "pages": [], "note": ""}`,
		`{"release": 1, "date": "2026-12-02", "pages": [{"lang": "en", "address": "/a/", "sha256": "00", "blocks": [{"text": "Other words."}]}]}`, `{"release": 1, "date": "2026-12-02", "pages": []} x`, "\x00",
	} {
		b, diags := release.Read([]byte(src))
		if b != nil || len(diags) != 1 || diags[0].Code != diag.MalformedRelease {
			t.Errorf("%q: %v %v", src, b, diags)
		}
	}
}

// FuzzRead: no bytes make the reader fail, and what it accepts it reads again
// the same.
func FuzzRead(f *testing.F) {
	f.Add(written(f, whole))
	f.Add([]byte(`{"release": 1, "date": "2026-11-20", "pages": [{"log": null}]}`))
	f.Add([]byte(strings.Repeat("[", 100)))
	f.Fuzz(func(t *testing.T, src []byte) {
		b, diags := release.Read(src)
		if (b == nil) != (len(diags) == 1) {
			t.Fatalf("%v %v", b, diags)
		}
		if b == nil {
			return
		}
		first := written(t, b)
		again, diags := release.Read(first)
		if len(diags) > 0 {
			t.Fatalf("%v of\n%s", diags, first)
		}
		if second := written(t, again); !bytes.Equal(first, second) {
			t.Errorf("read again:\n%s\n%s", first, second)
		}
		inv := &casefile.Investigation{Settings: &casefile.Settings{Languages: []string{"en"}}}
		release.Compare(inv, func(*casefile.Chapter) *casefile.Summary { return nil }, b)
	})
}
