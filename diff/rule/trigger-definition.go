package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "trigger-definition",
		Title:    "A trigger or rule does something else, or at another time",
		Severity: Error,
		Explains: rest(schema.KindTrigger, schema.KindRule),
		Check:    each(triggerDefinition),
		Doc: doc(`
Both sides have the trigger or rule, and it differs: before or after, for which
statements and columns, for each row or statement, under which condition, which
function it calls, or when it can be deferred.`, `
Nothing fails. What the trigger does is done for other rows, too late to change
them, or not at all.`, `
Declare it as the database has it.`, `
Replace it (since PostgreSQL 14), or drop it and create it again:

    create or replace trigger touch before update on users …;
`),
	})
}

func triggerDefinition(p *Pass, d *diff.Difference) Finding {
	want, have := shortWords(d)
	return Finding{
		Message:     contrast(p, d, want, have),
		Consequence: fmt.Sprintf("the %s does what it does for other statements or rows, at another time, or does something else", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the %s: %s", describe(d), have),
			fmt.Sprintf("make the %s anew: %s", sqlObject(d), want),
		),
	}
}
