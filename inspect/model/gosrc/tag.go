package gosrc

import (
	"strconv"
	"strings"
)

// A Tag is a field's tag, taken apart as package reflect does.
type Tag struct {
	pairs []pair
	// Malformed says where reflect stops understanding the tag; "" for nowhere.
	Malformed string
}

type pair struct{ key, value string }

// Lookup returns the value of the first pair with the key.
func (t Tag) Lookup(key string) (value string, ok bool) {
	for _, p := range t.pairs {
		if p.key == key {
			return p.value, true
		}
	}
	return "", false
}

// Has reports whether the tag has the key.
func (t Tag) Has(key string) bool {
	_, ok := t.Lookup(key)
	return ok
}

// ParseTag takes the text of a tag apart, without the quotes around it.
func ParseTag(text string) Tag {
	var t Tag
	for text = strings.TrimLeft(text, " "); text != ""; text = strings.TrimLeft(text, " ") {
		next, rest, wrong := cutPair(text)
		if wrong != "" {
			t.Malformed = wrong
			return t
		}
		if next.key[0] == ',' || next.key[0] == ';' {
			t.Malformed = "pairs are separated by spaces, and " + quote(next.key) + " is taken for a key"
		}
		t.pairs, text = append(t.pairs, next), rest
	}
	return t
}

// cutPair reads the first pair of a tag, or says what is wrong with it.
func cutPair(text string) (next pair, rest, wrong string) {
	i := 0
	for i < len(text) && text[i] > ' ' && text[i] != ':' && text[i] != '"' && text[i] != 0x7f {
		i++
	}
	next.key, rest = text[:i], text[i:]
	if next.key == "" {
		return next, rest, "a key was expected at " + quote(text)
	}
	if rest == "" || rest[0] != ':' {
		return next, rest, "after the key " + quote(next.key) + " a colon was expected"
	}
	if rest = rest[1:]; rest == "" || rest[0] != '"' {
		return next, rest, "the value of " + quote(next.key) + " does not follow in double quotes"
	}
	for i = 1; i < len(rest) && rest[i] != '"'; i++ {
		if rest[i] == '\\' {
			i++
		}
	}
	if i >= len(rest) {
		return next, rest, "the value of " + quote(next.key) + " is not closed"
	}
	value, err := strconv.Unquote(rest[:i+1])
	if err != nil {
		return next, rest, "the value of " + quote(next.key) + " is not a Go string"
	}
	next.value = value
	return next, rest[i+1:], ""
}

// quote writes a piece of source for people, and not too much of it.
func quote(s string) string {
	if len(s) > 40 {
		s = strings.ToValidUTF8(s[:40], "") + "…"
	}
	return strconv.Quote(s)
}
