package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "unique-undeclared",
		Title:    "A table has a unique constraint that is not declared",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindUnique),
		Check:    each(uniqueUndeclared),
		Doc: doc(`
The live table has a unique constraint, and the declared side, which lists them,
has neither it nor a unique index over the same columns.`, `
A second row with the same values, which the declared side permits, is refused
with SQLSTATE 23505.`, `
Declare the constraint.`, `
Drop it, if duplicates are wanted:

    alter table users drop constraint users_email_key;
`),
	})
}

func uniqueUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("unique %s in the database, not declared", d.Live),
		Consequence: fmt.Sprintf("a second row of %s with the same %s is refused (23505), which %s permits", tableName(d), d.Live, source(p, d)),
		Remedies:    remedies("declare the unique constraint "+d.Live, dropConstraint(d)),
	}
}
