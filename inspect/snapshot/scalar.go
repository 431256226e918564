package snapshot

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

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
