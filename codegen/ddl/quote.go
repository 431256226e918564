package ddl

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// ident quotes a name where SQL needs it.
func ident(name string) string { return schema.SQLIdent(name) }

// dotted is a qualified name.
func dotted(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(ident(p))
	}
	return b.String()
}

func idents(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = ident(n)
	}
	return strings.Join(quoted, ", ")
}

// columnList is a list of columns in parentheses; nothing for none.
func columnList(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "(" + idents(names) + ")"
}

// literal is a string constant, whatever standard_conforming_strings says.
func literal(text string) string {
	quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
	if strings.Contains(quoted, `\`) {
		return "E" + strings.ReplaceAll(quoted, `\`, `\\`)
	}
	return quoted
}

// dollar quotes a body of code by a tag that is not in it.
func dollar(body string) string {
	tag := "$$"
	// A body that ends with a dollar would run into the tag.
	for n := 0; strings.Contains(body+"$", tag); n++ {
		tag = "$body$"
		if n > 0 {
			tag = "$body" + strconv.Itoa(n) + "$"
		}
	}
	return tag + body + tag
}

// comment is a comment of one line, whatever the text is: what would end the
// line or reorder it is spelt out.
func comment(text string) string {
	var b strings.Builder
	b.WriteString("-- ")
	for _, r := range text {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
	}
	return strings.TrimRight(b.String(), " ")
}

// typeName is a type as SQL names it under an empty search path.
func typeName(t schema.Type) string {
	if t.Schema == "" || t.Schema == "pg_catalog" {
		return t.String()
	}
	name := dotted(t.Schema, t.Name)
	if t.Args != "" {
		name += "(" + t.Args + ")"
	}
	if t.Array {
		name += "[]"
	}
	return name
}

// words joins what is not empty.
func words(parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}

// prefixed is the text after the word, or nothing.
func prefixed(word, text string) string {
	if text == "" {
		return ""
	}
	return word + " " + text
}

func when(set bool, text string) string {
	if set {
		return text
	}
	return ""
}

// options writes storage parameters, described as "fillfactor=70, autosummarize=on",
// as CREATE wants them: "(fillfactor='70', autosummarize='on')". Their names are
// words and may have a namespace.
func options(described string) string {
	list := splitOptions(described)
	if len(list) == 0 {
		return ""
	}
	for i, o := range list {
		name, value, _ := strings.Cut(o, "=")
		space, rest, ok := strings.Cut(name, ".")
		name = ident(space)
		if ok {
			name += "." + ident(rest)
		}
		list[i] = name + "=" + literal(value)
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// splitOptions parts a list at its commas. One is part of a value if no name and
// equals sign follow it.
func splitOptions(described string) []string {
	if described == "" {
		return nil
	}
	var list []string
	for part := range strings.SplitSeq(described, ", ") {
		name, _, ok := strings.Cut(part, "=")
		if len(list) > 0 && (!ok || strings.ContainsAny(name, ` '"`)) {
			list[len(list)-1] += ", " + part
			continue
		}
		list = append(list, part)
	}
	return list
}
