package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// ManifestName is the file that lists all others with their hashes, as
// "sha256sum -c" reads it: one "<hash>  <path>" a line, sorted by path.
const ManifestName = "MANIFEST.sha256"

// A manifest maps the paths of a site to the SHA-256 of their bytes in hex.
type manifest map[string]string

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func (m manifest) print() []byte {
	paths := make([]string, 0, len(m))
	for path := range m {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	var b bytes.Buffer
	for _, path := range paths {
		b.WriteString(m[path] + "  " + path + "\n")
	}
	return b.Bytes()
}

// readManifest reports false for what is not a manifest of ours.
func readManifest(b []byte) (manifest, bool) {
	m := manifest{}
	for line := range strings.Lines(string(b)) {
		hash, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if raw, err := hex.DecodeString(hash); !ok || err != nil || len(raw) != sha256.Size || path == "" {
			return nil, false
		}
		m[path] = hash
	}
	return m, true
}
