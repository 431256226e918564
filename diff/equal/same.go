package equal

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// same reports that two normal expressions mean the same. A name without a
// schema stands for one with any.
func same(a, b *node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.literal() && b.literal() {
		return sameLiteral(a, b)
	}
	if a.is(nodeArray) != b.is(nodeArray) && (a.untyped() || b.untyped()) {
		return sameArrayText(a, b)
	}
	if a.kind != b.kind || a.text != b.text || !sameSpace(a.space, b.space) || len(a.args) != len(b.args) {
		return false
	}
	switch a.kind {
	case nodeCast:
		if !sameType(a.typ, b.typ) {
			return false
		}
	case nodeArray:
		if len(a.args) == 0 {
			return a.typ.IsZero() || b.typ.IsZero() || sameType(a.typ, b.typ)
		}
	case nodeAnd, nodeOr:
		rest, _ := unmatched(a.args, b.args)
		return len(rest) == 0
	}
	return slices.EqualFunc(a.args, b.args, same)
}

// unmatched pairs what is the same, first what is spelt the same, and returns
// the rest of both.
func unmatched(as, bs []*node) (restA, restB []*node) {
	spelt := map[string]int{}
	for _, b := range bs {
		spelt[b.String()]++
	}
	for _, a := range as {
		if s := a.String(); spelt[s] > 0 {
			spelt[s]--
		} else {
			restA = append(restA, a)
		}
	}
	for _, b := range bs {
		if s := b.String(); spelt[s] > 0 {
			spelt[s]--
			restB = append(restB, b)
		}
	}
	restA = slices.DeleteFunc(restA, func(a *node) bool {
		i := slices.IndexFunc(restB, func(b *node) bool { return same(a, b) })
		if i >= 0 {
			restB = slices.Delete(restB, i, i+1)
		}
		return i >= 0
	})
	return restA, restB
}

// sameSpace compares qualifications: a.b matches b, and nothing matches all.
func sameSpace(a, b string) bool {
	return a == b || a == "" || b == "" || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

func sameType(a, b schema.Type) bool {
	return sameName(a, b) && a.Array == b.Array && a.Args == b.Args
}

// untyped reports a string literal whose type is left to its surroundings.
func (n *node) untyped() bool { return n.is(nodeString) && n.typ.IsZero() }

func sameLiteral(a, b *node) bool {
	if b.untyped() && !a.untyped() {
		a, b = b, a
	}
	if !a.untyped() {
		switch {
		case a.kind != b.kind:
			return false
		case a.kind == nodeString && a.typ.Name == "regclass":
			return sameType(a.typ, b.typ) && samePath(a.text, b.text)
		case a.kind == nodeString:
			return a.text == b.text && sameType(a.typ, b.typ)
		}
		return a.text == b.text
	}
	switch b.kind {
	case nodeString:
		if b.untyped() {
			return a.text == b.text
		}
		return same(literal(a.text, b.typ), b)
	case nodeNumber:
		n, ok := canonNumber(a.text)
		return ok && plainNumber(n) == plainNumber(b.text)
	case nodeBool:
		v, ok := parseBool(a.text)
		return ok && v.text == b.text
	}
	return false
}

// sameArrayText compares '{a,b}' with ARRAY['a', 'b'].
func sameArrayText(a, b *node) bool {
	if a.is(nodeArray) {
		a, b = b, a
	}
	if !b.is(nodeArray) {
		return false
	}
	n, ok := arrayLiteral(a.text, schema.Type{Array: true})
	if ok && len(n.args) == 0 {
		n.typ = schema.Type{}
	}
	return ok && same(n, b)
}

// samePath compares two names of relations.
func samePath(a, b string) bool {
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}
