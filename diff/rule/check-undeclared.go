package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "check-undeclared",
		Title:    "A table has a check that is not declared",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindCheck),
		Check:    each(checkUndeclared),
		Doc: doc(`
The live table has a CHECK constraint, and the declared side, which lists them,
has none like it.`, `
Rows that the declared side permits are refused with SQLSTATE 23514.`, `
Declare the check.`, `
Drop it, if such rows are wanted:

    alter table orders drop constraint orders_amount_check;
`),
	})
}

func checkUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("check %s in the database, not declared", condition(d.Live)),
		Consequence: fmt.Sprintf("rows of %s that break %s are refused (23514), which %s permits", tableName(d), condition(d.Live), source(p, d)),
		Remedies:    remedies("declare the check "+condition(d.Live), dropConstraint(d)),
	}
}
