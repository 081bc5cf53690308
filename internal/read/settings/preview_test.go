package settings_test

import (
	"strings"
	"testing"

	"dossier/internal/read/settings"
)

func TestEditorOf(t *testing.T) {
	for command, scheme := range map[string]string{
		"code --wait": "vscode://", "/usr/bin/vim": "mvim://", "nvim": "mvim://", `C:\\bin\\subl.exe -w`: "subl://", "emacsclient -t": "emacs://",
		"goland": "idea://", "cursor": "cursor://", "nano": "", "": "",
	} {
		if got := settings.EditorOf(command); got != scheme && (scheme == "" || !strings.HasPrefix(got, scheme)) {
			t.Errorf("EditorOf(%q) = %q, want %s…", command, got, scheme)
		}
	}
}
