package theme

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"dossier/internal/input"
)

// shortNames gives the names of custom properties, and of whatever else begins
// with two hyphens, as few letters as they need: those used most come first.
// Styles are read by every visitor, and a good name is long. Names that a layout
// or a script mentions keep theirs.
func shortNames(files *input.Tree, styles []*input.File) (map[string]string, error) {
	kept, err := mentionedNames(files)
	if err != nil {
		return nil, err
	}
	uses := map[string]int{}
	for _, f := range styles {
		b, err := f.Bytes()
		if err != nil {
			return nil, err
		}
		eachName(b, func(start, end int) {
			if name := string(b[start:end]); !kept[name] {
				uses[name]++
			}
		})
	}
	names := slices.SortedFunc(maps.Keys(uses), func(a, b string) int { return cmp.Or(uses[b]-uses[a], strings.Compare(a, b)) })
	short := make(map[string]string, len(names))
	n := 0
	for _, name := range names {
		for short[name] = "--" + letters(n); kept[short[name]]; short[name] = "--" + letters(n) {
			n++
		}
		n++
	}
	return short, nil
}

// letters counts a, b … z, aa, ab …
func letters(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return letters(n/26-1) + letters(n%26)
}

var dashedName = regexp.MustCompile(`--[\w-]+`)

// mentionedNames are those that stand outside styles.
func mentionedNames(files *input.Tree) (map[string]bool, error) {
	found := map[string]bool{}
	for _, f := range slices.Concat(files.Under("layouts"), files.Under("assets")) {
		if ext := path.Ext(f.Path); ext != ".html" && ext != ".js" {
			continue
		}
		b, err := f.Bytes()
		if err != nil {
			return nil, err
		}
		for _, name := range dashedName.FindAll(b, -1) {
			found[string(name)] = true
		}
	}
	return found, nil
}

// shorten puts short names into a stylesheet.
func shorten(sheet []byte, short map[string]string) []byte {
	if len(short) == 0 {
		return sheet
	}
	var out bytes.Buffer
	done := 0
	eachName(sheet, func(start, end int) {
		if to := short[string(sheet[start:end])]; to != "" {
			out.Write(sheet[done:start])
			out.WriteString(to)
			done = end
		}
	})
	out.Write(sheet[done:])
	return out.Bytes()
}

// eachName finds the names in a stylesheet that begin with two hyphens, but not
// classes and ids, which pages share, nor what stands in comments, strings and
// addresses.
func eachName(b []byte, found func(start, end int)) {
	for i := 0; i < len(b); {
		n := 1
		switch {
		case bytes.HasPrefix(b[i:], []byte("/*")):
			n = ending(b[i:], "*/")
		case b[i] == '"' || b[i] == '\'':
			if n = cssString(b[i:]); n < 0 {
				return
			}
		case hasFold(b[i:], "url("):
			n = ending(b[i:], ")")
		case isNameByte(b[i]) || b[i] == '\\':
			n = nameLength(b[i:])
			name := b[i : i+n]
			shared := i > 0 && (b[i-1] == '.' || b[i-1] == '#')
			if len(name) > 2 && bytes.HasPrefix(name, []byte("--")) && !shared && bytes.IndexByte(name, '\\') < 0 {
				found(i, i+n)
			}
		}
		i += n
	}
}

// ending is the length of b up to a mark, the mark included; all of b without one.
func ending(b []byte, mark string) int {
	if i := bytes.Index(b, []byte(mark)); i >= 0 {
		return i + len(mark)
	}
	return len(b)
}

// nameLength is the length of the name that b begins with, escapes included.
func nameLength(b []byte) int {
	i := 0
	for i < len(b) && (isNameByte(b[i]) || b[i] == '\\') {
		if b[i] == '\\' {
			i++
		}
		i++
	}
	return min(i, len(b))
}
