package browsertest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var only = flag.String("only", "", "addresses that TestScreens is limited to, with commas between")

var at = flag.String("at", "320,360,704,768,1100,1440,1920", "widths of its pictures")

// TestScreens writes pictures for people to look at: every kind of page at seven
// widths, light and dark, an open note, and the pages as they print.
func TestScreens(t *testing.T) {
	if !*update {
		t.Skip("run with -update to write pictures to the folder screens")
	}
	tb := newTab(t)
	dir := filepath.Join("..", "..", "screens")
	tb.must(os.MkdirAll(dir, 0o755))
	write := func(name string, b []byte) { tb.must(os.WriteFile(filepath.Join(dir, name), b, 0o644)) }
	capture := func(name string) {
		b, err := chromedp.Run(tb.ctx, chromedp.CaptureScreenshot())
		tb.must(err)
		write(name+".png", b)
	}
	pages := append(tb.site.pages, "/no-such-page/")
	if *only != "" {
		pages = strings.Split(*only, ",")
	}
	for _, p := range pages {
		name := strings.ReplaceAll(strings.Trim(p, "/"), "/", "-")
		if name == "" {
			name = "cover"
		}
		for _, scheme := range []string{"light", "dark"} {
			tb.see("", "prefers-color-scheme", scheme)
			for _, w := range []int64{320, 360, 704, 768, 1100, 1440, 1920} {
				if !strings.Contains(*at, strconv.FormatInt(w, 10)) || scheme == "dark" && w != 360 && w != 1440 {
					continue
				}
				tb.resize(w)
				tb.visit(p)
				tb.resizeTo(w, eval[int64](tb, `document.documentElement.scrollHeight`))
				tb.settle()
				capture(fmt.Sprintf("%s-%d-%s", name, w, scheme))
			}
		}
		tb.see("")
		tb.visit(p)
		pdf, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
		tb.must(err)
		write(name+"-print.pdf", pdf)
	}
	tb.resizeTo(360, 740)
	tb.visit(tb.site.chapter())
	tb.follow(eval[string](tb, `document.querySelectorAll(".text>p .marks a:not(.vh)")[2].hash`))
	capture("note-open-360")
}
