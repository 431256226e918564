package equal

import "slices"

// The types that PostgreSQL casts to by itself, and shows: text for the other
// text types, numeric and float8 for narrower numbers, and wider integers where
// all arguments become of one type.
var (
	implicit   = set("text numeric float8")
	arithmetic = set("numeric float8")
	common     = set("text numeric float8 int4 int8")
)

// unifying are the functions that bring all arguments to one type.
var unifying = set("coalesce greatest least nullif")

// uncast removes casts to one of the types from what is no constant.
func uncast(n *node, types map[string]bool) *node {
	for n.is(nodeCast) && n.typ.Args == "" && isBuiltin(n.typ) && types[n.typ.Name] &&
		(!n.typ.Array || n.typ.Name == "text") {
		n = n.args[0]
	}
	return n
}

// operation is a normal operation on normal operands.
func operation(n *node) *node {
	c := *n
	c.args = slices.Clone(n.args)
	if len(c.args) == 1 {
		return signed(&c)
	}
	l, r := c.args[0], c.args[1]
	switch {
	case c.space != "":
	case opposite[c.text] != "":
		return comparison(&c)
	case levelOf(token{tokOp, c.text}) != levelOther:
		// A cast on both sides is no doing of PostgreSQL's: one of them was meant.
		// Beside an integer written out, it would have been that which was cast.
		fixed := func(o *node) bool { return o.is(nodeCast) || o.is(nodeNumber) && isInteger(o.text) }
		power := c.text == "^" // which PostgreSQL has for no integers
		if power || !fixed(r) {
			c.args[0] = uncast(l, arithmetic)
		}
		if power || !fixed(l) {
			c.args[1] = uncast(r, arithmetic)
		}
	default:
		c.args[0], c.args[1] = uncast(l, implicit), uncast(r, implicit)
	}
	return &c
}

func signed(n *node) *node {
	x := n.args[0]
	if !x.is(nodeNumber) || n.space != "" {
		return n
	}
	switch n.text {
	case "+":
		return x
	case "-":
		if s, ok := canonNumber("-" + x.text); ok {
			return &node{kind: nodeNumber, text: s}
		}
		if x.text[0] == '-' {
			return &node{kind: nodeNumber, text: x.text[1:]}
		}
	}
	return n
}

// comparison turns a constant to the right, and > round where there is none;
// which side of = comes first means nothing.
func comparison(n *node) *node {
	for i, a := range n.args {
		a = uncast(a, implicit)
		if a.is(nodeNumber) {
			a = &node{kind: nodeNumber, text: plainNumber(a.text)}
		}
		n.args[i] = a
	}
	l, r := n.args[0], n.args[1]
	turn := false
	switch {
	case l.constant() != r.constant():
		turn = l.constant()
	case n.text == "=" || n.text == "<>":
		turn = byText(l, r) > 0
	case n.text == ">" || n.text == ">=":
		turn = true
	}
	if round, ok := flipped[n.text]; ok && turn {
		n.text, n.args = round, []*node{r, l}
		l, r = r, l
	}
	if r.is(nodeBool) && !l.is(nodeBool) && (n.text == "=" || n.text == "<>") {
		if (n.text == "=") == (r.text == "true") {
			return l
		}
		return negate(l)
	}
	return n
}

func byText(a, b *node) int {
	switch x, y := a.String(), b.String(); {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}
