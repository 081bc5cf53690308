package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// removesOpenFiles: a file that is open cannot be removed, so an empty lock
// file stays.
const removesOpenFiles = false

// lockFile reports false where another process has the lock. The byte locked
// lies beyond the text, so that others can read who holds it.
func lockFile(f *os.File) (bool, error) {
	at := windows.Overlapped{OffsetHigh: 1}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}
