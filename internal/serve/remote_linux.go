package serve

import "golang.org/x/sys/unix"

// remoteKinds are the file systems whose changes may be made elsewhere, so that
// this machine is not told of them.
var remoteKinds = map[int64]string{
	unix.NFS_SUPER_MAGIC:  "a network folder (NFS)",
	unix.SMB_SUPER_MAGIC:  "a network folder (SMB)",
	unix.CIFS_SUPER_MAGIC: "a network folder (SMB)",
	unix.SMB2_SUPER_MAGIC: "a network folder (SMB)",
	unix.CEPH_SUPER_MAGIC: "a network folder (Ceph)",
	unix.AFS_SUPER_MAGIC:  "a network folder (AFS)",
	unix.CODA_SUPER_MAGIC: "a network folder (Coda)",
	unix.V9FS_MAGIC:       "a folder shared with the host (9p)",
	unix.FUSE_SUPER_MAGIC: "a file system of a program (FUSE)",
	0x786f4256:            "a folder shared with the host (VirtualBox)",
	0xbacbacbc:            "a folder shared with the host (VMware)",
	0x47504653:            "a network folder (GPFS)",
	0x0bd00bd0:            "a network folder (Lustre)",
}

// remoteKind names the kind of file system a folder is on, where events cannot
// be relied on; "" where they can, or where the system does not say.
func remoteKind(dir string) string {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return ""
	}
	return remoteKinds[int64(uint32(s.Type))]
}
