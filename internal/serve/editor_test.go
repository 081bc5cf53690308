package serve

import "testing"

func TestEditorLink(t *testing.T) {
	const dir = "/home/ada/My Dossier & Co"
	cases := []struct{ name, pattern, want string }{
		{"none", "", ""},
		{"path as the path", "vscode://file/{path}:{line}:{column}", "vscode://file/home/ada/My%20Dossier%20%26%20Co/content/en/01-%C3%A9t%C3%A9.md:41:20"},
		{"path as a value", "idea://open?file={path}&line={line}&column={column}", "idea://open?file=/home/ada/My%20Dossier%20%26%20Co/content/en/01-%C3%A9t%C3%A9.md&line=41&column=20"},
		{"path after a scheme of its own", "txmt://open?url=file://{path}&line={line}", "txmt://open?url=file:///home/ada/My%20Dossier%20%26%20Co/content/en/01-%C3%A9t%C3%A9.md&line=41"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			e := editor{pattern: c.pattern, dir: dir}
			if got := e.link("content/en/01-été.md", 41, 20); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestEncodePath(t *testing.T) {
	for path, want := range map[string]string{
		"/home/ada/a b.md":   "/home/ada/a%20b.md",
		"C:/dossier/x.md":    "/C:/dossier/x.md",
		"/a?b#c%d/x&y.md":    "/a%3Fb%23c%25d/x%26y.md",
		"/\"quoted\"/<x>.md": "/%22quoted%22/%3Cx%3E.md",
	} {
		if got := encodePath(path); got != want {
			t.Errorf("encodePath(%q) = %q, want %q", path, got, want)
		}
	}
}
