package equal

// The levels of binary operators, from the loosest.
const (
	levelCompare = iota
	levelLike
	levelOther
	levelAdd
	levelMultiply
	levelPower
	levelZone
	levelUnary
)

func levelOf(t token) int {
	if t.kind != tokOp {
		return levelOther
	}
	switch t.text {
	case "<", ">", "=", "<=", ">=", "<>":
		return levelCompare
	case "+", "-":
		return levelAdd
	case "*", "/", "%":
		return levelMultiply
	case "^":
		return levelPower
	}
	return levelOther
}

// binary reads operands joined by operators of the level or tighter, all of
// which associate to the left.
func (p *parser) binary(level int) (*node, error) {
	switch level {
	case levelLike:
		return p.like()
	case levelZone:
		return p.zone()
	case levelUnary:
		return p.unary()
	}
	n, err := p.operand(level)
	for err == nil {
		op, ok := p.operator(level)
		if !ok {
			return n, nil
		}
		if kind, ok := p.quantifier(); ok {
			var set *node
			if set, err = p.parenthesized(); err == nil {
				n = &node{kind: kind, text: op.text, space: op.space, args: []*node{n, set}}
			}
			continue
		}
		var right *node
		if right, err = p.operand(level); err == nil {
			n = &node{kind: nodeOp, text: op.text, space: op.space, args: []*node{n, right}}
		}
	}
	return nil, err
}

// operand reads what an operator of the level stands beside; at the level of
// general operators, that may itself begin with one.
func (p *parser) operand(level int) (*node, error) {
	if level != levelOther {
		return p.binary(level + 1)
	}
	if t := p.peek(); t.kind != tokOp || levelOf(t) != levelOther {
		return p.binary(level + 1)
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > nesting {
		return nil, errParse
	}
	op := p.take()
	n, err := p.operand(level)
	if err != nil {
		return nil, err
	}
	return &node{kind: nodeOp, text: op.text, args: []*node{n}}, nil
}

// operator consumes a binary operator of the level, also spelt OPERATOR(s.op).
func (p *parser) operator(level int) (op struct{ space, text string }, ok bool) {
	t := p.peek()
	if t.kind == tokOp && levelOf(t) == level {
		op.text = p.take().text
		return op, true
	}
	if level != levelOther || t != (token{tokWord, "operator"}) || p.ahead(1) != (token{tokPunct, "("}) {
		return op, false
	}
	start := p.at
	p.at += 2
	for p.ahead(1) == (token{tokPunct, "."}) {
		if op.space != "" {
			op.space += "."
		}
		op.space += quoteName(p.take().text)
		p.at++
	}
	if op.space == `"pg_catalog"` {
		op.space = ""
	}
	op.text = p.peek().text
	if p.take().kind != tokOp || !p.punct(")") {
		p.at = start
		return op, false
	}
	return op, true
}

func (p *parser) quantifier() (nodeKind, bool) {
	if p.ahead(1) != (token{tokPunct, "("}) {
		return 0, false
	}
	switch {
	case p.word("any"), p.word("some"):
		return nodeAny, true
	case p.word("all"):
		return nodeAll, true
	}
	return 0, false
}
