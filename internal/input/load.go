package input

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dossier/internal/diag"

	"golang.org/x/text/unicode/norm"
)

// maxBytes is how large an input file may be. Chapters and records have
// tighter limits of their own.
const maxBytes = 64 << 20

// A Dir is a project folder, open for reading. All reading goes through a root
// handle that cannot leave the folder.
type Dir struct {
	root    *os.Root
	beneath beneath // reads in the same bounds
	name    string
}

// Open opens a project folder.
func Open(dir string) (*Dir, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open project: %w", err)
	}
	return &Dir{root: root, beneath: openBeneath(root), name: dir}, nil
}

// Close releases the folder. Trees taken from it can no longer be read.
func (d *Dir) Close() error {
	d.beneath.close()
	return d.root.Close()
}

// Load takes a tree of the project as it is now, over the given lower layers.
// It lists and stats; bytes are read later. The diagnostics are about names and
// links that cannot be inputs.
func (d *Dir) Load(ctx context.Context, lower ...[]*File) (*Tree, diag.List, error) {
	w := &walk{dir: d, ctx: ctx}
	for name := range topFiles {
		if info, err := d.root.Lstat(name); err == nil {
			w.entry(name, info)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		if info, err := d.root.Lstat(name); err == nil && info.IsDir() {
			if err := w.folder(name); err != nil {
				return nil, nil, err
			}
		}
	}
	w.reportTwins()
	return newTree(append(slices.Clone(lower), w.files)...), w.diags, nil
}

// Stat returns the file of a path as it is on disk now, nil where there is
// none that could be an input.
func (d *Dir) Stat(p string) *File {
	if !isInput(p) {
		return nil
	}
	info, err := d.root.Stat(filepath.FromSlash(p))
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return d.file(p, info)
}

// Same reports whether two files are the same moment of one file: path, size
// and time of change.
func Same(a, b *File) bool {
	return a.Path == b.Path && a.Layer == b.Layer && a.Size == b.Size && a.ModTime.Equal(b.ModTime)
}

func (d *Dir) file(p string, info fs.FileInfo) *File {
	f := &File{Path: p, Layer: Project, Size: info.Size(), ModTime: info.ModTime()}
	f.read = func(most int64) ([]byte, error) { return d.readUnchanged(p, info, most) }
	return f
}

// readUnchanged reads a file, or at most so many bytes from its start, and makes
// sure that it was, before and after, the one that info describes.
func (d *Dir) readUnchanged(p string, info fs.FileInfo, most int64) ([]byte, error) {
	b, size, mod, ok := d.beneath.read(p, info, most)
	if !ok {
		var err error
		if b, size, mod, err = d.read(p, info, most); err != nil {
			return nil, err
		}
	}
	if int64(len(b)) != min(info.Size(), most) || size != info.Size() || !mod.Equal(info.ModTime()) {
		return nil, ErrSuperseded
	}
	return b, nil
}

// read reads by the root handle, as beneath does.
func (d *Dir) read(p string, info fs.FileInfo, most int64) (b []byte, size int64, mod time.Time, err error) {
	f, err := d.root.Open(filepath.FromSlash(p))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, time.Time{}, ErrSuperseded
	}
	if err != nil {
		return nil, 0, time.Time{}, err
	}
	defer f.Close()
	b = make([]byte, min(info.Size()+1, most))
	n, err := io.ReadFull(f, b)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, 0, time.Time{}, err
	}
	now, err := f.Stat()
	if err != nil {
		return nil, 0, time.Time{}, err
	}
	return b[:n], now.Size(), now.ModTime(), nil
}

// A walk collects the input files of a folder.
type walk struct {
	dir   *Dir
	ctx   context.Context
	files []*File
	diags diag.List
}

func (w *walk) folder(dir string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	f, err := w.dir.root.Open(filepath.FromSlash(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // gone since its parent was listed
	}
	if err != nil {
		return fmt.Errorf("list %s: %w", dir, err)
	}
	entries, err := f.ReadDir(-1)
	f.Close()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("list %s: %w", dir, err)
	}
	for _, e := range entries {
		if hiddenName(e.Name()) {
			continue
		}
		p := dir + "/" + e.Name()
		if e.IsDir() {
			if err := w.folder(p); err != nil {
				return err
			}
			continue
		}
		if !isInput(p) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // gone since the folder was listed
		}
		w.entry(p, info)
	}
	return nil
}

// entry adds one file. A symbolic link counts as the file it leads to, as long
// as that is a file inside the project.
func (w *walk) entry(p string, info fs.FileInfo) {
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := w.dir.root.Stat(filepath.FromSlash(p))
		if err != nil {
			w.report(diag.SymlinkEscapes, p, fmt.Sprintf("%q is a link that leads out of the project or nowhere", p), "put the file itself here")
			return
		}
		if target.IsDir() {
			return
		}
		info = target
	}
	if !info.Mode().IsRegular() {
		return
	}
	if bad := unsafeName(p); bad != "" {
		w.report(diag.UnsafePath, p, fmt.Sprintf("the name %q %s", path.Base(p), bad), "rename the file")
		return
	}
	if info.Size() > maxBytes {
		w.report(diag.UnreadableFile, p, fmt.Sprintf("the file is larger than %d MB", maxBytes>>20), "keep large originals outside content/")
		return
	}
	w.files = append(w.files, w.dir.file(p, info))
}

func (w *walk) report(code diag.Code, p, message, hint string) {
	w.diags = append(w.diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: diag.Span{File: p}, Message: message, Hint: hint})
}

// reportTwins finds names that differ only by case: on many systems they are
// one file.
func (w *walk) reportTwins() {
	slices.SortFunc(w.files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	seen := map[string]string{}
	for _, f := range w.files {
		key := strings.ToLower(f.Path)
		if first, ok := seen[key]; ok {
			w.report(diag.UnsafePath, f.Path, fmt.Sprintf("%q and %q differ only by case", f.Path, first), "rename one of them")
			continue
		}
		seen[key] = f.Path
	}
}

// unsafeName says why some system cannot hold a name, "" where all can.
func unsafeName(p string) string {
	for _, part := range strings.Split(p, "/") {
		stem, _, _ := strings.Cut(part, ".")
		switch {
		case strings.ContainsAny(part, "\\:*?\"<>|"):
			return "holds a character that some systems refuse"
		case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " "):
			return "ends in a dot or a space"
		case !norm.NFC.IsNormalString(part):
			return "is not in Unicode's composed form (NFC)"
		case deviceNames[strings.ToUpper(stem)]:
			return "is the name of a device on some systems"
		}
	}
	return ""
}

// deviceNames are reserved on Windows, with any ending.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
var deviceNames = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true,
	"COM1": true, "COM2": true, "COM3": true, "COM4": true, "COM5": true, "COM6": true, "COM7": true, "COM8": true, "COM9": true,
	"LPT1": true, "LPT2": true, "LPT3": true, "LPT4": true, "LPT5": true, "LPT6": true, "LPT7": true, "LPT8": true, "LPT9": true}
