package report

import (
	"strconv"
	"strings"
)

// amount is a number and its noun: "no findings", "1 index", "3 policies".
func amount(n int, noun string) string {
	switch {
	case n == 0:
		return "no " + plural(noun)
	case n == 1:
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + plural(noun)
}

func plural(noun string) string {
	switch {
	case noun == "statistics" || strings.HasSuffix(noun, "privileges"):
		return noun
	case strings.HasSuffix(noun, "x") || strings.HasSuffix(noun, "s") || strings.HasSuffix(noun, "ch"):
		return noun + "es"
	case strings.HasSuffix(noun, "y") && !strings.HasSuffix(noun, "ey"):
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}

// number writes a percentage with its tenth, 100 without, and n/a for nil.
func number(p *float64) string {
	switch {
	case p == nil:
		return "n/a"
	case *p == 100:
		return "100"
	}
	return strconv.FormatFloat(*p, 'f', 1, 64)
}
