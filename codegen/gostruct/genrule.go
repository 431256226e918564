package gostruct

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A demand is what the database demands of one value, as Go can ask it.
type demand struct {
	kind       ruleKind
	op, bound  string // of a comparison: the value must be op bound
	constraint string // the constraint's name; what the column says otherwise
}

type ruleKind uint8

const (
	ruleNotNull ruleKind = iota
	ruleLength           // characters
	ruleRange            // of a number
	ruleListed           // Valid reports
	ruleDomain           // Validate of the type reports
)

// fieldRules finds the rules of every field of the table.
func (g *generator) fieldRules(t *genTable) {
	for _, f := range t.fields {
		live := f.column.Type.Or(schema.Type{})
		if f.column.NotNull.Or(false) && formOf(f.typ) == list && f.typ != "any" {
			f.rules = append(f.rules, demand{kind: ruleNotNull, constraint: "not null"})
		}
		if n := length(live); n != "" && f.stringy() {
			f.rules = append(f.rules, demand{kind: ruleLength, op: "<=", bound: n, constraint: live.String()})
		}
		if name, ok := strings.CutPrefix(f.base, "."); ok {
			switch {
			case f.enum != nil:
				f.rules = append(f.rules, demand{kind: ruleListed, constraint: f.enum.check})
			case g.isEnum(name):
				f.rules = append(f.rules, demand{kind: ruleListed, constraint: "enum " + live.Name})
			case g.checked(name):
				f.rules = append(f.rules, demand{kind: ruleDomain, constraint: "domain " + live.Name})
			}
		}
	}
	for _, c := range t.Checks {
		for _, x := range comparisons(c.Expr) {
			f := t.members[x.column]
			if f == nil || x.kind == ruleLength && !f.stringy() || x.kind == ruleRange && !g.numeric(f) {
				continue
			}
			x.constraint = c.Name
			f.rules = append(f.rules, x.demand)
		}
	}
}

func (g *generator) isEnum(name string) bool {
	for _, e := range g.enums {
		if e.name == name {
			return true
		}
	}
	return false
}

// checked reports whether the domain's type has a Validate method.
func (g *generator) checked(name string) bool {
	for _, d := range g.domains {
		if d.name == name {
			return len(d.rules) > 0
		}
	}
	return false
}

// stringy reports that the field holds a text whose characters can be counted.
func (f *genField) stringy() bool { return f.base == "string" || f.base == ".Secret" }

func (g *generator) numeric(f *genField) bool {
	switch f.base {
	case "int16", "int32", "int64", "float32", "float64":
		return true
	}
	return false
}

// length is how many characters a type has room for.
func length(t schema.Type) string {
	if (t.Name == "varchar" || t.Name == "bpchar") && !t.Array && isDigits(t.Args) {
		return t.Args
	}
	return ""
}

// domainRules are the rules of a domain's own.
func (g *generator) domainRules(d *schema.Domain, base string) []demand {
	var rules []demand
	if n := length(d.Base); n != "" && base == "string" {
		rules = append(rules, demand{kind: ruleLength, op: "<=", bound: n, constraint: d.Base.String()})
	}
	for _, c := range d.Checks {
		for _, x := range comparisons(c.Expr) {
			number := base != "string" && base != "bool"
			if !strings.EqualFold(x.column, "value") || x.kind == ruleLength && base != "string" || x.kind == ruleRange && !number {
				continue
			}
			x.constraint = c.Name
			rules = append(rules, x.demand)
		}
	}
	return rules
}

// A comparison is a rule that a condition sets for a column.
type comparison struct {
	demand
	column string
}

// comparisons reads a condition that is one comparison with a number or several
// that must all hold, of columns or of the lengths of columns. A condition with
// anything else in it gives none.
func comparisons(expr string) []comparison {
	var all []comparison
	for _, part := range strings.Split(expr, " AND ") {
		if strings.Contains(strings.ToUpper(part), " OR ") {
			return nil
		}
		x, ok := compared(part)
		if !ok {
			return nil
		}
		all = append(all, x)
	}
	return all
}

