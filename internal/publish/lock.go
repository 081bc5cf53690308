package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

// A lock is a locked file. The kernel unlocks it when the process dies; the
// text in it only names the holder for those who wait.
type lock struct {
	parent *os.Root
	name   string
	file   *os.File
}

// pollInterval is how often a waiting process asks for the lock. Systems have
// no wait with a limit.
const pollInterval = 20 * time.Millisecond

// takeLock waits for the lock as long as the options say.
func takeLock(ctx context.Context, parent *os.Root, name, dir string, opt Options) (*lock, error) {
	deadline := time.Now().Add(opt.Wait)
	for {
		l, err := tryLock(parent, name, opt.Holder)
		if err != nil {
			return nil, fmt.Errorf("lock %s: %w", dir, err)
		}
		if l != nil {
			return l, nil
		}
		if !time.Now().Before(deadline) {
			return nil, &LockedError{Dir: dir, Holder: holder(parent, name), Wait: max(0, opt.Wait)}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pollInterval):
		}
	}
}

// tryLock returns nil where somebody else holds the lock.
func tryLock(parent *os.Root, name, holder string) (*lock, error) {
	f, err := parent.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	ok, err := lockFile(f)
	if err != nil || !ok {
		return nil, errors.Join(err, f.Close())
	}
	// The holder before us may have removed the file between our opening and
	// our locking it; then others lock another file of that name.
	if !sameFile(f, parent, name) {
		return nil, f.Close()
	}
	text := fmt.Sprintf("process %d", os.Getpid())
	if holder != "" {
		text += " (" + holder + ")"
	}
	if err := errors.Join(f.Truncate(0), writeAt(f, text+"\n")); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &lock{parent, name, f}, nil
}

func writeAt(f *os.File, text string) error {
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

func sameFile(f *os.File, parent *os.Root, name string) bool {
	opened, err1 := f.Stat()
	named, err2 := parent.Lstat(name)
	return err1 == nil && err2 == nil && os.SameFile(opened, named)
}

// holder says who holds the lock, as far as it is known.
func holder(parent *os.Root, name string) string {
	f, err := parent.Open(name)
	if err != nil {
		return "another process"
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 200))
	if line, _, _ := strings.Cut(string(text), "\n"); err == nil && line != "" {
		return line
	}
	return "another process"
}

// release removes the file while it is still locked, so that nobody is ever
// left with the lock of a file that others cannot see.
func (l *lock) release() error {
	err := l.parent.Remove(l.name)
	if errors.Is(err, fs.ErrNotExist) || !removesOpenFiles {
		err = nil
	}
	return errors.Join(err, l.file.Close())
}
