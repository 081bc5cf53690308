package serve

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// silent is a system that never says anything.
func silent(*fsnotify.Watcher, string) error { return nil }

// Where events cannot be had, or cannot be trusted, the preview polls, says so
// once, in words that help, and takes up a save that nobody asks for.
func TestPollingStarts(t *testing.T) {
	cases := []struct {
		name   string
		system system
		said   string
	}{
		{"network folder", system{remote: func(string) string { return "a network folder (NFS)" }}, "network folder (NFS)"},
		{"out of watches", system{add: func(*fsnotify.Watcher, string) error { return syscall.ENOSPC }}, "sysctl fs.inotify.max_user_watches"},
		{"out of descriptors", system{add: func(*fsnotify.Watcher, string) error { return syscall.EMFILE }}, "sysctl fs.inotify"},
		{"silent folder", system{add: silent, idle: 20 * time.Millisecond}, "01-a.md has changed and the system did not say so"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var said lines
			s, file := watched(t, c.system, &said)
			for i, text := range []string{"Second version.", "The third version, a little longer."} {
				before := s.project.current.Load().number
				rewrite(t, file, text)
				await(t, func() bool { return s.project.current.Load().number > before })
				if i == 0 {
					await(t, func() bool { return s.watching.polling() != "" })
				}
			}
			if !strings.Contains(s.watching.polling(), c.said) {
				t.Errorf("polling = %q, want %q in it", s.watching.polling(), c.said)
			}
			if n := strings.Count(said.String(), c.said); n != 1 {
				t.Errorf("%q is said %d times, want once:\n%s", c.said, n, said.String())
			}
		})
	}
}

// After an overflow everything is looked at.
func TestOverflow(t *testing.T) {
	overflow := make(chan error, 1)
	var said lines
	s, file := watched(t, system{add: silent, errs: overflow, idle: time.Hour}, &said)
	rewrite(t, file, "Second version.")
	overflow <- fsnotify.ErrEventOverflow
	await(t, func() bool { return s.project.current.Load().number == 2 })
	if s.watching.polling() != "" {
		t.Errorf("one overflow is no reason to poll: %s", s.watching.polling())
	}
}

// A file that changes while its events come is no reason to poll.
func TestWatchIsTrusted(t *testing.T) {
	var said lines
	s, file := watched(t, system{idle: time.Millisecond}, &said)
	for i := range 20 {
		before := s.project.current.Load().number
		rewrite(t, file, strings.Repeat("Another version. ", i+2))
		await(t, func() bool { return s.project.current.Load().number > before })
	}
	if s.watching.polling() != "" {
		t.Errorf("polling = %q", s.watching.polling())
	}
}

// watched starts a preview of one chapter, on a machine that may have troubles.
func watched(t *testing.T, sys system, said *lines) (*Server, string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "content", "en", "01-a.md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	rewrite(t, file, "First version.")
	s, err := New(Options{Dir: dir, Stderr: said, system: sys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	await(t, func() bool { return s.project.current.Load() != nil })
	return s, file
}

// rewrite saves a chapter whole.
func rewrite(t *testing.T, file, text string) {
	t.Helper()
	beside := filepath.Join(filepath.Dir(file), ".saving")
	if err := os.WriteFile(beside, []byte("---\ntitle: A\n---\n\n"+text+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(beside, file); err != nil {
		t.Fatal(err)
	}
}

// await repeats a question until the answer is yes.
func await(t *testing.T, yes func() bool) {
	t.Helper()
	tick, limit := time.NewTicker(time.Millisecond), time.After(2*time.Minute)
	defer tick.Stop()
	for !yes() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatal("it never happened")
		}
	}
}

// lines is written to by the server and read by the test.
type lines struct {
	mu sync.Mutex // guards b
	b  strings.Builder
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
