package theme

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
)

// firstStyles is the folder of the styles that stand in every page; all others
// are one file, which pages link.
const firstStyles = "assets/css/first/"

// loadStyles joins the stylesheets, in the order of their paths, into the
// styles that stand in every page and the file that pages link. In both, every
// url() is the fingerprinted address of an asset. files holds what else may name
// a custom property.
func (th *Theme) loadStyles(files *input.Tree, styles []*input.File) (diag.List, error) {
	if th.options.Optimiser.CSS != nil {
		var err error
		if th.short, err = shortNames(files, styles); err != nil {
			return nil, err
		}
	}
	var first, linked []*input.File
	for _, f := range styles {
		if strings.HasPrefix(f.Path, firstStyles) {
			first = append(first, f)
		} else {
			linked = append(linked, f)
		}
	}
	diags, err := th.loadFirst(first)
	if err != nil {
		return nil, err
	}
	more, err := th.loadLinked(linked)
	return append(diags, more...), err
}

// loadFirst minifies at once: the policy of the site holds the hash of the
// result.
func (th *Theme) loadFirst(styles []*input.File) (diag.List, error) {
	sheet, ends, diags, err := th.join(styles)
	if err != nil {
		return nil, err
	}
	th.first = string(sheet)
	if i := strings.Index(strings.ToLower(th.first), "</style"); i >= 0 {
		file := slices.IndexFunc(ends, func(end int) bool { return i < end })
		return append(diags, diag.Diagnostic{
			Code: diag.MalformedStyle, Severity: diag.Error, Span: diag.Span{File: styles[file].Path},
			Message: "\"</style\" has no place here", Hint: "this file stands inside a style element, which would end there; move the file up to assets/css",
		}), nil
	}
	if minify := th.options.Optimiser.CSS; minify != nil && len(sheet) > 0 {
		small, err := minify(bytes.Clone(sheet))
		if err != nil {
			var failure *diag.Failure
			errors.As(blame(styles, sheet, ends, minify, err), &failure)
			return append(diags, failure.Diagnostics...), nil
		}
		th.first = string(small)
	}
	return diags, nil
}

// loadLinked makes the recipe of the file that pages link.
func (th *Theme) loadLinked(styles []*input.File) (diag.List, error) {
	if len(styles) == 0 {
		return nil, nil
	}
	source, ends, diags, err := th.join(styles)
	if err != nil {
		return nil, err
	}
	minify := th.options.Optimiser.CSS
	// The addresses that the sheet refers to stand in source, so its hash
	// covers them.
	out := "assets/" + output.Named(Stylesheet, []byte(th.options.Optimiser.Version), source)
	th.stylesheet = "/" + out
	th.files = append(th.files, output.File{
		Path: out, MediaType: mediaTypes[".css"], Immutable: true,
		Make: func(context.Context) ([]byte, error) {
			if minify == nil {
				return source, nil
			}
			small, err := minify(bytes.Clone(source))
			if err != nil {
				return nil, blame(styles, source, ends, minify, err)
			}
			return small, nil
		},
	})
	return diags, nil
}

// join copies stylesheets into one, each on lines of its own, with the
// addresses of assets; ends tells where each ends.
func (th *Theme) join(styles []*input.File) (sheet []byte, ends []int, diags diag.List, err error) {
	var out, one bytes.Buffer
	for _, f := range styles {
		b, err := f.Bytes()
		if err != nil {
			return nil, nil, nil, err
		}
		b = bytes.TrimPrefix(b, []byte("\ufeff"))
		one.Reset()
		diags = append(diags, th.rewriteStyle(&one, f.Path, b)...)
		out.Write(shorten(one.Bytes(), th.short))
		if !bytes.HasSuffix(b, []byte("\n")) {
			out.WriteByte('\n')
		}
		ends = append(ends, out.Len())
	}
	return out.Bytes(), ends, diags, nil
}

// blame finds the stylesheet that the optimiser cannot read. Its places are of
// no use: addresses in the sheet are longer than in the file.
func blame(styles []*input.File, sheet []byte, ends []int, minify func([]byte) ([]byte, error), err error) error {
	start := 0
	for i, f := range styles {
		if _, err := minify(bytes.Clone(sheet[start:ends[i]])); err != nil {
			return malformed(f.Path, errors.New(firstLine(err.Error())))
		}
		start = ends[i]
	}
	return malformed(styles[0].Path, err)
}

