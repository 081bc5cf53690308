package build

import (
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/input"
	"dossier/internal/output"
	"dossier/internal/read/record"
	"dossier/internal/read/transcript"
	"dossier/internal/resolve"
)

// exhibitsDir holds a folder for each exhibit: its record, its pages, and the
// original as it was received.
const exhibitsDir = "content/exhibits"

// exhibitRecord is the name of the record of an exhibit.
const exhibitRecord = "exhibit.yaml"

// exhibitFile splits a path into the folder of an exhibit and a name in it.
func exhibitFile(p string) (folder, name string, ok bool) {
	rest, ok := strings.CutPrefix(p, exhibitsDir+"/")
	folder, name, nested := strings.Cut(rest, "/")
	return folder, name, ok && nested && !strings.Contains(name, "/")
}

// isExhibitFile reports whether a file belongs to an exhibit that has a record;
// readExhibits says what of it is of no use.
func isExhibitFile(files *input.Tree, p string) bool {
	folder, _, ok := exhibitFile(p)
	if !ok {
		return false
	}
	_, ok = files.Lookup(exhibitsDir + "/" + folder + "/" + exhibitRecord)
	return ok
}

// readExhibits reads the exhibits with their pages into an investigation.
func (b *Builder) readExhibits(ctx context.Context, files *input.Tree, inv *casefile.Investigation) (diag.List, error) {
	folders := map[string][]*input.File{}
	for _, f := range files.Under(exhibitsDir) {
		if folder, _, ok := exhibitFile(f.Path); ok && isExhibitFile(files, f.Path) {
			folders[folder] = append(folders[folder], f)
		}
	}
	names := slices.Sorted(maps.Keys(folders))
	read := make([]*casefile.Exhibit, len(names))
	lists := make([]diag.List, len(names))
	err := each(ctx, len(names), func(i int) error {
		var err error
		read[i], lists[i], err = b.readExhibit(names[i], folders[names[i]], inv.Settings.Languages)
		return err
	})
	if err != nil {
		return nil, err
	}
	diags := slices.Concat(lists...)
	list := slices.DeleteFunc(read, func(x *casefile.Exhibit) bool { return x == nil })
	return append(diags, resolve.Exhibits(inv, list)...), nil
}

// readExhibit reads the folder of one exhibit; nil where its record cannot be
// read.
func (b *Builder) readExhibit(folder string, files []*input.File, langs []string) (*casefile.Exhibit, diag.List, error) {
	at := slices.IndexFunc(files, func(f *input.File) bool { return path.Base(f.Path) == exhibitRecord })
	with := folder + " " + strings.Join(langs, " ")
	kept, diags, err := remember(b, files[at], "exhibit 1", with, func(src []byte) (*casefile.Exhibit, diag.List) {
		x, diags := record.Exhibit(src, folder, langs)
		if x != nil {
			x.PlaceIn(files[at].Path)
		}
		return x, diags
	})
	if err != nil || kept == nil {
		return nil, diags, err
	}
	x := *kept
	f := exhibitFolder{builder: b, exhibit: &x, diags: slices.Clone(diags)}
	f.sort(files)
	if err := f.pages(); err != nil {
		return nil, nil, err
	}
	err = f.original()
	return &x, f.diags, err
}

// An exhibitFolder is the reading of the files of one exhibit.
type exhibitFolder struct {
	builder *Builder
	exhibit *casefile.Exhibit
	texts   map[int]*input.File // transcripts, by page
	images  map[int]*input.File
	kept    *input.File // the original
	unread  []string    // names of files that are of no use
	diags   diag.List
}

var pageFile = regexp.MustCompile(`^page-(\d{2,4})(\.[a-z]+)$`)

// sort finds what each file is.
func (f *exhibitFolder) sort(files []*input.File) {
	f.texts, f.images = map[int]*input.File{}, map[int]*input.File{}
	for _, file := range files {
		name := path.Base(file.Path)
		m := pageFile.FindStringSubmatch(name)
		page := 0
		if m != nil {
			page, _ = strconv.Atoi(m[1])
		}
		switch {
		case name == exhibitRecord:
		case f.exhibit.Original != nil && name == f.exhibit.Original.File:
			f.kept = file
		case page > 0 && page <= f.exhibit.PageCount && m[2] == ".md":
			f.take(f.texts, page, file)
		case page > 0 && page <= f.exhibit.PageCount && isPicture(name) && f.exhibit.Facsimile:
			f.take(f.images, page, file)
		default:
			hint := "pages are page-01.md and, with facsimile: images, page-01.png; the original is named under original:"
			if page > f.exhibit.PageCount {
				hint = fmt.Sprintf("pages: says that there are %d", f.exhibit.PageCount)
			}
			f.useless(file, fmt.Sprintf("nothing reads %q", file.Path), hint)
		}
	}
}

