package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/publish"
)

// A lastBuild is what a build notes beside its output, so that the next one
// need not make again what it would find unchanged. A build is a function of
// its files, its options and the program; where all three are the same, so are
// the site and what is said of it. Deleting the note changes nothing but time.
type lastBuild struct {
	Recipe      string    // hash of files, options and program
	Manifest    string    // hash of the manifest that was published
	From, To    time.Time // clock readings for which it holds; see build.Result.Valid
	Diagnostics diag.List
	Totals      build.Totals
}

// lastPath is ".public.last" beside "public".
func lastPath(out string) string {
	out = filepath.Clean(out)
	return filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+".last")
}

// recall returns what the last build noted, if its site is published and
// untouched and this build would be the same.
func recall(out, recipe string, now time.Time) (*lastBuild, publish.Totals, bool) {
	b, err := os.ReadFile(lastPath(out))
	if err != nil {
		return nil, publish.Totals{}, false
	}
	var last lastBuild
	if json.Unmarshal(b, &last) != nil || last.Recipe != recipe || recipe == "" ||
		now.Before(last.From) || !last.To.IsZero() && !now.Before(last.To) {
		return nil, publish.Totals{}, false
	}
	manifest, totals, ok := publish.Intact(out)
	return &last, totals, ok && manifest == last.Manifest
}

// note remembers a build that was published. Failing to is no trouble: the
// next build is only slower.
func (l *lastBuild) note(out string) {
	manifest, _, ok := publish.Intact(out)
	if !ok || l.Recipe == "" {
		return
	}
	l.Manifest = manifest
	b, err := json.Marshal(l)
	if err != nil {
		return
	}
	path := lastPath(out)
	if os.WriteFile(path+".new", b, 0o644) == nil {
		_ = os.Rename(path+".new", path)
	}
}

// recipeOf hashes everything a build depends on but the clock; "" where the
// program cannot read itself, or a file just changed.
func recipeOf(p *project, opt build.Options) string {
	h := sha256.New()
	opt.Now = time.Time{}
	fmt.Fprintf(h, "%+v\n", opt)
	if err := hashProgram(h); err != nil {
		return ""
	}
	for _, f := range p.tree.Files() {
		sum, err := f.Hash()
		if err != nil {
			return ""
		}
		fmt.Fprintf(h, "%x  %s\n", sum, f.Path)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func hashProgram(w io.Writer) error {
	path, err := os.Executable()
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
