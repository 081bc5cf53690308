package main

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHostFrom is the table of deploy contexts in docs/deploying.md.
func TestHostFrom(t *testing.T) {
	const site, deploy = "https://example.org", "https://deploy-preview-7--example.netlify.app"
	netlify := func(more map[string]string) map[string]string {
		env := map[string]string{"NETLIFY": "true", "URL": site + "/", "DEPLOY_PRIME_URL": deploy + "/", "DEPLOY_URL": "https://0123456789--example.netlify.app"}
		for k, v := range more {
			env[k] = v
		}
		return env
	}
	tests := []struct {
		name string
		env  map[string]string
		want host
	}{
		{"a person's machine", nil, host{}},
		{"variables of a host that is not there", map[string]string{"CONTEXT": "production", "URL": site}, host{}},
		{"production", netlify(map[string]string{"CONTEXT": "production"}),
			host{Netlify: true, Context: "production", BaseURL: site, NoDrafts: true}},
		{"a deploy preview", netlify(map[string]string{"CONTEXT": "deploy-preview"}),
			host{Netlify: true, Context: "deploy-preview", BaseURL: deploy, NoIndex: true, Banner: previewBanner}},
		{"a branch", netlify(map[string]string{"CONTEXT": "branch-deploy"}),
			host{Netlify: true, Context: "branch-deploy", BaseURL: deploy, NoIndex: true, Banner: previewBanner}},
		{"a context of the team's own", netlify(map[string]string{"CONTEXT": "staging"}),
			host{Netlify: true, Context: "staging", BaseURL: deploy, NoIndex: true, Banner: previewBanner}},
		{"letter case counts", netlify(map[string]string{"CONTEXT": "Production"}),
			host{Netlify: true, Context: "Production", BaseURL: deploy, NoIndex: true, Banner: previewBanner}},
		{"no context", netlify(nil),
			host{Netlify: true, BaseURL: deploy, NoIndex: true, NoDrafts: true, Banner: previewBanner,
				Warning: "NETLIFY is set but CONTEXT is not: search engines are told to stay away"}},
		{"no context and no address of the deploy", map[string]string{"NETLIFY": "true", "URL": site},
			host{Netlify: true, BaseURL: site, NoIndex: true, NoDrafts: true, Banner: previewBanner,
				Warning: "NETLIFY is set but CONTEXT is not: search engines are told to stay away"}},
		{"the whole signature of Netlify", netlify(map[string]string{"CONTEXT": "production", "PULL_REQUEST": "false"}),
			host{Netlify: true, Context: "production", BaseURL: site, NoDrafts: true, Kept: "/opt/build/cache/dossier"}},
		{"GitHub Actions", map[string]string{"GITHUB_ACTIONS": "true"}, host{Actions: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := hostFrom(func(name string) string { return tt.env[name] })
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("hostFrom (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHostRefusesDrafts(t *testing.T) {
	tests := []struct {
		name   string
		host   host
		drafts bool
		refuse bool
	}{
		{"at home", host{}, true, false},
		{"in production", host{NoDrafts: true}, true, true},
		{"in production, none asked for", host{NoDrafts: true}, false, false},
		{"in a deploy preview", host{NoIndex: true}, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var wrong *misuse
			if got := errors.As(tt.host.checkDrafts(tt.drafts), &wrong); got != tt.refuse {
				t.Errorf("refused = %v, want %v", got, tt.refuse)
			}
		})
	}
}

func TestBaseURL(t *testing.T) {
	tests := []struct {
		name, flag, host string
		want             string // "!" for a misuse
	}{
		{"neither", "", "", ""},
		{"the host's", "", "https://host.example", "https://host.example"},
		{"the flag wins", "https://flag.example", "https://host.example", "https://flag.example"},
		{"a slash at the end goes", "https://flag.example/", "", "https://flag.example"},
		{"a port stays", "http://localhost:8080", "", "http://localhost:8080"},
		{"a path", "https://flag.example/sub", "", "!"},
		{"no scheme", "flag.example", "", "!"},
		{"another scheme", "ftp://flag.example", "", "!"},
		{"a query", "https://flag.example?x", "", "!"},
		{"a password", "https://a:b@flag.example", "", "!"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := host{BaseURL: tt.host}.baseURL(tt.flag)
			if err != nil {
				got = "!"
			}
			if got != tt.want {
				t.Errorf("baseURL(%q) = %q, %v; want %q", tt.flag, got, err, tt.want)
			}
		})
	}
}
