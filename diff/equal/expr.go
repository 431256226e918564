package equal

import (
	"slices"
	"strings"
)

// longest expressions that are parsed, in bytes: what is longer is compared word
// for word.
const longestExpr = 1 << 16

// Expr compares conditions and expressions: those of checks, generated columns,
// index keys and predicates. "" stands for none. Differ means that no row makes
// them the same kind of condition; whatever cannot be told is Unsure.
func Expr(declared, live string) Verdict {
	if strings.TrimSpace(declared) == strings.TrimSpace(live) {
		return Agree
	}
	if strings.TrimSpace(declared) == "" || strings.TrimSpace(live) == "" {
		return Differ
	}
	d, dErr := read(declared)
	l, lErr := read(live)
	if dErr != nil || lErr != nil {
		return compareTokens(declared, live)
	}
	return verdict(d, l)
}

// read parses an expression and brings it to its normal form.
func read(src string) (*node, error) {
	if len(src) > longestExpr {
		return nil, errParse
	}
	n, err := parse(src)
	if err != nil {
		return nil, err
	}
	return normal(n), nil
}

// verdict compares normal expressions. The order makes it the same from both
// sides.
func verdict(d, l *node) Verdict {
	if byText(d, l) > 0 {
		d, l = l, d
	}
	switch {
	case same(d, l):
		return Agree
	case contradict(d, l):
		return Differ
	}
	return Unsure
}

// compareTokens compares what is not understood word for word.
func compareTokens(declared, live string) Verdict {
	d, dErr := scan(declared)
	l, lErr := scan(live)
	if dErr == nil && lErr == nil && slices.Equal(d, l) {
		return Agree
	}
	return Unsure
}

// SameColumns reports that two expressions speak of the same columns, whatever
// they say of them. Of one that is not understood it cannot be told.
func SameColumns(declared, live string) bool {
	d, err := read(declared)
	if err != nil {
		return false
	}
	l, err := read(live)
	return err == nil && slices.Equal(columns(d), columns(l))
}

// columns are the names of the columns in an expression, each once.
func columns(n *node) []string {
	var all []string
	var visit func(*node)
	visit = func(n *node) {
		if n == nil {
			return
		}
		if n.is(nodeName) {
			all = append(all, n.text)
		}
		for _, a := range n.args {
			visit(a)
		}
	}
	visit(n)
	slices.Sort(all)
	return slices.Compact(all)
}
