package input

import (
	"path"
	"slices"
	"strings"
)

// folders lists what each input folder may hold, by file ending. It is an
// allow-list: what is not on it is not an input, however it got there.
var folders = map[string][]string{
	"content": {".md", ".yaml", ".json", ".bib", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"},
	"layouts": {".html", ".yaml"},
	"assets":  {".css", ".js", ".woff2", ".svg", ".png", ".ico", ".txt"},
	"kept":    {".yaml", ".json"},
}

// originals lists the endings of documents as they were received, beside the
// record of their exhibit. They are read to be compared with it.
var originals = []string{".pdf", ".txt", ".csv", ".eml", ".html", ".docx", ".xlsx", ".odt", ".ods", ".zip", ".tif", ".tiff", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm", ".heic", ".avif", ".bmp", ".jp2"}

// topFiles are the input files of the project root. netlify.toml and go.mod are
// read only to be checked; _headers and _redirects are rules of the project's
// own, published behind those that a build makes.
var topFiles = map[string]bool{"dossier.yaml": true, "netlify.toml": true, "go.mod": true, "_headers": true, "_redirects": true}

// isInput decides whether a file is an input of a build. Editors' temporary
// and backup files are not: names that begin with "." or "#" or end in "~".
func isInput(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if hiddenName(part) {
			return false
		}
	}
	top, _, nested := strings.Cut(p, "/")
	if !nested {
		return topFiles[p]
	}
	ext := strings.ToLower(path.Ext(p))
	if strings.HasPrefix(p, "content/exhibits/") && slices.Contains(originals, ext) {
		return true
	}
	for _, e := range folders[top] {
		if e == ext {
			return true
		}
	}
	return false
}

func hiddenName(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~")
}

// InputFolder reports whether a folder, given from the project root, can hold
// inputs: a watcher watches these and the root.
func InputFolder(dir string) bool {
	for part := range strings.SplitSeq(dir, "/") {
		if hiddenName(part) {
			return false
		}
	}
	top, _, _ := strings.Cut(dir, "/")
	return folders[top] != nil
}

// IsInput reports whether a path from the project root is an input of a build.
func IsInput(p string) bool { return isInput(p) }
