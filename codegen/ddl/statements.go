package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Statements are those of the script that make the objects that of picks, without
// their semicolons: for a database in which everything else is there.
func Statements(d *schema.Database, opts Options, of func(schema.Ref) bool) []string {
	var out []string
	for _, it := range newPlan(d, opts).order() {
		if of(it.ref) {
			out = append(out, bareStatements(it.write())...)
		}
	}
	return out
}

// AddColumn gives a table that exists one more column; server is its version.
func AddColumn(server int, t *schema.Table, c *schema.Column, opts Options) []string {
	p := newPlan(&schema.Database{Server: server}, opts)
	add := words("ALTER TABLE", tableName(t), "ADD COLUMN", ident(c.Name), p.columnType(t, c), p.columnConstraints(t, c, false))
	alone := &schema.Table{Kind: t.Kind, Schema: t.Schema, Name: t.Name, Columns: []*schema.Column{c}}
	return bareStatements(append(append([]string{add}, p.columnRest(t, c, false)...), columnAbout(alone)...))
}

// bareStatements leaves out comments, and the semicolons of the rest.
func bareStatements(written []string) []string {
	var out []string
	for _, s := range written {
		if !strings.HasPrefix(s, "--") {
			out = append(out, strings.TrimSuffix(s, ";"))
		}
	}
	return out
}
