package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// limit is how long anything that must come is waited for.
const limit = 10 * time.Second

// buildProgram builds the dossier program of this repository.
func buildProgram(ctx context.Context, dir string) (string, error) {
	program := filepath.Join(dir, "dossier")
	if out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", program, "./cmd/dossier").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return program, nil
}

// A preview is a running `dossier serve`.
type preview struct {
	command *exec.Cmd
	address string // without a slash at the end
	page    string // address of the edited chapter
	client  *http.Client
}

// startPreview starts the program and returns how long it took from there to
// the first byte of the edited chapter's page.
func startPreview(ctx context.Context, program string, p *project) (*preview, time.Duration, error) {
	s := &preview{command: exec.CommandContext(ctx, program, "serve", "--source", p.dir, "--port", "0"), client: &http.Client{Timeout: limit}}
	out, err := s.command.StdoutPipe()
	if err != nil {
		return nil, 0, err
	}
	start := time.Now()
	if err := s.command.Start(); err != nil {
		return nil, 0, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.stop()
		return nil, 0, fmt.Errorf("the preview printed no address: %w", err)
	}
	s.address = strings.TrimSuffix(strings.TrimSpace(line), "/")
	s.page = s.address + p.url
	answer, err := s.client.Get(s.page)
	if err != nil {
		s.stop()
		return nil, 0, err
	}
	took := time.Since(start) // headers and the first bytes come in one piece
	io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		s.stop()
		return nil, 0, fmt.Errorf("GET %s: %s", s.page, answer.Status)
	}
	return s, took, nil
}

func (s *preview) stop() {
	s.command.Process.Signal(os.Interrupt)
	s.command.Wait()
}

// settle waits until every text has been read.
func (s *preview) settle(ctx context.Context) error {
	for ctx.Err() == nil {
		answer, err := s.client.Get(s.address + "/_dossier/diagnostics.json")
		if err != nil {
			return err
		}
		var list struct{ Complete bool }
		err = json.NewDecoder(answer.Body).Decode(&list)
		answer.Body.Close()
		if err != nil || list.Complete {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return ctx.Err()
}

// served returns when an answer that holds the words has arrived whole.
func (s *preview) served(ctx context.Context, words string) error {
	for end := time.Now().Add(limit); time.Now().Before(end) && ctx.Err() == nil; {
		answer, err := s.client.Get(s.page)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		switch {
		case err != nil:
			return err
		case answer.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("</html>")):
			return fmt.Errorf("GET %s: %s, %d bytes", s.page, answer.Status, len(body))
		case bytes.Contains(body, []byte(words)):
			return nil
		}
	}
	return errors.Join(ctx.Err(), fmt.Errorf("%q was never served", words))
}

// memory is what the program holds, in bytes; 0 where the system does not say
// it in /proc.
func (s *preview) memory() int {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.command.Process.Pid))
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kb, _ := strconv.Atoi(fields[0])
	return kb << 10
}
