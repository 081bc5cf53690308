package check

import "testing"

func TestPages(t *testing.T) {
	for _, test := range []struct {
		in          string
		first, last int
		ok          bool
	}{
		{"12", 12, 12, true},
		{"12-34", 12, 34, true},
		{"12–34", 12, 34, true},
		{"12--34", 12, 34, true},
		{"123–45", 123, 145, true},
		{"3, 7-9", 3, 9, true},
		{"7 & 3", 3, 7, true},
		{"", 0, 0, false},
		{"A1", 0, 0, false},
		{"xii-xv", 0, 0, false},
		{"12-", 0, 0, false},
		{"34-12", 0, 0, false},
		{"12 ff.", 0, 0, false},
		{"99999999999999999999", 0, 0, false},
	} {
		if first, last, ok := pages(test.in); first != test.first || last != test.last || ok != test.ok {
			t.Errorf("pages(%q) = %d, %d, %t, want %d, %d, %t", test.in, first, last, ok, test.first, test.last, test.ok)
		}
	}
}
