package netlify

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dossier/internal/diag"

	"github.com/pelletier/go-toml/v2/unstable"
)

// A Config is what matters to us of a netlify.toml.
type Config struct {
	Base, Publish ConfigValue   // of [build]
	GoVersion     ConfigValue   // GO_VERSION of [build.environment]
	Rules         []ConfigValue // the tables [[headers]] and [[redirects]], named in Text
}

// A ConfigValue is a text of a netlify.toml. The zero ConfigValue is not there.
type ConfigValue struct {
	Text string
	Span diag.Span
}

// IsZero reports whether the value is not there.
func (v ConfigValue) IsZero() bool { return v == ConfigValue{} }

// ParseConfig reads a netlify.toml. What is not text where text is wanted is
// left out: the host judges it. A file that is not TOML is reported, with what
// was read before the mistake.
func ParseConfig(src []byte) (Config, diag.List) {
	var c Config
	p := unstable.Parser{}
	p.Reset(src)
	var table []string
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			var span diag.Span
			table, span = keys(e)
			if top := table[0]; e.Kind == unstable.ArrayTable && (top == "headers" || top == "redirects") && len(table) == 1 {
				c.Rules = append(c.Rules, ConfigValue{top, span})
			}
		case unstable.KeyValue:
			path, _ := keys(e)
			v := e.Value()
			if v.Kind != unstable.String {
				continue
			}
			c.set(strings.Join(slices.Concat(table, path), "."), ConfigValue{string(v.Data), spanOf(v.Raw)})
		}
	}
	return c, malformedTOML(&p, src)
}

func (c *Config) set(key string, v ConfigValue) {
	switch key {
	case "build.base":
		c.Base = v
	case "build.publish":
		c.Publish = v
	case "build.environment.GO_VERSION":
		c.GoVersion = v
	}
}

// keys returns the parts of a dotted key and its place.
func keys(n *unstable.Node) (parts []string, span diag.Span) {
	for it := n.Key(); it.Next(); {
		k := it.Node()
		at := spanOf(k.Raw)
		if len(parts) == 0 {
			span = at
		}
		span.End = at.End
		parts = append(parts, string(k.Data))
	}
	return parts, span
}

func spanOf(r unstable.Range) diag.Span {
	return diag.Span{Start: int(r.Offset), End: int(r.Offset + r.Length)}
}

func malformedTOML(p *unstable.Parser, src []byte) diag.List {
	err := p.Error()
	if err == nil {
		return nil
	}
	span := diag.Span{Start: len(src), End: len(src)}
	message := err.Error()
	var at *unstable.ParserError
	if errors.As(err, &at) {
		message = at.Message
		if len(at.Highlight) > 0 {
			span = spanOf(p.Range(at.Highlight))
		}
	}
	return diag.List{{Code: diag.MalformedTOML, Severity: diag.Error, Span: span,
		Message: fmt.Sprintf("cannot read this TOML: %s", message), Hint: "the host would stop here too; see docs/deploying.md for the whole file"}}
}
