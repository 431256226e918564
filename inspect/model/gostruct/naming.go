package gostruct

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// fieldName is the column of a field without a tag. Readers look it up without
// regard to case, and pgx without underscores too.
func (c *columner) fieldName(field string) string {
	if c.reader.Name == gosrc.ReaderSQLX.Name {
		return strings.ToLower(field)
	}
	return snake(field)
}

// snake is the rule of scany: an underscore before each capital that begins a
// word, and after each lower-case letter or digit that a capital follows.
func snake(name string) string {
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if i > 0 && upper(c) {
			before := name[i-1]
			if !upper(before) || i+1 < len(name) && lower(name[i+1]) {
				b.WriteByte('_')
			}
		}
		if upper(c) {
			c += 'a' - 'A'
		}
		b.WriteByte(c)
	}
	return b.String()
}

func upper(c byte) bool { return c >= 'A' && c <= 'Z' }

func lower(c byte) bool { return c >= 'a' && c <= 'z' }
