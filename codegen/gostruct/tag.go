package gostruct

import (
	"strconv"
	"strings"
)

// A tag is a struct tag in parts, as they stand in the source.
type tag struct {
	parts []tagPart
	text  string // unquoted
	raw   bool   // in backquotes
}

// A tagPart is one key with its value. Column is where it begins in the tag.
type tagPart struct {
	key, value string
	column     int
}

// get returns the value of the key.
func (t tag) get(key string) (value string, ok bool) {
	for _, p := range t.parts {
		if p.key == key {
			return p.value, true
		}
	}
	return "", false
}

// parseTag reads the literal of a tag as reflect.StructTag does; parts after a
// mistake are left out.
func parseTag(literal string) tag {
	text, err := strconv.Unquote(literal)
	if err != nil {
		return tag{}
	}
	t := tag{text: text, raw: strings.HasPrefix(literal, "`")}
	rest := text
	for {
		rest = strings.TrimLeft(rest, " ")
		column := len(text) - len(rest)
		end := 0
		for end < len(rest) && rest[end] > ' ' && rest[end] != ':' && rest[end] != '"' && rest[end] != 0x7f {
			end++
		}
		if end == 0 || !strings.HasPrefix(rest[end:], `:"`) {
			return t
		}
		key := rest[:end]
		quoted, err := strconv.QuotedPrefix(rest[end+1:])
		if err != nil {
			return t
		}
		value, err := strconv.Unquote(quoted)
		if err != nil {
			return t
		}
		t.parts = append(t.parts, tagPart{key, value, column})
		rest = rest[end+1+len(quoted):]
	}
}

// literal spells a tag. The columns are where its keys shall begin, as in the
// tags around it that are lined up; nil for one space between keys.
func literal(parts []tagPart, columns []int) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteByte(' ')
			if i < len(columns) {
				b.WriteString(strings.Repeat(" ", max(0, columns[i]-b.Len())))
			}
		}
		b.WriteString(p.key)
		b.WriteByte(':')
		b.WriteString(strconv.Quote(p.value))
	}
	text := b.String()
	if strconv.CanBackquote(text) {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}
