package diff

import (
	"strings"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// signOnly reports that a field is unsigned, and that its signed twin would hold
// every value of the column.
func (s *side) signOnly(h *schema.Host, l *schema.Column) bool {
	signed, unsigned := strings.CutPrefix(h.Type, "u")
	if !unsigned || !strings.HasPrefix(signed, "int") {
		return false
	}
	twin := *h
	twin.Type = signed
	switch equal.Holds(&twin, l.Type.Or(schema.Type{}), s.env).Grade {
	case equal.Exact, equal.Lossless:
		return true
	}
	return false
}

// fromSequence reports that the column's numbers come from a sequence, here or
// in the table that it refers to: a sequence counts up from one unless it is
// told otherwise, so that no number is negative.
func (s *side) fromSequence(t *schema.Table, column string, depth int) bool {
	const deepest = 4 // chains of one-to-one tables are short, and may be circles
	l := t.Column(column)
	if l == nil || depth > deepest {
		return false
	}
	if l.Identity.Or(schema.IdentityNone) != schema.IdentityNone || strings.HasPrefix(l.Default.Or(""), "nextval(") {
		return true
	}
	for _, k := range t.ForeignKeys {
		if len(k.Columns) != 1 || k.Columns[0] != column || len(k.RefColumns) != 1 {
			continue
		}
		for _, parent := range s.comparer.live.Tables {
			if parent.Name == k.RefTable && parent.Schema == k.RefSchema {
				return s.fromSequence(parent, k.RefColumns[0], depth+1)
			}
		}
	}
	return false
}