// rewriteStyle copies a stylesheet, putting fingerprinted addresses into its
// url()s. It knows just enough of CSS to leave comments and strings alone.
func (th *Theme) rewriteStyle(out *bytes.Buffer, file string, b []byte) diag.List {
	var diags diag.List
	report := func(start, end int, code diag.Code, message, hint string) {
		diags = append(diags, diag.Diagnostic{Code: code, Severity: diag.Error, Span: diag.Span{File: file, Start: start, End: end}, Message: message, Hint: hint})
	}
	for i := 0; i < len(b); {
		switch {
		case bytes.HasPrefix(b[i:], []byte("/*")):
			n := bytes.Index(b[i+2:], []byte("*/"))
			if n < 0 {
				report(i, i+2, diag.MalformedStyle, "this comment is never closed", "end it with */")
				return diags
			}
			out.Write(b[i : i+n+4])
			i += n + 4
		case b[i] == '"' || b[i] == '\'':
			n := cssString(b[i:])
			if n < 0 {
				report(i, i+1, diag.MalformedStyle, "this string is never closed", "close it on the same line")
				return diags
			}
			out.Write(b[i : i+n])
			i += n
		case hasFold(b[i:], "@import") || hasFold(b[i:], "@charset"):
			end := i + max(1, bytes.IndexByte(b[i:], ';')+1)
			report(i, end, diag.MalformedStyle, "\""+string(b[i:i+7])+"\" has no place here", "all files of assets/css are joined in the order of their names; remove the line")
			i = end
		case hasFold(b[i:], "url(") && (i == 0 || !isNameByte(b[i-1])):
			n := th.rewriteURL(out, file, b, i, report)
			if n < 0 {
				return diags
			}
			i += n
		default:
			out.WriteByte(b[i])
			i++
		}
	}
	return diags
}

// rewriteURL copies the url(…) at b[i:] and returns how many bytes of b it
// takes, or -1 where it has no end.
func (th *Theme) rewriteURL(out *bytes.Buffer, file string, b []byte, i int, report func(start, end int, code diag.Code, message, hint string)) int {
	start := i + len("url(")
	for start < len(b) && isSpace(b[start]) {
		start++
	}
	end, after := start, 0
	if start < len(b) && (b[start] == '"' || b[start] == '\'') {
		n := cssString(b[start:])
		if n < 0 {
			report(i, start+1, diag.MalformedStyle, "this string is never closed", "close it on the same line")
			return -1
		}
		start++
		end = start + n - 2
		after = end + 1
		for after < len(b) && isSpace(b[after]) {
			after++
		}
	} else {
		n := bytes.IndexByte(b[start:], ')')
		if n < 0 {
			n = len(b) - start
		}
		after = start + n
		end = start + len(bytes.TrimRight(b[start:after], " \t\r\n\f"))
	}
	if after >= len(b) || b[after] != ')' {
		report(i, min(after, len(b)), diag.MalformedStyle, "this url( is never closed", "close it with a bracket")
		return -1
	}
	ref := string(b[start:end])
	out.WriteString("url(")
	out.WriteString(th.styleAddress(file, ref, func(code diag.Code, message, hint string) { report(start, end, code, message, hint) }))
	out.WriteByte(')')
	return after + 1 - i
}

// styleAddress turns a reference of a stylesheet into an address.
func (th *Theme) styleAddress(file, ref string, report func(code diag.Code, message, hint string)) string {
	if strings.HasPrefix(ref, "#") {
		return ref
	}
	if strings.HasPrefix(ref, "/") || strings.Contains(ref, ":") {
		report(diag.MalformedStyle, "\""+abridge(ref)+"\" is not a file of this project",
			"pages load nothing from elsewhere: put the file below assets/ and write its path from this stylesheet")
		return ref
	}
	target, fragment, _ := strings.Cut(ref, "#")
	target, _, _ = strings.Cut(target, "?")
	p := path.Join(path.Dir(file), target)
	address := th.assets[strings.TrimPrefix(p, "assets/")]
	if address == "" || !strings.HasPrefix(p, "assets/") {
		report(diag.MissingFile, "\""+ref+"\" is referred to but does not exist", nearestFile(strings.TrimPrefix(p, "assets/"), slices.Sorted(maps.Keys(th.assets))))
		return ref
	}
	if fragment != "" {
		address += "#" + fragment
	}
	return address
}

// cssString returns the length of the string that b begins with, quotes
// included, or -1 where the line ends first.
func cssString(b []byte) int {
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '\n':
			return -1
		case b[0]:
			return i + 1
		}
	}
	return -1
}

func hasFold(b []byte, lower string) bool {
	return len(b) >= len(lower) && strings.EqualFold(string(b[:len(lower)]), lower)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func isNameByte(c byte) bool {
	return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// abridge shortens a long value, such as a data: address, for a message.
func abridge(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
