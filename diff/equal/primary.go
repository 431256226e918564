package equal

import "github.com/synapscale/synapcheck/inspect/schema"

// primary reads what stands between operators.
func (p *parser) primary() (*node, error) {
	switch t := p.peek(); t.kind {
	case tokString:
		return &node{kind: nodeString, text: p.take().text}, nil
	case tokBits:
		return &node{kind: nodeString, text: p.take().text, typ: schema.Type{Name: "bit"}}, nil
	case tokNumber:
		text, ok := canonNumber(p.take().text)
		if !ok {
			return nil, errParse
		}
		return &node{kind: nodeNumber, text: text}, nil
	case tokParam:
		return &node{kind: nodeParam, text: p.take().text}, nil
	case tokPunct:
		if !p.punct("(") {
			return nil, errParse
		}
		all, err := p.list(")")
		switch {
		case err != nil || len(all) == 0:
			return nil, errParse
		case len(all) == 1:
			return all[0], nil
		}
		return &node{kind: nodeRow, args: all}, nil
	case tokWord, tokQuoted:
		return p.named()
	}
	return nil, errParse
}

// named reads what begins with a word: a constant, a special form, a typed
// literal, a call or a column.
func (p *parser) named() (*node, error) {
	t := p.peek()
	if t.kind == tokWord {
		switch t.text {
		case "true", "false":
			p.take()
			return &node{kind: nodeBool, text: t.text}, nil
		case "null":
			p.take()
			return &node{kind: nodeNull}, nil
		case "case":
			p.take()
			return p.caseWhen()
		case "cast":
			p.take()
			return p.castAs()
		case "array":
			p.take()
			return p.array()
		}
		if n, ok := p.standing(); ok {
			return n, nil
		}
		if p.ahead(1) == (token{tokPunct, "("}) {
			p.at += 2
			if n, ok, err := p.form(t.text); ok {
				return n, err
			}
			p.at -= 2
		}
	}
	start := p.at
	if typ, ok := p.typeName(); ok && p.peek().kind == tokString {
		n := &node{kind: nodeString, text: p.take().text}
		if typ.Name == "interval" && typ.Args == "" {
			typ.Args = p.intervalFields()
		}
		return &node{kind: nodeCast, typ: typ, args: []*node{n}}, nil
	}
	p.at = start
	space, name, ok := p.name()
	if !ok {
		return nil, errParse
	}
	if !p.punct("(") {
		return &node{kind: nodeName, text: name, space: space}, nil
	}
	args, err := p.callArgs()
	if err != nil {
		return nil, err
	}
	if next := p.peek(); next == (token{tokWord, "over"}) || next == (token{tokWord, "filter"}) {
		return nil, errParse
	}
	return &node{kind: nodeCall, text: name, space: space, args: args}, nil
}

func (p *parser) callArgs() ([]*node, error) {
	if p.peek() == (token{tokOp, "*"}) && p.ahead(1) == (token{tokPunct, ")"}) {
		p.at += 2
		return []*node{{kind: nodeStar}}, nil
	}
	var args []*node
	for !p.punct(")") {
		if len(args) > 0 && !p.punct(",") {
			return nil, errParse
		}
		wrap := func(n *node) *node { return n }
		if t := p.peek(); t.kind == tokWord || t.kind == tokQuoted {
			if next := p.ahead(1); next == (token{tokOp, "=>"}) || next == (token{tokPunct, ":="}) {
				p.at += 2
				wrap = func(n *node) *node { return &node{kind: nodeNamed, text: t.text, args: []*node{n}} }
			} else if p.word("variadic") {
				wrap = func(n *node) *node { return &node{kind: nodeSpread, args: []*node{n}} }
			}
		}
		n, err := p.expr()
		if err != nil {
			return nil, err
		}
		args = append(args, wrap(n))
	}
	return args, nil
}

// standing reads the functions of the SQL standard that take no parentheses.
func (p *parser) standing() (*node, bool) {
	word := p.peek().text
	call := func(name string) *node { return &node{kind: nodeCall, text: name} }
	switch word {
	case "current_user", "current_role", "user":
		p.take()
		return call("current_user"), true
	case "session_user", "system_user", "current_schema":
		if word == "current_schema" && p.ahead(1) == (token{tokPunct, "("}) {
			return nil, false
		}
		p.take()
		return call(word), true
	case "current_catalog":
		p.take()
		return call("current_database"), true
	}
	name, ok := map[string]string{
		"current_timestamp": "timestamptz", "localtimestamp": "timestamp",
		"current_date": "date", "current_time": "timetz", "localtime": "time",
	}[word]
	if !ok {
		return nil, false
	}
	p.take()
	t := canon(schema.Type{Name: name, Args: p.typeArgs()})
	if t == (schema.Type{Name: "timestamptz"}) {
		return call("now"), true
	}
	return &node{kind: nodeCast, typ: t, args: []*node{call("now")}}, true
}

func (p *parser) caseWhen() (*node, error) {
	n := &node{kind: nodeCase, args: []*node{nil}}
	var err error
	if p.peek() != (token{tokWord, "when"}) {
		if n.args[0], err = p.expr(); err != nil {
			return nil, err
		}
	}
	for p.word("when") {
		when, err := p.expr()
		if err != nil || !p.word("then") {
			return nil, errParse
		}
		then, err := p.expr()
		if err != nil {
			return nil, err
		}
		n.args = append(n.args, when, then)
	}
	if len(n.args) == 1 {
		return nil, errParse
	}
	n.args = append(n.args, nil)
	if p.word("else") {
		if n.args[len(n.args)-1], err = p.expr(); err != nil {
			return nil, err
		}
	}
	if !p.word("end") {
		return nil, errParse
	}
	return n, nil
}

func (p *parser) castAs() (*node, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	n, err := p.expr()
	if err != nil || !p.word("as") {
		return nil, errParse
	}
	t, ok := p.typeName()
	if !ok {
		return nil, errParse
	}
	return &node{kind: nodeCast, typ: t, args: []*node{n}}, p.expect(")")
}

// array reads what follows ARRAY; inner dimensions may leave the word out.
func (p *parser) array() (*node, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > nesting || !p.punct("[") {
		return nil, errParse
	}
	n := &node{kind: nodeArray}
	for !p.punct("]") {
		if len(n.args) > 0 && !p.punct(",") {
			return nil, errParse
		}
		element, err := p.element()
		if err != nil {
			return nil, err
		}
		n.args = append(n.args, element)
	}
	return n, nil
}

func (p *parser) element() (*node, error) {
	if p.peek() == (token{tokPunct, "["}) {
		return p.array()
	}
	return p.expr()
}
