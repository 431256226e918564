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
	if n.Name == "" && isPartition(t) {
		n.Name = p.notNullName(t, c)
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

// notNullName is the name of the constraint that a partition has from the
// partitioned table; empty where it has its own.
func (p *plan) notNullName(t *schema.Table, c *schema.Column) string {
	parent := p.tables[schema.Ref{Schema: t.PartitionOf.Schema, Name: t.PartitionOf.Name}]
	if parent == nil {
		return ""
	}
	pc := parent.Column(c.Name)
	if pc == nil || !pc.NotNull.Or(false) {
		return ""
	}
	if pc.Rare != nil && pc.Rare.NotNull != nil && pc.Rare.NotNull.Name != "" {
		return pc.Rare.NotNull.Name
	}
	if isPartition(parent) {
		if name := p.notNullName(parent, pc); name != "" {
			return name
		}
	}
	return objectName(parent.Name, c.Name, "not_null")
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
