package snapshot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// fields go through the fields of objects in their one order, either to write
// them or to read them: what is read is what would be written, and anything else
// is an error.
type fields struct {
	// more says that a field went before, when writing, or that one follows, when
	// reading.
	more bool

	// Of writing.
	out   []byte
	depth int                      // of the lines that are written
	text  []byte                   // of the object, on one line and without its places and needs
	bare  bool                     // leave places and needs out
	aside bool                     // there were such
	found func(schema.Ref, string) // is told of every fingerprint
	full  func()                   // takes what has been written, when that is much
	lines columnLines

	// Of reading.
	reading bool
	source  *source
	line    []byte
	at      int
	err     error
	words   map[string]string
	columns map[string]*schema.Column
	values  values
	uniques like[schema.Unique]
	checks  like[schema.Check]
	indexes like[schema.Index]
	keys    like[schema.PrimaryKey]
}

// field begins a field on the same line, and reports whether it is there.
func (f *fields) field(name string, there bool) bool {
	if f.reading {
		return f.next(name)
	}
	if !there {
		return false
	}
	if f.more {
		f.out = append(f.out, ", "...)
	}
	f.key(name)
	return true
}

// row begins a field on a line of its own, and reports whether it is there.
func (f *fields) row(name string, there bool) bool {
	if f.reading {
		return f.next(name)
	}
	if !there {
		return false
	}
	if f.more {
		f.out = append(f.out, ',')
	}
	f.newline()
	f.key(name)
	return true
}

func (f *fields) key(name string) {
	f.out = append(f.out, '"')
	f.out = append(f.out, name...)
	f.out = append(f.out, `": `...)
}

func (f *fields) newline() {
	f.out = append(f.out, '\n')
	for range f.depth {
		f.out = append(f.out, "  "...)
	}
}

// next reports whether the field of that name is the next one, and goes to its
// value.
func (f *fields) next(name string) bool {
	if !f.more || f.err != nil {
		return false
	}
	rest := f.line[f.at:]
	n := len(name)
	if len(rest) < n+4 || rest[0] != '"' || rest[n+1] != '"' || rest[n+2] != ':' || rest[n+3] != ' ' || string(rest[1:n+1]) != name {
		return false
	}
	f.at += n + 4
	return true
}

// done ends a field.
func (f *fields) done() {
	if !f.reading {
		f.more = true
		return
	}
	f.more = f.comma()
}

// comma reports whether another element follows, and goes to it.
func (f *fields) comma() bool {
	switch rest := f.line[f.at:]; {
	case f.err != nil || len(rest) == 0 || rest[0] != ',':
		return false
	case len(rest) == 1:
		f.advance()
		return f.err == nil
	case rest[1] != ' ':
		f.fail("a space is missing after the comma")
		return false
	}
	f.at += 2
	return true
}

// open and closes begin and end an object.
func (f *fields) open() {
	if f.reading {
		f.expect("{")
		if f.at == len(f.line) {
			f.advance()
		}
		f.more = f.err == nil && f.peek() != '}'
		return
	}
	f.out = append(f.out, '{')
	f.more = false
}

func (f *fields) closes() {
	if f.reading {
		if f.more && f.err == nil {
			f.strange()
		}
		f.expect("}")
		return
	}
	f.out = append(f.out, '}')
}

// closesBelow is closes, on a line of its own.
func (f *fields) closesBelow() {
	if !f.reading {
		f.newline()
	}
	f.closes()
}

// list goes through the elements of a list on one line. Without a list it is
// null.
func list[T any](f *fields, of *[]T, do func(*fields, *T)) {
	if !f.reading {
		if *of == nil {
			f.out = append(f.out, "null"...)
			return
		}
		f.out = append(f.out, '[')
		for i := range *of {
			if i > 0 {
				f.out = append(f.out, ", "...)
			}
			do(f, &(*of)[i])
		}
		f.out = append(f.out, ']')
		return
	}
	if f.peek() == 'n' {
		f.expect("null")
		return
	}
	f.expect("[")
	if f.peek() == ']' {
		*of = []T{}
		f.at++
		return
	}
	for {
		var none T
		*of = append(*of, none)
		do(f, &(*of)[len(*of)-1])
		if !f.comma() {
			break
		}
	}
	f.expect("]")
}

// quoted writes or reads text, and name the same without looking for an equal
// one when reading.
func quoted[T ~string](f *fields, s *T) {
	if f.reading {
		*s = T(f.readText(true))
		return
	}
	f.out = appendQuoted(f.out, string(*s))
}

func name(f *fields, s *string) {
	if f.reading {
		*s = f.readText(false)
		return
	}
	f.out = appendQuoted(f.out, *s)
}

func boolean(f *fields, b *bool) {
	switch {
	case !f.reading:
		f.out = strconv.AppendBool(f.out, *b)
	case f.peek() == 't':
		f.expect("true")
		*b = true
	default:
		f.expect("false")
		*b = false
	}
}

