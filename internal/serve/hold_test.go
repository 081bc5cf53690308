package serve

import (
	"strings"
	"testing"
	"time"

	"dossier/internal/input"
)

// A version of a file as a look finds it: "" is an empty file, "-" a missing one.
func versionOnDisk(text string, written time.Time) *input.File {
	if text == "-" {
		return nil
	}
	f := input.Memory(input.Project, map[string][]byte{"x.md": []byte(text)})[0]
	f.ModTime = written
	return f
}

func TestHolds(t *testing.T) {
	whole := "the last good version, of some length"
	long := strings.Repeat("a new version in many pieces. ", 9)
	type sight struct {
		at   int    // ms
		text string // what is on disk
		mod  int    // ms of its last change
		wait int    // ms, 0: let through
	}
	cases := []struct {
		name   string
		was    string
		sights []sight
	}{
		{"an edit", whole, []sight{{0, whole + " and more", 0, 0}}},
		{"an edit of the same length", whole, []sight{{0, strings.ToUpper(whole), 0, 0}}},
		{"emptied, then filled", whole, []sight{{0, "", 0, 150}, {3, whole + "!", 3, 0}}},
		{"emptied for good", whole, []sight{{0, "", 0, 150}, {100, "", 0, 50}, {150, "", 0, 0}}},
		{"was always empty", "", []sight{{0, "", 5, 0}}},
		{"moved aside and put back", whole, []sight{{0, "-", 0, 100}, {20, whole + "!", 20, 0}}},
		{"deleted", whole, []sight{{0, "-", 0, 100}, {60, "-", 0, 40}, {100, "-", 0, 0}}},
		{"shortened", whole, []sight{{0, whole[:9], 0, 8}, {8, whole[:9], 0, 0}}},
		{"shortened, still changing", whole, []sight{{0, whole[:9], 0, 8}, {8, whole[:12], 7, 8}, {16, whole[:12], 7, 0}}},
		{"new", "-", []sight{{0, whole, 0, 0}}},
		{"new and empty", "-", []sight{{0, "", 0, 150}, {9, whole, 9, 0}}},
		{"written slowly: one piece may pass, then the whole", whole, []sight{
			{0, "", 0, 150}, {10, long[:20], 10, 8}, {18, long[:20], 10, 0},
			{30, long[:90], 30, 60}, {50, long[:200], 50, 60}, {70, long, 70, 60}, {130, long, 70, 0},
		}},
		{"new and written slowly", "-", []sight{{0, long[:20], 0, 0}, {20, long[:90], 20, 60}, {40, long, 40, 60}, {100, long, 40, 0}}},
		{"written slowly over a shorter one", "short", []sight{
			{0, long[:20], 0, 0}, {15, long[:90], 15, 60}, {30, long[:200], 30, 60}, {45, long, 45, 60}, {105, long, 45, 0},
		}},
		{"written for longer than a version is remembered", whole, []sight{
			{0, long[:20], 0, 8}, {8, long[:20], 0, 0},
			{50, long[:40], 50, 60}, {100, long[:60], 100, 60}, {150, long[:80], 150, 60}, {200, long[:100], 200, 60},
			{250, long[:120], 250, 60}, {300, long[:140], 300, 60}, {350, long, 350, 60}, {410, long, 350, 0},
		}},
		{"written for longer than anybody waits", whole, []sight{
			{0, long[:20], 0, 8}, {8, long[:20], 0, 0}, {50, long[:40], 50, 60}, {290, long[:60], 290, 60}, {530, long[:80], 530, 60},
			{770, long[:100], 770, 60}, {1010, long[:120], 1010, 40}, {1050, long[:140], 1050, 0},
		}},
		{"emptied twice", whole, []sight{{0, "", 0, 150}, {140, "", 135, 150}, {150, whole + "!", 150, 0}}},
		{"shortened, then another text: two saves", whole, []sight{{0, "short", 0, 8}, {8, "short", 0, 0}, {30, "quite another text", 30, 0}}},
		{"shortened, then more at the end a second later: two saves", whole, []sight{{0, "short", 0, 8}, {8, "short", 0, 0}, {1008, "short and sweet", 1000, 0}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
			h := newHolds()
			was := versionOnDisk(c.was, at(-1000))
			for _, s := range c.sights {
				is := versionOnDisk(s.text, at(s.mod))
				wait := h.judge("x.md", was, is, moment{at(s.at), at(s.at)})
				if wait != time.Duration(s.wait)*time.Millisecond {
					t.Fatalf("at %d ms, %.10q: wait = %v, want %d ms", s.at, s.text, wait, s.wait)
				}
				if wait == 0 {
					was = is
				}
			}
		})
	}
}

// A look that takes long says nothing about how long a file has rested.
func TestHoldsCountFromLookToLook(t *testing.T) {
	start := time.Now()
	at := func(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }
	was := versionOnDisk("the last good version", at(-1000))
	for _, c := range []struct{ text string }{{"the last"}, {""}, {"-"}} {
		h := newHolds()
		is := versionOnDisk(c.text, at(0))
		h.judge("x.md", was, is, moment{at(0), at(500)})
		if wait := h.judge("x.md", was, is, moment{at(501), at(900)}); wait <= 0 {
			t.Errorf("%q seen at the end of one look and at the beginning of the next, a moment later, is let through", c.text)
		}
	}
}
