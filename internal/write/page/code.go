package page

import (
	"embed"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"
)

// Code is highlighted when a page is made, as spans with the class names of
// chroma; the stylesheet gives them their look.
//
// Chroma's package of lexers reads all of its 270 languages when a program
// starts, which costs every command 15 ms. Its lexers are XML files, so those
// that an investigation is likely to show stand in lexers/ as chroma ships
// them, and each is read when a block needs it. A test compares the copies with
// the release in go.mod.

//go:embed lexers/*.xml
var lexerFiles embed.FS

// languages lists the names that a block of code may give, with the lexer of
// each: its file in lexers/, or one of json, http and text, which are made here.
var languages = map[string]string{
	"text": "text", "plain": "text", "plaintext": "text", "txt": "text",
	"http": "http",
	"bash": "bash", "sh": "bash", "shell": "bash", "zsh": "bash",
	"c":   "c",
	"cpp": "cpp", "c++": "cpp",
	"csharp": "csharp", "c#": "csharp",
	"css":  "css",
	"csv":  "csv",
	"diff": "diff", "udiff": "diff",
	"graphql": "graphql", "gql": "graphql",
	"html": "html",
	"ini":  "ini", "cfg": "ini",
	"java":       "java",
	"javascript": "javascript", "js": "javascript",
	"json": "json", "jsonl": "json",
	"kotlin":      "kotlin",
	"objective-c": "objective-c", "objectivec": "objective-c", "objc": "objective-c",
	"php":    "php",
	"python": "python", "py": "python",
	"ruby": "ruby", "rb": "ruby",
	"rust": "rust", "rs": "rust",
	"sql":        "sql",
	"swift":      "swift",
	"toml":       "toml",
	"typescript": "typescript", "ts": "typescript",
	"xml":  "xml",
	"yaml": "yaml", "yml": "yaml",
}

// inner lists the languages that others contain, by the name that their lexer
// asks for.
var inner = map[string][]string{"html": {"javascript", "css"}}

// KnownLanguage reports whether a block of code may name a language.
func KnownLanguage(name string) bool { return languages[strings.ToLower(name)] != "" }

// codeBlock writes a block of code, highlighted where its language is known. A
// language that is not known is not written: only names of ours become classes.
func (p *printer) codeBlock(n ast.Node, name string) {
	lang := languages[strings.ToLower(name)]
	p.block("<pre>")
	p.raw("<code")
	if lang != "" {
		p.attr("class", "language-"+lang)
	}
	p.raw(">")
	lines := n.Lines()
	if lang == "" || lang == "text" {
		for i := range lines.Len() {
			line := lines.At(i)
			p.verbatim(view(line.Value(p.doc.Source)))
		}
	} else {
		p.highlight(lang, string(lines.Value(p.doc.Source)))
	}
	p.raw("</code>")
	p.block("</pre>")
}

// highlight writes code as spans. What a lexer cannot read is written as it is.
func (p *printer) highlight(lang, code string) {
	if strings.Contains(code, "\r") {
		code = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(code)
	}
	switch lang {
	case "http":
		p.message(code)
		return
	case "json":
		p.json(code)
		return
	}
	lexer := lexerOf(lang)
	tokens, err := lexer.Tokenise(nil, code)
	if err != nil {
		p.verbatim(code)
		return
	}
	rest, run := code, tokenRun{p: p}
	for t := tokens(); t != chroma.EOF; t = tokens() {
		after, ok := strings.CutPrefix(rest, t.Value)
		if !ok {
			break // a line end that the lexer has added, or a lexer that loses text
		}
		run.add(classOf(t.Type), t.Value)
		rest = after
	}
	run.end()
	p.verbatim(rest)
}

// A tokenRun joins pieces of code of one class into one span. White space
// between two of them joins too; elsewhere it stands outside.
type tokenRun struct {
	p     *printer
	class string // of the open span, "" for none
	space string // white space that is due
}

func (r *tokenRun) add(class, value string) {
	if strings.TrimSpace(value) == "" {
		r.space += value
		return
	}
	if class != r.class {
		r.end()
		if class != "" {
			r.p.raw(`<span class="`)
			r.p.raw(class)
			r.p.raw(`">`)
		}
		r.class = class
	}
	r.p.verbatim(r.space)
	r.space = ""
	r.p.verbatim(value)
}

func (r *tokenRun) end() {
	if r.class != "" {
		r.p.raw("</span>")
	}
	r.p.verbatim(r.space)
	r.class, r.space = "", ""
}

// token writes one piece of code.
func (p *printer) token(class, value string) {
	run := tokenRun{p: p}
	run.add(class, value)
	run.end()
}

// classOf is the class of a kind of token, or of the kind that it belongs to; ""
// for text.
func classOf(t chroma.TokenType) string {
	for {
		class, ok := chroma.StandardTypes[t]
		switch {
		case ok && (t == chroma.Error || class == "w"):
			return "" // what a lexer does not know is no mistake of the writer
		case ok:
			return class
		case t == t.Parent():
			return ""
		}
		t = t.Parent()
	}
}

// lexers are those read so far.
var lexers struct {
	mu   sync.Mutex // guards list
	list map[string]chroma.Lexer
}

// lexerOf reads a lexer, once.
func lexerOf(lang string) chroma.Lexer {
	lexers.mu.Lock()
	defer lexers.mu.Unlock()
	if lexers.list == nil {
		lexers.list = map[string]chroma.Lexer{}
	}
	if l := lexers.list[lang]; l != nil {
		return l
	}
	registry := chroma.NewLexerRegistry()
	for _, name := range inner[lang] {
		registry.Register(chroma.MustNewXMLLexer(lexerFiles, "lexers/"+name+".xml"))
	}
	l := registry.Register(chroma.MustNewXMLLexer(lexerFiles, "lexers/"+lang+".xml"))
	lexers.list[lang] = l
	return l
}
