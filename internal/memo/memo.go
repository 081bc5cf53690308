// Package memo remembers results between builds, by the hash of everything
// that goes into them. A remembered value depends on its key and on nothing
// else, is never modified, and carries its diagnostics, so that a hit reports
// what a miss would. Nothing is invalidated: keys change, and what no build
// has asked for lately is forgotten. Deleting a Store changes nothing but time.
package memo

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"
)

// A Key is the hash of a recipe.
type Key [sha256.Size]byte

// KeyOf hashes the parts of a recipe: the name and version of the stage, then
// whatever the stage reads. Parts are delimited, so "a", "bc" and "ab", "c"
// differ.
func KeyOf(parts ...[]byte) Key {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write(p)
	}
	return Key(h.Sum(nil))
}

// keepFor is how many builds a value outlives its last use: enough to undo an
// edit, or to switch a branch there and back.
const keepFor = 8

// A Store remembers values. The zero Store is ready to use, and it is safe for
// concurrent use.
type Store struct {
	mu    sync.Mutex // guards all below
	age   int        // builds so far
	items map[Key]*item
}

type item struct {
	once  sync.Once
	value any
	err   error
	used  int // age of the store when it was last asked for
}

// Next ends a build that has asked for everything it needs: values that the
// last ones of its kind did not ask for are forgotten. A build that was cut
// short does not count.
func (s *Store) Next() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.age++
	for k, it := range s.items {
		if it.used < s.age-keepFor {
			delete(s.items, k)
		}
	}
}

// Do returns the value of a key, making it if it is not remembered. Two
// callers who ask at once share one making. A failure is not remembered: it
// came from the machine, not from the recipe.
func Do[T any](s *Store, key Key, make func() (T, error)) (T, error) {
	it := s.item(key)
	it.once.Do(func() { it.value, it.err = make() })
	if it.err != nil {
		s.forget(key, it)
	}
	return it.value.(T), it.err
}

func (s *Store) forget(key Key, it *item) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.items[key] == it {
		delete(s.items, key)
	}
}

func (s *Store) item(key Key) *item {
	s.mu.Lock()
	defer s.mu.Unlock()
	it := s.items[key]
	if it == nil {
		if s.items == nil {
			s.items = map[Key]*item{}
		}
		it = &item{}
		s.items[key] = it
	}
	it.used = s.age
	return it
}
