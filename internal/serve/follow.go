package serve

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/casefile"
)

// A lead tells tabs that follow where to go.
type lead struct {
	Path    string `json:"path"`              // of a page
	Line    int    `json:"line,omitempty"`    // of its file, where the edit stands; 0 where it is of no use
	Address string `json:"address,omitempty"` // of the record that was saved, on its own page
}

// A follower finds out, snapshot by snapshot, what a writer is working on. It
// belongs to the one goroutine of announce.
type follower struct {
	before  *snapshot
	records map[string]map[string]string // texts of records, by file and id
}

func newFollower() *follower { return &follower{records: map[string]map[string]string{}} }

// seen compares a snapshot with the one before. ok is false unless one chapter,
// or one record, has been saved and nothing else: a batch leads nowhere.
func (f *follower) seen(snap *snapshot, open []string) (where lead, ok bool) {
	before := f.before
	f.before = snap
	changed := f.learn(snap, before)
	if before == nil || snap.number != before.number+1 || len(snap.edited) != 1 {
		return lead{}, false
	}
	file := snap.edited[0]
	if c := snap.result.Investigation.ByPath[file]; c != nil {
		where := lead{Path: c.URL}
		if at := snap.result.FirstChange(before.result, file); at >= 0 {
			where.Line = snap.line(file, at)
		}
		return where, true
	}
	if len(changed) != 1 {
		return lead{}, false
	}
	return snap.leadTo(file, changed[0], open)
}

const recordsDir = "content/records/"

// learn reads the registers that have changed and returns the ids of the
// records that are new or different.
func (f *follower) learn(snap, before *snapshot) (changed []string) {
	var files []string
	if before == nil || snap.number != before.number+1 {
		for _, x := range snap.tree.Under(strings.TrimSuffix(recordsDir, "/")) {
			files = append(files, x.Path)
		}
	} else {
		files = snap.edited
	}
	for _, file := range files {
		if !strings.HasPrefix(file, recordsDir) || path.Ext(file) != ".yaml" {
			continue
		}
		records := recordsIn(snap.source(file))
		for id, text := range records {
			if f.records[file][id] != text {
				changed = append(changed, id)
			}
		}
		f.records[file] = records
	}
	return changed
}

var (
	isEntry = regexp.MustCompile(`(?m)^([ \t]*)- `)
	hasID   = regexp.MustCompile(`(?m)^[ \t-]*id:[ \t]*["']?([^"'\s#]+)`)
)

// recordsIn splits a register into the texts of its records, by id. It need
// not understand them: it only tells which has changed.
func recordsIn(src []byte) map[string]string {
	records := map[string]string{}
	first := isEntry.FindSubmatch(src)
	if first == nil {
		return records
	}
	starts := regexp.MustCompile(`(?m)^`+string(first[1])+`- `).FindAllIndex(src, -1)
	for i, at := range starts {
		end := len(src)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		text := src[at[0]:end]
		if id := hasID.FindSubmatch(text); id != nil {
			records[string(id[1])] = string(bytes.TrimSpace(text))
		}
	}
	return records
}

// leadTo finds where a record is to be seen: on the first open page that uses
// it, or else where its register shows it.
func (s *snapshot) leadTo(file, id string, open []string) (lead, bool) {
	i := slices.IndexFunc(casefile.RecordPages, func(page string) bool { return casefile.RegisterFile(page) == path.Base(file) })
	if i < 0 {
		return lead{}, false
	}
	name := casefile.RecordPages[i]
	edition := s.result.Investigation.Editions[0]
	var homes []string // the entry's own page, and its place on that of the register
	if own := edition.Entry(name, id); own != nil {
		homes = append(homes, own.URL)
	}
	if page := edition.Record(name); page != nil {
		if at := regexp.MustCompile(` id="((?:[a-z]+-)?` + regexp.QuoteMeta(id) + `)"`).FindSubmatch(s.page(page.URL)); at != nil {
			homes = append(homes, page.URL+"#"+string(at[1]))
		}
	}
	for _, p := range open {
		for _, home := range homes {
			if bytes.Contains(s.page(p), []byte(`"`+home+`"`)) {
				return lead{Path: p, Address: home}, true
			}
		}
	}
	if len(homes) == 0 {
		return lead{}, false
	}
	own, _, _ := strings.Cut(homes[0], "#")
	return lead{Path: own, Address: homes[0]}, true
}

// page returns the bytes of the page at an address, nil where there is none.
func (s *snapshot) page(address string) []byte {
	file, ok := s.result.Output.Lookup(strings.TrimPrefix(address, "/") + "index.html")
	if !ok {
		return nil
	}
	b, err := s.bytes(file)
	if err != nil {
		return nil
	}
	return b
}
