package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "policy-undeclared",
		Title:    "A table has a policy that is not declared",
		Severity: Error,
		Explains: topics(diff.Undeclared, schema.KindPolicy),
		Check:    each(policyUndeclared),
		Doc: doc(`
The declared side lists every policy, and the table has one more.`, `
A permissive policy grants rows that were not to be seen or written; a
restrictive one hides or refuses rows that were.`, `
Add it to the declared side.`, `
Drop it:

    drop policy everything on accounts;
`),
	})
}

func policyUndeclared(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     source(p, d) + " has no such policy" + perhaps(d, "renamed from"),
		Consequence: fmt.Sprintf("it grants rows of %s that no declared policy grants", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("add the %s to %s", describe(d), source(p, d)),
			"drop "+sqlObject(d),
		),
	}
	if restrictive(objectOf(d)) {
		f.Consequence = fmt.Sprintf("it hides rows of %s that declared policies grant, and refuses new ones (42501)", tableName(d))
	}
	return f
}
