package gosrc

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// What a skimmer meets, where it is no sign of its own.
const (
	skimEnd    = 0
	skimWord   = 'a' // a name, a keyword or a number
	skimString = '"' // of either form
	skimRune   = '\''
)

// A skimmer runs over the tokens of Go source and makes nothing of them, so that
// it costs next to nothing.
type skimmer struct {
	src   []byte
	pos   int
	line  int
	fresh bool // a line ended before the token
}

// next returns what comes next and where it begins; pos is behind it.
func (s *skimmer) next() (kind byte, at int) {
	s.fresh = false
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; {
		case c == '\n':
			s.fresh = true
			s.line++
			s.pos++
		case c == ' ' || c == '\t' || c == '\r':
			s.pos++
		case c == '/' && bytes.HasPrefix(s.src[s.pos:], []byte("//")):
			s.to(bytes.IndexByte(s.src[s.pos:], '\n'))
		case c == '/' && bytes.HasPrefix(s.src[s.pos:], []byte("/*")):
			end := bytes.Index(s.src[s.pos+2:], []byte("*/"))
			if end >= 0 {
				end += 4
			}
			line := s.line
			s.to(end)
			s.fresh = s.fresh || s.line > line
		default:
			at = s.pos
			return s.token(c), at
		}
	}
	return skimEnd, s.pos
}

func (s *skimmer) token(c byte) byte {
	switch {
	case c == '`':
		end := bytes.IndexByte(s.src[s.pos+1:], '`')
		if end >= 0 {
			end += 2
		}
		s.to(end)
		return skimString
	case c == '"' || c == '\'':
		s.quoted(c)
		return c
	case wordByte(c):
		for s.pos < len(s.src) && wordByte(s.src[s.pos]) {
			s.pos++
		}
		return skimWord
	}
	s.pos++
	return c
}

// to goes n bytes on; to the end for less than none.
func (s *skimmer) to(n int) {
	if n < 0 {
		n = len(s.src) - s.pos
	}
	s.line += bytes.Count(s.src[s.pos:s.pos+n], []byte{'\n'})
	s.pos += n
}

// quoted goes behind the closing quote, or to the end of the line.
func (s *skimmer) quoted(quote byte) {
	for s.pos++; s.pos < len(s.src); s.pos++ {
		switch s.src[s.pos] {
		case quote:
			s.pos++
			return
		case '\n':
			return
		case '\\':
			if s.pos+1 < len(s.src) && s.src[s.pos+1] != '\n' {
				s.pos++
			}
		}
	}
}

func wordByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// close goes behind the bracket that matches the one just met.
func (s *skimmer) close() bool {
	for depth := 1; depth > 0; {
		switch kind, _ := s.next(); kind {
		case skimEnd:
			return false
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
	}
	return true
}

// outline puts blanks in place of the functions that say nothing of tables and
// types: a function altogether, of a method what is between its braces. That is
// most of a program, and need not be parsed. Lines stay what they are. Source
// that is not understood stays whole, and so does any of go-jet, whose functions
// say everything.
func outline(src []byte) {
	if slices.ContainsFunc(jetWords, func(word []byte) bool { return bytes.Contains(src, word) }) {
		return
	}
	var blank [][2]int
	s := skimmer{src: src}
	ends := true // the token before may end a declaration
	for {
		kind, at := s.next()
		switch kind {
		case skimEnd:
			for _, b := range blank {
				for i := b[0]; i < b[1]; i++ {
					if src[i] != '\n' {
						src[i] = ' '
					}
				}
			}
			return
		case '(', '[', '{':
			if !s.close() {
				return
			}
			ends = true
			continue
		case ')', ']', '}':
			return
		case skimWord:
			if (at == 0 || s.fresh && ends) && string(src[at:s.pos]) == "func" {
				b, ok := s.function(at)
				if !ok {
					return
				}
				if b != [2]int{} {
					blank = append(blank, b)
				}
			}
		}
		ends = kind == skimWord || kind == skimString || kind == skimRune || kind == ';'
	}
}

var jetWords = [][]byte{[]byte("go-jet"), []byte("Go-jet"), []byte("Go-Jet")}

// function reads a function behind the word that it begins with, at start, and
// returns what of it may be blank.
func (s *skimmer) function(start int) (blank [2]int, ok bool) {
	kind, at := s.next()
	method := kind == '('
	if method {
		if !s.close() {
			return blank, false
		}
		kind, at = s.next()
	}
	if kind != skimWord {
		return blank, false
	}
	name := string(s.src[at:s.pos])
	kind, _ = s.next()
	if kind == '[' {
		if !s.close() {
			return blank, false
		}
		kind, _ = s.next()
	}
	if kind != '(' || !s.close() {
		return blank, false
	}
	// The result, with which a line may end if there is no body.
	word := ""
	for {
		before := s.pos
		kind, at = s.next()
		switch {
		case kind == skimEnd, s.fresh, kind == ';':
			s.pos = before
			return blank, true
		case kind == '{' && word != "struct" && word != "interface":
			open := s.pos
			if !s.close() {
				return blank, false
			}
			end := s.pos
			switch {
			case name == "TableName" || name == "Fields" || bytes.Contains(s.src[start:open], []byte("QueryMod")):
				return blank, true
			case method || !s.lineEnds():
				return [2]int{open, end - 1}, true
			}
			return [2]int{start, end}, true
		case kind == '(' || kind == '[' || kind == '{':
			if !s.close() {
				return blank, false
			}
			word = ""
		default:
			word = ""
			if kind == skimWord {
				word = string(s.src[at:s.pos])
			}
		}
	}
}

// lineEnds reports whether nothing follows on the line.
func (s *skimmer) lineEnds() bool {
	ahead := *s
	kind, _ := ahead.next()
	return kind == skimEnd || ahead.fresh
}
