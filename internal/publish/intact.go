package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Intact reports whether a folder holds exactly the site that its manifest
// lists, by the bytes of every file, and returns the hash of that manifest and
// the figures of the site. A folder that is not there, is another's, or differs
// in any way is not intact; that is no error.
func Intact(dir string) (manifest string, totals Totals, ok bool) {
	root, err := os.OpenRoot(filepath.Dir(filepath.Clean(dir)))
	if err != nil {
		return "", Totals{}, false
	}
	defer root.Close()
	s := &site{parent: root, name: filepath.Base(filepath.Clean(dir)), dir: dir}
	for _, left := range []string{"." + s.name + ".new", "." + s.name + ".journal"} {
		if _, err := root.Lstat(left); !errors.Is(err, fs.ErrNotExist) {
			return "", Totals{}, false // somebody publishes, or was killed doing so
		}
	}
	c, err := s.readCurrent()
	if err != nil || c.manifest == nil || len(c.files) != len(c.manifest) {
		return "", Totals{}, false
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for path, info := range c.files {
		totals.Bytes += info.Size()
		group.Go(func() error {
			b, err := root.ReadFile(s.name + "/" + path)
			if err == nil && hashOf(b) != c.manifest[path] {
				err = errDiffers
			}
			return err
		})
	}
	totals.Files, totals.Unchanged = len(c.files), len(c.files)
	return hashOf(c.recorded), totals, group.Wait() == nil
}

// ManifestHash returns the hash of the manifest of a published folder, "" where
// there is none.
func ManifestHash(dir string) string {
	b, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		return ""
	}
	return hashOf(b)
}

var errDiffers = errors.New("a published file is not the one the manifest lists")
