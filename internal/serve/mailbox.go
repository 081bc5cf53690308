package serve

import "sync"

// A mailbox holds the newest of what was put into it. Putting never waits: a
// newer letter replaces an unread one, so a slow reader misses steps and never
// the last state.
type mailbox[T any] struct {
	ready chan struct{} // holds one token while a letter is unread

	mu     sync.Mutex // guards the letter
	letter T
	unread bool
}

func newMailbox[T any]() *mailbox[T] {
	return &mailbox[T]{ready: make(chan struct{}, 1)}
}

// put leaves a letter, in place of an unread one.
func (m *mailbox[T]) put(letter T) {
	m.mu.Lock()
	m.letter, m.unread = letter, true
	m.mu.Unlock()
	select {
	case m.ready <- struct{}{}:
	default:
	}
}

// take returns the unread letter; ok is false where there is none.
func (m *mailbox[T]) take() (letter T, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	letter, ok = m.letter, m.unread
	var none T
	m.letter, m.unread = none, false
	return letter, ok
}
