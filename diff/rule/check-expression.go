package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "check-expression",
		Title:    "A check of one name has another condition",
		Severity: Error,
		Explains: topics(diff.Expr, schema.KindCheck),
		Check:    each(checkExpression),
		Doc: doc(`
Both sides have a CHECK constraint of the name, and the conditions differ.
PostgreSQL rewrites what it is given, so that many spellings come back as
another; the usual ones count as equal. Where only a server could tell, the
finding says "may differ" and is for your information.`, `
Rows that the declared side permits may be refused with SQLSTATE 23514, and rows
that it forbids may be stored.`, `
Declare the condition that the database has.`, `
Drop the constraint and add it again with the declared condition, NOT VALID
first, and validate it afterwards.`),
	})
}

func checkExpression(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity: bySource(p, d, Error, Warning),
		Message:  contrast(p, d, "check "+condition(d.Declared), condition(d.Live)),
		Consequence: fmt.Sprintf("rows of %s that break %s are refused (23514), and rows that break %s may be stored",
			tableName(d), condition(d.Live), condition(d.Declared)),
		Remedies: remedies(
			"declare the check "+condition(d.Live),
			replaceConstraint(d, "check "+condition(d.Declared)),
		),
	}
}
