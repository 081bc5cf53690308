package picture

import (
	"image"
	"math/rand/v2"
	"testing"
)

// BenchmarkVariants makes the three variants of one scanned page, A4 at 200 dots
// an inch, grey with the noise of a scanner.
func BenchmarkVariants(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 2))
	m := image.NewGray(image.Rect(0, 0, 1654, 2339))
	for i := range m.Pix {
		m.Pix[i] = byte(238 + r.IntN(14))
	}
	file := encoded(b, PNG, m)
	info, _ := Inspect(file)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := Variants(file, info.Widths()); err != nil {
			b.Fatal(err)
		}
	}
}
