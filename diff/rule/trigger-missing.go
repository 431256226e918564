package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "trigger-missing",
		Title:    "A declared trigger or rule does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindTrigger, schema.KindRule),
		Check:    each(triggerMissing),
		Doc: doc(`
The declared side has a trigger, or a rewrite rule, on the table, and the
database lacks it.`, `
Nothing fails. What the trigger does is not done: columns such as updated_at are
not kept, history and audit rows are not written, what it would refuse is
stored.`, `
Remove it from the declared side.`, `
Create it, and repair the rows that were written without it.
`),
	})
}

func triggerMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("declared, and the table has no such %s%s", d.Object.Kind, perhaps(d, "renamed to")),
		Consequence: fmt.Sprintf("statements about %s succeed, and what the %s does is left undone", tableName(d), d.Object.Kind),
		Remedies: remedies(
			fmt.Sprintf("remove the %s from %s", describe(d), source(p, d)),
			fmt.Sprintf("create the %s as declared", sqlObject(d)),
		),
	}
}
