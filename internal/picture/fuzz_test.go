package picture

import (
	"bytes"
	"encoding/base64"
	"testing"

	"dossier/internal/diag"
)

func seeds(f *testing.F) {
	all := append([]byte("Exif\x00\x00"), everything(6)...)
	f.Add(with(encoded(f, JPEG, gradient(20, 10)), afterSOI, jpegSegment(markAPP1, all)))
	f.Add(with(encoded(f, PNG, gradient(20, 10)), afterIHDR, pngChunk("eXIf", all[6:]), pngChunk("tEXt", []byte("Author\x00x"))))
	f.Add(encoded(f, GIF, gradient(20, 10)))
	f.Add(extended(f, webpEXIF, webpChunk("EXIF", all[6:])))
	f.Add(webpOf(f, "lossless"))
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="i" i:a="b"><!-- c --><metadata><a/></metadata><g i:l="x" id="y"/></svg>`))
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/webp;base64,` + base64.StdEncoding.EncodeToString(extended(f, webpXMP, webpChunk("XMP ", []byte("x")))) + `"/></svg>`))
}

// FuzzStrip: no file makes us panic, and what passes can be stripped of all it
// tells, once and for all.
func FuzzStrip(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		before, diags := Inspect(b)
		if diags.Worst(diag.Error) || before.Lies() {
			return
		}
		plain, err := Strip(b)
		if err != nil {
			t.Fatalf("passed, but: %v", err)
		}
		after, diags := Inspect(plain)
		if diags.Worst(diag.Error) || len(after.Findings) > 0 {
			t.Fatalf("stripped: %v", diags)
		}
		if after.Kind != before.Kind || after.Width != before.Width || after.Height != before.Height {
			t.Fatalf("%d × %d became %d × %d", before.Width, before.Height, after.Width, after.Height)
		}
		if again, err := Strip(plain); err != nil || !bytes.Equal(plain, again) {
			t.Fatalf("stripping twice differs (%v)", err)
		}
	})
}

// FuzzVariants: no file makes a decoder or the scaler panic.
func FuzzVariants(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		info, diags := Inspect(b)
		if diags.Worst(diag.Error) || info.Width*info.Height > 1<<20 || info.Width < 2 {
			return
		}
		width := info.Width / 2
		made, err := Variants(b, []int{width})
		if err != nil {
			return
		}
		if v, diags := Inspect(made[0]); diags.Worst(diag.Error) || v.Width != width || len(v.Findings) > 0 {
			t.Fatalf("variant of width %d: %v, %+v", width, diags, v)
		}
	})
}
