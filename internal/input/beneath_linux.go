package input

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// beneath reads files below a folder in four system calls each. os.Root walks a
// path step by step, with several calls a step, which for ten thousand texts
// costs more than all else that comes before the first page. The kernel makes
// the same promise in one: what is opened lies below the folder, whatever links
// and renames say (RESOLVE_BENEATH, Linux 5.6). Where it cannot, os.Root reads.
type beneath struct{ folder *os.File }

func openBeneath(root *os.Root) beneath {
	f, err := root.Open(".")
	if err != nil {
		return beneath{}
	}
	return beneath{f}
}

func (b beneath) close() { b.folder.Close() }

// read returns the first bytes of a file, most at most, and its size and time
// of change after the reading; ok is false where somebody else has to read.
func (b beneath) read(p string, info fs.FileInfo, most int64) (bytes []byte, size int64, mod time.Time, ok bool) {
	fd, err := b.open(filepath.FromSlash(p))
	if err != nil {
		return nil, 0, time.Time{}, false
	}
	defer unix.Close(fd)
	bytes = make([]byte, min(info.Size()+1, most))
	n := 0
	for n < len(bytes) {
		more, err := unix.Read(fd, bytes[n:])
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return nil, 0, time.Time{}, false
		}
		if more == 0 {
			break
		}
		n += more
	}
	var now unix.Stat_t
	if err := unix.Fstat(fd, &now); err != nil {
		return nil, 0, time.Time{}, false
	}
	return bytes[:n], now.Size, time.Unix(now.Mtim.Unix()), true
}

func (b beneath) open(name string) (fd int, err error) {
	conn, err := b.folder.SyscallConn() // fails where there is no folder
	if err != nil {
		return 0, err
	}
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS}
	failed := conn.Control(func(dir uintptr) { fd, err = unix.Openat2(int(dir), name, &how) })
	if failed != nil {
		return 0, failed
	}
	return fd, err
}