// take makes a file that of its page. Of two that could be, the first is, by
// name.
func (f *exhibitFolder) take(pages map[int]*input.File, page int, file *input.File) {
	if first := pages[page]; first != nil {
		f.useless(file, fmt.Sprintf("%q is not shown: %q is already page %d", file.Path, path.Base(first.Path), page), "keep one file for each page, and move the other out of content/")
		return
	}
	pages[page] = file
}

func (f *exhibitFolder) useless(file *input.File, message, hint string) {
	f.unread = append(f.unread, path.Base(file.Path))
	f.report(diag.UnusedFile, diag.Warning, diag.Span{File: file.Path}, message, hint)
}

func (f *exhibitFolder) report(code diag.Code, severity diag.Severity, at diag.Span, message, hint string) {
	f.diags = append(f.diags, diag.Diagnostic{Code: code, Severity: severity, Span: at, Message: message, Hint: hint})
}

// pages reads the pages and says which are missing.
func (f *exhibitFolder) pages() error {
	x := f.exhibit
	for n := 1; n <= x.PageCount; n++ {
		sheet := casefile.Sheet{Number: n}
		text, image := f.texts[n], f.images[n]
		if image != nil {
			sheet.Image = image.Path
		}
		if text != nil {
			page, diags, err := remember(f.builder, text, "transcript 1", "", transcript.Read)
			if err != nil {
				return err
			}
			f.diags = append(f.diags, diags...)
			sheet.Path, sheet.Lines = text.Path, page.Paragraphs
			if x.Transcript.Numbered {
				sheet.Lines = page.Numbered
			}
		}
		x.Sheets = append(x.Sheets, sheet)
	}
	f.missing()
	return nil
}

// original compares the file that was received with its record.
func (f *exhibitFolder) original() error {
	o := f.exhibit.Original
	if o == nil {
		return nil
	}
	if f.kept == nil {
		f.report(diag.MissingFile, diag.Error, o.Span, fmt.Sprintf("%q is referred to but does not exist", o.File), "put the file beside exhibit.yaml, or delete original:")
		return nil
	}
	hash, err := f.kept.Hash()
	if err != nil {
		return err
	}
	if digest := hex.EncodeToString(hash[:]); o.SHA256 != "" && digest != o.SHA256 || o.Bytes > 0 && int64(o.Bytes) != f.kept.Size {
		f.report(diag.ExhibitHashMismatch, diag.Error, o.Span, fmt.Sprintf("%q is not the file that the record describes", o.File),
			fmt.Sprintf("it has %d bytes and the SHA-256 %s; find out which of the two is right", f.kept.Size, digest))
	}
	if o.Publish && coversWords(f.exhibit) {
		f.report(diag.RedactionElsewhere, diag.Error, o.Span, fmt.Sprintf("words of this exhibit are covered, and %q, which would be published, is as it was received", o.File),
			"delete publish: true; the transcript beside the page is what readers may have")
	}
	if o.Publish && !isPlain(o.File) {
		f.report(diag.OriginalNotCleared, diag.Error, o.Span, fmt.Sprintf("publish: true, but nobody can look into %q", o.File), "publish its pages as images and transcript; only plain text (.txt, .csv) is published as received")
	}
	return nil
}

// coversWords reports whether anything of an exhibit is covered.
func coversWords(x *casefile.Exhibit) bool {
	for _, s := range x.Sheets {
		for _, l := range s.Lines {
			if slices.ContainsFunc(l.Runs, func(r casefile.Run) bool { return r.Kind == casefile.RedactedRun }) {
				return true
			}
		}
	}
	return len(x.Redactions) > 0
}

// isPlain reports whether a file is plain text, in which nothing can hide.
func isPlain(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".txt" || ext == ".csv"
}

// exhibitImages adds the page images that exhibits show to those that texts do.
func (r *run) exhibitImages() {
	for _, x := range r.inv.Exhibits.List {
		for _, s := range x.Sheets {
			if img := r.images[s.Image]; img != nil && x.Withdrawn.IsZero() {
				r.shows[img.picture.URL] = true
			}
		}
	}
}

// originals are the originals that may be published.
func (r *run) originals() []output.File {
	var list []output.File
	for _, x := range r.inv.Exhibits.List {
		o := x.Original
		if o == nil || !o.Publish || !isPlain(o.File) || !x.Withdrawn.IsZero() {
			continue
		}
		if f, ok := r.files.Lookup(exhibitsDir + "/" + x.ID + "/" + o.File); ok {
			list = append(list, output.File{Path: "exhibits/" + x.ID + "/" + o.File, MediaType: "text/plain; charset=utf-8",
				Make: func(context.Context) ([]byte, error) { return f.Bytes() }})
		}
	}
	return list
}
