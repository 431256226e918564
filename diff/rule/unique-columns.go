package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "unique-columns",
		Title:    "A unique constraint has other columns, or another order of them",
		Severity: Error,
		Explains: topics(diff.Columns, schema.KindUnique),
		Check:    each(uniqueColumns),
		Doc: doc(`
Both sides have a unique constraint of the name, or over the same columns in
another order. The order does not change what is unique; it decides which
queries the constraint's index serves.`, `
With other columns, INSERT … ON CONFLICT on the declared ones fails with
SQLSTATE 42P10, rows that the declared constraint permits are refused, and rows
that it forbids are stored.`, `
Declare the constraint as the database has it.`, `
Replace the constraint, once no two rows share the new columns' values.`),
	})
}

func uniqueColumns(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Severity: bySource(p, d, Error, Warning),
		Message:  contrast(p, d, "unique "+d.Declared, d.Live),
		Consequence: fmt.Sprintf("ON CONFLICT %s on %s fails (42P10), and rows with the same %s are refused instead (23505)",
			d.Declared, tableName(d), d.Live),
		Remedies: remedies("declare the constraint as unique "+d.Live, replaceConstraint(d, "unique "+keyColumns(d))),
	}
	want, okWant := d.DeclaredObject.(*schema.Unique)
	have, okHave := d.LiveObject.(*schema.Unique)
	if okWant && okHave && sameSet(want.Columns, have.Columns) {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("the same rows are refused; the constraint's index serves queries by %s instead of %s",
			schema.QuoteIdent(have.Columns[0]), schema.QuoteIdent(want.Columns[0]))
	}
	return f
}
