package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "policy-expression",
		Title:    "A policy grants other rows",
		Severity: Error,
		Explains: namedOf(schema.KindPolicy, "using", "with check"),
		Check:    each(policyExpression),
		Doc: doc(`
USING or WITH CHECK of a row security policy differs: which rows may be seen,
and which may be written.`, `
Rows are seen or written that were not to be, or are hidden or refused (SQLSTATE
42501) that were. No SELECT fails.`, `
Declare the condition that the database has.`, `
Alter it:

    alter policy own_rows on accounts using (tenant_id = current_tenant());
`),
	})
}

func policyExpression(p *Pass, d *diff.Difference) Finding {
	words := func(s string) string {
		if s == "" {
			return "no " + string(d.Property)
		}
		return string(d.Property) + " " + condition(s)
	}
	return Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("other rows of %s are seen or can be written than declared", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the %s with %s", describe(d), words(d.Live)),
			fmt.Sprintf("alter %s %s", sqlObject(d), words(d.Declared)),
		),
	}
}
