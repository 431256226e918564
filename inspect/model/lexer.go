package model

import (
	"strings"
	"unicode/utf8"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A lexer reads the parts of a type's name one after the other.
type lexer struct {
	text string
	pos  int
}

func (l *lexer) fail(reason string) error { return &TypeError{Text: l.text, Reason: reason} }

func (l *lexer) space() {
	for l.pos < len(l.text) && strings.IndexByte(" \t\r\n\f\v", l.text[l.pos]) >= 0 {
		l.pos++
	}
}

// symbol consumes one character, and the space before it.
func (l *lexer) symbol(c byte) bool {
	at := l.pos
	l.space()
	if l.pos < len(l.text) && l.text[l.pos] == c {
		l.pos++
		return true
	}
	l.pos = at
	return false
}

// name consumes an identifier. Unquoted ones are folded to lower case.
func (l *lexer) name() (name string, quoted, ok bool) {
	at := l.pos
	l.space()
	if l.pos < len(l.text) && l.text[l.pos] == '"' {
		var b strings.Builder
		for i := l.pos + 1; i < len(l.text); i++ {
			if l.text[i] != '"' {
				b.WriteByte(l.text[i])
				continue
			}
			if i+1 < len(l.text) && l.text[i+1] == '"' {
				b.WriteByte('"')
				i++
				continue
			}
			if b.Len() == 0 || !utf8.ValidString(b.String()) {
				break
			}
			l.pos = i + 1
			return b.String(), true, true
		}
		l.pos = at
		return "", false, false
	}
	start := l.pos
	for l.pos < len(l.text) && (letter(l.text[l.pos]) || l.pos > start && digit(l.text[l.pos])) {
		l.pos++
	}
	word := l.text[start:l.pos]
	if word == "" || !utf8.ValidString(word) {
		l.pos = at
		return "", false, false
	}
	return lower(word), false, true
}

// word consumes the given words if all of them follow.
func (l *lexer) word(words ...string) bool {
	at := l.pos
	for _, want := range words {
		if name, quoted, ok := l.name(); !ok || quoted || name != want {
			l.pos = at
			return false
		}
	}
	return true
}

// words completes the names that consist of several words, and gives them the
// one that stands in the table of aliases.
func (l *lexer) words(first string) string {
	varying := func(plain string) string {
		if l.word("varying") {
			return "var" + plain
		}
		return plain
	}
	switch first {
	case "double":
		if l.word("precision") {
			return "float8"
		}
	case "character", "char", "nchar":
		return varying("char")
	case "national":
		if l.word("character") || l.word("char") {
			return varying("char")
		}
	case "bit":
		return varying("bit")
	}
	return first
}

// modifiers consumes what stands in parentheses and strips the space around the
// commas. It returns "" where there are no parentheses.
func (l *lexer) modifiers() (string, error) {
	if !l.symbol('(') {
		return "", nil
	}
	var args []string
	start, quote := l.pos, byte(0)
	for ; l.pos < len(l.text); l.pos++ {
		c := l.text[l.pos]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			return "", l.fail("parentheses within parentheses")
		case c == ',' || c == ')':
			arg := strings.TrimSpace(l.text[start:l.pos])
			if arg == "" || !utf8.ValidString(arg) {
				return "", l.fail("empty modifier")
			}
			args = append(args, arg)
			if start = l.pos + 1; c == ')' {
				l.pos++
				return strings.Join(args, ","), nil
			}
		}
	}
	return "", l.fail("the parenthesis is not closed")
}

// brackets consumes the marks of an array: [], [3][3], ARRAY, ARRAY[4].
func (l *lexer) brackets(t *schema.Type) error {
	if l.word("array") {
		t.Array = true
	}
	for l.symbol('[') {
		t.Array = true
		l.space()
		for l.pos < len(l.text) && l.text[l.pos] >= '0' && l.text[l.pos] <= '9' {
			l.pos++
		}
		if !l.symbol(']') {
			return l.fail("the bracket is not closed")
		}
	}
	return nil
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

func digit(c byte) bool { return c >= '0' && c <= '9' || c == '$' }

// lower folds as PostgreSQL does in a UTF-8 database: ASCII only.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
