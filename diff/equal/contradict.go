package equal

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// contradict reports that two normal expressions certainly do not mean the
// same. What it cannot tell, it leaves.
func contradict(a, b *node) bool {
	if a.constant() && b.constant() {
		return distinct(a, b)
	}
	switch x, y := source(a), source(b); {
	case a.constant():
		return b.varies()
	case b.constant():
		return a.varies()
	case x != "" && y != "":
		return x != y || x == "nextval" && a.is(nodeCall) && b.is(nodeCall) && distinct(a.args[0], b.args[0])
	case a.is(nodeOp) && b.is(nodeOp) && a.text == b.text && (a.text == "+" || a.text == "-") && len(a.args) == len(b.args):
		last := len(a.args) - 1
		return same(a.args[0], b.args[0]) && a.args[last].constant() && b.args[last].constant() && distinct(a.args[last], b.args[last])
	}
	return contradictList(a, b)
}

// sources are the functions that get a value from the moment, the session or
// chance, so that no constant is like them; synonyms have been replaced.
var sources = set(`clock_timestamp current_database current_schema current_setting current_user
	gen_random_bytes gen_random_uuid gen_ulid nextval now random session_user
	statement_timestamp system_user timeofday txid_current uuidv4 uuidv7
	uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 pg_backend_pid`)

// varies reports that some part of the expression gets its value from one of
// the sources.
func (n *node) varies() bool {
	return n != nil && (source(n) != "" || slices.ContainsFunc(n.args, (*node).varies))
}

// source is the name of the function whose value the expression is; empty if
// there is none. Functions of others without arguments count as well.
func source(n *node) string {
	for n.is(nodeCast) {
		n = n.args[0]
	}
	if !n.is(nodeCall) || !sources[n.text] && len(n.args) > 0 {
		return ""
	}
	if n.text == "uuidv4" {
		return "gen_random_uuid"
	}
	return n.text
}

// distinct reports that two constants are certainly two values.
func distinct(a, b *node) bool {
	if same(a, b) {
		return false
	}
	if a.untyped() && !b.is(nodeString) {
		a, b = b, a
	}
	switch {
	case a.is(nodeNull) || b.is(nodeNull):
		return a.kind != b.kind && a.literal() && b.literal()
	case a.is(nodeArray) && b.untyped():
		n, ok := arrayLiteral(b.text, schema.Type{Array: true})
		return ok && distinctArrays(a, n)
	case a.is(nodeArray) && b.is(nodeArray):
		return distinctArrays(a, b)
	case a.is(nodeNumber) && b.untyped():
		_, ok := canonNumber(b.text)
		return ok
	case a.is(nodeNumber) && b.is(nodeString) || a.is(nodeString) && b.is(nodeNumber):
		return isSpecial(a) || isSpecial(b)
	case a.is(nodeBool) && b.untyped():
		_, ok := parseBool(b.text)
		return ok
	case a.kind != b.kind || !a.literal():
		return false
	case a.is(nodeString):
		return distinctStrings(a, b)
	}
	return plainNumber(a.text) != plainNumber(b.text)
}

// isSpecial reports that the node is NaN or an infinity.
func isSpecial(n *node) bool {
	if !n.is(nodeString) || !digitless[n.typ.Name] {
		return false
	}
	_, ok := canonText(n.text, n.typ.Name)
	return ok
}

// digitless are the types that have values which no digits can write.
var digitless = set("numeric float4 float8")

func distinctArrays(a, b *node) bool {
	if len(a.args) != len(b.args) {
		return true
	}
	for i := range a.args {
		if a.args[i].is(nodeArray) != b.args[i].is(nodeArray) || distinct(a.args[i], b.args[i]) {
			return true
		}
	}
	return false
}

func distinctStrings(a, b *node) bool {
	switch {
	case a.untyped() && b.untyped():
		return true
	case a.untyped():
		a = literal(a.text, b.typ)
	case b.untyped():
		b = literal(b.text, a.typ)
	}
	if !a.is(nodeString) || !b.is(nodeString) {
		return false
	}
	if isBuiltin(a.typ) != isBuiltin(b.typ) || a.typ.Name != b.typ.Name {
		return false
	}
	if a.typ.Name == "regclass" {
		return !samePath(a.text, b.text)
	}
	if isBuiltin(a.typ) {
		_, ok := canonText(a.text, a.typ.Name)
		_, too := canonText(b.text, b.typ.Name)
		return ok && too && !a.typ.Array && !b.typ.Array
	}
	// A type of somebody's own may have several spellings of one value, but the
	// labels of an enum are words.
	return isWord(a.text) && isWord(b.text)
}

func isWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (i == 0 || !isDigit(c) && c != ' ' && c != '-') {
			return false
		}
	}
	return s != ""
}

// contradictList compares conditions on one column: x = 1 with x = 2, x IN (…)
// with another list, and conjunctions that differ in one such condition.
func contradictList(a, b *node) bool {
	if a.is(nodeAnd) && b.is(nodeAnd) && len(a.args) == len(b.args) {
		return contradictOne(a, b)
	}
	xs, ys := alternatives(a), alternatives(b)
	if xs == nil || ys == nil {
		return false
	}
	x, y := xs[0], ys[0]
	for _, each := range slices.Concat(xs, ys) {
		if each.text != x.text || each.space != "" || !same(each.args[0], x.args[0]) {
			return false
		}
	}
	if x.text != "=" {
		return len(xs) == 1 && len(ys) == 1 && distinct(x.args[1], y.args[1])
	}
	alone := func(one *node, all []*node) bool {
		return !slices.ContainsFunc(all, func(o *node) bool { return !distinct(one.args[1], o.args[1]) })
	}
	return slices.ContainsFunc(xs, func(n *node) bool { return alone(n, ys) }) ||
		slices.ContainsFunc(ys, func(n *node) bool { return alone(n, xs) })
}

// alternatives are the comparisons with constants that OR joins, or the only
// one; nil for anything else.
func alternatives(n *node) []*node {
	all := []*node{n}
	if n.is(nodeOr) {
		all = n.args
	}
	for _, a := range all {
		if !a.is(nodeOp) || len(a.args) != 2 || opposite[a.text] == "" || !a.args[1].constant() || a.args[0].constant() {
			return nil
		}
	}
	return all
}

// contradictOne reports that all but one condition are the same, that one is
// contradicted, and no other one compares its column in the same direction.
func contradictOne(a, b *node) bool {
	as, bs := unmatched(a.args, b.args)
	if len(as) != 1 || len(bs) != 1 || !contradict(as[0], bs[0]) {
		return false
	}
	one := alternatives(as[0])
	if one == nil {
		return false
	}
	column := one[0].args[0].String()
	for _, each := range a.args {
		if each == as[0] {
			continue
		}
		if rest := alternatives(each); rest != nil && rest[0].args[0].String() == column &&
			(rest[0].text[0] == one[0].text[0] || rest[0].text == "=") {
			return false
		}
	}
	return true
}
