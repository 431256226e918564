package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "function-missing",
		Title:    "A declared function does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindFunction, schema.KindProcedure, schema.KindAggregate),
		Check:    each(functionMissing),
		Doc: doc(`
The declared side has a function, procedure or aggregate that the database
lacks. Functions are told apart by their arguments: one of the same name with
other arguments is another function, and is named as what this one may have
become.`, `
Whatever calls it fails with SQLSTATE 42883: function does not exist. That may
be a query, a trigger, a view or a column's default.`, `
Remove it from the declared side.`, `
Create it, or run the migration that was forgotten.
`),
	})
}

func functionMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("declared, and the database has no such %s%s", d.Object.Kind, perhaps(d, "changed to")),
		Consequence: fmt.Sprintf("whatever calls it fails: %s %s does not exist (42883)", d.Object.Kind, d.Object.Name),
		Remedies: remedies(
			fmt.Sprintf("remove the %s from %s", describe(d), source(p, d)),
			fmt.Sprintf("create the %s as declared", sqlObject(d)),
		),
	}
}
