package settings

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/yamltree"
)

// editors are the addresses that open a file in an editor. Those of vim and
// emacs need a handler for their scheme, which MacVim and emacsclient bring.
var editors = map[string]string{
	"vscode":    "vscode://file/{path}:{line}:{column}",
	"vscodium":  "vscodium://file/{path}:{line}:{column}",
	"cursor":    "cursor://file/{path}:{line}:{column}",
	"zed":       "zed://file/{path}:{line}:{column}",
	"sublime":   "subl://open?url=file://{path}&line={line}&column={column}",
	"textmate":  "txmt://open?url=file://{path}&line={line}&column={column}",
	"jetbrains": "idea://open?file={path}&line={line}&column={column}",
	"vim":       "mvim://open?url=file://{path}&line={line}&column={column}",
	"emacs":     "emacs://open?url=file://{path}&line={line}&column={column}",
}

// commands names the editors that people start by other names.
var commands = map[string]string{
	"code": "vscode", "codium": "vscodium", "zeditor": "zed", "subl": "sublime", "mate": "textmate",
	"idea": "jetbrains", "goland": "jetbrains", "webstorm": "jetbrains", "pycharm": "jetbrains", "phpstorm": "jetbrains",
	"vi": "vim", "nvim": "vim", "gvim": "vim", "mvim": "vim", "emacsclient": "emacs",
}

// EditorOf is the address that opens the editor which a command starts, such as
// the value of $EDITOR: "code --wait", "/usr/bin/vim". It is "" for an editor
// that is not known here.
func EditorOf(command string) string {
	words := strings.Fields(command)
	if len(words) == 0 {
		return ""
	}
	name := words[0][strings.LastIndexAny(words[0], `/\`)+1:]
	name = strings.TrimSuffix(strings.ToLower(name), ".exe")
	return editors[cmp.Or(commands[name], name)]
}

// closedSchemes would run code or leave the editor out.
var closedSchemes = []string{"javascript", "data", "vbscript", "blob", "about", "file", "filesystem", "view-source", "http", "https"}

func readPreview(m *yamltree.Map) casefile.Preview {
	p := m.Map("preview")
	defer p.Finish()
	editor := p.Line("editor")
	if editor == "" {
		return casefile.Preview{}
	}
	if address, ok := editors[editor]; ok {
		return casefile.Preview{Editor: address}
	}
	scheme, _, isAddress := strings.Cut(editor, ":")
	names := slices.Sorted(maps.Keys(editors))
	switch {
	case !isAddress:
		hint := diag.DidYouMean(editor, names)
		if hint == "" {
			hint = "known here: " + strings.Join(names, ", ") + "; or write an address with {path}, {line} and {column}"
		}
		p.Report(diag.InvalidValue, p.Place("editor"), fmt.Sprintf("no editor is called %q", editor), hint)
	case !isScheme(scheme) || slices.Contains(closedSchemes, strings.ToLower(scheme)):
		p.Report(diag.InvalidValue, p.Place("editor"), fmt.Sprintf("%q opens no editor", scheme+":"), "write the scheme of your editor: vscode://file/{path}:{line}")
	case !strings.Contains(editor, "{path}"):
		p.Report(diag.InvalidValue, p.Place("editor"), "this address does not say where the path goes", "write {path}, and {line} and {column} where the editor takes them")
	default:
		return casefile.Preview{Editor: editor}
	}
	return casefile.Preview{}
}

func isScheme(text string) bool {
	for i, c := range []byte(text) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return text != ""
}
