package snapshot

import (
	"bytes"
	"fmt"
)

// What follows goes over the text of a file, when reading.

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
