package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dossier/internal/input"
	"dossier/internal/output"
)

// refuseFolder refuses an output folder that is a link, or the project, one of
// its input folders, or a folder that holds either.
func refuseFolder(dir, project string) error {
	refuse := func(reason string) error { return &RefusedError{Dir: dir, Reason: reason} }
	switch filepath.Base(dir) {
	case ".", "..", string(filepath.Separator):
		return refuse("it has no name of its own")
	}
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("publish to %s: %w", dir, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return refuse("it is a symbolic link")
	case !info.IsDir():
		return refuse("it is not a folder")
	}
	if project == "" {
		return nil
	}
	written, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	root, err := realPath(project)
	if err != nil {
		return err
	}
	real, err := realPath(dir)
	if err != nil {
		return err
	}
	absProject, err := filepath.Abs(project)
	if err != nil {
		return err
	}
	if _, inside := below(absProject, written); inside {
		if _, stays := below(root, real); !stays {
			return refuse("a symbolic link on the way leads out of the project")
		}
	}
	if _, holds := below(real, root); holds {
		if real == root {
			return refuse("it is the project itself")
		}
		return refuse("it holds the project")
	}
	if rel, inside := below(root, real); inside && (input.InputFolder(rel) || rel == ".git" || strings.HasPrefix(rel, ".git/")) {
		top, _, _ := strings.Cut(rel, "/")
		return refuse(fmt.Sprintf("%s/ holds the project's own files", top))
	}
	return nil
}

// below returns the slash path from dir to path, and whether path is dir or
// lies below it.
func below(dir, path string) (string, bool) {
	rel, err := filepath.Rel(dir, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// realPath resolves links as far as the path exists.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	parent := filepath.Dir(path)
	if parent == path {
		return path, nil
	}
	if parent, err = realPath(parent); err != nil {
		return "", err
	}
	return filepath.Join(parent, filepath.Base(path)), nil
}

// checkPaths refuses names that could lead out of the folder or that a
// manifest cannot hold. They come from our own writers, so it is an error.
func checkPaths(tree *output.Tree) error {
	for _, f := range tree.Files() {
		switch {
		case !filepath.IsLocal(f.Path), strings.ContainsAny(f.Path, "\\\n\r\x00"), f.Path != filepath.ToSlash(filepath.Clean(f.Path)):
			return fmt.Errorf("the name %q cannot be published", f.Path)
		case f.Path == ManifestName:
			return fmt.Errorf("the name %q is taken by the manifest", f.Path)
		}
	}
	return nil
}
