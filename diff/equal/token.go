package equal

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// A tokenKind says what a token is to PostgreSQL's scanner.
type tokenKind uint8

const (
	tokEnd    tokenKind = iota
	tokWord             // an identifier or key word, folded to lower case
	tokQuoted           // an identifier in double quotes
	tokString           // the value of a string literal
	tokBits             // the value of B'…' or X'…', as binary digits
	tokNumber
	tokParam // $1
	tokOp
	tokPunct // ( ) [ ] , ; . : ::  :=
)

type token struct {
	kind tokenKind
	text string
}

var errScan = errors.New("not an expression")

// scan splits an expression as src/backend/parser/scan.l does.
func scan(src string) ([]token, error) {
	if !utf8.ValidString(src) || strings.ContainsRune(src, 0) {
		return nil, errScan
	}
	s := scanner{src: src}
	for {
		t, err := s.next()
		if err != nil {
			return nil, err
		}
		s.tokens = append(s.tokens, t)
		if t.kind == tokEnd {
			return s.tokens, nil
		}
	}
}

type scanner struct {
	src    string
	at     int
	tokens []token
}

func (s *scanner) peek(i int) byte {
	if s.at+i < len(s.src) {
		return s.src[s.at+i]
	}
	return 0
}

const operators = "+-*/<>=~!@#%^&|`?"

func (s *scanner) next() (token, error) {
	if err := s.blanks(); err != nil {
		return token{}, err
	}
	c := s.peek(0)
	switch {
	case c == 0:
		return token{kind: tokEnd}, nil
	case c == '\'':
		return s.str(false)
	case c == '"':
		return s.quoted()
	case isDigit(c) || c == '.' && isDigit(s.peek(1)):
		return s.number()
	case c == '$' && isDigit(s.peek(1)):
		start := s.at
		for s.at++; isDigit(s.peek(0)); s.at++ {
		}
		return token{tokParam, s.src[start:s.at]}, nil
	case c == '$':
		return s.dollar()
	case isLetter(c):
		return s.word()
	case strings.IndexByte(operators, c) >= 0:
		return s.operator(), nil
	case c == ':' && (s.peek(1) == ':' || s.peek(1) == '='):
		s.at += 2
		return token{tokPunct, s.src[s.at-2 : s.at]}, nil
	case strings.IndexByte("()[],;.:", c) >= 0:
		s.at++
		return token{tokPunct, string(c)}, nil
	}
	return token{}, errScan
}

// blanks skips white space and comments; those of the kind /* */ nest.
func (s *scanner) blanks() error {
	for {
		switch c := s.peek(0); {
		case c != 0 && strings.IndexByte(" \t\n\r\f\v", c) >= 0:
			s.at++
		case c == '-' && s.peek(1) == '-':
			for s.peek(0) != 0 && s.peek(0) != '\n' {
				s.at++
			}
		case c == '/' && s.peek(1) == '*':
			depth := 0
			for {
				switch {
				case s.peek(0) == 0:
					return errScan
				case s.peek(0) == '/' && s.peek(1) == '*':
					depth++
					s.at++
				case s.peek(0) == '*' && s.peek(1) == '/':
					depth--
					s.at++
				}
				s.at++
				if depth == 0 {
					break
				}
			}
		default:
			return nil
		}
	}
}

func (s *scanner) word() (token, error) {
	if s.peek(1) == '\'' {
		switch c := s.peek(0) | 0x20; c {
		case 'e', 'n':
			s.at++
			return s.str(c == 'e')
		case 'b', 'x':
			s.at++
			t, err := s.str(false)
			if err != nil {
				return t, err
			}
			return bits(t.text, c == 'x')
		}
	}
	if s.peek(0)|0x20 == 'u' && s.peek(1) == '&' && (s.peek(2) == '\'' || s.peek(2) == '"') {
		return token{}, errScan // escapes by code point, which nothing prints
	}
	start := s.at
	for isLetter(s.peek(0)) || isDigit(s.peek(0)) || s.peek(0) == '$' {
		s.at++
	}
	return token{tokWord, foldASCII(s.src[start:s.at])}, nil
}

func (s *scanner) quoted() (token, error) {
	var b strings.Builder
	for s.at++; ; s.at++ {
		switch c := s.peek(0); {
		case c == 0:
			return token{}, errScan
		case c != '"':
			b.WriteByte(c)
		case s.peek(1) == '"':
			b.WriteByte('"')
			s.at++
		default:
			s.at++
			if b.Len() == 0 {
				return token{}, errScan
			}
			return token{tokQuoted, b.String()}, nil
		}
	}
}

// operator takes the longest run of operator characters that PostgreSQL takes
// for one: it ends before a comment, and with + or - only beside a character
// that the SQL standard has no operators of.
func (s *scanner) operator() token {
	start := s.at
	for c := s.peek(0); c != 0 && strings.IndexByte(operators, c) >= 0; c = s.peek(0) {
		if s.at > start && (c == '-' && s.peek(1) == '-' || c == '/' && s.peek(1) == '*') {
			break
		}
		s.at++
	}
	for s.at > start+1 && (s.src[s.at-1] == '+' || s.src[s.at-1] == '-') &&
		!strings.ContainsAny(s.src[start:s.at], "~!@#%^&|`?") {
		s.at--
	}
	op := s.src[start:s.at]
	if op == "!=" {
		op = "<>"
	}
	return token{tokOp, op}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80 }

// foldASCII folds as PostgreSQL does in a multi-byte encoding: ASCII only.
func foldASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
