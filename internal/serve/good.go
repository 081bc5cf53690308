package serve

import (
	"sync"

	"dossier/internal/output"
)

// keepVersions is how many pages the last good version is kept of.
const keepVersions = 256

// lastGood remembers the last version of each page that could be shown, for
// the time when it cannot.
type lastGood struct {
	mu       sync.Mutex         // guards all below
	versions map[string]version // by address
	order    []string           // addresses, the longest kept first
}

type version struct {
	file   output.File // it makes body, and remembers nothing else of its snapshot
	body   []byte
	source string
}

func newLastGood() *lastGood { return &lastGood{versions: map[string]version{}} }

func (g *lastGood) keep(path string, v version) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, known := g.versions[path]; !known {
		g.order = append(g.order, path)
	}
	v.file.Make, v.file.Wanted = output.Fixed(v.body), nil // its own recipe would keep a whole snapshot alive
	g.versions[path] = v
	if len(g.order) > keepVersions {
		delete(g.versions, g.order[0])
		g.order = g.order[1:]
	}
}

func (g *lastGood) at(path string) (version, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	v, ok := g.versions[path]
	return v, ok
}
