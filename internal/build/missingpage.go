package build

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
)

// missing says what the folder lacks, pages that follow each other at once.
func (f *exhibitFolder) missing() {
	x := f.exhibit
	for from := 0; from < len(x.Sheets); {
		what := lackOf(x, from)
		last := from
		for last+1 < len(x.Sheets) && lackOf(x, last+1) == what {
			last++
		}
		if what != lacksNothing {
			f.reportMissing(what, from+1, last+1)
		}
		from = last + 1
	}
}

// A lack is what a page does not have.
type lack int

const (
	lacksNothing lack = iota
	lacksFile
	lacksImage
	lacksWords
)

func lackOf(x *casefile.Exhibit, i int) lack {
	s := x.Sheets[i]
	switch {
	case s.Path == "" && s.Image == "":
		return lacksFile
	case x.Facsimile && s.Image == "":
		return lacksImage
	case len(s.Lines) == 0 && len(x.Alt(s.Number)) == 0:
		return lacksWords
	}
	return lacksNothing
}

// reportMissing reports what the pages of a row lack, with the file that may be
// meant as the first of them.
func (f *exhibitFolder) reportMissing(what lack, from, last int) {
	x := f.exhibit
	name := func(ext string) string {
		if last == from {
			return fmt.Sprintf("page-%02d%s is not there", from, ext)
		}
		return fmt.Sprintf("page-%02d%s to page-%02d%s are not there", from, ext, last, ext)
	}
	ext, hint := ".md", "add the file, or correct pages:"
	if x.Facsimile {
		ext = ".png"
	}
	if what == lacksImage {
		hint = "add the image, or say facsimile: none"
	}
	if near := f.nearest(from, ext); near != "" {
		hint = near
	}
	switch what {
	case lacksFile:
		f.report(diag.ExhibitPageMissing, diag.Error, x.PagesSpan, fmt.Sprintf("pages: %d, but %s", x.PageCount, name(ext)), hint)
	case lacksImage:
		f.report(diag.ExhibitPageMissing, diag.Error, x.PagesSpan, "facsimile: images, but "+name(ext), hint)
	case lacksWords:
		which := fmt.Sprintf("page %d has", from)
		if last > from {
			which = fmt.Sprintf("pages %d to %d have", from, last)
		}
		f.report(diag.ExhibitWithoutText, diag.Error, x.PagesSpan, which+" neither transcript nor alternative",
			fmt.Sprintf("write page-%02d.md, or say under alternatives: what the page shows", from))
	}
}

// nearest finds a file that is meant as a page and has a name of another form,
// "page-1.png", "Page-01.PNG", "page_01.jpg", or page-01 in a format that is not
// shown; "" where there is none.
func (f *exhibitFolder) nearest(page int, ext string) string {
	for _, name := range f.unread {
		stem := strings.TrimLeft(strings.ToLower(strings.TrimSuffix(name, path.Ext(name))), "abcdefghijklmnopqrstuvwxyz-_. ")
		if n, err := strconv.Atoi(stem); err != nil || n != page {
			continue
		}
		if ext == ".md" || isPicture(name) {
			return fmt.Sprintf("%q is there: call it page-%02d%s", name, page, strings.ToLower(path.Ext(name)))
		}
		return fmt.Sprintf("%q is there, in a format that is not shown: save it as PNG or JPEG, page-%02d.png", name, page)
	}
	return ""
}
