package gosrc

// Underscore makes a column's name of a Go name as Bun and go-pg do: an
// underscore stands before each capital that has a small letter beside it, but
// for the first and the last of the name.
func Underscore(name string) string {
	b := make([]byte, 0, len(name)+5)
	for i := range len(name) {
		c := name[i]
		if c < 'A' || c > 'Z' {
			b = append(b, c)
			continue
		}
		if i > 0 && i+1 < len(name) && (small(name[i-1]) || small(name[i+1])) {
			b = append(b, '_')
		}
		b = append(b, c+'a'-'A')
	}
	return string(b)
}

func small(c byte) bool { return c >= 'a' && c <= 'z' }
