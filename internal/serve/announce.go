package serve

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"dossier/internal/diag"
	"dossier/internal/input"

	"golang.org/x/sync/errgroup"
)

const (
	rendersAhead = 8                      // pages on screen that are made at the same time
	reviewAfter  = 100 * time.Millisecond // the pages on screen come first, the other texts later
)

// announce tells open tabs of each new snapshot, after the pages they show have
// been made: nothing is announced before it can be served.
func (s *Server) announce(ctx context.Context) {
	follower := newFollower()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.project.taken.ready:
		}
		if snap, ok := s.project.taken.take(); ok {
			start := time.Now()
			s.tellAll(snap)
			s.opt.Log.Debug("told", "snapshot", snap.number, "pages", len(s.hub.paths()), "took", ms(time.Since(start)))
			if where, ok := follower.seen(snap, s.hub.paths()); ok {
				s.hub.lead(where)
			}
			s.toReview.put(snap)
		}
	}
}

// review counts the problems of each new snapshot, prints them when they have
// changed, and tells open tabs. It reads every text, so it waits a moment and
// gives way to newer snapshots.
func (s *Server) review(ctx context.Context) {
	var printed map[string]bool
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.toReview.ready:
		}
		snap, ok := s.toReview.take()
		if !ok {
			continue
		}
		pause(snap.ctx, reviewAfter)
		start := time.Now()
		list, err := snap.problems()
		s.opt.Log.Debug("reviewed", "snapshot", snap.number, "took", ms(time.Since(start)))
		if err != nil {
			s.lookAgainIf(err)
			continue
		}
		snap.counted.Store(&siteReport{counts: countsOf(list), Complete: true, digest: gist(list)})
		printed = s.print(snap, list, printed)
		if snap.ctx.Err() == nil {
			s.tellAll(snap)
		}
	}
}

