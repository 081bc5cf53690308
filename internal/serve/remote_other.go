//go:build !linux && !darwin

package serve

// remoteKind names the kind of file system a folder is on, where events cannot
// be relied on. This system is not asked: what no event announces is found by
// the check on silence.
func remoteKind(string) string { return "" }
