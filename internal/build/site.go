package build

import (
	"context"
	"sync"

	"dossier/internal/casefile"
	"dossier/internal/output"
	"dossier/internal/write/feed"
	"dossier/internal/write/page"
	"dossier/internal/write/sitemap"
)

// feeds are an edition's Atom and JSON feed. They are late: they hold texts.
func (r *run) feeds(e *casefile.Edition) []output.File {
	entries := sync.OnceValues(func() ([]feed.Entry, error) { return r.feedEntries(e) })
	made := func(name, mediaType string, write func(feed.Site, string, []feed.Entry) []byte) output.File {
		return output.File{Path: e.Home[1:] + name, MediaType: mediaType, Late: true, Make: func(context.Context) ([]byte, error) {
			list, err := entries()
			if err != nil {
				return nil, err
			}
			return write(feed.Site{Settings: r.inv.Settings, Edition: e, BaseURL: r.baseURL()}, e.Home+name, list), nil
		}}
	}
	files := []output.File{made(page.FeedName, feed.AtomType, feed.Atom), made(page.JSONFeedName, feed.JSONType, feed.JSON)}
	if log := e.Record(casefile.CorrectionsPage); log != nil {
		files = append(files, r.correctionsFeed(e, log, page.CorrectionsFeedName, feed.AtomType, feed.Corrections), r.correctionsFeed(e, log, page.CorrectionsJSONFeedName, feed.JSONType, feed.CorrectionsJSON))
	}
	return files
}

// correctionsFeed is the log of corrections of an edition as a feed.
func (r *run) correctionsFeed(e *casefile.Edition, log *casefile.Chapter, name, media string, write func(s feed.Site, title, at, self string, entries []feed.Correction) []byte) output.File {
	self := e.Home + name
	return output.File{Path: self[1:], MediaType: media, Make: func(context.Context) ([]byte, error) {
		var entries []feed.Correction
		for _, c := range r.site.CorrectionEntries(e) {
			entries = append(entries, feed.Correction(c))
		}
		return write(feed.Site{Settings: r.inv.Settings, Edition: e, BaseURL: r.baseURL()}, r.site.FeedTitle(log), log.URL, self, entries), nil
	}}
}

func (r *run) feedEntries(e *casefile.Edition) ([]feed.Entry, error) {
	var entries []feed.Entry
	for _, c := range feed.Select(e) {
		body, err := r.body(r.text(c))
		if err != nil {
			return nil, err
		}
		entries = append(entries, feed.Entry{Chapter: c, HTML: r.site.FeedHTML(c, body)})
	}
	return entries, nil
}

// siteFiles are for search engines and for those who keep the site on their
// home screen.
func (r *run) siteFiles() []output.File {
	files := sitemap.Files(r.inv, r.baseURL())
	files = append(files, output.File{Path: sitemap.RobotsName, MediaType: sitemap.RobotsType, Make: func(context.Context) ([]byte, error) {
		return sitemap.Robots(r.baseURL()), nil
	}})
	for _, e := range r.inv.Editions {
		files = append(files, output.File{Path: e.Home[1:] + page.ManifestName, MediaType: sitemap.WebManifestType, Make: func(context.Context) ([]byte, error) {
			return sitemap.WebManifest(r.inv.Settings, e, r.icons(), sitemap.Colours{Background: "#f6f8f9", Theme: "#f6f8f9"}), nil
		}})
	}
	return files
}

// icons lists the icons of the web manifest that the theme has.
func (r *run) icons() []sitemap.Icon {
	var icons []sitemap.Icon
	for _, i := range []struct{ name, sizes, mediaType string }{
		{"icons/icon-192.png", "192x192", "image/png"},
		{"icons/icon-512.png", "512x512", "image/png"},
		{"icons/favicon.svg", "any", "image/svg+xml"},
	} {
		if url := r.theme.Asset(i.name); url != "" {
			icons = append(icons, sitemap.Icon{Source: url, Sizes: i.sizes, Type: i.mediaType})
		}
	}
	return icons
}
