package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "trigger-undeclared",
		Title:    "A table has a trigger or rule that is not declared",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindTrigger, schema.KindRule),
		Check:    each(triggerUndeclared),
		Doc: doc(`
The declared side lists every trigger and rule, and the table has one more.`, `
Statements about the table do more than the program knows of, take longer, or
are refused by it.`, `
Add it to the declared side.`, `
Drop it when nothing needs what it does:

    drop trigger touch on users;
`),
	})
}

func triggerUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("%s has no such %s%s", source(p, d), d.Object.Kind, perhaps(d, "renamed from")),
		Consequence: fmt.Sprintf("statements about %s do more than declared, or are refused", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("add the %s to %s", describe(d), source(p, d)),
			"drop "+sqlObject(d),
		),
	}
}
