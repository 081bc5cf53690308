package main

import (
	"testing"
	"time"
)

func TestNow(t *testing.T) {
	tests := []struct{ name, flag, epoch, want string }{
		{"the real clock", "", "", "2020-01-01T00:00:00Z"},
		{"a day", "2024-03-23", "", "2024-03-23T00:00:00Z"},
		{"a moment", "2024-03-23T18:00:00+01:00", "", "2024-03-23T17:00:00Z"},
		{"SOURCE_DATE_EPOCH", "", "1711152000", "2024-03-23T00:00:00Z"},
		{"the flag wins", "2024-03-23", "0", "2024-03-23T00:00:00Z"},
		{"not a date", "tomorrow", "", ""},
		{"not seconds", "", "tomorrow", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := &Env{
				Getenv: func(string) string { return tt.epoch },
				Clock:  func() time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) },
			}
			got, err := now(env, tt.flag)
			if (err != nil) != (tt.want == "") {
				t.Fatalf("err = %v", err)
			}
			if err == nil && got.UTC().Format(time.RFC3339) != tt.want {
				t.Errorf("now = %s, want %s", got.UTC().Format(time.RFC3339), tt.want)
			}
		})
	}
}
