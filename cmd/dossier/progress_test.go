package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgress(t *testing.T) {
	tests := []struct {
		name     string
		terminal bool
		took     time.Duration
		want     string
	}{
		{"a quick build says nothing", true, 900 * time.Millisecond, ""},
		{"a slow one says what it does, and takes it away", true, 2500 * time.Millisecond, "working|working|"},
		{"a log gets nothing", false, time.Minute, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				stop := showProgress(&Env{Stderr: &out, Terminal: tt.terminal}, func() string { return "working" })
				time.Sleep(tt.took) // in the bubble's time
				stop()
				got := strings.TrimPrefix(strings.ReplaceAll(out.String(), "\r\x1b[K", "|"), "|")
				if got != tt.want {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			})
		})
	}
}
