// Package publish writes a finished site to disk and makes what the host needs
// beside the pages: _headers, _redirects and MANIFEST.sha256.
//
// Publishing has two steps, so that a build can still decide in between:
//
//	staged, err := publish.Write(ctx, tree, "public", options) // beside public
//	…                                                          // any errors for the writer?
//	err = staged.Commit()                                      // or staged.Discard()
//
// # What is promised
//
// The folder is entirely the old site or entirely the new one, whenever the
// process is killed, at any instruction. Write fills a folder beside it on the
// same file system; Commit exchanges the two in one system call and then
// removes the old one. Where there is no such call (see exchange), a journal
// and two renames do it: the site may be absent there for an instant, never
// mixed, and the next Write completes or undoes what the journal says.
//
// Afterwards the folder holds the files of the tree and the manifest, and
// nothing else. A file whose bytes stay the same is a hard link to the one
// before, so its inode and time stay too; whether it is the same is read from
// its bytes, never taken from a date or the manifest. If nothing differs at
// all, nothing is exchanged. The same tree gives the same files on any machine,
// with modes 0644 and 0755 under any umask.
//
// Nothing that is not ours is deleted: a folder with files in it that our
// manifest does not list is refused, and so are the project, its input folders
// and whatever holds them, and links.
//
// Two processes never publish to one folder at once: the second waits for the
// lock, which the kernel releases when its holder dies.
//
// # Power loss
//
// The new files are put on the disk before the exchange and the parent folder
// after it, so the promise holds for power loss as far as the file system keeps
// the order of renames. A few files are synced one by one; for many, Linux syncs
// the whole file system in one call: a thousand pages take 0.12 s this way on a
// disk where one by one takes 0.3 s. In memory it costs nothing.
//
// # Beside the folder
//
// For "public": .public.new is the staged or the replaced folder, .public.old
// and .public.journal exist during two renames, .public.lock while a process
// holds the lock. What a killed process left is cleared away by the next.
package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"dossier/internal/output"
)

// Options say how to publish. The zero value is fine for a folder that no
// project is near.
type Options struct {
	Project  string                        // root of the project, which is never overwritten; "" for none
	Workers  int                           // files made at once; 0 for one a processor
	Wait     time.Duration                 // for another process to finish; 0 for 10 s, negative for not at all
	Holder   string                        // how the process that waits names this one: "dossier build"; may be empty
	Progress func(done, total int)         // called after each file, by several goroutines; may be nil
	Inspect  func(f output.File, b []byte) // called with each file that was made, by several goroutines; may be nil

	noExchange bool // publish as on a system without an exchange call; only tests set it
}

// defaultWait is how long a second build waits for the first.
const defaultWait = 10 * time.Second

// Totals are figures of a site and of how it differs from the one before.
type Totals struct {
	Files     int   // without the manifest
	Bytes     int64 // of those files
	Changed   int   // files that are new or differ
	Unchanged int
	Removed   int // files of the old site that the new one lacks
}

// A RefusedError says that an output folder must not be written to. It is the
// caller's mistake, not the machine's.
type RefusedError struct {
	Dir    string // as the caller wrote it
	Reason string // "it is the project itself"
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("cannot publish to %s: %s", e.Dir, e.Reason)
}

// A LockedError says that another process did not finish in time.
type LockedError struct {
	Dir    string
	Holder string // "process 4711 (dossier build)"
	Wait   time.Duration
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("publish to %s: %s is publishing there and did not finish within %s", e.Dir, e.Holder, e.Wait)
}

// A ReusedError says that a file with a fingerprint in its name would change
// without the name changing, so that browsers would keep the old one for a
// year. The recipe behind the name forgets an input: a mistake of ours.
type ReusedError struct{ Path string }

func (e *ReusedError) Error() string {
	return fmt.Sprintf("%s has other bytes than the published file of that name [fingerprint-reused]", e.Path)
}

// A Staged site is complete beside the folder it is for. It holds the lock
// until Commit or Discard, one of which must be called.
type Staged struct {
	Totals Totals

	site *site
	same bool // nothing differs from what is published
	done bool
}

// Write makes every file of a tree and stages them beside dir. Files that are
// not late come first; each file's bytes are let go as soon as they are
// written.
//
// The error is a *RefusedError, a *LockedError, a *ReusedError, a *diag.Failure
// with all that writers can fix, or one of the machine. After an error nothing
// is left behind and the lock is free. dir is as it was in any case.
func Write(ctx context.Context, tree *output.Tree, dir string, opt Options) (*Staged, error) {
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	if opt.Wait == 0 {
		opt.Wait = defaultWait
	}
	dir = filepath.Clean(dir)
	if err := checkPaths(tree); err != nil {
		return nil, err
	}
	if err := refuseFolder(dir, opt.Project); err != nil {
		return nil, err
	}
	s, err := openSite(ctx, dir, opt)
	if err != nil {
		return nil, err
	}
	staged, err := stage(ctx, s, tree, opt)
	if err != nil {
		return nil, errors.Join(err, s.clear(), s.close())
	}
	return staged, nil
}

// Commit puts the staged site in place of the published one. Should it fail,
// the published site is as it was, or, if only clearing away failed, the new
// one.
func (s *Staged) Commit() error {
	if s.done {
		panic("publish: Commit after Commit or Discard")
	}
	s.done = true
	var err error
	if !s.same {
		err = s.site.replace()
	}
	return errors.Join(err, s.site.clear(), s.site.close())
}

// Discard throws the staged site away. After Commit it does nothing.
func (s *Staged) Discard() error {
	if s.done {
		return nil
	}
	s.done = true
	return errors.Join(s.site.clear(), s.site.close())
}

// A site is an output folder with what stands beside it, under lock.
type site struct {
	dir    string   // as the caller wrote it
	parent *os.Root // the folder that holds it; everything happens inside
	lock   *lock

	name, staging, old, journal string // in parent

	exchange bool // the system may have an exchange call
}

// openSite takes the lock and clears away or completes what a killed process
// left.
func openSite(ctx context.Context, dir string, opt Options) (*site, error) {
	parent, name := filepath.Dir(dir), filepath.Base(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("publish to %s: %w", dir, err)
	}
	root, err := os.OpenRoot(parent)
	if err != nil {
		return nil, fmt.Errorf("publish to %s: %w", dir, err)
	}
	s := &site{
		dir: dir, parent: root, name: name,
		staging: "." + name + ".new", old: "." + name + ".old", journal: "." + name + ".journal",
		exchange: !opt.noExchange,
	}
	s.lock, err = takeLock(ctx, root, "."+name+".lock", dir, opt)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	if err := s.recover(); err != nil {
		return nil, errors.Join(fmt.Errorf("clear up beside %s: %w", dir, err), s.close())
	}
	return s, nil
}

// close gives the lock back.
func (s *site) close() error {
	return errors.Join(s.lock.release(), s.parent.Close())
}
