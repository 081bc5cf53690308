package optimise

// A flow is a layout as a tree of the ways that a page can take through it. It
// answers one question about each piece of white space: is it superfluous on
// every way, because of what comes before it, or because of what comes after?
//
// The answer is carried along as one value, "open": true where white space
// would not be seen. A block element opens, text and inline elements close,
// actions that print nothing pass the value on. White space opens the way
// forward, as the next one adds nothing to it; backward it passes the value on,
// or both of two would go for the sake of the other. Where ways join, all must
// be open.
type flow struct {
	token    *token  // a leaf; nil for a construct
	branches []*flow // of a construct or a sequence
	kind     flowKind
	hasElse  bool // a plain {{else}} has been read
}

type flowKind int

const (
	sequence  flowKind = iota
	choice             // if, with: one of the branches
	loop               // range: the first branch any number of times, or the second
	apart              // define: runs elsewhere, between what is not known
	elsewhere          // block: the same, and it prints here
)

// flowOf reads the constructs of a layout. It reports false where they are not
// balanced, or leave a loop half-way; then nothing is known.
func flowOf(tokens []*token) (*flow, bool) {
	root := &flow{}
	open := []*flow{root}   // sequences being filled
	constructs := []*flow{} // to which they belong
	for _, t := range tokens {
		last := open[len(open)-1]
		switch {
		case t.kind != control || t.keyword == "set":
			last.branches = append(last.branches, &flow{token: t})
		case t.keyword == "break" || t.keyword == "continue":
			return nil, false
		case t.keyword == "end" || t.keyword == "else" || t.keyword == "else if":
			if len(constructs) == 0 {
				return nil, false
			}
			open = open[:len(open)-1]
			construct := constructs[len(constructs)-1]
			if t.keyword == "end" {
				constructs = constructs[:len(constructs)-1]
				construct.close()
				break
			}
			construct.hasElse = construct.hasElse || t.keyword == "else"
			branch := &flow{}
			construct.branches = append(construct.branches, branch)
			open = append(open, branch)
		default:
			branch := &flow{}
			construct := &flow{kind: flowKindOf(t.keyword), branches: []*flow{branch}}
			last.branches = append(last.branches, construct)
			constructs = append(constructs, construct)
			open = append(open, branch)
		}
	}
	return root, len(constructs) == 0
}

func flowKindOf(keyword string) flowKind {
	switch keyword {
	case "range":
		return loop
	case "define":
		return apart
	case "block":
		return elsewhere
	}
	return choice
}

// close adds the way past a construct that has no {{else}}.
func (f *flow) close() {
	if !f.hasElse && (f.kind == choice || f.kind == loop) {
		f.branches = append(f.branches, &flow{})
	}
}

func (f *flow) forward(open bool) bool {
	return f.walk(open, func(seq []*flow, open bool) bool {
		for _, part := range seq {
			open = part.forward(open)
		}
		return open
	}, func(blank *token, open bool) bool {
		blank.openBefore = open
		return true
	})
}

func (f *flow) backward(open bool) bool {
	return f.walk(open, func(seq []*flow, open bool) bool {
		for i := len(seq) - 1; i >= 0; i-- {
			open = seq[i].backward(open)
		}
		return open
	}, func(blank *token, open bool) bool {
		blank.openAfter = open
		return open
	})
}

// walk carries open through f; along goes through a sequence, atBlank passes a
// blank.
func (f *flow) walk(open bool, along func([]*flow, bool) bool, atBlank func(*token, bool) bool) bool {
	through := func(branch *flow, open bool) bool { return along(branch.branches, open) }
	switch {
	case f.token != nil:
		switch f.token.kind {
		case blank:
			return atBlank(f.token, open)
		case control:
			return open
		}
		return f.token.block
	case f.kind == sequence:
		return along(f.branches, open)
	case f.kind == apart || f.kind == elsewhere:
		for _, b := range f.branches {
			through(b, false)
		}
		return open && f.kind == apart
	case f.kind == loop:
		again := through(f.branches[0], open)
		if open && !again {
			through(f.branches[0], false) // a second turn finds less than the first
		}
		return through(f.branches[1], open) && again
	}
	all := true
	for _, b := range f.branches {
		all = through(b, open) && all
	}
	return all
}
