package equal

import (
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Change says how a declared type differs from a live one, seen by the values
// that the column has now.
type Change uint8

// The changes.
const (
	// None: the same type.
	None Change = iota
	// Modifier: the same type with other modifiers, neither of which covers the
	// other: numeric(10,0) and numeric(5,4).
	Modifier
	// Widening: every value of the live type fits the declared one.
	Widening
	// Narrowing: every value of the declared type fits the live one, and not the
	// other way round.
	Narrowing
	// Other: another type.
	Other
)

// String is the change's name in lower case.
func (c Change) String() string {
	return [...]string{"none", "modifier", "widening", "narrowing", "other"}[c]
}

// Compare says how a declared type differs from a live one.
func Compare(declared, live schema.Type) Change {
	if Types(declared, live) {
		return None
	}
	d, l := canon(declared), canon(live)
	switch {
	case d.Array != l.Array:
		return Other
	case fits(l, d):
		return Widening
	case fits(d, l):
		return Narrowing
	case sameName(d, l):
		return Modifier
	}
	return Other
}

// wider lists, for each type without modifiers, the types of another name that
// have room for all its values. Text types and numeric are judged by their
// modifiers.
var wider = map[string]map[string]bool{
	"int2":    set("int4 int8 float4 float8"),
	"int4":    set("int8 float8"),
	"float4":  set("float8"),
	"cidr":    set("inet"),
	"macaddr": set("macaddr8"),
	"date":    set("timestamp"),
	"name":    set("text"),
	"xid":     set("xid8"),
}

// digits are the most decimal digits of each integer type.
var digits = map[string]int{"int2": 5, "int4": 10, "int8": 19}

// fits reports that every value of a fits b, both canonical.
func fits(a, b schema.Type) bool {
	if !isBuiltin(a) || !isBuiltin(b) {
		return false
	}
	if wider[a.Name][b.Name] {
		return b.Args == ""
	}
	x, y := modifiers(a), modifiers(b)
	switch {
	case digits[a.Name] > 0 && b.Name == "numeric":
		return b.Args == "" || y[0]-y[1] >= digits[a.Name]
	case a.Name == "numeric" && b.Name == "numeric":
		return b.Args == "" || a.Args != "" && y[0]-y[1] >= x[0]-x[1] && y[1] >= x[1]
	case textual[a.Name] && textual[b.Name]:
		if b.Name == "bpchar" && a.Name != "bpchar" {
			return false // the blanks at the end would be lost
		}
		return b.Args == "" && b.Name != "bpchar" || a.Args != "" && x[0] <= y[0]
	case a.Name == "bit" && b.Name == "varbit":
		return b.Args == "" || x[0] <= y[0]
	case a.Name != b.Name:
		return false
	}
	switch a.Name {
	case "varbit":
		return b.Args == "" || a.Args != "" && x[0] <= y[0]
	case "timestamp", "timestamptz", "time", "timetz":
		return b.Args == "" || a.Args != "" && x[0] <= y[0]
	case "interval":
		return b.Args == ""
	}
	return false
}

var textual = set("text varchar bpchar")

// modifiers are the first two numbers between a type's parentheses; a missing
// one is zero, or one for the types that PostgreSQL gives that length.
func modifiers(t schema.Type) [2]int {
	var m [2]int
	if t.Args == "" && (t.Name == "bit" || t.Name == "bpchar") {
		m[0] = 1
	}
	for i, part := range strings.Split(t.Args, ",") {
		if n, err := strconv.Atoi(part); err == nil && i < len(m) {
			m[i] = n
		}
	}
	return m
}
