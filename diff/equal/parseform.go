package equal

import (
	"slices"
	"strings"
)

// form reads a call whose arguments are set apart by words, from behind its
// parenthesis, and returns the plain call of the same.
func (p *parser) form(name string) (n *node, found bool, err error) {
	switch name {
	case "extract":
		n, err = p.extract()
	case "position":
		n, err = p.position()
	case "substring":
		n, err = p.worded(name, "from", "for")
	case "overlay":
		n, err = p.worded(name, "placing", "from", "for")
	case "trim":
		n, err = p.trim()
	case "row":
		var all []*node
		all, err = p.list(")")
		n = &node{kind: nodeRow, args: all}
	default:
		return nil, false, nil
	}
	return n, true, err
}

func (p *parser) extract() (*node, error) {
	field := p.take()
	if !slices.Contains([]tokenKind{tokWord, tokQuoted, tokString}, field.kind) || !p.word("from") {
		return nil, errParse
	}
	from, err := p.expr()
	if err != nil {
		return nil, err
	}
	name := &node{kind: nodeString, text: strings.ToLower(field.text)}
	return &node{kind: nodeCall, text: "extract", args: []*node{name, from}}, p.expect(")")
}

func (p *parser) position() (*node, error) {
	part, err := p.binary(levelOther)
	if err != nil {
		return nil, err
	}
	if p.punct(",") {
		whole, err := p.expr()
		if err != nil {
			return nil, err
		}
		return &node{kind: nodeCall, text: "position", args: []*node{part, whole}}, p.expect(")")
	}
	if !p.word("in") {
		return nil, errParse
	}
	whole, err := p.binary(levelOther)
	if err != nil {
		return nil, err
	}
	return &node{kind: nodeCall, text: "position", args: []*node{whole, part}}, p.expect(")")
}

// worded reads arguments that the words, or else commas, set apart.
func (p *parser) worded(name string, words ...string) (*node, error) {
	first, err := p.expr()
	if err != nil {
		return nil, err
	}
	n := &node{kind: nodeCall, text: name, args: []*node{first}}
	for !p.punct(")") {
		at := slices.IndexFunc(words, func(w string) bool { return p.word(w) })
		if at < 0 && !p.punct(",") {
			return nil, errParse
		}
		if at > 0 && len(n.args) == 1 && name == "substring" {
			n.args = append(n.args, &node{kind: nodeNumber, text: "1"}) // FOR alone counts from the first
		}
		next, err := p.expr()
		if err != nil {
			return nil, err
		}
		n.args = append(n.args, next)
	}
	return n, nil
}

func (p *parser) trim() (*node, error) {
	name := "btrim"
	switch {
	case p.word("leading"):
		name = "ltrim"
	case p.word("trailing"):
		name = "rtrim"
	default:
		p.word("both")
	}
	n := &node{kind: nodeCall, text: name}
	if p.word("from") {
		all, err := p.list(")")
		n.args = all
		return n, err
	}
	first, err := p.expr()
	if err != nil {
		return nil, err
	}
	if p.word("from") {
		all, err := p.list(")")
		if err != nil {
			return nil, err
		}
		n.args = append(all, first)
		return n, nil
	}
	n.args = []*node{first}
	for p.punct(",") {
		next, err := p.expr()
		if err != nil {
			return nil, err
		}
		n.args = append(n.args, next)
	}
	return n, p.expect(")")
}
