package rule

import (
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// renumbered reports that one side numbers the column's rows by an identity and
// the other by the default of a serial column. That is one change, which
// column-identity tells; the default and its sequence are part of it.
func renumbered(_ *Pass, d *diff.Difference) bool {
	if d.DeclaredColumn == nil || d.LiveColumn == nil {
		return false
	}
	return serial(d.DeclaredColumn) && identity(d.LiveColumn) || identity(d.DeclaredColumn) && serial(d.LiveColumn)
}

func serial(c *schema.Column) bool { return strings.HasPrefix(c.Default.Or(""), "nextval(") }

func identity(c *schema.Column) bool {
	return c.Identity.Or(schema.IdentityNone) != schema.IdentityNone
}

// ownerTells reports that a sequence which only one side has belongs to a column
// that the other side lacks too, or numbers by an identity: the finding about
// the column says it.
func ownerTells(p *Pass, d *diff.Difference) bool {
	sequence, other := d.DeclaredObject, p.Diff.Live
	if d.Property == diff.Undeclared {
		sequence, other = d.LiveObject, p.Diff.Declared
	}
	s, ok := sequence.(*schema.Sequence)
	if !ok || s.OwnedBy.Name == "" {
		return false
	}
	for _, t := range other.Tables {
		if t.Name != s.OwnedBy.Parent || t.Schema != s.OwnedBy.Schema {
			continue
		}
		c := t.Column(s.OwnedBy.Name)
		return c == nil || identity(c)
	}
	return true
}
