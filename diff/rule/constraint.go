package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// addConstraint is the statement that gives the relation what is declared. The
// name is left to PostgreSQL where the declared side leaves it open.
func addConstraint(d *diff.Difference, definition string) string {
	name := ""
	if d.Object.Name != "" {
		name = "constraint " + sqlIdent(d.Object.Name) + " "
	}
	return alterTable(d) + " add " + name + oneLine(definition)
}

// dropConstraint is the statement that lets the live constraint go.
func dropConstraint(d *diff.Difference) string {
	return alterTable(d) + " drop constraint " + sqlIdent(d.Object.Name)
}

// replaceConstraint says how a constraint is changed, which PostgreSQL can only
// do by making it anew.
func replaceConstraint(d *diff.Difference, definition string) string {
	return fmt.Sprintf("drop the constraint %s of %s and add it again as %s",
		sqlIdent(d.Object.Name), tableName(d), oneLine(definition))
}

// createIndex is the statement that makes the declared index. The index of a
// partitioned table cannot be made concurrently.
func createIndex(p *Pass, d *diff.Difference) string {
	x, ok := d.DeclaredObject.(*schema.Index)
	if !ok {
		return "create the index " + oneLine(d.Declared)
	}
	var b strings.Builder
	b.WriteString("create ")
	if x.Unique.Or(false) {
		b.WriteString("unique ")
	}
	b.WriteString("index ")
	if !partitioned(p, d) {
		b.WriteString("concurrently ")
	}
	if x.Name != "" {
		b.WriteString(sqlIdent(x.Name) + " ")
	}
	b.WriteString("on " + sqlName(d.Object.Table()) + " using " + x.Method.Or("btree") + " " + sqlKeys(x.Keys))
	if len(x.Include) > 0 {
		b.WriteString(" include " + sqlList(x.Include))
	}
	if x.NullsNotDistinct.Or(false) {
		b.WriteString(" nulls not distinct")
	}
	if with := x.Options.Or(""); with != "" {
		b.WriteString(" with (" + oneLine(with) + ")")
	}
	if where := x.Where.Or(""); where != "" {
		b.WriteString(" where " + oneLine(where))
	}
	return b.String()
}

// sqlKeys writes the keys of an index.
func sqlKeys(keys []schema.IndexKey) string {
	written := make([]string, len(keys))
	for i, k := range keys {
		s := sqlIdent(k.Column)
		if k.Column == "" {
			s = condition(k.Expr)
		}
		if c := k.Collation.Or(""); c != "" {
			s += " collate " + c
		}
		if o := k.Opclass.Or(""); o != "" {
			s += " " + o
		}
		desc := k.Desc.Or(false)
		if desc {
			s += " desc"
		}
		if first := k.NullsFirst.Or(desc); first != desc {
			s += map[bool]string{true: " nulls first", false: " nulls last"}[first]
		}
		written[i] = s
	}
	return "(" + strings.Join(written, ", ") + ")"
}

// keyColumns writes the columns of the declared key; as the difference spells
// them where the key itself is not at hand.
func keyColumns(d *diff.Difference) string {
	switch k := d.DeclaredObject.(type) {
	case *schema.PrimaryKey:
		return sqlList(k.Columns)
	case *schema.Unique:
		return sqlList(k.Columns)
	}
	return d.Declared
}

// dropIndex is the statement that lets the live index go.
func dropIndex(d *diff.Difference) string {
	index := d.Object
	index.Parent = ""
	return "drop index concurrently " + sqlName(index)
}
