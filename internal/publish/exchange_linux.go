package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps the names of two folders in one step.
func exchange(parent *os.File, a, b string) error {
	err := unix.Renameat2(int(parent.Fd()), a, int(parent.Fd()), b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		return errNoExchange
	}
	return err
}

// syncsFileSystem: syncFileSystem does something.
const syncsFileSystem = true

// syncFileSystem puts on the disk whatever was written to the file system of a
// folder.
func syncFileSystem(folder *os.File) error {
	err := unix.Syncfs(int(folder.Fd()))
	if errors.Is(err, unix.ENOSYS) {
		return nil
	}
	return err
}

func syncFolder(folder *os.File) error { return folder.Sync() }
