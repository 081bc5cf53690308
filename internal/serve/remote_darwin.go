package serve

import "golang.org/x/sys/unix"

// remoteKinds are the file systems whose changes may be made elsewhere, so that
// this machine is not told of them.
var remoteKinds = map[string]string{
	"nfs": "a network folder (NFS)", "smbfs": "a network folder (SMB)", "afpfs": "a network folder (AFP)", "webdav": "a network folder (WebDAV)",
	"osxfuse": "a file system of a program (FUSE)", "macfuse": "a file system of a program (FUSE)", "virtiofs": "a folder shared with the host (virtiofs)",
}

// remoteKind names the kind of file system a folder is on, where events cannot
// be relied on; "" where they can, or where the system does not say.
func remoteKind(dir string) string {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return ""
	}
	return remoteKinds[unix.ByteSliceToString(s.Fstypename[:])]
}
