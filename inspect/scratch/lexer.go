package scratch

import (
	"strings"
	"unicode/utf8"
)

// A tokenKind says what a token is, as far as cutting a script needs to know.
type tokenKind int

const (
	space  tokenKind = iota // blanks and comments
	word                    // a keyword or a plain identifier
	quoted                  // "an identifier"
	text                    // 'a string', or $$a string$$
	symbol                  // one character of anything else
)

type token struct {
	kind tokenKind
	from int // byte offsets in the script
	to   int
}

// lex gives the token at an offset. With standardStrings unset a backslash
// escapes in every string, as it always does in an E'string'. What is not
// closed runs to the end: the server will say where it began.
func lex(script string, from int, standardStrings bool) token {
	rest := script[from:]
	until := func(kind tokenKind, n int) token { return token{kind, from, from + n} }
	c := rest[0]
	switch {
	case isSpace(c):
		n := 1
		for n < len(rest) && isSpace(rest[n]) {
			n++
		}
		return until(space, n)
	case strings.HasPrefix(rest, "--"):
		if n := strings.IndexAny(rest, "\r\n"); n >= 0 {
			return until(space, n)
		}
		return until(space, len(rest))
	case strings.HasPrefix(rest, "/*"):
		return until(space, commentLength(rest))
	case c == '"':
		return until(quoted, quotedLength(rest, '"', false))
	case c == '\'':
		return until(text, quotedLength(rest, '\'', !standardStrings))
	case (c == 'e' || c == 'E') && strings.HasPrefix(rest[1:], "'"):
		return until(text, 1+quotedLength(rest[1:], '\'', true))
	case c == '$':
		if n := dollarLength(rest); n > 0 {
			return until(text, n)
		}
	case startsWord(c):
		n := 1
		for n < len(rest) && (startsWord(rest[n]) || isDigit(rest[n]) || rest[n] == '$') {
			n++
		}
		return until(word, n)
	case isDigit(c): // so that the e of 1e'x' starts no string
		n := 1
		for n < len(rest) && (startsWord(rest[n]) || isDigit(rest[n])) {
			n++
		}
		return until(symbol, n)
	}
	_, n := utf8.DecodeRuneInString(rest)
	return until(symbol, n)
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func startsWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

// commentLength measures a comment, which may hold others.
func commentLength(s string) int {
	depth := 0
	for n := 0; n < len(s); n++ {
		switch {
		case strings.HasPrefix(s[n:], "/*"):
			depth++
			n++
		case strings.HasPrefix(s[n:], "*/"):
			depth--
			n++
			if depth == 0 {
				return n + 1
			}
		}
	}
	return len(s)
}

// quotedLength measures a string or identifier. A doubled mark inside stands for
// itself.
func quotedLength(s string, mark byte, escapes bool) int {
	for n := 1; n < len(s); n++ {
		switch {
		case escapes && s[n] == '\\':
			n++
		case s[n] == mark && n+1 < len(s) && s[n+1] == mark:
			n++
		case s[n] == mark:
			return n + 1
		}
	}
	return len(s)
}

// dollarLength measures a $tag$string$tag$, 0 if s starts none.
func dollarLength(s string) int {
	end := 1
	for end < len(s) && s[end] != '$' {
		if !startsWord(s[end]) && (end == 1 || !isDigit(s[end])) {
			return 0
		}
		end++
	}
	if end == len(s) {
		return 0
	}
	tag := s[:end+1]
	n := strings.Index(s[len(tag):], tag)
	if n < 0 {
		return len(s)
	}
	return len(tag) + n + len(tag)
}
