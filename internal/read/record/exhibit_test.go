package record_test

import (
	"testing"

	"dossier/internal/read/record"
)

func FuzzExhibit(f *testing.F) {
	f.Add([]byte("title: A\nhow: filed\nobtained: 2026-02-01\nfrom: B\npages: 2\nhighlights: [{id: a, exact: b, rect: [0, 0, 1, 1]}]\n"))
	f.Add([]byte("{original: {file: a.pdf, sha256: x}, redactions: [{rect: [.1]}], custody: [{date: 2026}], withdrawn: {date: 2026-01-01}}"))
	f.Add([]byte("title: A\nkind: audio\npages: 2\ntimes: [0:00-59:00, \"59:00-1:09:40\"]\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		x, diags := record.Exhibit(src, "letter", []string{"en", "fr"})
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End > len(src) || d.Span.Start > d.Span.End {
				t.Fatalf("place %v in %d bytes", d.Span, len(src))
			}
		}
		if x == nil {
			return
		}
		for i, s := range x.Times {
			if s.From < 0 || s.To <= s.From || i > 0 && s.From < x.Times[i-1].To || len(x.Times) != x.PageCount {
				t.Fatalf("times %v of %d pages", x.Times, x.PageCount)
			}
		}
		for _, h := range x.Highlights {
			if r := h.Rect; r != nil && !(r.X1 >= 0 && r.X1 < r.X2 && r.X2 <= 1 && r.Y1 >= 0 && r.Y1 < r.Y2 && r.Y2 <= 1) {
				t.Fatalf("rectangle %v", *r)
			}
		}
	})
}

func FuzzDocumentCloud(f *testing.F) {
	f.Add([]byte(`{"notes": [{"title": "A", "content": "<p>b</p>", "page_number": 0, "x1": 0.1, "x2": 0.6, "y1": 0.25, "y2": 0.3}]}`))
	f.Add([]byte(`{"results": [{"access": "private"}, {"page_number": "x", "x1": NaN}]`))
	f.Fuzz(func(t *testing.T, src []byte) {
		list, _, diags := record.DocumentCloud(src, "en")
		if len(diags) > 0 && len(list) > 0 {
			t.Fatal("half an import")
		}
		for _, d := range diags {
			if d.Span.Start < 0 || d.Span.End > len(src) || d.Span.Start > d.Span.End {
				t.Fatalf("place %v in %d bytes", d.Span, len(src))
			}
		}
	})
}
