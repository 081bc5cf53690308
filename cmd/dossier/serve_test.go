package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestServe starts the preview as the command line does: the address is the one
// line of standard output, and the end of the context ends it with exit code 0.
func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stdout, w := io.Pipe()
	env := &Env{Stdout: w, Stderr: io.Discard, Getenv: func(string) string { return "" }, Clock: time.Now, Commands: commands}
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, env, []string{"serve", "--source", testProject(t), "--port", "0"})
		w.Close()
	}()

	lines := bufio.NewReader(stdout)
	address, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || response.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("The Harbour File")) {
		t.Errorf("GET %s: %s, %v:\n%s", strings.TrimSpace(address), response.Status, err, body)
	}

	stop()
	if rest, _ := io.ReadAll(lines); len(rest) > 0 {
		t.Errorf("more on standard output: %q", rest)
	}
	if got := <-code; got != exitFine {
		t.Errorf("exit code %d, want %d", got, exitFine)
	}
}

// TestServePortInUse: a port that was asked for is never replaced.
func TestServePortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	var stderr bytes.Buffer
	env := &Env{Stdout: io.Discard, Stderr: &stderr, Getenv: func(string) string { return "" }, Clock: time.Now, Commands: commands}
	if code := run(t.Context(), env, []string{"serve", "--source", testProject(t), "--port", port}); code != exitMachine {
		t.Errorf("exit code %d, want %d", code, exitMachine)
	}
	if !strings.Contains(stderr.String(), "--port") || !strings.Contains(stderr.String(), port) {
		t.Errorf("stderr = %q, want the port and the name of the flag", stderr.String())
	}
}

func testProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "dossier.yaml"), []byte("title: The Harbour File\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
