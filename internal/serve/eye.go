package serve

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"dossier/internal/diag"
	"dossier/internal/input"
)

// An eye looks at the project's folder and compares it with what it saw
// before. It belongs to the one goroutine of project.run.
type eye struct {
	project *project
	holds   *holds

	began bool          // the first look is over
	known []*input.File // the project's own files in the current snapshot, by path
	diags diag.List     // of the walk behind it: names that cannot be inputs
}

func newEye(p *project) *eye { return &eye{project: p, holds: newHolds()} }

// A sight is what a look found.
type sight struct {
	wait    time.Duration // > 0: a file may be half-written; look again after this, nothing else is set
	tree    *input.Tree   // nil where nothing has changed
	diags   diag.List     // about names that cannot be inputs
	changed []string      // paths that are new, or whose bytes differ
	removed []string
	touched bool // times differ and bytes do not: the tree has to be taken, and nobody told

	files   []*input.File // the project's own files, by path
	learned *knowledge
}

// look compares the disk with the last sight: only the hinted files and the
// lists of folders where that is enough, everything where it is not.
func (e *eye) look(ctx context.Context, h hints) (sight, error) {
	now := moment{before: time.Now()}
	files, diags, folders, err := e.observe(ctx, h)
	if err != nil {
		return sight{}, err
	}
	now.after = time.Now()
	s := sight{diags: diags}
	young := e.project.knowledge().young
	still := map[string]bool{} // files that could yet change without their time saying so
	for was, is := range pairs(e.known, files) {
		if e.began && was == is {
			s.files = append(s.files, was)
			continue
		}
		path := cmp.Or(was, is).Path
		if is != nil && isYoung(is.ModTime, now.before) {
			still[path] = true
		}
		suspected := h.afresh || h.paths[path] || young[path]
		if err := e.weigh(&s, path, was, is, suspected, now); err != nil {
			return sight{}, err
		}
	}
	if s.wait > 0 {
		return sight{wait: s.wait}, nil
	}
	s.learned = &knowledge{folders: folders, young: still}
	news := !e.began || h.rebuild || len(s.changed)+len(s.removed) > 0 || !sameNames(e.diags, s.diags)
	if !news && !s.touched {
		e.learn(s)
		return sight{}, nil
	}
	s.touched = !news
	s.tree = input.Join(e.project.lower, s.files)
	return s, nil
}

// keep makes a sight, which has been built, the one to compare with.
func (e *eye) keep(s sight) {
	e.began, e.known, e.diags = true, s.files, s.diags
	e.learn(s)
}

// learn takes over what a look learned beside the files. A look whose build was
// cancelled taught nothing: its successor has to see the same again.
func (e *eye) learn(s sight) {
	e.project.learned.Store(s.learned)
	e.holds.prune(time.Now())
}

// weigh decides what one file adds to a sight: was is the version of the last
// sight, is the one on disk; nil where there is none.
func (e *eye) weigh(s *sight, path string, was, is *input.File, suspected bool, now moment) error {
	if was != nil && is != nil && input.Same(was, is) && !suspected {
		e.holds.release(path)
		s.files = append(s.files, was)
		return nil
	}
	if e.began {
		if wait := e.holds.judge(path, was, is, now); wait > 0 {
			if s.wait == 0 || wait < s.wait {
				s.wait = wait
			}
			return nil
		}
	}
	if is == nil {
		s.removed = append(s.removed, path)
		return nil
	}
	same, err := sameBytes(was, is)
	if err != nil {
		return err
	}
	switch {
	case same && input.Same(was, is):
		s.files = append(s.files, was)
	case same:
		s.files = append(s.files, is)
		s.touched = true
	default:
		s.files = append(s.files, is)
		s.changed = append(s.changed, path)
	}
	return nil
}

// sameBytes compares two versions of a file. What was never read of the old
// one cannot be compared any more, and counts as different.
func sameBytes(was, is *input.File) (bool, error) {
	if was == nil {
		return false, nil
	}
	before, err := was.Hash()
	if err != nil {
		return false, nil
	}
	now, err := is.Hash()
	return err == nil && before == now, err
}

// observe lists the project's own files as they are now. It walks the project
// unless the hints name all that can have changed.
func (e *eye) observe(ctx context.Context, h hints) ([]*input.File, diag.List, map[string]folder, error) {
	if e.began && !h.walk && !h.afresh {
		if files, folders, ok := e.glance(h.paths); ok {
			return files, e.diags, folders, nil
		}
	}
	return e.project.walk(ctx)
}

// glance looks again at some of the known files. It is not enough, and ok is
// false, where there is a new file, or a folder holds other names.
func (e *eye) glance(paths map[string]bool) (files []*input.File, folders map[string]folder, ok bool) {
	files = slices.Clone(e.known)
	var missing []string
	for _, list := range []map[string]bool{paths, e.project.knowledge().young} {
		for p := range list {
			i, known := slices.BinarySearchFunc(files, p, func(f *input.File, p string) int { return strings.Compare(f.Path, p) })
			is := e.project.dir.Stat(p)
			switch {
			case known && is != nil:
				files[i] = is
			case known && e.project.exists(p):
				return nil, nil, false // no file any more, or one that cannot be read: a walk says what
			case known:
				files, missing = slices.Delete(files, i, i+1), append(missing, p)
			case e.project.exists(p) && input.IsInput(p):
				return nil, nil, false
			}
		}
	}
	folders, ok = e.project.sameLists(missing)
	return files, folders, ok
}

// pairs joins two lists of files by path: a file of one list alone comes with
// nil in place of the other.
func pairs(a, b []*input.File) iter.Seq2[*input.File, *input.File] {
	return func(yield func(was, is *input.File) bool) {
		for len(a) > 0 || len(b) > 0 {
			order := 0
			switch {
			case len(a) == 0:
				order = 1
			case len(b) == 0:
				order = -1
			default:
				order = strings.Compare(a[0].Path, b[0].Path)
			}
			var was, is *input.File
			if order <= 0 {
				was, a = a[0], a[1:]
			}
			if order >= 0 {
				is, b = b[0], b[1:]
			}
			if !yield(was, is) {
				return
			}
		}
	}
}

// sameNames compares what two walks had to say about names.
func sameNames(a, b diag.List) bool {
	return slices.EqualFunc(a.Sort(), b.Sort(), func(x, y diag.Diagnostic) bool {
		return x.Code == y.Code && x.Span == y.Span && x.Message == y.Message
	})
}
