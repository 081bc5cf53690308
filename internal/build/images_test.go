package build_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/diag"
	"dossier/internal/memo"
	"dossier/internal/publish"

	"github.com/google/go-cmp/cmp"
)

// page is a grey PNG picture with a text chunk, so that pictures of one size
// differ.
func page(t testing.TB, width, height int, words string, shade func(x, y int) byte) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetGray(x, y, color.Gray{Y: shade(x, y)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return tagged(b.Bytes(), words)
}

// tagged adds a text chunk to a PNG file.
func tagged(b []byte, words string) []byte {
	return slices.Insert(slices.Clone(b), 8+25, chunk("tEXt", []byte(words))...)
}

// chunk is a part of a PNG file.
func chunk(name string, body []byte) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(append(c, name...), body...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
}

func plainShade(x, y int) byte { return byte(x + y) }

func withPictures(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"dossier.yaml":         []byte("title: A case\nbase-url: https://example.org\n"),
		"content/en/01-a.md":   []byte("---\ntitle: One\n---\n\n![A wide page](wide.png)\n\n![A small one](small.png)\n"),
		"content/en/wide.png":  page(t, 1200, 700, "Author\x00Jane Example", plainShade),
		"content/en/small.png": page(t, 60, 40, "Comment\x00x", plainShade),
		"content/en/other.png": page(t, 60, 40, "Comment\x00nobody shows it", plainShade),
	}
}

// A picture that says that it lies on its side is published upright in all its
// widths: browsers do not turn every format, and rectangles are meant as it is
// shown.
func TestPicturesArePublishedUpright(t *testing.T) {
	project := withPictures(t)
	sideways := append([]byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06"), make([]byte, 6)...)
	project["content/en/wide.png"] = slices.Insert(page(t, 1000, 700, "Comment\x00x", plainShade), 8+25, chunk("eXIf", sideways)...)
	s := render(t, build.New(), project, build.Options{})
	for name, size := range map[string][2]int{`wide\.`: {700, 1000}, `wide-480\.`: {480, 686}} {
		address := regexp.MustCompile(`assets/` + name + `[0-9a-f]{16}\.png`).FindString(s.Files["a/index.html"])
		c, err := png.DecodeConfig(strings.NewReader(s.Files[address]))
		if err != nil || c.Width != size[0] || c.Height != size[1] || strings.Contains(s.Files[address], "eXIf") {
			t.Errorf("%s: %d × %d, want %d × %d (%v)", address, c.Width, c.Height, size[0], size[1], err)
		}
	}
}

func TestPicturesArePublishedInSeveralWidths(t *testing.T) {
	s := render(t, build.New(), withPictures(t), build.Options{})
	text := s.Files["a/index.html"]
	tag := regexp.MustCompile(`<img src="?/(assets/wide\.[0-9a-f]{16}\.png)"? srcset="/(assets/wide-480\.[0-9a-f]{16}\.png) 480w, /(assets/wide-960\.[0-9a-f]{16}\.png) 960w, /(assets/wide\.[0-9a-f]{16}\.png) 1200w" sizes="[^"]+" alt="A wide page" width="?1200"? height="?700"? loading="?lazy"?>`)
	found := tag.FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("no picture of several widths in\n%s", text)
	}
	for i, width := range []int{1200, 480, 960, 1200} {
		c, err := png.DecodeConfig(strings.NewReader(s.Files[found[i+1]]))
		if err != nil || c.Width != width || c.ColorModel != color.GrayModel {
			t.Errorf("%s: %d pixels, %v", found[i+1], c.Width, err)
		}
	}
	if !regexp.MustCompile(`<img src="?/assets/small\.[0-9a-f]{16}\.png"? alt="A small one"`).MatchString(text) {
		t.Error("a small picture has more than one width")
	}
	for name, b := range s.Files {
		if strings.HasSuffix(name, ".png") && (strings.Contains(b, "Jane") || strings.Contains(b, "tEXt")) {
			t.Errorf("%s tells who made it", name)
		}
		if strings.Contains(name, "other") {
			t.Errorf("%s is published, though no text shows it", name)
		}
		if strings.Contains(name, "feed") && strings.Contains(b, "srcset") {
			t.Errorf("%s has a srcset", name)
		}
	}
	var codes []string
	for _, d := range s.Diagnostics {
		codes = append(codes, d.Span.File+" "+string(d.Code))
	}
	slices.Sort(codes)
	want := []string{"content/en/other.png metadata-other", "content/en/other.png unused-file", "content/en/small.png metadata-other", "content/en/wide.png metadata-identity"}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Error(diff)
	}
}

// TestVariantsFromTheFolder: with and without a folder of variants, with an old
// one, a damaged one and one that cannot be written, the site is the same.
func TestVariantsFromTheFolder(t *testing.T) {
	project, dir := withPictures(t), filepath.Join(t.TempDir(), "kept")
	want := render(t, build.New(), project, build.Options{})
	built := func(folder *memo.Folder) site {
		b := build.New()
		b.KeepVariants(folder)
		return render(t, b, project, build.Options{})
	}
	same := func(how string, got site) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", how, diff)
		}
	}
	same("reading an empty folder", built(memo.NewFolder(dir).ReadOnly()))
	if _, err := os.Stat(dir); err == nil {
		t.Error("a reader made the folder")
	}
	same("new", built(memo.NewFolder(dir)))
	kept, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(kept) != 2 {
		t.Fatalf("kept %v (%v)", kept, err)
	}
	same("kept", built(memo.NewFolder(dir)))
	if err := os.WriteFile(kept[0], []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	same("reading a damaged one", built(memo.NewFolder(dir).ReadOnly()))
	same("damaged", built(memo.NewFolder(dir)))
	if b, err := os.ReadFile(kept[0]); err != nil || len(b) < 100 {
		t.Errorf("the damaged file was not replaced (%v)", err)
	}
	same("a file in place of the folder", built(memo.NewFolder(kept[0])))
}

func TestHiddenPicturesAreNotStaged(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	result, err := build.New().Build(t.Context(), tree(t, withPictures(t)), build.Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	staged, err := publish.Write(t.Context(), result.Output, out, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := staged.Commit(); err != nil {
		t.Fatal(err)
	}
	made, err := filepath.Glob(filepath.Join(out, "assets", "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, path := range made {
		name, _, _ := strings.Cut(filepath.Base(path), ".")
		names[name] = true
	}
	for _, name := range []string{"wide", "wide-480", "wide-960", "small"} {
		if !names[name] {
			t.Errorf("%s is missing among %v", name, slices.Sorted(maps.Keys(names)))
		}
	}
	if names["other"] {
		t.Error("other.png was published")
	}
}

// TestDamageThatOnlyDecodingShows fails the files that need the picture, with
// its place.
func TestDamageThatOnlyDecodingShows(t *testing.T) {
	project := withPictures(t)
	b := page(t, 1200, 2, "x\x00y", plainShade)
	binary.BigEndian.PutUint32(b[20:], 700)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	project["content/en/wide.png"] = b
	result, err := build.New().Build(t.Context(), tree(t, project), build.Options{Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	_, err = publish.Write(context.Background(), result.Output, filepath.Join(t.TempDir(), "public"), publish.Options{})
	var failure *diag.Failure
	if !errors.As(err, &failure) || failure.Diagnostics[0].Code != diag.BrokenImage || failure.Diagnostics[0].Span.File != "content/en/wide.png" {
		t.Errorf("%v", err)
	}
}
