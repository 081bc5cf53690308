package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// TestInterrupted: a build that is stopped leaves nothing behind and counts as
// a failure of the machine.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var stderr bytes.Buffer
	env := &Env{Stdout: io.Discard, Stderr: &stderr, Getenv: func(string) string { return "" }, Clock: time.Now, Commands: commands}
	dir := testProject(t)
	if code := run(ctx, env, []string{"build", "--source", dir}); code != exitMachine {
		t.Errorf("exit code %d, want %d", code, exitMachine)
	}
	if got := stderr.String(); got != "dossier: interrupted\n" {
		t.Errorf("stderr = %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*public*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestVersionLine(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	tests := []struct {
		name string
		info *debug.BuildInfo
		want string // what stands before the Go version
	}{
		{"nothing is known", nil, "dossier (unknown) go"},
		{"a release", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "dossier v1.2.3 go"},
		{"a working tree", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"},
			Settings: []debug.BuildSetting{setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "true")}},
			"dossier (devel) commit 0123456789ab with changes go"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := versionLine(tt.info); !strings.HasPrefix(got, tt.want) {
				t.Errorf("versionLine = %q, want it to begin %q", got, tt.want)
			}
		})
	}
}
