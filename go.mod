module dossier

go 1.26.0

toolchain go1.26.8

// What a published site is made with.
require (
	// Highlights code at build time. Its lexers would be years of work; kept by
	// Alec Thomas. To leave: one file in write/page.
	github.com/alecthomas/chroma/v2 v2.27.0

	// Decodes text in YAML: escapes, folding, block text. Structure and places are
	// read in yamltree, for recovery entry by entry. Kept by Masaaki Goshima. To
	// leave: one file in yamltree.
	github.com/goccy/go-yaml v1.19.2

	// Reads netlify.toml, with places, so that what the host would misread is found
	// before a deploy. Kept by Thomas Pelletier. To leave: one file in netlify.
	github.com/pelletier/go-toml/v2 v2.4.3

	// Minifies layouts, CSS, JS, SVG, JSON and XML, and is the oracle of our
	// tests for HTML. Kept by Taco de Wolff. To leave: package optimise.
	github.com/tdewolff/minify/v2 v2.24.25
	github.com/tdewolff/parse/v2 v2.8.20
	// Reads Markdown. CommonMark by the book, extensible node by node, every
	// node has a place; no dependencies. Kept by Yusuke Inuzuka since 2019; Hugo
	// rests on it. To leave: read/chapter and write/page are the only packages
	// that know its tree.
	github.com/yuin/goldmark v1.8.7

	// Decodes WebP, where the other formats are in the standard library, and draws
	// type on cards. Kept by the Go team. To leave: one function in picture, and
	// WebP is shown in one size; package card, and pages are shared without one.
	golang.org/x/image v0.47.0

	// Reads finished pages as a browser would, to join them to one page; tests
	// read all of ours with it. Kept by the Go team. To leave: write/edition.
	golang.org/x/net v0.62.0

	// errgroup, semaphore: work in parallel with a limit and a context.
	golang.org/x/sync v0.24.0

	// Exchanging two folders in one system call, locks, reading below a folder.
	golang.org/x/sys v0.49.0

	// Unicode: normal forms, case folding, collation, language tags.
	golang.org/x/text v0.43.0
)

// What the preview adds.
// Tells when a file may have changed, on every system we run on. Kept by
// Martin Tournoij. To leave: one file in serve; polling is built in.
require github.com/fsnotify/fsnotify v1.10.1

// What only tests use.
require (
	// Compresses as hosts do, to measure what travels. Kept by Andy Balholm.
	github.com/andybalholm/brotli v1.2.8
	// Drives Chromium for browser tests, without Node.
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	// Shows what differs.
	github.com/google/go-cmp v0.7.0
	// Runs the command tests in cmd/dossier/testdata/script.
	github.com/rogpeppe/go-internal v1.16.0
	// Reads txtar test cases.
	golang.org/x/tools v0.52.0
)

require (
	github.com/dlclark/regexp2/v2 v2.2.1 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
)
