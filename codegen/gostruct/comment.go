package gostruct

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestComment is where the comment of a column is cut off, in characters.
const longestComment = 160

// docComment makes a comment for the field from the column's comment in the
// database, which anybody may have written: one line, which begins with the
// field's name so that no tool takes it for a directive.
func docComment(field, comment string) string {
	var b strings.Builder
	for _, r := range comment {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case r == utf8.RuneError || !unicode.IsPrint(r):
		default:
			b.WriteRune(r)
		}
	}
	line := strings.Join(strings.Fields(b.String()), " ")
	if line == "" {
		return ""
	}
	if runes := []rune(line); len(runes) > longestComment {
		line = strings.TrimSpace(string(runes[:longestComment-1])) + "…"
	}
	return "// " + field + ": " + line
}

// documented reports that most of the fields have a comment above them.
func documented(own []use) bool {
	n := 0
	for _, u := range own {
		if u.node.Doc != nil {
			n++
		}
	}
	return n*2 > len(own)
}
