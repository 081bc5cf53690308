package main

import (
	"os"
	"path/filepath"
	"time"
)

// A style is the way in which a group of editors puts a new version in place.
// save returns when the editor would say "saved".
type style struct {
	name string
	save func(file, text string) error
}

var styles = []style{
	{"in place", inPlace},
	{"temporary sibling (VS Code)", func(file, text string) error { return replace(file+".new", file, text) }},
	{"temporary elsewhere", func(file, text string) error {
		// Beside content/, where nothing is an input: on the same file system.
		return replace(filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(file))), "elsewhere"), file, text)
	}},
	{"vim", func(file, text string) error {
		probe := filepath.Join(filepath.Dir(file), "4913")
		return inOrder(
			func() error { return inPlace(probe, "") },
			func() error { return os.Remove(probe) },
			func() error { return os.Rename(file, file+"~") },
			func() error { return inPlace(file, text) },
			func() error { return os.Remove(file + "~") },
		)
	}},
	{"Helix", func(file, text string) error {
		return inOrder(
			func() error { return os.Rename(file, file+".bck") },
			func() error { return inPlace(file, text) },
			func() error { return os.Remove(file + ".bck") },
		)
	}},
	{"Emacs", func(file, text string) error {
		dir, name := filepath.Split(file)
		old, err := os.ReadFile(file)
		return inOrder(
			func() error { return err },
			func() error { return os.Symlink("writer@desk.1234:5678", dir+".#"+name) },
			func() error { return inPlace(dir+"#"+name+"#", text) },
			func() error { return inPlace(file+"~", string(old)) },
			func() error { return inPlace(file, text) },
			func() error { return os.Remove(dir + "#" + name + "#") },
			func() error { return os.Remove(dir + ".#" + name) },
		)
	}},
	{"in pieces, 2 ms apart", inPieces(2 * time.Millisecond)},
	{"slowly, 40 ms apart", inPieces(40 * time.Millisecond)},
}

// inPieces empties a file and fills it in four pieces with a rest between.
func inPieces(rest time.Duration) func(file, text string) error {
	return func(file, text string) error {
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		for i := range 4 {
			if i > 0 {
				time.Sleep(rest)
			}
			if _, err := f.WriteString(text[len(text)*i/4 : len(text)*(i+1)/4]); err != nil {
				return err
			}
		}
		return nil
	}
}

func inPlace(file, text string) error { return os.WriteFile(file, []byte(text), 0o644) }

func replace(temporary, file, text string) error {
	return inOrder(
		func() error { return inPlace(temporary, text) },
		func() error { return os.Rename(temporary, file) },
	)
}

// inOrder does one thing after the other, up to the first that fails.
func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
