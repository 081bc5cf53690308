package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// A current site is what the folder holds before anything is published.
type current struct {
	manifest manifest // nil where there is none
	recorded []byte   // the manifest's own bytes
	files    map[string]fs.FileInfo
}

// readCurrent lists the published folder, and refuses one that holds what we
// did not put there.
func (s *site) readCurrent() (*current, error) {
	c := &current{files: map[string]fs.FileInfo{}}
	recorded, err := s.parent.ReadFile(s.name + "/" + ManifestName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		m, ok := readManifest(recorded)
		if !ok {
			return nil, &RefusedError{Dir: s.dir, Reason: "its " + ManifestName + " is not one of ours"}
		}
		c.manifest, c.recorded = m, recorded
	}
	var foreign []string
	err = fs.WalkDir(s.parent.FS(), s.name, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == s.name:
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return nil
		}
		rel := strings.TrimPrefix(path, s.name+"/")
		if rel == ManifestName && c.manifest != nil {
			return nil
		}
		if _, listed := c.manifest[rel]; !listed || !d.Type().IsRegular() {
			if !leftByDesktops[d.Name()] {
				foreign = append(foreign, rel)
			}
			return nil
		}
		info, err := d.Info()
		c.files[rel] = info
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(foreign) > 0 {
		return nil, &RefusedError{Dir: s.dir, Reason: foreignReason(foreign, c.manifest != nil)}
	}
	return c, nil
}

// leftByDesktops are files that file managers put anywhere. They go with the
// old site.
var leftByDesktops = map[string]bool{".DS_Store": true, "Thumbs.db": true, "desktop.ini": true}

func foreignReason(foreign []string, ours bool) string {
	slices.Sort(foreign)
	n := len(foreign)
	listed := strings.Join(foreign[:min(n, 3)], ", ")
	if n > 3 {
		listed += fmt.Sprintf(" and %d more", n-3)
	}
	if !ours {
		return "it is not empty and was not made by dossier (" + listed + ")"
	}
	return "it holds files that dossier did not put there (" + listed + ")"
}
