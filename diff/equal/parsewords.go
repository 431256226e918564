package equal

// like reads BETWEEN, IN, LIKE, ILIKE and SIMILAR TO, and turns each into the
// operators that PostgreSQL turns it into.
func (p *parser) like() (*node, error) {
	n, err := p.binary(levelOther)
	for err == nil {
		start := p.at
		not := p.word("not")
		switch {
		case p.word("between"):
			n, err = p.between(n)
		case p.word("in"):
			n, err = p.in(n)
		case p.word("like"):
			n, err = p.pattern(n, "~~", "like_escape", false)
		case p.word("ilike"):
			n, err = p.pattern(n, "~~*", "like_escape", false)
		case p.word("similar", "to"):
			n, err = p.pattern(n, "~", "similar_to_escape", true)
		default:
			p.at = start
			return n, nil
		}
		if not && err == nil {
			n = &node{kind: nodeNot, args: []*node{n}}
		}
	}
	return nil, err
}

func (p *parser) between(n *node) (*node, error) {
	symmetric := p.word("symmetric")
	p.word("asymmetric")
	low, err := p.binary(levelOther)
	if err != nil {
		return nil, err
	}
	if !p.word("and") {
		return nil, errParse
	}
	high, err := p.binary(levelOther)
	if err != nil {
		return nil, err
	}
	within := func(low, high *node) *node {
		return &node{kind: nodeAnd, args: []*node{
			{kind: nodeOp, text: ">=", args: []*node{n, low}},
			{kind: nodeOp, text: "<=", args: []*node{n, high}},
		}}
	}
	if symmetric {
		return &node{kind: nodeOr, args: []*node{within(low, high), within(high, low)}}, nil
	}
	return within(low, high), nil
}

func (p *parser) in(n *node) (*node, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	all, err := p.list(")")
	if err != nil || len(all) == 0 {
		return nil, errParse
	}
	return &node{kind: nodeAny, text: "=", args: []*node{n, {kind: nodeArray, args: all}}}, nil
}

func (p *parser) pattern(n *node, op, escape string, always bool) (*node, error) {
	var right *node
	var err error
	if kind, ok := p.quantifier(); ok {
		if right, err = p.parenthesized(); err != nil {
			return nil, err
		}
		return &node{kind: kind, text: op, args: []*node{n, right}}, nil
	}
	if right, err = p.binary(levelOther); err != nil {
		return nil, err
	}
	args := []*node{right}
	if p.word("escape") {
		with, err := p.binary(levelOther)
		if err != nil {
			return nil, err
		}
		args = append(args, with)
	}
	if always || len(args) > 1 {
		right = &node{kind: nodeCall, text: escape, args: args}
	}
	return &node{kind: nodeOp, text: op, args: []*node{n, right}}, nil
}

// zone reads AT TIME ZONE, which is the function timezone.
func (p *parser) zone() (*node, error) {
	n, err := p.unary()
	for err == nil {
		switch {
		case p.word("at", "time", "zone"):
			var zone *node
			if zone, err = p.unary(); err == nil {
				n = &node{kind: nodeCall, text: "timezone", args: []*node{zone, n}}
			}
		case p.word("at", "local"):
			n = &node{kind: nodeCall, text: "timezone", args: []*node{n}}
		default:
			return n, nil
		}
	}
	return nil, err
}

// unary reads signs, and COLLATE, which binds looser than they do.
func (p *parser) unary() (*node, error) {
	n, err := p.sign()
	for err == nil && p.word("collate") {
		space, name, ok := p.name()
		if !ok {
			return nil, errParse
		}
		n = &node{kind: nodeSort, text: name, space: space, args: []*node{n}}
	}
	return n, err
}

func (p *parser) sign() (*node, error) {
	t := p.peek()
	if t != (token{tokOp, "-"}) && t != (token{tokOp, "+"}) {
		return p.postfix()
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > nesting {
		return nil, errParse
	}
	p.take()
	n, err := p.sign()
	if err != nil {
		return nil, err
	}
	return &node{kind: nodeOp, text: t.text, args: []*node{n}}, nil
}

// postfix reads casts, subscripts and fields.
func (p *parser) postfix() (*node, error) {
	n, err := p.primary()
	for err == nil {
		switch {
		case p.punct("::"):
			t, ok := p.typeName()
			if !ok {
				return nil, errParse
			}
			n = &node{kind: nodeCast, typ: t, args: []*node{n}}
		case p.punct("["):
			n, err = p.subscript(n)
		case p.peek() == (token{tokPunct, "."}):
			p.take()
			if t := p.take(); t.kind == tokWord || t.kind == tokQuoted {
				n = &node{kind: nodeField, text: t.text, args: []*node{n}}
			} else {
				return nil, errParse
			}
		default:
			return n, nil
		}
	}
	return nil, err
}

// subscript reads an index or a slice, whose bounds may be left out.
func (p *parser) subscript(n *node) (*node, error) {
	out := &node{kind: nodeIndex, args: []*node{n, nil}}
	var err error
	if p.peek() != (token{tokPunct, ":"}) {
		if out.args[1], err = p.expr(); err != nil {
			return nil, err
		}
	}
	if p.punct(":") {
		out.text, out.args = ":", append(out.args, nil)
		if p.peek() != (token{tokPunct, "]"}) {
			if out.args[2], err = p.expr(); err != nil {
				return nil, err
			}
		}
	}
	return out, p.expect("]")
}
