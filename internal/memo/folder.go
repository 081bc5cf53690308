package memo

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// A Folder keeps results on disk from one run of the program to the next: one
// file for each key, beginning with the hash of what follows. A file that is
// damaged or not ours is as good as none. Deleting the folder, or any file in
// it, changes nothing but time. It is safe for concurrent use, by several
// processes, too.
type Folder struct {
	dir      string
	readOnly bool
}

// NewFolder keeps results in dir, which is made when the first is kept.
func NewFolder(dir string) *Folder { return &Folder{dir: dir} }

// ReadOnly returns the same folder for one who must not write: what it is told
// to keep is let go.
func (f *Folder) ReadOnly() *Folder { return &Folder{dir: f.dir, readOnly: true} }

// Writable reports whether what is put into the folder can be got from it. A nil
// Folder keeps nothing.
func (f *Folder) Writable() bool { return f != nil && !f.readOnly }

// Get returns what is kept under a key, and notes that it was of use. It reports
// false where nothing is, or nothing whole.
func (f *Folder) Get(key Key) ([]byte, bool) {
	if f == nil {
		return nil, false
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, false
	}
	defer root.Close()
	b, err := root.ReadFile(fileName(key))
	if err != nil || len(b) < sha256.Size {
		return nil, false
	}
	value := b[sha256.Size:]
	if sum := keptSum(key, value); !bytes.Equal(sum[:], b[:sha256.Size]) {
		return nil, false
	}
	if !f.readOnly {
		now := time.Now()
		_ = root.Chtimes(fileName(key), now, now) // else it is swept early, and made again
	}
	return value, true
}

// Put keeps a result: written beside its place and renamed, so that nobody ever
// reads half of it. The error is of the disk; who can do without the folder may
// ignore it.
func (f *Folder) Put(key Key, value []byte) (err error) {
	if !f.Writable() {
		return nil
	}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return fmt.Errorf("keep a result: %w", err)
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return fmt.Errorf("keep a result: %w", err)
	}
	defer root.Close()
	beside := unfinished + rand.Text()
	sum := keptSum(key, value)
	if err := root.WriteFile(beside, append(sum[:], value...), 0o644); err != nil {
		return errors.Join(fmt.Errorf("keep a result: %w", err), gone(root.Remove(beside)))
	}
	if err := root.Rename(beside, fileName(key)); err != nil {
		return errors.Join(fmt.Errorf("keep a result: %w", err), gone(root.Remove(beside)))
	}
	return nil
}

// Sweep removes what was last of use before a time, and what a killed process
// left unfinished before it. What is not ours stays.
func (f *Folder) Sweep(before time.Time) error {
	if !f.Writable() {
		return nil
	}
	root, err := os.OpenRoot(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("sweep kept results: %w", err)
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return fmt.Errorf("sweep kept results: %w", err)
	}
	var all error
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !isOurs(e.Name()) || !info.ModTime().Before(before) {
			continue
		}
		all = errors.Join(all, gone(root.Remove(e.Name())))
	}
	return all
}

// Names of files: a key in hexadecimal, and what is being written.
const (
	ending     = ".kept"
	unfinished = "unfinished-"
)

func fileName(key Key) string { return hex.EncodeToString(key[:]) + ending }

func isOurs(name string) bool {
	return len(name) == 2*len(Key{})+len(ending) && name[2*len(Key{}):] == ending || len(name) > len(unfinished) && name[:len(unfinished)] == unfinished
}

// keptSum covers the key, too, so that a file under a wrong name is noticed.
func keptSum(key Key, value []byte) [sha256.Size]byte {
	return KeyOf(key[:], value)
}

// gone takes no offence at a file that another process removed.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
