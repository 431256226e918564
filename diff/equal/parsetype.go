package equal

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// typeName reads a type, and gives it its catalog name. Where the next tokens
// are none, the parser stays where it is.
func (p *parser) typeName() (schema.Type, bool) {
	start := p.at
	t, ok := p.simpleType()
	if !ok {
		p.at = start
		return schema.Type{}, false
	}
	for {
		switch {
		case p.peek() == (token{tokPunct, "["}) && p.ahead(1) == (token{tokPunct, "]"}):
			p.at += 2
		case p.peek() == (token{tokPunct, "["}) && p.ahead(1).kind == tokNumber && p.ahead(2) == (token{tokPunct, "]"}):
			p.at += 3
		case !t.Array && p.word("array"):
		default:
			return t, true
		}
		t.Array = true
	}
}

func (p *parser) simpleType() (schema.Type, bool) {
	first := p.peek()
	switch first.kind {
	case tokQuoted:
	case tokWord:
		if reserved[first.text] {
			return schema.Type{}, false
		}
	default:
		return schema.Type{}, false
	}
	if first.kind == tokQuoted || p.ahead(1) == (token{tokPunct, "."}) {
		return p.namedType()
	}
	p.take()
	name, args := first.text, ""
	switch name {
	case "double":
		if !p.word("precision") {
			return schema.Type{Name: name}, true
		}
		name = "float8"
	case "national", "character", "char", "nchar", "bit":
		if name == "national" && !p.word("character") && !p.word("char") {
			return schema.Type{Name: name}, true
		}
		bit := name == "bit"
		varying := p.word("varying")
		switch args = p.typeArgs(); {
		case varying && bit:
			name = "varbit"
		case varying:
			name = "varchar"
		case !bit:
			name = "bpchar"
		}
		if !varying && args == "" {
			args = "1"
		}
	case "time", "timestamp":
		args = p.typeArgs()
		if p.word("with", "time", "zone") {
			name += "tz"
		} else {
			p.word("without", "time", "zone")
		}
	case "interval":
		if args = p.intervalFields(); args == "" {
			args = p.typeArgs()
		}
	default:
		args = p.typeArgs()
	}
	return canon(schema.Type{Name: name, Args: args}), true
}

// namedType reads a type that is quoted or qualified: the grammar's own words
// mean nothing there.
func (p *parser) namedType() (schema.Type, bool) {
	space, name, ok := p.name()
	if !ok {
		return schema.Type{}, false
	}
	t := schema.Type{Name: name, Args: tidyArgs(p.typeArgs())}
	if space != "" {
		t.Schema = unquoteLast(space)
	}
	return t, true
}

// typeArgs reads modifiers as they stand between parentheses; without any it
// stays where it is.
func (p *parser) typeArgs() string {
	start := p.at
	if !p.punct("(") {
		return ""
	}
	var b strings.Builder
	for {
		switch t := p.take(); {
		case t == (token{tokPunct, ")"}) && b.Len() > 0:
			return b.String()
		case t.kind == tokNumber, t.kind == tokWord, t == (token{tokPunct, ","}), t == (token{tokOp, "-"}):
			b.WriteString(t.text)
		default:
			p.at = start
			return ""
		}
	}
}

var intervalUnits = set("year month day hour minute second")

// intervalFields reads what may follow INTERVAL: day to second(3).
func (p *parser) intervalFields() string {
	unit := func() (string, bool) {
		t := p.peek()
		if t.kind != tokWord || !intervalUnits[t.text] {
			return "", false
		}
		p.take()
		if args := ""; t.text == "second" {
			if args = p.typeArgs(); args != "" {
				return t.text + "(" + args + ")", true
			}
		}
		return t.text, true
	}
	from, ok := unit()
	if !ok {
		return ""
	}
	if p.word("to") {
		if to, ok := unit(); ok {
			return from + " to " + to
		}
		p.at--
	}
	return from
}

// name reads an identifier with its qualification, whose parts it returns in
// quotes. What pg_catalog qualifies stays unqualified.
func (p *parser) name() (space, name string, ok bool) {
	t := p.peek()
	if t.kind != tokQuoted && (t.kind != tokWord || reserved[t.text]) {
		return "", "", false
	}
	name = p.take().text
	for p.peek() == (token{tokPunct, "."}) && (p.ahead(1).kind == tokWord || p.ahead(1).kind == tokQuoted) {
		p.take()
		if space != "" {
			space += "."
		}
		space += quoteName(name)
		name = p.take().text
	}
	if space == `"pg_catalog"` {
		space = ""
	}
	return space, name, true
}

// unquoteLast is the last part of a qualification that name made.
func unquoteLast(space string) string {
	start := 0
	for i, in := 0, false; i < len(space); i++ {
		switch {
		case space[i] == '"':
			in = !in
		case space[i] == '.' && !in:
			start = i + 1
		}
	}
	return strings.ReplaceAll(strings.Trim(space[start:], `"`), `""`, `"`)
}

// reserved are the key words that can name neither a column nor a function nor
// a type without quotes, as far as an expression can meet them.
var reserved = set(`all and any array as asc between both case cast check collate
	constraint create default desc distinct do else end except fetch for foreign
	from grant group having ilike in initially intersect into is isnull lateral
	leading like limit not notnull null offset on only or order placing primary
	references returning select similar some table then to trailing true false
	union unique using variadic when where window with`)
