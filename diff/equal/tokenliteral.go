package equal

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// str reads a string literal, and those that continue it on further lines.
func (s *scanner) str(escapes bool) (token, error) {
	var b strings.Builder
	for s.at++; ; s.at++ {
		switch c := s.peek(0); {
		case c == 0:
			return token{}, errScan
		case c == '\\' && escapes:
			if err := s.escape(&b); err != nil {
				return token{}, err
			}
		case c != '\'':
			b.WriteByte(c)
		case s.peek(1) == '\'':
			b.WriteByte('\'')
			s.at++
		default:
			s.at++
			end := s.at
			if err := s.blanks(); err != nil {
				return token{}, err
			}
			if s.peek(0) == '\'' && strings.ContainsAny(s.src[end:s.at], "\n\r") {
				continue
			}
			s.at = end
			if !utf8.ValidString(b.String()) || strings.ContainsRune(b.String(), 0) {
				return token{}, errScan
			}
			return token{tokString, b.String()}, nil
		}
	}
}

var simpleEscapes = map[byte]byte{'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// escape reads one escape of an E'…' string and leaves the scanner on its last
// byte.
func (s *scanner) escape(b *strings.Builder) error {
	s.at++
	c := s.peek(0)
	digits, base, bitSize := "", 16, 8
	switch {
	case c == 0:
		return errScan
	case c >= '0' && c <= '7':
		digits, base = s.src[s.at:min(s.at+3, len(s.src))], 8
		digits = digits[:len(digits)-len(strings.TrimLeft(digits, "01234567"))]
		s.at += len(digits) - 1
	case c == 'x':
		digits = s.src[s.at+1 : min(s.at+3, len(s.src))]
		digits = digits[:len(digits)-len(strings.TrimLeft(digits, "0123456789abcdefABCDEF"))]
		if digits == "" {
			b.WriteByte(c)
			return nil
		}
		s.at += len(digits)
	case c == 'u' || c == 'U':
		n := 4
		if c == 'U' {
			n = 8
		}
		if s.at+n >= len(s.src) {
			return errScan
		}
		digits, bitSize = s.src[s.at+1:s.at+1+n], 32
		s.at += n
	default:
		if plain, ok := simpleEscapes[c]; ok {
			c = plain
		}
		b.WriteByte(c)
		return nil
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return errScan
	}
	if bitSize == 8 {
		b.WriteByte(byte(n))
	} else {
		b.WriteRune(rune(n))
	}
	return nil
}

// dollar reads $$…$$ and $tag$…$tag$.
func (s *scanner) dollar() (token, error) {
	end := strings.IndexByte(s.src[s.at+1:], '$')
	if end < 0 {
		return token{}, errScan
	}
	mark := s.src[s.at : s.at+end+2]
	for i := 1; i < len(mark)-1; i++ {
		if !isLetter(mark[i]) && (i == 1 || !isDigit(mark[i])) {
			return token{}, errScan
		}
	}
	body := s.src[s.at+len(mark):]
	stop := strings.Index(body, mark)
	if stop < 0 {
		return token{}, errScan
	}
	s.at += stop + 2*len(mark)
	return token{tokString, body[:stop]}, nil
}

func (s *scanner) number() (token, error) {
	start := s.at
	if s.peek(0) == '0' && strings.IndexByte("xXoObB", s.peek(1)) >= 0 && s.peek(1) != 0 {
		s.at += 2
		for isLetter(s.peek(0)) || isDigit(s.peek(0)) {
			s.at++
		}
		n, err := strconv.ParseUint(s.src[start:s.at], 0, 64)
		if err != nil {
			return token{}, errScan
		}
		return token{tokNumber, strconv.FormatUint(n, 10)}, nil
	}
	digits := func() {
		for isDigit(s.peek(0)) || s.peek(0) == '_' && isDigit(s.peek(1)) {
			s.at++
		}
	}
	digits()
	if s.peek(0) == '.' {
		s.at++
		digits()
	}
	if s.peek(0)|0x20 == 'e' {
		sign := 0
		if s.peek(1) == '+' || s.peek(1) == '-' {
			sign = 1
		}
		if isDigit(s.peek(1 + sign)) {
			s.at += 1 + sign
			digits()
		}
	}
	if isLetter(s.peek(0)) {
		return token{}, errScan
	}
	return token{tokNumber, strings.ReplaceAll(s.src[start:s.at], "_", "")}, nil
}

// bits turns the digits of a bit string literal into binary ones.
func bits(digits string, hex bool) (token, error) {
	if !hex {
		if strings.Trim(digits, "01") != "" {
			return token{}, errScan
		}
		return token{tokBits, digits}, nil
	}
	var b strings.Builder
	for i := range len(digits) {
		n, err := strconv.ParseUint(digits[i:i+1], 16, 8)
		if err != nil {
			return token{}, errScan
		}
		for bit := 3; bit >= 0; bit-- {
			b.WriteByte('0' + byte(n>>bit&1))
		}
	}
	return token{tokBits, b.String()}, nil
}
