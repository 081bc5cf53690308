package chapter

import "testing"

func TestFrontMatterBounds(t *testing.T) {
	tests := []struct {
		src, matter string
		ok          bool
		text        int // where the text starts
	}{
		{"", "", false, 0},
		{"text", "", false, 0},
		{"---\na: b\n---\ntext", "a: b\n", true, 13},
		{"---\na: b\n...\ntext", "a: b\n", true, 13},
		{"---\n---\n", "", true, 8},
		{"---\n---", "", true, 7},
		{"--- \t\na: b\n---  \ntext", "a: b\n", true, 17},
		{"---\r\na: b\r\n---\r\ntext", "a: b\r\n", true, 16},
		{"---\ra: b\r---\rtext", "a: b\r", true, 13},
		{"\ufeff---\na: b\n---\ntext", "a: b\n", true, 16},
		{"\ufefftext", "", false, 3},
		{"---\na: b\n", "a: b\n", true, 9}, // never closed
		{"---", "", true, 3},
		{"---\n----\n", "----\n", true, 9},
		{"---x\n---\n", "", false, 0},
		{" ---\n---\n", "", false, 0},
		{"\n---\na: b\n---\n", "", false, 0},
	}
	for _, test := range tests {
		start, end, ok := frontMatter([]byte(test.src))
		if ok != test.ok || test.src[start:end] != test.matter {
			t.Errorf("%q: front matter %q, %v; want %q, %v", test.src, test.src[start:end], ok, test.matter, test.ok)
		}
		if got := textStart([]byte(test.src)); got != test.text {
			t.Errorf("%q: text starts at %d, want %d", test.src, got, test.text)
		}
	}
}

func TestPrepare(t *testing.T) {
	tests := []struct{ src, want string }{
		{"a", "a"},
		{"\ufeffa", "\n\n\na"},
		{"---\né: b\n---\na", "   \n     \n   \na"},
		{"a\rb\r\nc\r", "a\nb\r\nc\n"},
		{"-\r\n1.\r\n> *\r\n- a\r\na-\r\n", "- \n1. \n> * \n- a\r\na-\r\n"},
		{"---\na: b\ntext", "   \n    \n    "},
	}
	for _, test := range tests {
		if got := prepare([]byte(test.src)); string(got) != test.want {
			t.Errorf("%q: %q, want %q", test.src, got, test.want)
		}
	}
}