func number[T ~int | ~int64](f *fields, n *T) {
	if !f.reading {
		f.out = strconv.AppendInt(f.out, int64(*n), 10)
		return
	}
	end := f.at
	for end < len(f.line) && (f.line[end] == '-' || f.line[end] >= '0' && f.line[end] <= '9') {
		end++
	}
	read, err := strconv.ParseInt(string(f.line[f.at:end]), 10, 64)
	if err != nil || int64(T(read)) != read || strconv.FormatInt(read, 10) != string(f.line[f.at:end]) {
		f.fail("a number is expected")
		return
	}
	f.at, *n = end, T(read)
}

// readText reads text, one string for all equal ones if it is likely to come
// again.
func (f *fields) readText(again bool) string {
	token := f.token()
	if f.err != nil {
		return ""
	}
	if token[0] != '"' {
		f.fail("text is expected")
		return ""
	}
	f.at += len(token)
	inner := token[1 : len(token)-1]
	if again {
		if s, ok := f.words[string(inner)]; ok {
			return s
		}
	}
	s := string(inner)
	if bytes.IndexByte(inner, '\\') >= 0 {
		s = ""
		if err := json.Unmarshal(token, &s); err != nil {
			f.fail("it is no text of JSON")
		}
	} else if !utf8.Valid(inner) || bytes.ContainsFunc(inner, func(r rune) bool { return r < ' ' }) {
		f.fail("it is no text of JSON")
	}
	if again {
		remember(f.words, string(inner), s)
	}
	return s
}

// remember keeps what was read under its text. A description that never says
// the same again must not be kept twice.
func remember[T any](known map[string]T, text string, x T) {
	if len(known) >= 1<<15 {
		clear(known)
	}
	known[text] = x
}

// token is the text of the value that comes next.
func (f *fields) token() []byte {
	end := f.valueEnd()
	if f.err == nil && end <= f.at {
		f.fail("a value is expected")
	}
	if f.err != nil {
		return nil
	}
	return f.line[f.at:end]
}

func (f *fields) valueEnd() int {
	depth := 0
	for i := f.at; i < len(f.line); i++ {
		switch c := f.line[i]; {
		case c == '"':
			if i = closing(f.line, i); i < 0 {
				return -1
			}
			if depth == 0 {
				return i + 1
			}
		case c == '{' || c == '[':
			depth++
		case depth == 0 && (c == ' ' || c == ',' || c == '}' || c == ']'):
			return i
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	if depth > 0 {
		return -1
	}
	return len(f.line)
}

// closing is where the text that begins at i ends, or -1.
func closing(line []byte, i int) int {
	for i++; i < len(line); i++ {
		n := bytes.IndexByte(line[i:], '"')
		if n < 0 {
			return -1
		}
		backslash := bytes.IndexByte(line[i:i+n], '\\')
		if backslash < 0 {
			return i + n
		}
		i += backslash + 1
	}
	return -1
}

func (f *fields) peek() byte {
	if f.err != nil || f.at >= len(f.line) {
		return 0
	}
	return f.line[f.at]
}

// expect goes over that text, on the next line if this one is over.
func (f *fields) expect(text string) {
	if f.err != nil {
		return
	}
	if f.at == len(f.line) {
		f.advance()
	}
	if !bytes.HasPrefix(f.line[f.at:], []byte(text)) {
		f.fail(text + " is expected")
		return
	}
	f.at += len(text)
}

// advance goes to the next line.
func (f *fields) advance() {
	if f.err != nil {
		return
	}
	line, err := f.source.next()
	if err != nil {
		f.err, f.more = err, false
		f.line, f.at = nil, 0
		return
	}
	f.line, f.at = line, 0
}

// fail ends the reading here.
func (f *fields) fail(reason string) {
	if f.err != nil {
		return
	}
	f.err = f.source.wrong(f.at, reason)
	f.more = false
}

// strange is the error about a field that does not belong here.
func (f *fields) strange() {
	key := f.line[f.at:]
	if i := bytes.IndexByte(key, ':'); i >= 0 {
		key = key[:i]
	}
	f.fail(fmt.Sprintf("the field %.100s is unknown, or there twice, or out of place", key))
}

const hexDigits = "0123456789abcdef"

// appendQuoted writes text as JSON. Bytes that are no UTF-8 become U+FFFD.
func appendQuoted(out []byte, s string) []byte {
	out = append(out, '"')
	done := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			if r, n := utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n > 1 {
				i += n
				continue
			}
		}
		out = append(out, s[done:i]...)
		switch c {
		case '"', '\\':
			out = append(out, '\\', c)
		case '\n':
			out = append(out, `\n`...)
		case '\t':
			out = append(out, `\t`...)
		case '\r':
			out = append(out, `\r`...)
		default:
			if c < ' ' {
				out = append(out, `\u00`...)
				out = append(out, hexDigits[c>>4], hexDigits[c&15])
			} else {
				out = append(out, "\uFFFD"...)
			}
		}
		i++
		done = i
	}
	out = append(out, s[done:]...)
	return append(out, '"')
}
