package gostruct

import (
	"cmp"
	"slices"
)

// An edit inserts text, and takes away as many bytes behind the place as cut
// says. A repair consists of nothing else.
type edit struct {
	at   int
	text string
	cut  int
	// late edits come after others at the same place.
	late bool
}

// insert makes the edits. They need not be sorted; those at one place keep their
// order.
func insert(text []byte, edits []edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int {
		if c := cmp.Compare(a.at, b.at); c != 0 {
			return c
		}
		switch { // what goes before a text comes before what takes it away
		case (a.cut > 0) != (b.cut > 0):
			return min(a.cut, 1) - min(b.cut, 1)
		case a.late == b.late:
			return 0
		}
		if a.late {
			return 1
		}
		return -1
	})
	var out []byte
	last := 0
	for _, e := range edits {
		out = append(out, text[last:e.at]...)
		out = append(out, e.text...)
		last = e.at + e.cut
	}
	return append(out, text[last:]...)
}

// after finds the place for a line that shall follow what ends at the offset:
// the beginning of the next line, beyond a comment behind it. If something else
// stands on the line, the place is before that, and whole is false.
func after(text []byte, offset int) (at int, whole bool) {
	at = offset
	for i := offset; i < len(text); {
		switch c := text[i]; {
		case c == '\n':
			return i + 1, true
		case c == ' ' || c == '\t' || c == '\r':
			i++
		case c == ';':
			i++
			at = i
		case c == '/' && i+1 < len(text) && text[i+1] == '/':
			for i < len(text) && text[i] != '\n' {
				i++
			}
		case c == '/' && i+1 < len(text) && text[i+1] == '*':
			i += 2
			for i+1 < len(text) && (text[i] != '*' || text[i+1] != '/') {
				i++
			}
			i += 2
			at = min(i, len(text))
		default:
			return at, false
		}
	}
	return at, false
}

// lineStart goes back from an offset to the beginning of its line; whole is
// false if something other than space stands before it.
func lineStart(text []byte, offset int) (at int, whole bool) {
	for i := offset; i > 0; i-- {
		switch text[i-1] {
		case '\n':
			return i, true
		case ' ', '\t':
		default:
			return offset, false
		}
	}
	return 0, true
}

// indent is the space at the beginning of the line that the offset stands in.
func indent(text []byte, offset int) string {
	start := offset
	for start > 0 && text[start-1] != '\n' {
		start--
	}
	end := start
	for end < len(text) && (text[end] == ' ' || text[end] == '\t') {
		end++
	}
	return string(text[start:end])
}

// newline is how the line before the offset ends.
func newline(text []byte, offset int) string {
	if offset >= 2 && text[offset-2] == '\r' && text[offset-1] == '\n' {
		return "\r\n"
	}
	return "\n"
}
