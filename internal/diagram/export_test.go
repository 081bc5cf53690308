package diagram

// WidthOf is widthOf for tests.
func WidthOf(words string, size int, isBold bool) int {
	if isBold {
		return widthOf(words, size, bold)
	}
	return widthOf(words, size, text)
}