func compared(text string) (x comparison, ok bool) {
	c := &condition{text: text}
	x.kind = ruleRange
	for _, f := range []string{"char_length(", "character_length(", "length("} {
		if c.word(f) {
			x.kind = ruleLength
			break
		}
	}
	if strings.HasPrefix(c.text, "VALUE") {
		x.column, c.text = "value", c.text[len("VALUE"):]
	} else if !c.operand(&x.column) {
		return x, false
	}
	for _, op := range []string{"<=", ">=", "<>", "<", ">", "="} {
		if !c.word(op) {
			continue
		}
		if x.op = op; op == "<>" && x.kind == ruleRange && c.word("''") {
			x.kind, x.op, x.bound = ruleLength, ">", "0" // name <> ''
		} else if !c.number(&x.bound) {
			return x, false
		}
		c.skip()
		return x, c.text == "" && (x.kind != ruleLength || !strings.ContainsAny(x.bound, ".-"))
	}
	return x, false
}

// validateTag offers the rules as github.com/go-playground/validator spells them.
func validateTag(f *genField) string {
	var parts []string
	min, max := "min", "max"
	listed := ""
	for _, r := range f.rules {
		switch {
		case r.kind == ruleNotNull:
			parts = append(parts, "required")
		case r.kind == ruleListed && f.enum != nil:
			listed = oneOfTag(f.enum.labels)
		case r.kind == ruleRange:
			if op := map[string]string{"<=": "lte", ">=": "gte", "<": "lt", ">": "gt", "=": "eq", "<>": "ne"}[r.op]; op != "" {
				parts = append(parts, op+"="+r.bound)
			}
		case r.kind == ruleLength:
			n, err := strconv.Atoi(r.bound)
			switch {
			case err != nil:
			case r.op == "<=":
				parts = append(parts, max+"="+r.bound)
			case r.op == "<":
				parts = append(parts, max+"="+strconv.Itoa(n-1))
			case r.op == ">=":
				parts = append(parts, min+"="+r.bound)
			case r.op == ">":
				parts = append(parts, min+"="+strconv.Itoa(n+1))
			case r.op == "=":
				parts = append(parts, "len="+r.bound)
			}
		}
	}
	if listed != "" {
		parts = append(parts, listed)
	}
	if len(parts) == 0 {
		return ""
	}
	if formOf(f.typ) == pointer || formOf(f.typ) == wrapped {
		parts = append([]string{"omitempty"}, parts...)
	}
	return strings.Join(parts, ",")
}

// oneOfTag is a list for the tag; empty where the tag could not hold it.
func oneOfTag(labels []string) string {
	var b strings.Builder
	for i, l := range labels {
		if l == "" || strings.ContainsAny(l, "'\"`,|\\") {
			return ""
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		if strings.ContainsAny(l, " \t") {
			l = "'" + l + "'"
		}
		b.WriteString(l)
	}
	return "oneof=" + b.String()
}

// failure is the Go expression under which a value breaks the rule, and what to
// say then. The value is an expression.
func (r demand) failure(value string, base string) (cond, reason string) {
	not := map[string]string{"<=": ">", ">=": "<", "<": ">=", ">": "<=", "=": "!=", "<>": "=="}[r.op]
	says := map[string]string{"<=": "at most", ">=": "at least", "<": "less than", ">": "more than", "=": "exactly", "<>": "other than"}[r.op]
	switch r.kind {
	case ruleNotNull:
		return value + " == nil", "it is nil and must not be"
	case ruleLength:
		if base != "string" {
			value = "string(" + value + ")"
		}
		return fmt.Sprintf("utf8.RuneCountInString(%s) %s %s", value, not, r.bound),
			fmt.Sprintf("it must have %s %s characters", says, r.bound)
	case ruleRange:
		return fmt.Sprintf("%s %s %s", value, not, r.bound), fmt.Sprintf("it must be %s %s", says, r.bound)
	case ruleListed:
		return "!" + value + ".Valid()", "it is none of the values that are allowed"
	}
	return "", ""
}

func (r demand) name() string { return cmp.Or(r.constraint, "check") }
