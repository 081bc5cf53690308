package main

import "testing"

func TestFileSlug(t *testing.T) {
	tests := []struct{ title, want string }{
		{"The appeal", "the-appeal"},
		{"Ce que dit l’article 226-15", "ce-que-dit-larticle-226-15"},
		{"Où est passé l'œuvre ?", "ou-est-passe-loeuvre"},
		{"  AT&T -- and others ", "at-t-and-others"},
		{"條款", "chapter"},
		{"!", "chapter"},
	}
	for _, tt := range tests {
		if got := fileSlug(tt.title); got != tt.want {
			t.Errorf("fileSlug(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}
