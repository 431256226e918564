package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-undeclared",
		Title:    "A table has an index that is not declared",
		Severity: Info,
		Explains: topics(diff.Undeclared, schema.KindIndex),
		Check:    each(indexUndeclared),
		Doc: doc(`
The live table has an index, and the declared side, which lists indexes, has
neither it nor a constraint that does the same. It is a warning for a unique
index.`, `
Nothing fails. Every write maintains the index, and a database built from the
declared side is slower where queries rely on it. With a unique index, rows that
the declared side permits are refused with SQLSTATE 23505.`, `
Declare the index.`, `
Drop it, if no query uses it (pg_stat_user_indexes counts its scans):

    drop index concurrently orders_user_id_idx;
`),
	})
}

func indexUndeclared(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message: fmt.Sprintf("%s in the database, not declared", oneLine(d.Live)),
		Consequence: fmt.Sprintf("nothing fails; every write to %s maintains it, and a database built from %s may be slower",
			tableName(d), source(p, d)),
		Remedies: remedies("declare the index "+oneLine(d.Live), dropIndex(d)+", if no query uses it"),
	}
	if index, ok := d.LiveObject.(*schema.Index); ok && index.Unique.Or(false) {
		f.Severity = bySource(p, d, Warning, Info)
		f.Consequence = fmt.Sprintf("duplicates in the columns of %s are refused (23505), which %s permits", d.Object.Path(), source(p, d))
	}
	return f
}
