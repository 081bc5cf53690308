// Package picture looks into pictures and makes them ready for publication:
// what they are, how large, what they tell about the person and the place
// behind them, the same picture without that, and smaller ones.
//
// Bytes go in; values, diagnostics and bytes come out. Nothing touches the disk
// and nothing depends on the processor: scaling reckons in whole numbers, so
// that one recipe gives the same bytes on every machine. No input makes the
// package panic. Sizes are read from headers and judged before anything is
// decoded, and what is decoded stays below DecodeLimit.
package picture

import (
	"bytes"
	"fmt"

	"dossier/internal/diag"
)

// Version goes into the recipe of every published picture. It changes when
// Strip or Variants give other bytes than before.
const Version = "picture 2"

// Limits of one picture.
const (
	maxPixels   = 100_000_000 // more is refused
	largePixels = 2400        // a side above it is worth a warning
	largeBytes  = 800_000     // so is a file above it
)

// DecodeLimit is how many bytes a picture may take when it is decoded. One that
// takes more is published in its own size only.
const DecodeLimit = 160 << 20

// A Kind is what a picture is, by its content. The name of the file is not
// asked.
type Kind string

// The kinds that browsers show and we can look into.
const (
	PNG  Kind = "png"
	JPEG Kind = "jpg"
	WebP Kind = "webp"
	GIF  Kind = "gif"
	SVG  Kind = "svg"
)

// MediaType is the type that a server sends with a picture of this kind.
func (k Kind) MediaType() string {
	switch k {
	case JPEG:
		return "image/jpeg"
	case SVG:
		return "image/svg+xml"
	}
	return "image/" + string(k)
}

// An Info is what there is to know of a picture without decoding it.
type Info struct {
	Kind          Kind      // "" for something that is no picture
	Width, Height int       // pixels as they are shown, after turning; 0 for a drawing that has no size of its own
	Findings      []Finding // what the file tells besides the picture, each once

	turn     int   // EXIF orientation, 1 to 8
	decoded  int64 // bytes that decoding takes, at most
	scalable bool  // variants can be made of it
	moves    bool  // shows one picture after another
	grey     bool  // has no colours
	alpha    bool  // may be transparent
}

// A scan is what one walk over the blocks of a file finds.
type scan struct {
	Info
	kept   [][]byte // the blocks of the picture without what it tells besides, in order
	colour [][]byte // blocks of the colour profile as they stand in the file
}

// tell adds a finding once.
func (s *scan) tell(more ...Finding) {
	for _, f := range more {
		known := false
		for _, have := range s.Findings {
			known = known || have == f
		}
		if !known {
			s.Findings = append(s.Findings, f)
		}
	}
}

// look walks over a file. The error says in a few words why it is no picture
// that can be shown; it is something for the writer.
func look(b []byte) (*scan, error) {
	s := &scan{Info: Info{turn: 1}}
	var err error
	switch {
	case bytes.HasPrefix(b, []byte(pngSignature)):
		s.Kind = PNG
		err = s.png(b)
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		s.Kind = JPEG
		err = s.jpeg(b)
	case len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		s.Kind = WebP
		err = s.webp(b)
	case bytes.HasPrefix(b, []byte("GIF87a")), bytes.HasPrefix(b, []byte("GIF89a")):
		s.Kind = GIF
		err = s.gif(b)
	case isSVG(b):
		s.Kind = SVG
		err = s.svg(b)
	case len(b) == 0:
		err = fmt.Errorf("the file is empty")
	default:
		err = fmt.Errorf("it is neither PNG, JPEG, GIF, WebP nor SVG")
	}
	if err == nil && s.Kind != SVG && (s.Width <= 0 || s.Height <= 0) {
		err = fmt.Errorf("it says that it is %d × %d pixels large", s.Width, s.Height)
	}
	if s.turn > 4 {
		s.Width, s.Height = s.Height, s.Width
	}
	return s, err
}

// Inspect looks into a picture that is going to be published without what it
// tells besides (see Strip). The diagnostics have no path, and cover the whole
// file. Where one of them is an error the picture cannot be shown.
func Inspect(b []byte) (Info, diag.List) {
	var list diag.List
	report := func(code diag.Code, severity diag.Severity, message, hint string) {
		list = append(list, diag.Diagnostic{Code: code, Severity: severity, Message: message, Hint: hint})
	}
	s, err := look(b)
	if unsafe, ok := err.(*activeError); ok {
		report(diag.UnsafeSVG, diag.Error, unsafe.Error(), "export it as plain SVG, or as PNG")
		return s.Info, list
	}
	if err != nil {
		report(diag.BrokenImage, diag.Error, "this picture cannot be shown: "+err.Error(), "save it again as PNG, JPEG, GIF, WebP or SVG, or take it from where it came from once more")
		return s.Info, list
	}
	pixels := int64(s.Width) * int64(s.Height)
	switch {
	case pixels > maxPixels:
		report(diag.ImageTooLarge, diag.Error, fmt.Sprintf("this picture has %d × %d pixels; the limit is 100 million", s.Width, s.Height), "publish a smaller one")
	case s.Lies() && !s.CanDecode():
		report(diag.BrokenImage, diag.Error, "this picture lies on its side, and cannot be turned here: it moves, or is too large", "save it upright")
	case s.Kind == SVG:
	case max(s.Width, s.Height) > largePixels:
		report(diag.ImageTooLarge, diag.Warning, fmt.Sprintf("this picture is %d × %d pixels large; %d on the longer side are enough to read a page", s.Width, s.Height, largePixels), "publish it smaller, or set a page of text anew")
	case len(b) > largeBytes:
		report(diag.ImageTooLarge, diag.Warning, fmt.Sprintf("this picture is %d kB large; readers on a phone wait for more than %d kB", len(b)/1000, largeBytes/1000), "save it with fewer colours or as JPEG, or set a page of text anew")
	}
	if s.moves && !list.Worst(diag.Error) {
		report(diag.MovingImage, diag.Warning, "this picture moves, and readers cannot stop it", "publish the picture that matters, or several beside each other")
	}
	return s.Info, append(list, describe(s.Findings)...)
}

// Strip returns a picture without what it tells besides: place, people,
// devices, texts, previews, and whatever stands behind its end. What is seen
// stays as it is, bit for bit, with colour profile and, in JPEG files, orientation.
// b must have passed Inspect without an error, and not be one that Lies.
func Strip(b []byte) ([]byte, error) {
	s, err := look(b)
	if err != nil {
		return nil, err
	}
	out := bytes.Join(s.kept, nil)
	if s.Kind == WebP {
		finishWebP(out)
	}
	return out, nil
}
