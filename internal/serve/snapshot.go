package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// A snapshot is the project at one moment, built. Files of the site are made
// when they are first asked for, once; everything else never changes. It is
// safe for concurrent use.
type snapshot struct {
	number int
	took   time.Duration // from the look that found a change to the end of the build
	edited []string      // files that differ from the snapshot before, the removed ones included
	result *build.Result
	tree   *input.Tree
	names  diag.List // about names that cannot be inputs
	log    *slog.Logger

	ctx    context.Context // ends when a newer snapshot takes over
	cancel context.CancelFunc

	rules    func() (*rules, error)     // the host's files, as the build wrote them
	sheets   func() []string            // addresses of the stylesheets
	problems func() (diag.List, error)  // of the whole site; reads every text
	counted  atomic.Pointer[siteReport] // nil until problems are known

	made     onceEach[[]byte]    // bytes of output files
	reported onceEach[diag.List] // diagnostics of pages
	traced   onceEach[[]block]   // blocks of pages
}

// newSnapshot numbers a build; where files were only touched, as the one
// before. It stays usable, though it makes no new file, after life ends or
// another one takes over.
func newSnapshot(life context.Context, before *snapshot, seen sight, result *build.Result, log *slog.Logger) *snapshot {
	s := &snapshot{number: 1, result: result, tree: seen.tree, names: seen.diags, log: log}
	if before != nil {
		s.edited = slices.Concat(seen.changed, seen.removed)
		s.number = before.number
		if !seen.touched {
			s.number++
		}
	}
	s.ctx, s.cancel = context.WithCancel(life)
	s.rules = sync.OnceValues(s.readRules)
	s.sheets = sync.OnceValue(result.Stylesheets)
	s.problems = sync.OnceValues(s.collectProblems)
	return s
}

// bytes returns the bytes of one output file, making them if nobody has. Two
// requests share one making, and neither's end stops it.
func (s *snapshot) bytes(file output.File) ([]byte, error) {
	return s.made.do(file.Path, func() ([]byte, error) { return s.makeFile(file) })
}

// makeFile evaluates a recipe. A panic in it is a mistake of ours that must
// not end the preview.
func (s *snapshot) makeFile(file output.File) (b []byte, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			s.log.Error("a page could not be made because of a mistake in dossier", "path", file.Path, "cause", cause, "stack", string(debug.Stack()))
			err = fmt.Errorf("make %s: %v", file.Path, cause)
		}
	}()
	start := time.Now()
	b, err = file.Make(s.ctx)
	s.log.Debug("made", "snapshot", s.number, "path", file.Path, "took", ms(time.Since(start)))
	return b, err
}

// pageProblems lists what a writer can fix on one page.
func (s *snapshot) pageProblems(outPath string) (diag.List, error) {
	return s.reported.do(outPath, func() (diag.List, error) { return s.result.PageDiagnostics(s.ctx, outPath) })
}

// collectProblems lists everything a writer can fix.
func (s *snapshot) collectProblems() (diag.List, error) {
	list, err := s.result.Diagnostics(s.ctx)
	if err != nil {
		return nil, err
	}
	return append(list[:len(list):len(list)], s.names...).Sort(), nil
}

// source reads an input file for an excerpt, nil where it cannot be read as
// it was.
func (s *snapshot) source(path string) []byte {
	f, ok := s.tree.Lookup(path)
	if !ok {
		return nil
	}
	b, err := f.Bytes()
	if err != nil {
		return nil
	}
	return b
}

// hashOf names a page's bytes in events.
func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}
