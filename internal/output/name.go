package output

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"path"
	"strings"
)

// Named puts the fingerprint of a recipe into a file name: name.<16 hex>.ext.
// Parts of the recipe are delimited, so "a", "bc" and "ab", "c" differ.
func Named(base string, recipe ...[]byte) string {
	h := sha256.New()
	var n [8]byte
	for _, part := range recipe {
		binary.LittleEndian.PutUint64(n[:], uint64(len(part)))
		h.Write(n[:])
		h.Write(part)
	}
	ext := path.Ext(base)
	return strings.ToLower(strings.TrimSuffix(base, ext)) + "." + hex.EncodeToString(h.Sum(nil)[:8]) + strings.ToLower(ext)
}
