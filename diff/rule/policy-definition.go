package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "policy-definition",
		Title:    "A policy holds for other roles or statements",
		Severity: Error,
		Explains: rest(schema.KindPolicy),
		Check:    each(policyDefinition),
		Doc: doc(`
Both sides have the policy, and it names other roles (TO), other statements
(FOR), or is permissive on one side and restrictive on the other.`, `
Roles see or write rows that they were not to, or are refused those that they
were (SQLSTATE 42501).`, `
Declare the policy as the database has it.`, `
Roles can be altered, the rest must be made anew:

    alter policy own_rows on accounts to app;
`),
	})
}

func policyDefinition(p *Pass, d *diff.Difference) Finding {
	want, have := shortWords(d)
	return Finding{
		Message:     contrast(p, d, want, have),
		Consequence: fmt.Sprintf("the %s grants or hides rows for other roles or statements than declared", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the %s: %s", describe(d), have),
			fmt.Sprintf("make the %s anew: %s", sqlObject(d), want),
		),
	}
}
