package diagram

import "unicode"

// visible keeps a sign that can be seen. Others would break a line or reorder
// it: they become the sign for what is missing.
func visible(r rune) rune {
	if unicode.IsPrint(r) {
		return r
	}
	return '\ufffd'
}
