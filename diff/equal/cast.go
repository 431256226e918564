package equal

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// gives are the types that functions return, so that a cast to them says
// nothing.
var gives = map[string]string{
	"now": "timestamptz", "clock_timestamp": "timestamptz", "statement_timestamp": "timestamptz",
	"gen_random_uuid": "uuid", "uuid_generate_v4": "uuid", "nextval": "int8",
	"md5": "text", "concat": "text",
}

// cast is a normal expression cast to a canonical type: a constant of that type
// where it can be told, and no cast at all where it changes nothing.
func cast(n *node, t schema.Type) *node {
	kept := &node{kind: nodeCast, typ: t, args: []*node{n}}
	switch n.kind {
	case nodeNull:
		return n
	case nodeString:
		if n.relative() && temporal[t.Name] && isBuiltin(t) {
			if word := strings.ToLower(strings.TrimSpace(n.text)); word == "now" || word == "today" && t.Name == "date" {
				return cast(&node{kind: nodeCall, text: "now"}, t)
			}
			return kept
		}
		if n.typ.IsZero() || n.typ == t || n.typ == (schema.Type{Name: "text"}) || isJSON(n.typ) && isJSON(t) {
			return literal(n.text, t)
		}
	case nodeArray:
		if !t.Array || t.Args != "" {
			return kept
		}
		c := &node{kind: nodeArray}
		for _, a := range n.args {
			if a.is(nodeArray) {
				c.args = append(c.args, cast(a, t))
			} else {
				c.args = append(c.args, cast(a, t.Elem()))
			}
		}
		if len(c.args) == 0 {
			c.typ = t
		}
		return c
	case nodeNumber:
		return castNumber(n, t, kept)
	case nodeBool:
		if t == (schema.Type{Name: "bool"}) {
			return n
		}
		if isText(t) {
			return literal(n.text, t)
		}
	case nodeCast:
		if n.typ == t {
			return n
		}
	case nodeCall:
		if gives[n.text] != "" && t == (schema.Type{Name: gives[n.text]}) {
			return n
		}
	}
	return kept
}

var temporal = set("date time timetz timestamp timestamptz")

var relativeWords = set("now today tomorrow yesterday")

// relative reports that the node is a text that means another moment each time
// that it is cast. As a literal of the type itself, it is fixed once for all.
func (n *node) relative() bool {
	return n.is(nodeString) && n.typ == (schema.Type{Name: "text"}) && relativeWords[strings.ToLower(strings.TrimSpace(n.text))]
}

func isText(t schema.Type) bool { return isBuiltin(t) && textual[t.Name] && !t.Array }

func isJSON(t schema.Type) bool {
	return isBuiltin(t) && (t.Name == "json" || t.Name == "jsonb") && !t.Array
}

func castNumber(n *node, t schema.Type, kept *node) *node {
	if t.Array || !isBuiltin(t) {
		return kept
	}
	switch t.Name {
	case "int2", "int4", "int8":
		if plain := plainNumber(n.text); isInteger(plain) {
			return &node{kind: nodeNumber, text: plain}
		}
	case "numeric", "float4", "float8":
		if t.Args == "" || decimals(n.text) <= modifiers(t)[1] {
			return n
		}
	case "bool":
		switch n.text {
		case "0":
			return &node{kind: nodeBool, text: "false"}
		case "1":
			return &node{kind: nodeBool, text: "true"}
		}
	case "text", "varchar", "bpchar":
		if isInteger(n.text) {
			return literal(n.text, t)
		}
	}
	return kept
}
