package equal

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// normal is the one form of all expressions that PostgreSQL prints and people
// write for the same meaning, as far as that can be told without the types of
// columns. Casts that PostgreSQL adds by itself are gone from it.
func normal(n *node) *node {
	if n == nil {
		return nil
	}
	c := *n
	c.args = make([]*node, len(n.args))
	for i, a := range n.args {
		c.args[i] = normal(a)
	}
	switch c.kind {
	case nodeString:
		if c.typ.IsZero() {
			return &c
		}
		return literal(c.text, c.typ)
	case nodeCast:
		return cast(c.args[0], c.typ)
	case nodeOp:
		return operation(&c)
	case nodeAnd, nodeOr:
		return junction(c.kind, c.args)
	case nodeNot:
		return negate(c.args[0])
	case nodeIs:
		if len(c.args) == 2 {
			slices.SortFunc(c.args, byText)
		}
	case nodeAny, nodeAll:
		return quantified(&c)
	case nodeCall:
		return call(&c)
	case nodeCase:
		if last := len(c.args) - 1; c.args[last].is(nodeNull) {
			c.args[last] = nil
		}
	case nodeSort:
		if c.text == "default" && c.space == "" {
			return c.args[0]
		}
	}
	return &c
}

// junction joins conditions in one order, without those inside that are joined
// in the same way, and each once.
func junction(kind nodeKind, args []*node) *node {
	var flat []*node
	for _, a := range args {
		if a.kind == kind {
			flat = append(flat, a.args...)
		} else {
			flat = append(flat, a)
		}
	}
	flat = sortNodes(flat)
	if len(flat) == 1 {
		return flat[0]
	}
	return &node{kind: kind, args: flat}
}

// quantified spells x = ANY (ARRAY[a, b]) as x = a OR x = b, and ALL with AND.
func quantified(n *node) *node {
	set := n.args[1]
	if set.untyped() {
		if a, ok := arrayLiteral(set.text, schema.Type{Array: true}); ok && len(a.args) > 0 {
			set = a
		}
	}
	n.args[0] = uncast(n.args[0], implicit)
	if n.text == "" || !set.is(nodeArray) || len(set.args) == 0 ||
		slices.ContainsFunc(set.args, func(a *node) bool { return a.is(nodeArray) }) {
		n.args[1] = uncast(set, implicit)
		return n
	}
	each := make([]*node, len(set.args))
	for i, a := range set.args {
		each[i] = operation(&node{kind: nodeOp, text: n.text, space: n.space, args: []*node{n.args[0], a}})
	}
	if n.kind == nodeAny {
		return junction(nodeOr, each)
	}
	return junction(nodeAnd, each)
}

// opposite are the operators that say the contrary, as pg_operator.oprnegate.
var opposite = map[string]string{
	"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
	"~~": "!~~", "!~~": "~~", "~~*": "!~~*", "!~~*": "~~*",
	"~": "!~", "!~": "~", "~*": "!~*", "!~*": "~*",
}

// flipped are the operators with their operands exchanged.
var flipped = map[string]string{"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}

// other are the kinds that NOT exchanges.
var other = map[nodeKind]nodeKind{nodeAnd: nodeOr, nodeOr: nodeAnd, nodeAny: nodeAll, nodeAll: nodeAny}

// negate is NOT of a normal condition, drawn inwards as far as it goes. In the
// logic of three values this changes nothing.
func negate(n *node) *node {
	switch n.kind {
	case nodeNot:
		return n.args[0]
	case nodeNull:
		return n
	case nodeBool:
		if n.text == "true" {
			return &node{kind: nodeBool, text: "false"}
		}
		return &node{kind: nodeBool, text: "true"}
	case nodeAnd, nodeOr:
		inner := make([]*node, len(n.args))
		for i, a := range n.args {
			inner[i] = negate(a)
		}
		return junction(other[n.kind], inner)
	case nodeIs:
		c := *n
		if len(n.text) > 4 && n.text[:4] == "not " {
			c.text = n.text[4:]
		} else {
			c.text = "not " + n.text
		}
		return &c
	case nodeOp, nodeAny, nodeAll:
		contrary, ok := opposite[n.text]
		if !ok || n.space != "" || n.kind == nodeOp && len(n.args) != 2 {
			break
		}
		c := *n
		c.text = contrary
		if n.kind != nodeOp {
			c.kind = other[n.kind]
			return &c
		}
		return operation(&c)
	}
	return &node{kind: nodeNot, args: []*node{n}}
}

// synonyms are functions of one meaning.
var synonyms = map[string]string{
	"ceiling": "ceil", "char_length": "length", "character_length": "length",
	"date_part": "extract", "pow": "power", "substr": "substring",
	"transaction_timestamp": "now",
}

func call(n *node) *node {
	if s, ok := synonyms[n.text]; ok && n.space == "" {
		n.text = s
	}
	shown := implicit
	if unifying[n.text] && n.space == "" {
		shown = common
	}
	for i, a := range n.args {
		n.args[i] = uncast(a, shown)
	}
	if isSequenceCall(n) && n.args[0].is(nodeString) {
		n.args[0] = literal(n.args[0].text, schema.Type{Name: "regclass"})
	}
	return n
}

func isSequenceCall(n *node) bool {
	return n.is(nodeCall) && n.text == "nextval" && n.space == "" && len(n.args) == 1
}
