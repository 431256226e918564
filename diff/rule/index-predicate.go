package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-predicate",
		Title:    "A partial index covers other rows",
		Severity: Warning,
		Explains: topics(diff.Predicate, schema.KindIndex),
		Check:    each(indexPredicate),
		Doc: doc(`
Both sides have the index, and its WHERE differs, or only one has any. It is an
error for a unique index of a complete source. Where only a server could tell
whether two conditions mean the same, the finding says "may differ" and is for
your information.`, `
Queries for rows that the live index leaves out read the whole table. A unique
index refuses duplicates among other rows than declared (SQLSTATE 23505), and
INSERT … ON CONFLICT with the declared WHERE fails with SQLSTATE 42P10.`, `
Declare the condition that the database has.`, `
Create the declared index concurrently, and drop this one.`),
	})
}

func indexPredicate(p *Pass, d *diff.Difference) Finding {
	words := func(where string) string {
		if where == "" {
			return "every row"
		}
		return "where " + oneLine(where)
	}
	f := Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("queries of %s for rows that %s leaves out read the whole table", tableName(d), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s for %s", d.Object.Path(), rowsWhere(d.Live)),
			replaceIndex(d, "for "+rowsWhere(d.Declared)),
		),
	}
	if d.Live == "" {
		f.Consequence = fmt.Sprintf("nothing fails; %s is larger than it need be", d.Object.Path())
	}
	if index, ok := d.LiveObject.(*schema.Index); ok && index.Unique.Or(false) {
		f.Severity = bySource(p, d, Error, Warning)
		f.Consequence = fmt.Sprintf("duplicates are refused (23505) among %s of %s instead of %s",
			rowsWhere(d.Live), tableName(d), rowsWhere(d.Declared))
	}
	return f
}

func rowsWhere(where string) string {
	if where == "" {
		return "all rows"
	}
	return "the rows where " + oneLine(where)
}
