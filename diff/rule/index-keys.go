package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-keys",
		Title:    "An index has other keys, or orders them in another way",
		Severity: Warning,
		Explains: topics(diff.Keys, schema.KindIndex),
		Check:    each(indexKeys),
		Doc: doc(`
Both sides have the index, and its columns, expressions, operator classes,
collations or directions differ. It is an error for a unique index over other
columns.`, `
Queries that the declared index would serve read the table or sort the rows
themselves: LIKE 'a%' needs text_pattern_ops, ORDER BY a, b DESC needs the same
directions. A unique index over other keys refuses other rows (SQLSTATE 23505),
and INSERT … ON CONFLICT on the declared ones fails with SQLSTATE 42P10.`, `
Declare the index as the database has it.`, `
Create the declared index under another name, drop this one, and rename:

    create index concurrently orders_new on orders (user_id, created_at desc);
`),
	})
}

func indexKeys(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, oneLine(d.Declared), oneLine(d.Live)),
		Consequence: fmt.Sprintf("queries of %s that an index on %s would serve read the table or sort by themselves", tableName(d), oneLine(d.Declared)),
		Remedies: remedies(
			fmt.Sprintf("declare the keys of %s as %s", d.Object.Path(), oneLine(d.Live)),
			replaceIndex(d, "on "+oneLine(d.Declared)),
		),
	}
	want, okWant := d.DeclaredObject.(*schema.Index)
	have, okHave := d.LiveObject.(*schema.Index)
	if okWant && okHave && have.Unique.Or(false) && !sameSet(keyNames(want), keyNames(have)) {
		f.Severity = bySource(p, d, Error, Warning)
		f.Consequence = fmt.Sprintf("duplicates of %s are refused (23505) instead of %s, on which ON CONFLICT fails (42P10)",
			oneLine(d.Live), oneLine(d.Declared))
	}
	return f
}

func keyNames(x *schema.Index) []string {
	names := make([]string, len(x.Keys))
	for i, k := range x.Keys {
		names[i] = k.Column + k.Expr
	}
	return names
}

// replaceIndex says how an index is changed, which PostgreSQL can only do by
// making it anew.
func replaceIndex(d *diff.Difference, as string) string {
	return fmt.Sprintf("create the index of %s anew %s, concurrently, and drop %s", tableName(d), as, d.Object.Path())
}
