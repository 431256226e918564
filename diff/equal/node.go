package equal

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A nodeKind is a kind of expression.
type nodeKind uint8

const (
	nodeString nodeKind = iota // text, with the type that it is cast to
	nodeNumber                 // text, as canonNumber writes it
	nodeBool                   // text is true or false
	nodeNull
	nodeName   // a column
	nodeCall   // text is the function's name
	nodeOp     // text is the operator, one or two arguments
	nodeCast   // args[0] to typ
	nodeAnd    // two or more conditions
	nodeOr     // two or more conditions
	nodeNot    // one condition
	nodeIs     // text is what follows IS
	nodeArray  // ARRAY[…]; typ is what an empty one is cast to
	nodeRow    // ROW(…)
	nodeCase   // operand or nil; conditions and results in turn; else or nil
	nodeIndex  // args[0] at the bounds that follow; text is ":" for a slice
	nodeField  // the field text of args[0]
	nodeSort   // args[0] collated by text
	nodeAny    // args[0] text ANY (args[1])
	nodeAll    // args[0] text ALL (args[1])
	nodeNamed  // the argument named text
	nodeSpread // VARIADIC args[0]
	nodeStar
	nodeParam // text is $1
)

// A node is an expression. Nodes are not changed once another refers to them.
type node struct {
	kind  nodeKind
	text  string
	space string // the qualification of a column, function, operator or collation
	typ   schema.Type
	args  []*node
}

// is reports whether the node is of one of the kinds.
func (n *node) is(kinds ...nodeKind) bool { return n != nil && slices.Contains(kinds, n.kind) }

// literal reports that the node is a constant without parts.
func (n *node) literal() bool { return n.is(nodeString, nodeNumber, nodeBool, nodeNull) }

// constant reports that the node's value is written out in full.
func (n *node) constant() bool {
	if n.is(nodeArray, nodeRow, nodeCast) {
		return !(n.is(nodeCast) && n.args[0].relative()) && !slices.ContainsFunc(n.args, func(a *node) bool { return !a.constant() })
	}
	return n.literal()
}

// String writes the expression so that it is read back as the same: every name
// in quotes, every operation in parentheses.
func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	switch n.kind {
	case nodeString:
		b.WriteString(quoteString(n.text))
		if !n.typ.IsZero() {
			b.WriteString("::" + spellType(n.typ))
		}
	case nodeNumber:
		if strings.HasPrefix(n.text, "-") {
			b.WriteString("(" + n.text + ")")
			return
		}
		b.WriteString(n.text)
	case nodeBool, nodeParam:
		b.WriteString(n.text)
	case nodeNull:
		b.WriteString("null")
	case nodeStar:
		b.WriteString("*")
	case nodeName:
		b.WriteString(n.qualified())
	case nodeCall:
		n.writeList(b, n.qualified()+"(", n.args, ", ", ")")
	case nodeOp:
		op := " " + n.operator() + " "
		if len(n.args) == 1 {
			n.writeList(b, "("+op[1:], n.args, "", ")")
			return
		}
		n.writeList(b, "(", n.args, op, ")")
	case nodeCast:
		n.writeList(b, "(", n.args, "", ")::"+spellType(n.typ))
	case nodeAnd:
		n.writeList(b, "(", n.args, " and ", ")")
	case nodeOr:
		n.writeList(b, "(", n.args, " or ", ")")
	case nodeNot:
		n.writeList(b, "(not ", n.args, "", ")")
	case nodeIs:
		if text, ok := strings.CutSuffix(n.text, "distinct from"); ok {
			n.writeList(b, "(", n.args, " is "+text+"distinct from ", ")")
			return
		}
		n.writeList(b, "(", n.args, "", " is "+n.text+")")
	case nodeArray:
		n.writeList(b, "array[", n.args, ", ", "]")
		if !n.typ.IsZero() {
			b.WriteString("::" + spellType(n.typ))
		}
	case nodeRow:
		n.writeList(b, "row(", n.args, ", ", ")")
	case nodeCase:
		n.writeCase(b)
	case nodeIndex:
		sep := "]["
		if n.text != "" {
			sep = n.text
		}
		n.writeList(b, "("+n.args[0].String()+")[", n.args[1:], sep, "]")
	case nodeField:
		n.writeList(b, "(", n.args, "", ")."+quoteName(n.text))
	case nodeSort:
		n.writeList(b, "(", n.args, "", " collate "+n.qualified()+")")
	case nodeAny, nodeAll:
		word := " any ("
		if n.kind == nodeAll {
			word = " all ("
		}
		n.writeList(b, "(", n.args, " "+n.operator()+word, "))")
	case nodeNamed:
		n.writeList(b, quoteName(n.text)+" => ", n.args, "", "")
	case nodeSpread:
		n.writeList(b, "variadic ", n.args, "", "")
	}
}

func (n *node) writeList(b *strings.Builder, open string, args []*node, sep, end string) {
	b.WriteString(open)
	for i, a := range args {
		if i > 0 {
			b.WriteString(sep)
		}
		if a != nil {
			a.write(b)
		}
	}
	b.WriteString(end)
}

func (n *node) writeCase(b *strings.Builder) {
	last := len(n.args) - 1
	b.WriteString("case ")
	if n.args[0] != nil {
		n.args[0].write(b)
	}
	for i := 1; i < last; i += 2 {
		n.writeList(b, " when ", n.args[i:i+2], " then ", "")
	}
	if n.args[last] != nil {
		b.WriteString(" else ")
		n.args[last].write(b)
	}
	b.WriteString(" end")
}

func (n *node) qualified() string {
	if n.space == "" {
		return quoteName(n.text)
	}
	return n.space + "." + quoteName(n.text)
}

func (n *node) operator() string {
	if n.space == "" {
		return n.text
	}
	return "operator(" + n.space + "." + n.text + ")"
}

func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func quoteString(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// spellType writes a canonical type by its catalog name, unlike format_type,
// whose "character" loses the difference between char(1) and bpchar.
func spellType(t schema.Type) string {
	name := t.Name
	switch {
	case t.Schema != "":
		name = quoteName(t.Schema) + "." + quoteName(t.Name)
	case !builtins[t.Name], t.Name == "char", t.Args == "" && (t.Name == "bit" || t.Name == "bpchar"):
		name = quoteName(t.Name)
	}
	switch {
	case t.Args == "":
	case t.Name == "interval" && strings.Trim(t.Args, "0123456789") != "":
		name += " " + t.Args
	default:
		name += "(" + t.Args + ")"
	}
	if t.Array {
		name += "[]"
	}
	return name
}

// sortNodes orders conditions by their text, each once.
func sortNodes(all []*node) []*node {
	type keyed struct {
		key string
		n   *node
	}
	ks := make([]keyed, len(all))
	for i, n := range all {
		ks[i] = keyed{n.String(), n}
	}
	slices.SortStableFunc(ks, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	ks = slices.CompactFunc(ks, func(a, b keyed) bool { return a.key == b.key })
	sorted := make([]*node, len(ks))
	for i, k := range ks {
		sorted[i] = k.n
	}
	return sorted
}
