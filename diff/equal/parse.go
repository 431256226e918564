package equal

import (
	"errors"
	"slices"
)

var errParse = errors.New("not understood as an expression")

// nesting bounds the depth of expressions, so that no text can exhaust the
// stack.
const nesting = 200

// parse reads one expression of PostgreSQL's grammar, without subqueries. It
// does no more than the grammar does: casts stay casts, IN stays a list.
func parse(src string) (*node, error) {
	tokens, err := scan(src)
	if err != nil {
		return nil, err
	}
	p := parser{tokens: tokens}
	n, err := p.expr()
	if err != nil {
		return nil, err
	}
	if p.peek().kind != tokEnd {
		return nil, errParse
	}
	return n, nil
}

type parser struct {
	tokens []token
	at     int
	depth  int
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) ahead(i int) token { return p.tokens[min(p.at+i, len(p.tokens)-1)] }

func (p *parser) take() token {
	t := p.tokens[p.at]
	if t.kind != tokEnd {
		p.at++
	}
	return t
}

// word consumes the key words if they all come next.
func (p *parser) word(words ...string) bool {
	for i, w := range words {
		if p.ahead(i) != (token{tokWord, w}) {
			return false
		}
	}
	p.at += len(words)
	return true
}

// punct consumes the sign if it comes next.
func (p *parser) punct(sign string) bool {
	if p.peek() != (token{tokPunct, sign}) {
		return false
	}
	p.at++
	return true
}

func (p *parser) expect(sign string) error {
	if !p.punct(sign) {
		return errParse
	}
	return nil
}

// expr reads a whole expression: what OR joins.
func (p *parser) expr() (*node, error) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > nesting {
		return nil, errParse
	}
	return p.joined(nodeOr, "or", func() (*node, error) {
		return p.joined(nodeAnd, "and", p.not)
	})
}

func (p *parser) joined(kind nodeKind, word string, operand func() (*node, error)) (*node, error) {
	first, err := operand()
	if err != nil {
		return nil, err
	}
	args := []*node{first}
	for p.word(word) {
		next, err := operand()
		if err != nil {
			return nil, err
		}
		args = append(args, next)
	}
	if len(args) == 1 {
		return first, nil
	}
	return &node{kind: kind, args: args}, nil
}

func (p *parser) not() (*node, error) {
	if !p.word("not") {
		return p.isTest()
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > nesting {
		return nil, errParse
	}
	n, err := p.not()
	if err != nil {
		return nil, err
	}
	return &node{kind: nodeNot, args: []*node{n}}, nil
}

func (p *parser) isTest() (*node, error) {
	n, err := p.binary(levelCompare)
	if err != nil {
		return nil, err
	}
	for {
		text := ""
		switch {
		case p.word("isnull"):
			text = "null"
		case p.word("notnull"):
			text = "not null"
		case p.word("is"):
			if p.word("not") {
				text = "not "
			}
			switch w := p.take(); {
			case w.kind != tokWord:
				return nil, errParse
			case w.text == "distinct" && p.word("from"):
				other, err := p.binary(levelCompare)
				if err != nil {
					return nil, err
				}
				n = &node{kind: nodeIs, text: text + "distinct from", args: []*node{n, other}}
				continue
			case slices.Contains([]string{"null", "true", "false", "unknown", "document", "normalized"}, w.text):
				text += w.text
			default:
				return nil, errParse
			}
		default:
			return n, nil
		}
		n = &node{kind: nodeIs, text: text, args: []*node{n}}
	}
}

func (p *parser) parenthesized() (*node, error) {
	if err := p.expect("("); err != nil {
		return nil, err
	}
	n, err := p.expr()
	if err != nil {
		return nil, err
	}
	return n, p.expect(")")
}

func (p *parser) list(end string) ([]*node, error) {
	var all []*node
	if p.punct(end) {
		return nil, nil
	}
	for {
		n, err := p.expr()
		if err != nil {
			return nil, err
		}
		all = append(all, n)
		if !p.punct(",") {
			return all, p.expect(end)
		}
	}
}
