package main

import (
	"fmt"
	"net/url"
	"strings"
)

// A host is what the environment says about where a build will be published.
// The zero host is a person's own machine.
type host struct {
	Netlify bool
	Context string // deploy context: "production", "deploy-preview", "branch-deploy" or a branch; "" when the host does not say

	BaseURL  string // "" takes the one of dossier.yaml; no trailing slash
	NoIndex  bool   // search engines must stay away
	Banner   string // shown on every page; "" for none
	NoDrafts bool   // drafts must never be built here
	Warning  string // for the person who reads the log; "" for none

	Kept string // folder that the host keeps from one build to the next; "" where it has none

	Actions bool // inside GitHub Actions
}

const previewBanner = "Preview of unreleased work"

// hostFrom is the only place that reads the host's variables. It fails closed:
// whatever is not known to be production is kept from search engines.
func hostFrom(getenv func(string) string) host {
	h := host{Netlify: getenv("NETLIFY") != "", Actions: getenv("GITHUB_ACTIONS") == "true"}
	if !h.Netlify {
		return h
	}
	if getenv("PULL_REQUEST") != "" && getenv("DEPLOY_PRIME_URL") != "" { // another host sets NETLIFY, too
		h.Kept = "/opt/build/cache/dossier"
	}
	h.Context = getenv("CONTEXT")
	site, deploy := strings.TrimRight(getenv("URL"), "/"), strings.TrimRight(getenv("DEPLOY_PRIME_URL"), "/")
	if h.Context == "production" {
		h.BaseURL, h.NoDrafts = site, true
		return h
	}
	h.BaseURL = deploy
	if deploy == "" {
		h.BaseURL = site
	}
	h.NoIndex, h.Banner = true, previewBanner
	if h.Context == "" {
		h.NoDrafts = true
		h.Warning = "NETLIFY is set but CONTEXT is not: search engines are told to stay away"
	}
	return h
}

// checkDrafts refuses drafts where their address would be public for good.
func (h host) checkDrafts(drafts bool) error {
	if !drafts || !h.NoDrafts {
		return nil
	}
	where := "in production"
	if h.Context == "" {
		where = "in a deploy whose context is not known"
	}
	return &misuse{"drafts are never built " + where, "leave out --drafts, or build a deploy preview"}
}

// baseURL chooses the address of the site: the flag, else the host's, else ""
// for the one of dossier.yaml.
func (h host) baseURL(flag string) (string, error) {
	if flag == "" {
		return h.BaseURL, nil
	}
	u, err := url.Parse(flag)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", &misuse{fmt.Sprintf("--base-url %q is not the address of a site", flag), "write scheme and host alone: https://example.org"}
	}
	return u.Scheme + "://" + u.Host, nil
}
