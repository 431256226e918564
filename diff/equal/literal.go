package equal

import (
	"encoding/hex"
	"net/netip"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// literal is the constant that PostgreSQL reads from the text for the canonical
// type, in one spelling. Where the type has several spellings of one value and
// this one is not understood, the text stays as it is.
func literal(text string, t schema.Type) *node {
	raw := &node{kind: nodeString, text: text, typ: t}
	if t.Array {
		if n, ok := arrayLiteral(text, t); ok {
			return n
		}
		return raw
	}
	if !isBuiltin(t) {
		return raw
	}
	switch t.Name {
	case "bool":
		if b, ok := parseBool(text); ok {
			return b
		}
	case "int2", "int4", "int8":
		if n, ok := canonNumber(text); ok && isInteger(n) {
			return &node{kind: nodeNumber, text: n}
		}
	case "numeric", "float4", "float8":
		if n, ok := canonNumber(text); ok && (t.Args == "" || decimals(n) <= modifiers(t)[1]) {
			return &node{kind: nodeNumber, text: n}
		}
		if spelt, ok := canonText(text, t.Name); ok {
			raw.text = spelt
		}
	case "text", "varchar", "name":
		raw.typ = schema.Type{Name: "text"}
		if n := modifiers(t)[0]; t.Args != "" && len(text) > n {
			if runes := []rune(text); len(runes) > n {
				raw.text = string(runes[:n])
			}
		}
	case "bpchar":
		if t.Args == "" {
			raw.typ = schema.Type{Name: "text"}
			raw.text = strings.TrimRight(text, " ")
		}
	default:
		if spelt, ok := canonText(text, t.Name); ok {
			raw.text = spelt
		}
	}
	return raw
}

// canonText gives a value of the builtin type its one spelling, and reports
// whether it is understood: only then do two spellings mean two values.
func canonText(text, typeName string) (string, bool) {
	trimmed := strings.TrimSpace(text)
	switch typeName {
	case "text", "varchar", "bpchar", "name", "char":
		return text, true
	case "json", "jsonb":
		return canonJSON(text)
	case "numeric", "float4", "float8":
		s := strings.Replace(strings.ToLower(trimmed), "infinity", "inf", 1)
		return s, s == "nan" || s == "inf" || s == "-inf"
	case "uuid":
		return canonUUID(trimmed)
	case "bytea":
		if digits, ok := strings.CutPrefix(text, `\x`); ok {
			b, err := hex.DecodeString(strings.Join(strings.Fields(digits), ""))
			return `\x` + hex.EncodeToString(b), err == nil
		}
		return `\x` + hex.EncodeToString([]byte(text)), !strings.Contains(text, `\`)
	case "inet":
		if a, err := netip.ParseAddr(trimmed); err == nil && a.Zone() == "" {
			return netip.PrefixFrom(a, a.BitLen()).String(), true
		}
		p, err := netip.ParsePrefix(trimmed)
		return p.String(), err == nil
	case "regclass":
		return canonPath(trimmed)
	case "bit", "varbit":
		return trimmed, trimmed != "" && strings.Trim(trimmed, "01") == ""
	case "interval":
		return canonInterval(trimmed)
	case "date", "time", "timestamp", "timestamptz":
		return canonTime(trimmed, typeName)
	}
	return text, false
}

// parseBool reads what boolin accepts: the unique beginnings of true, false,
// yes, no, on and off, and 1 and 0.
func parseBool(text string) (*node, bool) {
	s := strings.ToLower(strings.TrimSpace(text))
	begins := func(word string, least int) bool { return len(s) >= least && strings.HasPrefix(word, s) }
	switch {
	case begins("true", 1), begins("yes", 1), s == "on", s == "1":
		return &node{kind: nodeBool, text: "true"}, true
	case begins("false", 1), begins("no", 1), begins("off", 2), s == "0":
		return &node{kind: nodeBool, text: "false"}, true
	}
	return nil, false
}

func canonUUID(s string) (string, bool) {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "{"), "}")
	b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
	if err != nil || len(b) != 16 {
		return s, false
	}
	h := hex.EncodeToString(b)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:], true
}

// canonPath reads the name of a relation as regclass does: each part quoted or
// folded.
func canonPath(s string) (string, bool) {
	tokens, err := scan(s)
	if err != nil {
		return s, false
	}
	p := parser{tokens: tokens}
	for i := range tokens {
		if tokens[i].kind == tokWord {
			tokens[i].kind = tokQuoted // no word is reserved here
		}
	}
	space, name, ok := p.name()
	if !ok || p.peek().kind != tokEnd {
		return s, false
	}
	if space != "" {
		space += "."
	}
	return space + quoteName(name), true
}
