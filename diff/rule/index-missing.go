package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-missing",
		Title:    "A table lacks a declared index",
		Severity: Warning,
		Explains: topics(diff.Absent, schema.KindIndex),
		Check:    each(indexMissing),
		Doc: doc(`
The declared side has an index, and neither an index nor a constraint of the
live table does the same. It is an error for a unique index of a complete
source.`, `
Queries that the index was made for read the whole table, and slow down as it
grows. Without a unique index duplicates are stored, and INSERT … ON CONFLICT on
its columns fails with SQLSTATE 42P10.`, `
Remove the index from the tag or the schema file.`, `
Create it, without blocking writes:

    create index concurrently on orders (user_id);
`),
	})
}

func indexMissing(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     fmt.Sprintf("declared %s, and the table has no such index", oneLine(d.Declared)),
		Consequence: fmt.Sprintf("queries of %s that it was made for read the whole table, and slow down as it grows", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("remove the index from %s", source(p, d)),
			createIndex(p, d),
		),
	}
	if index, ok := d.DeclaredObject.(*schema.Index); ok && index.Unique.Or(false) {
		f.Severity = bySource(p, d, Error, Warning)
		f.Consequence = fmt.Sprintf("duplicates can be stored in %s, and ON CONFLICT on the index's columns fails (42P10)", tableName(d))
	}
	return f
}
