package equal

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Default compares the default expressions of a column of the given type; "" is
// none, and so is NULL. The type is the column's own, or what is under its
// domain; if it is a serial, the sequence that comes with it is declared by it.
func Default(declared, live string, t schema.Type) Verdict {
	if strings.TrimSpace(declared) == strings.TrimSpace(live) {
		return Agree
	}
	d, dErr := readDefault(declared, t)
	l, lErr := readDefault(live, t)
	none, noneLive := dErr == nil && d.is(nodeNull), lErr == nil && l.is(nodeNull)
	switch {
	case none && noneLive:
		return Agree
	case none || noneLive:
		if serials[strings.ToLower(t.Name)] && t.Schema == "" && (isSequenceCall(d) || isSequenceCall(l)) {
			return Agree
		}
		return Differ
	case dErr != nil || lErr != nil:
		return compareTokens(declared, live)
	}
	return verdict(d, l)
}

// readDefault reads a default as the column takes it: constants as its type
// spells them, casts to it left out.
func readDefault(src string, t schema.Type) (*node, error) {
	if strings.TrimSpace(src) == "" {
		return &node{kind: nodeNull}, nil
	}
	n, err := read(src)
	if err != nil {
		return nil, err
	}
	return assign(n, canon(t)), nil
}

// assign is a normal expression as the value of a column.
func assign(n *node, t schema.Type) *node {
	for n.is(nodeCast) && sameKind(n.typ, t) && (n.typ.Args == "" || n.typ.Args == t.Args) {
		n = n.args[0]
	}
	if n.is(nodeNumber) {
		n = &node{kind: nodeNumber, text: plainNumber(n.text)}
	}
	// The number 1 is no boolean to PostgreSQL unless it is cast.
	if t.IsZero() || !n.constant() || n.is(nodeNumber) && t.Name == "bool" {
		return n
	}
	whole := t.Bare()
	if n.is(nodeString) && isBuiltin(t) && n.typ.Name == t.Name && n.typ.Array == t.Array {
		n = &node{kind: nodeString, text: n.text}
	}
	if c := cast(n, whole); c.kind != nodeCast {
		n = c
	}
	if n.is(nodeNumber) {
		n = &node{kind: nodeNumber, text: plainNumber(n.text)}
	}
	return n
}

// sameKind reports that a cast to the one type is what a column of the other
// does by itself.
func sameKind(a, b schema.Type) bool {
	if a.Array != b.Array {
		return false
	}
	return sameName(a, b) || isBuiltin(a) && isBuiltin(b) && textual[a.Name] && textual[b.Name]
}
