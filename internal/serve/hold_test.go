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
				wait := h.judge("x.md", was, is, at(s.at))
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
