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
	Files       map[string]string // hashes of the project's files, by path; see changedSince
}

// lastPath is ".public.last" beside "public".
func lastPath(out string) string {
	out = filepath.Clean(out)
	return filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+".last")
}

// recall returns what the last build noted, if its site is published and
// untouched and this build would be the same.
func recall(out string, p *project, opt build.Options) (*lastBuild, publish.Totals, bool) {
	b, err := os.ReadFile(lastPath(out))
	if err != nil {
		return nil, publish.Totals{}, false
	}
	var last lastBuild
	if json.Unmarshal(b, &last) != nil || opt.Now.Before(last.From) || !last.To.IsZero() && !opt.Now.Before(last.To) ||
		last.Recipe == "" || last.Recipe != recipeOf(p, opt) {
		return nil, publish.Totals{}, false
	}
	manifest, totals, ok := publish.Intact(out)
	return &last, totals, ok && manifest == last.Manifest
}

// note remembers a build that was published. Failing to is no trouble: the
// next build is only slower.
func (l *lastBuild) note(out string) {
	l.Manifest = publish.ManifestHash(out)
	if l.Manifest == "" || l.Recipe == "" {
		return
	}
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

// hashProgram hashes the beginning and the size of this program. The beginning
// holds Go's build id, which is itself a hash of everything the program was
// built from (cmd/internal/buildid looks for it there, in the first 32 KB).
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
	info, err := f.Stat()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "program of %d bytes\n", info.Size())
	_, err = io.CopyN(w, f, min(info.Size(), 64<<10))
	return err
}
