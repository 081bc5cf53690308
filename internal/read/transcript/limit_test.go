package transcript_test

import (
	"strings"
	"testing"

	"dossier/internal/read/transcript"
)

// BenchmarkBrackets is a line of brackets that are never closed: its time has to
// grow with its length, not with the square of it.
func BenchmarkBrackets(b *testing.B) {
	src := []byte(strings.Repeat("[", 1<<20))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		transcript.Read(src)
	}
}
