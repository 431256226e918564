package ddl

import (
	"unicode/utf8"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// notNull is the constraint in the definition of a column of the table.
func (p *plan) notNull(t *schema.Table, c *schema.Column) string {
	if !c.NotNull.Or(false) {
		return ""
	}
	var n schema.NotNull
	if c.Rare != nil && c.Rare.NotNull != nil {
		n = *c.Rare.NotNull
	}
	if n.NotValid {
		return ""
	}
	if p.d.Server < 180000 {
		return "NOT NULL"
	}
	if !isPartition(t) && (n.Inherited || n.Name == "" && p.fromParent(t, c)) {
		return ""
	}
	if name := p.notNullName(t, c); name != objectName(t.Name, c.Name, "not_null") {
		n.Name = name
	}
	return words(constraint(n.Name), "NOT NULL", when(n.NoInherit, "NO INHERIT"))
}

// fromParent reports whether a table that inherits the column has a parent that
// forbids NULL in it.
func (p *plan) fromParent(t *schema.Table, c *schema.Column) bool {
	for _, r := range t.Inherits {
		if parent := p.tables[schema.Ref{Schema: r.Schema, Name: r.Name}]; parent != nil {
			if pc := parent.Column(c.Name); pc != nil && pc.NotNull.Or(false) {
				return !adopted(t)
			}
		}
	}
	return false
}

// notNullName is the name of a constraint that says no name of its own: that of
// the parent that the table has it from, or else the one that PostgreSQL makes.
func (p *plan) notNullName(t *schema.Table, c *schema.Column) string {
	if c.Rare != nil && c.Rare.NotNull != nil && c.Rare.NotNull.Name != "" {
		return c.Rare.NotNull.Name
	}
	parents := t.Inherits
	if isPartition(t) {
		parents = []schema.Ref{t.PartitionOf}
	}
	for _, r := range parents {
		parent := p.tables[schema.Ref{Schema: r.Schema, Name: r.Name}]
		if parent == nil || adopted(t) {
			continue
		}
		if pc := parent.Column(c.Name); pc != nil && pc.NotNull.Or(false) {
			return p.notNullName(parent, pc)
		}
	}
	return objectName(t.Name, c.Name, "not_null")
}

// objectName is the name that PostgreSQL makes of a table's and a column's, of
// at most 63 bytes (makeObjectName in src/backend/commands/indexcmds.c).
func objectName(table, column, label string) string {
	room := 63 - len(label) - 2
	a, b := len(table), len(column)
	for a+b > room {
		if a > b {
			a--
		} else {
			b--
		}
	}
	return clipped(table, a) + "_" + clipped(column, b) + "_" + label
}

// clipped is the beginning of a name, of at most n bytes and whole characters.
func clipped(name string, n int) string {
	if n >= len(name) {
		return name
	}
	for n > 0 && !utf8.RuneStart(name[n]) {
		n--
	}
	return name[:n]
}
