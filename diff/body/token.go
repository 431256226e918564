package body

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind of token.
type kind uint8

const (
	end    kind = iota
	word        // a name or key word without quotes, in lower case
	quoted      // a name in quotes, without them
	str         // a string constant, without its quotes
	num         // a number
	param       // $1
	op          // an operator
	punct       // ( ) [ ] , ; . : :: := => ..
)

type token struct {
	kind kind
	text string
	line int
}

func (t token) is(text string) bool { return (t.kind == punct || t.kind == op) && t.text == text }

func (t token) word(words ...string) bool {
	if t.kind != word {
		return false
	}
	for _, w := range words {
		if t.text == w {
			return true
		}
	}
	return false
}

// name reports that the token may be the name of something.
func (t token) name() bool { return t.kind == quoted || t.kind == word && !reserved[t.text] }

const operatorChars = "+-*/<>=~!@#%^&|`?"

// scan divides SQL into tokens, without comments. It is false where a quote or
// comment does not end.
func scan(src string) ([]token, bool) {
	var tokens []token
	line := 1
	add := func(k kind, text string) { tokens = append(tokens, token{k, text, line}) }
	for i := 0; i < len(src); {
		c := src[i]
		switch {
		case c == '\n':
			line++
			i++
		case c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v':
			i++
		case strings.HasPrefix(src[i:], "--"):
			n := strings.IndexByte(src[i:], '\n')
			if n < 0 {
				n = len(src) - i
			}
			i += n
		case strings.HasPrefix(src[i:], "/*"):
			n := comment(src[i:])
			if n < 0 {
				return nil, false
			}
			line += strings.Count(src[i:i+n], "\n")
			i += n
		case c == '\'' || (c == 'e' || c == 'E' || c == 'b' || c == 'B' || c == 'x' || c == 'X' || c == 'n' || c == 'N') && i+1 < len(src) && src[i+1] == '\'':
			escapes := c == 'e' || c == 'E'
			if c != '\'' {
				i++
			}
			text, n := constant(src[i:], '\'', escapes)
			if n < 0 {
				return nil, false
			}
			add(str, text)
			line += strings.Count(src[i:i+n], "\n")
			i += n
		case c == '"':
			text, n := constant(src[i:], '"', false)
			if n < 0 {
				return nil, false
			}
			add(quoted, text)
			i += n
		case c == '$':
			n := dollar(src[i:])
			if n == 0 { // a parameter
				n = 1
				for i+n < len(src) && src[i+n] >= '0' && src[i+n] <= '9' {
					n++
				}
				add(param, src[i:i+n])
				i += n
				continue
			}
			tag := src[i : i+n]
			length := strings.Index(src[i+n:], tag)
			if length < 0 {
				return nil, false
			}
			add(str, src[i+n:i+n+length])
			line += strings.Count(src[i:i+2*n+length], "\n")
			i += 2*n + length
		case c >= '0' && c <= '9' || c == '.' && i+1 < len(src) && src[i+1] >= '0' && src[i+1] <= '9':
			n := 1
			for i+n < len(src) {
				d := src[i+n]
				if d == '.' && strings.HasPrefix(src[i+n:], "..") {
					break
				}
				exponent := (d == '+' || d == '-') && (src[i+n-1] == 'e' || src[i+n-1] == 'E') && !strings.HasPrefix(src[i:], "0x")
				if !(d >= '0' && d <= '9' || d == '.' || d == '_' || d >= 'a' && d <= 'z' || d >= 'A' && d <= 'Z' || exponent) {
					break
				}
				n++
			}
			add(num, src[i:i+n])
			i += n
		case c == '_' || c >= utf8.RuneSelf || unicode.IsLetter(rune(c)):
			n := 1
			for i+n < len(src) && wordByte(src[i+n]) {
				n++
			}
			add(word, strings.ToLower(src[i:i+n]))
			i += n
		case strings.HasPrefix(src[i:], "::"), strings.HasPrefix(src[i:], ":="), strings.HasPrefix(src[i:], "=>"), strings.HasPrefix(src[i:], ".."):
			add(punct, src[i:i+2])
			i += 2
		case strings.IndexByte(operatorChars, c) >= 0:
			n := 1
			for i+n < len(src) && strings.IndexByte(operatorChars, src[i+n]) >= 0 &&
				!strings.HasPrefix(src[i+n:], "--") && !strings.HasPrefix(src[i+n:], "/*") {
				n++
			}
			// An operator ends in a sign only if it has a character that no sign
			// could follow: a =-1 is a = -1.
			for n > 1 && (src[i+n-1] == '-' || src[i+n-1] == '+') && !strings.ContainsAny(src[i:i+n], "~!@#%^&|`?") {
				n--
			}
			add(op, src[i:i+n])
			i += n
		default:
			add(punct, string(c))
			i++
		}
	}
	return tokens, true
}

func wordByte(c byte) bool {
	return c == '_' || c == '$' || c >= utf8.RuneSelf || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// comment is the length of a comment, which may hold others; -1 if it does not
// end.
func comment(src string) int {
	depth := 0
	for i := 0; i+1 < len(src); i++ {
		switch src[i : i+2] {
		case "/*":
			depth++
			i++
		case "*/":
			depth--
			i++
			if depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// constant is the text of a constant or name in quotes, and the length of it; -1
// if it does not end.
func constant(src string, quote byte, escapes bool) (string, int) {
	var b strings.Builder
	for i := 1; i < len(src); i++ {
		switch {
		case escapes && src[i] == '\\' && i+1 < len(src):
			b.WriteByte(src[i])
			i++
			b.WriteByte(src[i])
		case src[i] != quote:
			b.WriteByte(src[i])
		case i+1 < len(src) && src[i+1] == quote:
			b.WriteByte(quote)
			i++
		default:
			return b.String(), i + 1
		}
	}
	return "", -1
}

// dollar is the length of the tag that opens a dollar-quoted string; 0 for none.
func dollar(src string) int {
	for i := 1; i < len(src); i++ {
		switch c := src[i]; {
		case c == '$':
			return i + 1
		case i == 1 && c >= '0' && c <= '9', !wordByte(c):
			return 0
		}
	}
	return 0
}

// closing is the place of the bracket that closes the one at open; -1 for none.
func closing(ts []token, open int) int {
	depth := 0
	for i := open; i < len(ts); i++ {
		switch {
		case ts[i].is("(") || ts[i].is("["):
			depth++
		case ts[i].is(")") || ts[i].is("]"):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// outside are the tokens outside of brackets, and their places.
func outside(ts []token) iter.Seq2[int, token] {
	return func(yield func(int, token) bool) {
		depth := 0
		for i, t := range ts {
			switch {
			case t.is("(") || t.is("["):
				depth++
			case t.is(")") || t.is("]"):
				depth--
			case depth <= 0 && !yield(i, t):
				return
			}
		}
	}
}

// split divides tokens at commas outside of brackets.
func split(ts []token) [][]token {
	var parts [][]token
	start := 0
	for i, t := range outside(ts) {
		if t.is(",") {
			parts = append(parts, ts[start:i])
			start = i + 1
		}
	}
	if start < len(ts) {
		parts = append(parts, ts[start:])
	}
	return parts
}

// find is the place of the first of the words outside of brackets; -1 for none.
func find(ts []token, words ...string) int {
	for i, t := range outside(ts) {
		if t.word(words...) {
			return i
		}
	}
	return -1
}