// gist tells two lists of diagnostics apart. Unlike digest it reads no file.
func gist(list diag.List) string {
	h := sha256.New()
	for _, d := range list {
		fmt.Fprintf(h, "%s\x00%d %d\x00", saying(d), d.Span.Start, d.Span.End)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// saying is what a diagnostic says, wherever in its file the place has moved.
func saying(d diag.Diagnostic) string {
	return strings.Join([]string{string(d.Code), d.Span.File, d.Message, d.Hint}, "\x00")
}

// print shows the writer in the terminal what has come since the last time, and
// sums up what is left. It returns what stands there by then; said is nil the
// first time.
func (s *Server) print(snap *snapshot, list diag.List, said map[string]bool) map[string]bool {
	all := map[string]bool{}
	var fresh diag.List
	for _, d := range list {
		if all[saying(d)] = true; !said[saying(d)] {
			fresh = append(fresh, d)
		}
	}
	if said != nil && maps.Equal(all, said) {
		return said
	}
	var b bytes.Buffer
	diag.WriteText(&b, fresh, snap.source, s.opt.Color) // a buffer takes everything
	switch {
	case len(list) > 0:
		c := countsOf(list)
		fmt.Fprintf(&b, "in the whole dossier: %s, %s, %s\n\n", numberOf(c.Errors, "error"), numberOf(c.Warnings, "warning"), numberOf(c.Notes, "note"))
	case said != nil:
		b.WriteString("no problems left\n")
	}
	s.opt.Stderr.Write(b.Bytes())
	return all
}

// siteReport sums up the problems of a snapshot, as far as they are known.
func (s *snapshot) siteReport() siteReport {
	if r := s.counted.Load(); r != nil {
		return *r
	}
	return siteReport{}
}

// tellAll tells every open tab how its page stands in a snapshot.
func (s *Server) tellAll(snap *snapshot) {
	var g errgroup.Group
	g.SetLimit(rendersAhead)
	for _, path := range s.hub.paths() {
		g.Go(func() error {
			st, err := s.standingIn(snap, path, s.hub.last(path))
			if err == nil {
				s.hub.tell(st)
			}
			return err
		})
	}
	s.lookAgainIf(g.Wait())
}

// lookAgainIf asks for a look where an error says that the disk has changed
// under a snapshot and no event has.
func (s *Server) lookAgainIf(err error) {
	if errors.Is(err, input.ErrSuperseded) {
		s.project.hint(hints{walk: true})
	} else if err != nil && !errors.Is(err, context.Canceled) {
		s.opt.Log.Error("a page on screen could not be made", "error", err)
	}
}

// standingFor works out how a page stands now, for a tab that has just come.
func (s *Server) standingFor(ctx context.Context, path string) (standing, error) {
	v, err := s.view(ctx, ask{path: path})
	if err != nil {
		return standing{}, err
	}
	return s.standingOf(v, path, s.hub.last(path)), nil
}

func (s *Server) standingIn(snap *snapshot, path string, before standing) (standing, error) {
	v, err := s.viewIn(snap, ask{path: path})
	if err != nil {
		return standing{}, err
	}
	return s.standingOf(v, path, before), nil
}

// standingOf compares what an address shows with what it showed before.
func (s *Server) standingOf(v view, path string, before standing) standing {
	snap := v.snapshot
	st := standing{
		snapshot: snap.number, drafts: snap.result.Options.Drafts, path: path, status: v.status, source: v.source, hash: hashOf(v.body), body: v.body,
		page: countsOf(v.problems), pageDigest: digest(problemsOf(snap, v.problems, editor{})), site: snap.siteReport(), sheets: snap.sheets(),
	}
	if v.status == http.StatusOK || v.status == http.StatusInternalServerError {
		st.links = snap.neighbors(v.source)
		st.onlyStyles, st.styles = onlyStyles(before, st)
		return st
	}
	// What was here, by what tabs were told or by what was once served.
	st.source, st.links = before.source, before.links
	if known, ok := s.good.at(path); ok && st.source == "" {
		st.source, st.links = known.source, []neighbor{}
	}
	if st.source == "" {
		return st
	}
	st.moved = snap.newAddress(st.source, v.location, path)
	if st.moved == "" {
		st.gone = absenceOf(cmp.Or(snap.result.Investigation.Held[st.source], "deleted"), st.source, st.links)
	}
	return st
}

// newAddress finds where a page has gone: to the new address of its file, or
// where the site redirects the old one.
func (s *snapshot) newAddress(source, location, old string) string {
	if _, held := s.result.Investigation.Held[source]; held {
		return ""
	}
	if c := s.result.Investigation.ByPath[source]; c != nil && c.URL != old {
		return c.URL
	}
	if u, err := url.Parse(location); err == nil && u.Host == "" && strings.HasPrefix(u.Path, "/") {
		return u.EscapedPath()
	}
	return ""
}

// neighbors lists the chapters before and after one.
func (s *snapshot) neighbors(source string) []neighbor {
	list := []neighbor{}
	c := s.result.Investigation.ByPath[source]
	if c == nil {
		return list
	}
	if c.Prev != nil {
		list = append(list, neighbor{c.Prev.Head.Title, c.Prev.URL})
	}
	if c.Next != nil {
		list = append(list, neighbor{c.Next.Head.Title, c.Next.URL})
	}
	return list
}

// fingerprint is the part of an asset's name that changes with its bytes.
var fingerprint = regexp.MustCompile(`\.[0-9a-f]{16}\.`)

// onlyStyles reports, as the hash of the page before, whether two versions of a
// page differ by the addresses of stylesheets alone, and by which.
func onlyStyles(before, now standing) (string, []style) {
	if before.status != http.StatusOK || before.hash == now.hash {
		return "", nil
	}
	body := before.body
	var styles []style
	for _, old := range before.sheets {
		if slices.Contains(now.sheets, old) {
			continue
		}
		i := slices.IndexFunc(now.sheets, func(sheet string) bool {
			return fingerprint.ReplaceAllString(sheet, ".") == fingerprint.ReplaceAllString(old, ".")
		})
		if i >= 0 && bytes.Contains(body, []byte(old)) {
			styles = append(styles, style{old, now.sheets[i]})
			body = bytes.ReplaceAll(body, []byte(old), []byte(now.sheets[i]))
		}
	}
	if len(styles) == 0 || !bytes.Equal(body, now.body) {
		return "", nil
	}
	return before.hash, styles
}
